package intake_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/desk/number"
	"hearth/internal/intake"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/config"
	"hearth/internal/platform/mail/postbox"
	"hearth/internal/platform/mail/thread"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

const (
	sender  = "Ferrow & Lund HR <hr@ferrow-lund.example>"
	pattern = "hr+*@ferrow-lund.example"
)

// each runs f on both databases, where our mails come from hr@ferrow-lund.example.
func each(t *testing.T, f func(t *testing.T, a *apptest.App)) {
	t.Helper()
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			f(t, apptest.Configured(t, dialect, func(c *config.Config) { c.SMTP.From, c.MailReply = sender, pattern }))
		})
	}
}

var count int

// written writes a mail; each has another Message-ID.
func written(from, to, subject, body string, fields ...string) string {
	count++
	all := append([]string{"From: " + from, "To: " + to, "Subject: " + subject, fmt.Sprintf("Message-ID: <m%d@elsewhere.example>", count), "Date: Tue, 17 Nov 2026 10:00:00 +0100"}, fields...)
	return strings.Join(all, "\r\n") + "\r\n\r\n" + strings.ReplaceAll(body, "\n", "\r\n") + "\r\n"
}

func receive(t *testing.T, a *apptest.App, raw string, to ...string) intake.Received {
	t.Helper()
	got, err := a.Intake.Receive(t.Context(), authz.System(intake.CLI), intake.Receive{To: to, Raw: []byte(raw)})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// comes is receive that must end in an outcome.
func comes(t *testing.T, a *apptest.App, raw, outcome string, to ...string) intake.Received {
	t.Helper()
	got := receive(t, a, raw, to...)
	if got.Outcome != outcome {
		t.Fatalf("it became %+v, want %s:\n%s", got, outcome, raw)
	}
	return got
}

func claim(a *apptest.App, name, key string) thread.Claim {
	return thread.Claim{Case: number.Parse(name), Recipient: apptest.ID(key), Expires: a.DB.Now().Add(thread.Lifetime).Time}
}

func ask(t *testing.T, a *apptest.App, key string) desk.Case {
	t.Helper()
	return apptest.Decode[desk.Case](t, a.API(key).Post("/api/v1/cases", map[string]any{"subject": "Night allowance", "body": "How is it worked out?"}), 201)
}

func TestAMailOpensACase(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, a *apptest.App) {
		got := comes(t, a, written("Amina Yusuf <amina@ferrow-lund.example>", "hr@ferrow-lund.example", "Re: Payslip of October", "Two hours are missing.\n\n-- \nAmina\n"), "case")
		a.Desk("marta").Get("/desk/cases/"+got.Case).Shows("Payslip of October", "Two hours are missing.", "Amina Yusuf").Hides("Re: Payslip")
		a.Portal("amina").Get("/requests/" + got.Case).Shows("Two hours are missing.")
		stranger := comes(t, a, written("Eva Holm <eva@post.example>", "hr@ferrow-lund.example", "Application", "Is the post still open?"), "case")
		a.Desk("marta").Get("/desk/cases/"+stranger.Case).Shows("Eva Holm", "Is the post still open?")
		a.Portal("amina").Get("/requests/" + stranger.Case).Is(404)
	})
}

func TestTheSameMailIsTakenOnce(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, a *apptest.App) {
		raw := written("amina@ferrow-lund.example", "hr@ferrow-lund.example", "Payslip", "Two hours are missing.")
		comes(t, a, raw, "case")
		comes(t, a, raw, "duplicate")
		comes(t, a, "Received: from elsewhere\r\n\tby here\r\nDelivered-To: pay@ferrow-lund.example\r\n"+strings.ReplaceAll(raw, "\r\n", "\n"), "duplicate")
		comes(t, a, strings.Replace(raw, "Two hours", "Three hours", 1), "case") // the same Message-ID, and another mail
		n, err := store.One[int](t.Context(), a.DB, `SELECT count(*) FROM intake_mail`)
		if err != nil || n != 2 {
			t.Errorf("%d mails, %v", n, err)
		}
	})
}

func TestAnAnswerFindsItsCase(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, a *apptest.App) {
		c := ask(t, a, "amina")
		address := a.Threads.Address(claim(a, c.Number, "amina"))
		id := a.Threads.MessageID("0192f0c1-2345-7abc-8def-0123456789ab", claim(a, c.Number, "amina")) + "@ferrow-lund.example"
		for i, raw := range []string{
			written("Amina <amina@ferrow-lund.example>", address, "AW: something else", "By the address, no. 0."),
			written("Amina <AMINA@Ferrow-Lund.example>", "hr@ferrow-lund.example", "no sign", "By the references, no. 1.", "References: <x@y.example>\r\n <"+id+">"),
			written("Amina <amina@ferrow-lund.example>", "hr@ferrow-lund.example", "no sign", "By what it answers, no. 2.", "In-Reply-To: <"+id+">"),
		} {
			got := comes(t, a, raw, "reply")
			if got.Case != c.Number {
				t.Errorf("mail %d went to %s, want %s", i, got.Case, c.Number)
			}
			a.Desk("marta").Get("/desk/cases/" + c.Number).Shows(fmt.Sprintf("no. %d.", i))
		}
		comes(t, a, written("amina@ferrow-lund.example", "undisclosed:;", "s", "By the envelope."), "reply", address)
	})
}

