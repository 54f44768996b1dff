package intake_test

import (
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk/number"
	"hearth/internal/intake"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/config"
	"hearth/internal/platform/letter"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/mail/mailtest"
	"hearth/internal/platform/store"
)

// until waits for something that happens in another process.
func until(t *testing.T, what string, done func() bool) {
	t.Helper()
	for range 300 {
		if done() {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("it did not come to it within half a minute: %s", what)
}

// Somebody without an account writes to the address of HR, reads the answer in their own mailbox and answers it; all through a real mail server, on which HR has a mailbox.
func TestAConversationThroughRealServers(t *testing.T) {
	t.Parallel()
	mailtest.Need(t)
	dovecot := mailtest.StartDovecot(t)
	const hr, eva = "hr@ferrow-lund.example", "eva@post.example"
	dovecot.AddMailbox(t, hr, "secret", "Taken")
	dovecot.AddMailbox(t, eva, "hers")
	postfix := mailtest.StartPostfix(t, dovecot)
	dovecot.Deliver(t, hr, []byte(written(eva, hr, "From before", "This lay there when Hearth came.")))
	a := apptest.Configured(t, store.SQLite, func(c *config.Config) {
		c.SMTP.Address, c.SMTP.From, c.SMTP.TLS, c.MailReply = postfix.SMTP, sender, "none", pattern
	})
	cli := authz.System(intake.CLI)
	box, err := a.Intake.SaveMailbox(t.Context(), cli, intake.SaveMailbox{Name: "HR", Address: hr, Team: "advice", Kind: intake.ByIMAP, Server: dovecot.IMAP, TLS: "none", User: hr,
		Password: "secret", Done: "Taken"})
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Stop(t.Context()) }) // it ends with the test
	until(t, "the mailbox is reached", func() bool {
		b, err := a.Intake.Mailbox(t.Context(), cli, box.ID)
		return err == nil && !b.BeganAt.IsZero() && b.LayBefore == 1
	})
	postfix.Submit(t, eva, []string{hr}, []byte(written("Eva Holm <"+eva+">", hr, "Reference letter", "May I have one?")))
	waiting := func() []intake.Logged {
		page, err := a.Intake.MailLog(t.Context(), actor(a, "noor"), intake.ListLog{})
		if err != nil {
			t.Fatal(err)
		}
		return page.Items
	}
	until(t, "the mail is a case", func() bool { all := waiting(); return len(all) == 1 && all[0].State == intake.Case })
	n, err := store.One[int64](t.Context(), a.DB, `SELECT number FROM desk_case`)
	if err != nil {
		t.Fatal(err)
	}
	name := number.Text(n)
	a.API("marta").Post("/api/v1/cases/"+name+"/messages", map[string]any{"body": "Gladly. For whom?"}).Is(201)
	var mails []mailtest.Mail
	until(t, "she has the acknowledgement and the answer", func() bool { mails = dovecot.Mails(t, eva, "INBOX"); return len(mails) == 2 })
	answer := letter.Parse(mails[len(mails)-1].Raw, letter.Options{})
	if !strings.Contains(answer.Text, "For whom?") || len(answer.ReplyTo) != 1 || !a.Threads.Ours(answer.ReplyTo[0].Address) || len(answer.References) == 0 {
		t.Fatalf("the answer is\n%s", mails[len(mails)-1].Raw)
	}
	reply := written("Eva Holm <"+eva+">", answer.ReplyTo[0].Address, "Re: "+answer.Subject, "For the town library.\n\nOn Tue, 17 Nov 2026 at 12:00, HR wrote:\n> Gladly. For whom?", "In-Reply-To: <"+answer.MessageID+">")
	postfix.Submit(t, eva, []string{answer.ReplyTo[0].Address}, []byte(reply))
	until(t, "the reply is in the case", func() bool { all := waiting(); return len(all) == 2 && all[0].State == intake.Reply })
	a.Desk("marta").Get("/desk/cases/" + name).Shows("For the town library.").Hides("Gladly. For whom?\n&gt;")
	// Whoever writes from an address that takes no mail is told nothing, and HR sees it.
	postfix.Submit(t, "gone@post.example", []string{hr}, []byte(written("Gone <gone@post.example>", hr, "A question", "Can you hear me?")))
	until(t, "the acknowledgement came back", func() bool {
		all := waiting()
		return len(all) == 4 && all[0].State == intake.Record && all[0].Kind == "bounce"
	})
	caseID, err := store.One[string](t.Context(), a.DB, `SELECT case_id FROM intake_mail WHERE kind = 'bounce'`)
	if err != nil {
		t.Fatal(err)
	}
	lost, err := mail.Undelivered(t.Context(), a.DB, caseID)
	if err != nil || len(lost) != 1 {
		t.Errorf("not arrived: %+v, %v", lost, err)
	}
	if left, _ := dovecot.Count(t, hr, "INBOX"); left != 1 {
		t.Errorf("%d mails lie in the mailbox, want the one from before", left)
	}
	if err := a.Intake.Reconcile(t.Context()); err != nil {
		t.Fatal(err)
	}
	checks, err := a.Intake.Checks(t.Context(), actor(a, "noor"))
	if err != nil || len(checks) != 1 || checks[0].Came != 4 || checks[0].Cased != 3 || checks[0].Recorded != 1 || checks[0].Lies != 1 || checks[0].Problem.Key != "" {
		t.Errorf("the reckoning is %+v, %v", checks, err)
	}
}