// nobody gets in who has not both the sign and the address that it was made for.
func TestNobodyElseGetsIn(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, a *apptest.App) {
		mine, other := ask(t, a, "amina"), ask(t, a, "pavel")
		address := a.Threads.Address(claim(a, mine.Number, "amina"))
		old := claim(a, mine.Number, "amina")
		old.Expires = a.DB.Now().Add(-48 * time.Hour).Time
		foreign := thread.New([]byte("another key"), pattern)
		for name, raw := range map[string]string{
			"a stranger with the address":      written("Eve <eve@evil.example>", address, "Re: Night allowance", "Let me in: stranger."),
			"a colleague with the address":     written("Pavel <pavel@ferrow-lund.example>", address, "Re: Night allowance", "Let me in: colleague."),
			"the name of the requester":        written("\"amina@ferrow-lund.example\" <eve@evil.example>", address, "Re: Night allowance", "Let me in: name."),
			"two senders":                      written("amina@ferrow-lund.example, eve@evil.example", address, "Re: Night allowance", "Let me in: two."),
			"a second field From":              written("eve@evil.example", address, "Re: Night allowance", "Let me in: twice.", "From: amina@ferrow-lund.example"),
			"an answer address":                written("eve@evil.example", address, "Re: Night allowance", "Let me in: reply-to.", "Reply-To: amina@ferrow-lund.example", "Sender: amina@ferrow-lund.example"),
			"letters that look alike":          written("amina@ferrοw-lund.example", address, "Re: Night allowance", "Let me in: alike."),
			"the number in the subject":        written("amina@ferrow-lund.example", "hr@ferrow-lund.example", "Re: ["+mine.Number+"] Night allowance", "Let me in: number."),
			"a guessed address":                written("amina@ferrow-lund.example", "hr+"+strings.ToLower(mine.Number)+"@ferrow-lund.example", "Re:", "Let me in: guess."),
			"another case's sign":              written("amina@ferrow-lund.example", a.Threads.Address(claim(a, other.Number, "pavel")), "Re:", "Let me in: other."),
			"a sign that is too old":           written("amina@ferrow-lund.example", a.Threads.Address(old), "Re:", "Let me in: old."),
			"a sign of somebody else's making": written("amina@ferrow-lund.example", foreign.Address(claim(a, mine.Number, "amina")), "Re:", "Let me in: foreign."),
			"a Message-ID without a sign":      written("amina@ferrow-lund.example", "hr@ferrow-lund.example", "Re:", "Let me in: id.", "In-Reply-To: <h.0192f0c123457abc8def0123456789ab@ferrow-lund.example>"),
			"control fields":                   written("eve@evil.example", "hr@ferrow-lund.example", "Re: "+mine.Number, "Let me in: fields.", "X-Hearth-Case: "+mine.Number, "RT-Ticket: "+mine.Number, "X-Zammad-Ticket-Id: 1"),
			"our own address":                  written("hr@ferrow-lund.example", address, "Re:", "Let me in: own."),
			"no sender":                        written("undisclosed", address, "Re:", "Let me in: nobody."),
		} {
			if got := receive(t, a, raw); got.Outcome != "quarantine" || got.Reason == "" {
				t.Errorf("%s: it became %+v", name, got)
			}
		}
		for _, c := range []desk.Case{mine, other} {
			a.Desk("marta").Get("/desk/cases/" + c.Number).Hides("Let me in")
		}
		for _, key := range []string{"amina", "pavel"} {
			page := apptest.Decode[struct{ Items []desk.Case }](t, a.API(key).Get("/api/v1/cases?view=requests"), 200)
			if len(page.Items) != 1 {
				t.Errorf("%s has %d requests", key, len(page.Items))
			}
		}
	})
}

func TestMachinesOpenNothing(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, a *apptest.App) {
		c := ask(t, a, "amina")
		address := a.Threads.Address(claim(a, c.Number, "amina"))
		for _, raw := range []string{
			written("amina@ferrow-lund.example", address, "Out of office: Re: Night allowance", "I am away.", "Auto-Submitted: auto-replied"),
			written("Mailer <MAILER-DAEMON@post.example>", address, "Undelivered Mail Returned to Sender", "I could not deliver it.", "Auto-Submitted: auto-replied", "Return-Path: <>"),
			written("hr@other.example", "hr@ferrow-lund.example", "We have your request HR-1000", "…", "Auto-Submitted: auto-generated"),
		} {
			comes(t, a, raw, "record")
		}
		after := apptest.Decode[desk.Case](t, a.API("amina").Get("/api/v1/cases/"+c.Number), 200)
		if after.NewReply || after.State != desk.StateOpen {
			t.Errorf("the case is %+v", after)
		}
	})
}

func TestAnAnsweredCaseOpensAgainUnlessItIsThanks(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, a *apptest.App) {
		c := ask(t, a, "amina")
		address := a.Threads.Address(claim(a, c.Number, "amina"))
		cause := apptest.Decode[struct{ Items []struct{ ID string } }](t, a.API("marta").Get("/api/v1/causes"), 200).Items[0].ID
		a.API("marta").Post("/api/v1/cases/"+c.Number+"/close", map[string]any{"answer": "By clause 7.2.", "outcome": "answered", "cause": cause}).Is(200)
		state := func() desk.State {
			return apptest.Decode[desk.Case](t, a.API("amina").Get("/api/v1/cases/"+c.Number), 200).State
		}
		comes(t, a, written("amina@ferrow-lund.example", address, "Re: x", "Thank you very much!\nAmina\n"), "reply")
		if got := state(); got != desk.Answered {
			t.Errorf("after thanks it is %s", got)
		}
		comes(t, a, written("amina@ferrow-lund.example", address, "Re: x", "Thanks, but October is still wrong."), "reply")
		if got := state(); got != desk.StateOpen {
			t.Errorf("after what was missing it is %s", got)
		}
		a.API("marta").Post("/api/v1/cases/"+c.Number+"/close", map[string]any{"answer": "Mended.", "outcome": "answered", "cause": cause}).Is(200)
		a.API("amina").Post("/api/v1/cases/"+c.Number+"/accept", map[string]any{}).Is(200)
		next := comes(t, a, written("amina@ferrow-lund.example", address, "Re: x", "And now November."), "case")
		if next.Case == c.Number {
			t.Error("a closed case was opened again")
		}
		a.Portal("amina").Get("/requests/"+next.Case).Shows(c.Number, "And now November.")
	})
}

func TestTheTeamDecidesAboutWhatWaits(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, a *apptest.App) {
		box, err := a.Intake.SaveMailbox(t.Context(), authz.System(intake.CLI), intake.SaveMailbox{Name: "Payroll", Address: "pay@ferrow-lund.example", Team: "payroll", Service: "pay", Kind: intake.Direct, Strangers: intake.StrangersWait})
		if err != nil {
			t.Fatal(err)
		}
		err = a.Intake.Take(t.Context(), postbox.Envelope{From: "eva@post.example", To: []string{"pay@ferrow-lund.example"}, Via: "lmtp"}, []byte(written("Eva <eva@post.example>", "pay@ferrow-lund.example", "Old payslips", "Marmelade.")))
		if err != nil {
			t.Fatal(err)
		}
		a.Drain()
		theo, marta := actor(a, "theo"), actor(a, "marta")
		page, err := a.Intake.Waiting(t.Context(), theo, intake.ListWaiting{})
		if err != nil || len(page.Items) != 1 || page.Items[0].Mailbox != box.Name || page.Items[0].Why == "" {
			t.Fatalf("the team sees %+v, %v", page, err)
		}
		if page, err := a.Intake.Waiting(t.Context(), marta, intake.ListWaiting{}); err != nil || len(page.Items) != 0 {
			t.Errorf("another team sees %+v, %v", page, err)
		}
		id := page.Items[0].ID
		if _, err := a.Intake.Look(t.Context(), marta, intake.Named{ID: id}); err == nil {
			t.Error("another team reads the mail")
		}
		seen, err := a.Intake.Look(t.Context(), theo, intake.Named{ID: id})
		if err != nil || !strings.Contains(seen.Mail.Text, "Marmelade") {
			t.Fatalf("%+v, %v", seen, err)
		}
		log, err := a.Intake.MailLog(t.Context(), actor(a, "noor"), intake.ListLog{})
		if err != nil || len(log.Items) != 1 || log.Counts[intake.Quarantine] != 1 {
			t.Errorf("the administrator sees %+v, %v", log, err)
		}
		at, err := a.Intake.Accept(t.Context(), theo, intake.Accept{ID: id})
		if err != nil || !at.New {
			t.Fatalf("%+v, %v", at, err)
		}
		if _, err := a.Intake.Accept(t.Context(), theo, intake.Accept{ID: id}); err == nil {
			t.Error("it was decided twice")
		}
		a.Desk("theo").Get("/desk/cases/" + at.Number).Shows("Marmelade")
	})
}

func actor(a *apptest.App, key string) authz.Actor {
	for _, m := range apptest.Cast() {
		if m.Key == key {
			by := authz.Actor{PersonID: apptest.ID(key), Face: authz.Desk, Teams: m.Teams}
			for _, r := range m.Roles {
				by.Roles = append(by.Roles, authz.Role(r))
			}
			return by
		}
	}
	return authz.Actor{}
}
