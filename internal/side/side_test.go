package side_test

import (
	"fmt"
	"io"
	"net/url"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/heard"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/config"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/mail/postbox"
	"hearth/internal/platform/mail/thread"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
	"hearth/internal/side"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

type world struct {
	*apptest.App
	s *side.Service
}

func each(t *testing.T, f func(w *world)) {
	t.Helper()
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			a := apptest.Configured(t, dialect, func(c *config.Config) {
				c.SMTP.From, c.MailReply = "Ferrow & Lund HR <hr@ferrow-lund.example>", "hr+*@ferrow-lund.example"
			})
			f(&world{a, a.Side})
		})
	}
}

func (w *world) ok(err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatal(err)
	}
}

func (w *world) refused(err error, want fault.Kind, says string) {
	w.T.Helper()
	text := ""
	if f := fault.As(err); f != nil {
		text = f.Error()
		for _, x := range f.Fields {
			text += " " + fmt.Sprintf(x.Key, x.Args...)
		}
	}
	if fault.KindOf(err) != want || !strings.Contains(text, says) {
		w.T.Errorf("got %v (%s), want %v: %s", err, text, want, says)
	}
}

func (w *world) hr(key string) authz.Actor { return w.Actor(authz.Desk, key) }

// open is a case of Amina, with a file.
func (w *world) open(in desk.Open) string {
	w.T.Helper()
	if in.Service == "" {
		in.Service = "hours"
	}
	in.Subject, in.Body = "My secret shifts", "May I swap?"
	in.Files = []files.Upload{{Name: "plan.txt", Open: func() (files.Reader, error) { return io.NopCloser(strings.NewReader("the plan")), nil }}}
	c, err := w.App.App.Desk.Open(w.T.Context(), w.Actor(authz.Portal, "amina"), in)
	w.ok(err)
	w.Drain()
	return c.Number
}

func (w *world) fileOf(number string) string {
	w.T.Helper()
	c, err := w.App.App.Desk.Read(w.T.Context(), w.hr("marta"), desk.ReadOne{Number: number})
	w.ok(err)
	return c.Talk[0].Files[0].ID
}

func (w *world) ask(number string, to ...string) (side.Talk, error) {
	return w.s.Begin(w.T.Context(), w.hr("marta"), side.Begin{Number: number, To: to, Subject: "A rate of November", Body: "Which rate holds?"})
}

func (w *world) asked(number string, to ...string) side.Talk {
	w.T.Helper()
	t, err := w.ask(number, to...)
	w.ok(err)
	return t
}

func (w *world) count(sql string, args ...any) int {
	w.T.Helper()
	n, err := store.One[int](w.T.Context(), w.DB, sql, args...)
	w.ok(err)
	return n
}

type sent struct{ PersonID, Subject, TextBody, ReplyTo, State string }

// mails are what was written to people aside, in order.
func (w *world) mails() []sent {
	w.T.Helper()
	all, err := store.All[sent](w.T.Context(), w.DB, `SELECT person_id, subject, text_body, reply_to, state FROM mail_outbox WHERE kind = 'side.asked' ORDER BY id`)
	w.ok(err)
	return all
}

// Marta asks Hanna, who is not of HR: Hanna reads those words and nothing of the case, and her answer reaches Marta and not Amina.
func TestAColleagueAnswersOnAPageOfTheirs(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open(desk.Open{})
		_, err := w.App.App.Desk.Assign(w.T.Context(), w.hr("marta"), desk.Assign{Number: number, Assignee: "me"})
		w.ok(err)
		in := side.Begin{Number: number, To: []string{apptest.Email("hanna")}, Subject: "A rate of November", Body: "Which rate holds?", Files: []string{w.fileOf(number)}, Wanted: "2026-11-20", Key: "k1"}
		p, err := w.s.Check(w.T.Context(), w.hr("marta"), in)
		w.ok(err)
		first, err := w.s.Begin(w.T.Context(), w.hr("marta"), in)
		w.ok(err)
		again, err := w.s.Begin(w.T.Context(), w.hr("marta"), in)
		if err != nil || again.ID != first.ID || w.count(`SELECT count(*) FROM side_talk`) != 1 {
			w.T.Errorf("the same key is another conversation: %v", err)
		}
		all := w.mails()
		if len(all) != 1 || all[0].PersonID != apptest.ID("hanna") || all[0].Subject != "A rate of November" || p.Subject != all[0].Subject || p.Text != strings.ReplaceAll(all[0].TextBody, first.ID, "…") {
			w.T.Fatalf("sent was %+v, shown %+v", all, p)
		}
		for _, word := range []string{number, "My secret shifts", "Amina", "May I swap"} {
			if strings.Contains(all[0].TextBody+all[0].Subject, word) {
				w.T.Errorf("the mail says %s", word)
			}
		}
		hanna := w.Portal("hanna")
		hanna.Get("/").Shows("HR asks you something.", "A rate of November")
		hanna.Get("/me/asked").Is(200).Shows("A rate of November", "HR waits for you")
		hanna.Get("/me/asked/"+first.ID).Is(200).Shows("Which rate holds?", "Marta Kowalczyk", "plan.txt").Hides(number, "My secret shifts", "Amina", "May I swap")
		hanna.Get("/me/asked/" + first.ID + "/files/" + in.Files[0]).Is(200).Shows("the plan")
		w.Portal("pavel").Get("/me/asked/" + first.ID).Is(404)
		w.Portal("pavel").Get("/me/asked/" + first.ID + "/files/" + in.Files[0]).Is(404)
		w.Desk("marta").Get("/desk/cases/"+number).Shows("Asked aside", "Asked today, no word yet", "Hanna")
		w.Clock.Advance(3 * 24 * time.Hour)
		w.Desk("marta").Get("/desk/cases/" + number).Shows("Asked 3 days ago, no word")
		w.Clock.Advance(24 * time.Hour)
		w.Desk("marta").Get("/desk/cases/" + number).Shows("No answer by Fri 20 Nov")
		w.Desk("marta").Get("/").Shows("Nobody has answered by the day that you set.")

		reply := side.Reply{Side: first.ID, Body: "It is twelve percent.", Key: "k2"}
		for range 2 {
			_, err = w.s.Reply(w.T.Context(), w.Actor(authz.Portal, "hanna"), reply)
			w.ok(err)
		}
		w.Drain()
		if n := w.count(`SELECT count(*) FROM side_word`); n != 2 {
			w.T.Errorf("%d words", n)
		}
		told, err := store.All[string](w.T.Context(), w.DB, `SELECT subject FROM mail_outbox WHERE kind = 'follow.told' AND person_id = $1`, apptest.ID("marta"))
		if err != nil || len(told) != 1 || told[0] != "Somebody who was asked about "+number+" answered." {
			w.T.Errorf("Marta was told %q, %v", told, err)
		}
		w.Desk("marta").Get("/").Shows("Somebody whom you asked has answered.")
		w.Desk("marta").Get("/desk/cases/"+number).Shows("New answer", "It is twelve percent.")
		w.Desk("marta").Get("/desk/cases/"+number+"/side/"+first.ID).Is(200).Shows("It is twelve percent.", "Hanna")
		w.Desk("marta").Get("/desk/cases/" + number).Hides("New answer")
		w.Portal("amina").Get("/requests/"+number).Is(200).Hides("twelve percent", "Which rate", "Asked aside", "Hanna")
		w.Portal("amina").Get("/api/v1/cases/"+number).Hides("twelve percent", "Which rate")
		w.Desk("priya").Get("/desk/cases/" + number + "/side/" + first.ID).Is(200)
	})
}

// linkIn is the address of a file that a mail has.
func linkIn(text string) string {
	_, rest, _ := strings.Cut(text, "/asked/")
	rest, _, _ = strings.Cut(rest, "\n")
	return "/asked/" + rest
}

func (w *world) comes(from, to, body, outcome string) {
	w.T.Helper()
	raw := fmt.Sprintf("From: %s\r\nTo: %s\r\nSubject: Re: A rate\r\nMessage-ID: <%s@elsewhere.example>\r\nDate: Tue, 17 Nov 2026 10:00:00 +0100\r\n\r\n%s\r\n", from, to, ident.New(), body)
	w.ok(w.Intake.Take(w.T.Context(), postbox.Envelope{From: from, To: []string{to}, Via: "cli"}, []byte(raw)))
	w.ok(w.Intake.Pass(w.T.Context()))
	got, err := store.One[string](w.T.Context(), w.DB, `SELECT state FROM intake_mail ORDER BY id DESC LIMIT 1`)
	if err != nil || got != outcome {
		w.T.Errorf("%s: it is a %s, %v, want %s", body, got, err, outcome)
	}
	w.Drain()
}

// An office outside answers by mail. Only its own address gets in by the address that was made for it, and only as long as it is asked.
func TestSomebodyOutsideAnswersByMail(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open(desk.Open{})
		talk, err := w.s.Begin(w.T.Context(), w.hr("marta"), side.Begin{Number: number, To: []string{"office@pension.example"}, Subject: "A rate", Body: "Which rate holds?", Files: []string{w.fileOf(number)}})
		w.ok(err)
		m := w.mails()[0]
		if m.ReplyTo == "" || strings.Contains(m.TextBody, "/me/asked") || strings.Contains(m.TextBody, number) {
			w.T.Fatalf("sent was %+v", m)
		}
		token, ok := w.Threads.Read(m.ReplyTo)
		if !ok || !token.Side || token.Check(m.PersonID, w.DB.Now().Time) != thread.Genuine || token.Check(apptest.ID("hanna"), w.DB.Now().Time) == thread.Genuine {
			w.T.Fatalf("the address %s is %+v", m.ReplyTo, token)
		}
		nobody := w.Nobody()
		nobody.Get(linkIn(m.TextBody)).Is(200).Shows("the plan")
		nobody.Get(linkIn(m.TextBody) + "0").Is(404)
		w.comes("Office <office@pension.example>", m.ReplyTo, "It is nine percent.", "reply")
		w.comes("amina@ferrow-lund.example", m.ReplyTo, "Let me in.", "quarantine")
		w.comes("evil@pension.example", m.ReplyTo, "It is ninety percent.", "quarantine")
		w.comes("office@pension.example", strings.Replace(m.ReplyTo, "hr+sa", "hr+ca", 1), "Into the case.", "quarantine")
		w.Desk("marta").Get("/desk/cases/"+number+"/side/"+talk.ID).Shows("It is nine percent.", "by e-mail").Hides("Let me in.", "ninety percent", "Into the case.")
		if n := w.count(`SELECT count(*) FROM desk_entry WHERE body LIKE '%percent%'`); n != 0 {
			w.T.Errorf("%d answers are in the case", n)
		}
		w.Portal("amina").Get("/requests/" + number).Hides("percent")
		w.Desk("marta").Get("/desk/mail").Shows("evil@pension.example")
		_, err = w.s.Close(w.T.Context(), w.hr("marta"), side.End{Number: number, Side: talk.ID})
		w.ok(err)
		w.comes("office@pension.example", m.ReplyTo, "One word more.", "quarantine")
		nobody.Get(linkIn(m.TextBody)).Is(404)
	})
}

// Who asked may be an agent at their own case: what came for HR alone is not theirs to read, though they sort mails.
func TestAnAgentReadsNoAnswerAboutThemselves(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		c, err := w.App.App.Desk.Open(w.T.Context(), w.Actor(authz.Portal, "priya"), desk.Open{Service: "hours", Subject: "My pay", Body: "Is it right?"})
		w.ok(err)
		talk := w.asked(c.Number, "office@pension.example")
		m := w.mails()[0]
		w.comes("evil@pension.example", m.ReplyTo, "About Priya.", "quarantine")
		id, err := store.One[string](w.T.Context(), w.DB, `SELECT id FROM intake_mail`)
		w.ok(err)
		w.Desk("priya").Get("/desk/mail").Hides("evil@pension.example")
		w.Desk("priya").Get("/desk/mail/" + id).Is(404)
		w.Desk("marta").Get("/desk/mail/" + id).Is(200)
		w.Desk("priya").Get("/desk/cases/" + c.Number + "/side/" + talk.ID).Is(403)
		w.Desk("priya").Get("/desk/cases/"+c.Number).Hides("Asked aside", "pension.example")
	})
}

func TestWhoCannotBeAsked(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open(desk.Open{NotTo: []string{apptest.Email("pavel"), "manager"}})
		w.ok(w.DB.Tx(w.T.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec(w.T.Context(), `UPDATE people_employment SET ended = '2026-11-01' WHERE person_id = $1`, apptest.ID("rosa"))
			if err == nil {
				_, err = tx.Exec(w.T.Context(), `INSERT INTO desk_party (case_id, person_id, relation) SELECT c.id, $1, 'excluded' FROM desk_case c`, apptest.ID("stefan"))
			}
			return err
		}))
		for to, says := range map[string]string{
			"1005":                 "does not work here any more",
			apptest.Email("amina"): "has a part in this case", apptest.Email("pavel"): "is kept from this case", apptest.Email("jonas"): "is kept from this case", apptest.Email("stefan"): "is kept from this case",
			apptest.Email("marta"): "somebody else than yourself", "nobody": "We do not know nobody", "hr@ferrow-lund.example": "an address of HR itself", "": "Say whom you ask",
			"a@b.example c@d.example": "one address outside at a time", "a@b.example " + apptest.Email("hanna"): "by itself",
		} {
			_, err := w.ask(number, strings.Fields(to)...)
			w.refused(err, fault.Invalid, says)
		}
		for _, in := range []side.Begin{{Subject: "x", Body: " "}, {Subject: strings.Repeat("x", 121), Body: "x"}, {Subject: "x", Body: "x", Wanted: "soon"}, {Subject: "x", Body: "x", Wanted: "2026-11-16"},
			{Subject: "x", Body: "x", Files: []string{apptest.ID("none")}}} {
			in.Number, in.To = number, []string{apptest.Email("hanna")}
			_, err := w.s.Begin(w.T.Context(), w.hr("marta"), in)
			w.refused(err, fault.Invalid, "")
		}
		if n := w.count(`SELECT count(*) FROM side_talk`) + len(w.mails()); n != 0 {
			w.T.Errorf("%d were kept or sent", n)
		}
		_, err := w.s.Begin(w.T.Context(), w.Actor(authz.Portal, "amina"), side.Begin{Number: number, To: []string{apptest.Email("hanna")}, Subject: "x", Body: "x"})
		w.refused(err, fault.Forbidden, "")
	})
}

// From a protected case only colleagues are asked, with the word of its requester, and the mail names nothing. Who wants nobody to be asked is heard.
func TestAProtectedCaseAsksWithTheWordOfItsRequester(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx := w.T.Context()
		number := w.open(desk.Open{Sensitivity: "named", Named: []string{apptest.Email("marta")}})
		_, err := w.ask(number, apptest.Email("hanna"))
		w.refused(err, fault.Conflict, "has to approve first")
		a, err := w.Heard.Propose(ctx, w.hr("marta"), heard.Propose{Number: number, Whom: "Hanna", Words: "Which rate holds?"})
		w.ok(err)
		_, err = w.Heard.Answer(ctx, w.Actor(authz.Portal, "amina"), heard.Answer{Number: number, ID: a.ID, Choice: "approve"})
		w.ok(err)
		_, err = w.ask(number, "office@pension.example")
		w.refused(err, fault.Invalid, "nobody outside")
		_, err = w.s.Begin(ctx, w.hr("marta"), side.Begin{Number: number, To: []string{apptest.Email("hanna")}, Subject: "x", Body: "x", Files: []string{w.fileOf(number)}})
		w.refused(err, fault.Invalid, "none of its files")
		_, err = w.s.Begin(ctx, w.hr("marta"), side.Begin{Number: number, To: []string{apptest.Email("hanna")}, Subject: "x", Body: "Amina says that she is ill."})
		w.refused(err, fault.Invalid, "exactly the words")
		talk := w.asked(number, apptest.Email("hanna"))
		_, err = w.s.Write(ctx, w.hr("marta"), side.Write{Number: number, Side: talk.ID, Body: "And December?"})
		w.refused(err, fault.Invalid, "exactly the words")
		if m := w.mails()[0]; m.Subject != "A message is waiting for you" || strings.Contains(m.TextBody, "rate") || !strings.Contains(m.TextBody, "/me/asked/"+talk.ID) {
			w.T.Errorf("sent was %+v", m)
		}
		w.Portal("hanna").Get("/me/asked/" + talk.ID).Is(200).Shows("Which rate holds?")
		w.Desk("priya").Get("/desk/cases/" + number + "/side/" + talk.ID).Is(404)
		b, err := w.Heard.Propose(ctx, w.hr("marta"), heard.Propose{Number: number, Whom: "Stefan", Words: "And you?"})
		w.ok(err)
		_, err = w.Heard.Answer(ctx, w.Actor(authz.Portal, "amina"), heard.Answer{Number: number, ID: b.ID, Choice: heard.Nobody})
		w.ok(err)
		_, err = w.ask(number, apptest.Email("hanna"))
		w.refused(err, fault.Conflict, "wants nobody to be asked")
		_, err = w.s.Write(ctx, w.hr("marta"), side.Write{Number: number, Side: talk.ID, Body: "And December?"})
		w.refused(err, fault.Conflict, "wants nobody to be asked")
	})
}

// leaves reports whether a mail to somebody aside may leave now.
func (w *world) leaves(key, id string) bool {
	w.T.Helper()
	p, err := people.ByID(w.T.Context(), w.DB, apptest.ID(key))
	w.ok(err)
	may, err := w.s.MayRead(w.T.Context(), w.DB, p, side.Prefix+id)
	w.ok(err)
	return may
}

// Whoever loses the right loses the conversation at once, and the mail that waits.
func TestARightEndsAtOnce(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx := w.T.Context()
		for name, lose := range map[string]func(number, id string) error{
			"withdrawn": func(number, id string) error {
				_, err := w.s.Withdraw(ctx, w.hr("marta"), side.End{Number: number, Side: id})
				return err
			},
			"restricted": func(number, _ string) error {
				_, err := w.App.App.Desk.Restrict(ctx, w.hr("marta"), desk.Restrict{Number: number, Sensitivity: "named", Named: []string{apptest.Email("marta")}})
				return err
			},
			"excluded": func(number, _ string) error {
				return w.DB.Tx(ctx, func(tx *store.Tx) error {
					_, err := tx.Exec(ctx, `INSERT INTO desk_party (case_id, person_id, relation) SELECT x.case_id, $1, 'excluded' FROM side_talk x WHERE x.case_number = $2`, apptest.ID("hanna"), number)
					return err
				})
			},
		} {
			number := w.open(desk.Open{})
			talk := w.asked(number, apptest.Email("hanna"))
			if !w.leaves("hanna", talk.ID) || w.leaves("pavel", talk.ID) {
				w.T.Errorf("%s: before, the mail leaves for nobody, or for anybody", name)
			}
			w.Portal("hanna").Get("/me/asked/" + talk.ID).Is(200)
			w.ok(lose(number, talk.ID))
			if w.leaves("hanna", talk.ID) {
				w.T.Errorf("%s: the mail leaves", name)
			}
			w.Portal("hanna").Get("/me/asked/" + talk.ID).Is(404)
			_, err := w.s.Reply(ctx, w.Actor(authz.Portal, "hanna"), side.Reply{Side: talk.ID, Body: "Late."})
			w.refused(err, fault.NotFound, "")
			list, err := w.s.Asked(ctx, w.Actor(authz.Portal, "hanna"), side.ReadAsked{})
			if err != nil || len(list.Items) != 0 {
				w.T.Errorf("%s: she lists %+v, %v", name, list, err)
			}
			w.Desk("marta").Get("/desk/cases/" + number + "/side/" + talk.ID).Is(200).Shows("Which rate holds?")
			_, err = w.s.Write(ctx, w.hr("marta"), side.Write{Number: number, Side: talk.ID, Body: "And now?"})
			w.refused(err, fault.Conflict, "")
		}
		number := w.open(desk.Open{})
		talk := w.asked(number, apptest.Email("hanna"))
		w.ok(w.DB.Tx(ctx, func(tx *store.Tx) error {
			_, err := tx.Exec(ctx, `DELETE FROM people_role WHERE person_id = $1`, apptest.ID("marta"))
			return err
		}))
		if w.leaves("hanna", talk.ID) {
			w.T.Error("the mail of who left HR leaves")
		}
	})
}

// HR writes again to those who were asked, and several read each other.
func TestSeveralAreAskedTogether(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx := w.T.Context()
		number := w.open(desk.Open{})
		talk := w.asked(number, apptest.Email("hanna"), apptest.Email("pavel"))
		in := side.Write{Number: number, Side: talk.ID, Body: "And December?", Key: "again"}
		for range 2 {
			_, err := w.s.Write(ctx, w.hr("priya"), in)
			w.ok(err)
		}
		if n := len(w.mails()); n != 4 {
			w.T.Errorf("%d mails", n)
		}
		w.Portal("pavel").Get("/me/asked/"+talk.ID).Shows("And December?", "Hanna")
		_, err := w.s.Close(ctx, w.hr("marta"), side.End{Number: number, Side: talk.ID})
		w.ok(err)
		w.Portal("pavel").Get("/me/asked/" + talk.ID).Is(200).Shows("This is over")
		_, err = w.s.Reply(ctx, w.Actor(authz.Portal, "pavel"), side.Reply{Side: talk.ID, Body: "Late."})
		w.refused(err, fault.Conflict, "is over")
		_, err = w.s.Write(ctx, w.hr("marta"), side.Write{Number: number, Side: talk.ID, Body: "x"})
		w.refused(err, fault.Conflict, "is over")
		other := w.open(desk.Open{})
		_, err = w.s.Read(ctx, w.hr("marta"), side.ReadOne{Number: other, Side: talk.ID})
		w.refused(err, fault.NotFound, "")
	})
}

// What goes out is looked at before it is sent.
func TestWhatGoesOutIsLookedAtFirst(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open(desk.Open{})
		marta, typed := w.Desk("marta"), url.Values{"to": {"office@pension.example"}, "subject": {"A rate"}, "body": {"Which rate holds?"}}
		marta.Send("/desk/cases/"+number+"/side", typed).Is(409).Shows("Look at what goes out", "Subject of the mail:", "outside, by e-mail")
		typed.Set("to", "1006")
		marta.Send("/desk/cases/"+number+"/side", typed).Is(409).Shows("Look at what goes out", "Hanna Virtanen")
		typed.Set("to", apptest.Email("hanna"))
		typed.Set("files", w.fileOf(number))
		marta.Send("/desk/cases/"+number+"/side", typed).Is(409).Shows("Look at what goes out", "Files that they can open")
		typed.Del("files")
		typed.Set("to", "amina@ferrow-1und.example")
		marta.Send("/desk/cases/"+number+"/side/check", typed).Is(200).Shows("looks like that of", "Which rate holds?")
		if n := w.count(`SELECT count(*) FROM side_talk`); n != 0 {
			w.T.Errorf("%d were sent", n)
		}
		for what, set := range map[string]string{"health": "health = TRUE", "quiet": "quiet = TRUE", "one team's": "sensitivity = 'team'"} {
			number := w.open(desk.Open{})
			w.ok(w.DB.Tx(w.T.Context(), func(tx *store.Tx) error {
				_, err := tx.Exec(w.T.Context(), `UPDATE desk_case SET `+set+` WHERE number = $1`, strings.TrimPrefix(number, "HR-"))
				return err
			}))
			status := marta.Send("/desk/cases/"+number+"/side", url.Values{"to": {apptest.Email("hanna")}, "body": {"Which rate holds?"}}).Status
			if n := w.count(`SELECT count(*) FROM side_talk`); n != 0 || status < 400 {
				w.T.Errorf("%s: %d were sent, status %d", what, n, status)
			}
		}
		plain := w.open(desk.Open{})
		marta.Send("/desk/cases/"+plain+"/side", url.Values{"to": {apptest.Email("hanna")}, "subject": {"  "}, "body": {"Which rate holds?"}}).Is(303)
		w.Drain()
		if all := w.mails(); len(all) != 1 || all[0].Subject != "A question of HR" {
			w.T.Errorf("sent %+v", all)
		}
	})
}

// What HR asks on a page leaves after the seconds in which its writer can undo, and can be taken back whole until then. Without a subject it bears its own words on pages, and none of them in the mail's subject.
func TestAQuestionCanBeTakenBackBeforeItLeaves(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ten := 10
		_, err := w.People.SaveKeys(w.T.Context(), w.hr("marta"), people.SaveKeys{Undo: &ten})
		w.ok(err)
		marta, hanna, number := w.Desk("marta"), w.Portal("hanna"), w.open(desk.Open{})
		leaves := func() int {
			w.T.Helper()
			n, err := store.One[int](w.T.Context(), w.DB, `SELECT count(*) FROM mail_outbox WHERE person_id = $1 AND state = 'queued' AND NOT withdrawn AND next_at <= $2`, apptest.ID("hanna"), w.DB.Now())
			w.ok(err)
			return n
		}
		ask := func(words string) string {
			w.T.Helper()
			return marta.Send("/desk/cases/"+number+"/side", url.Values{"to": {apptest.Email("hanna")}, "body": {words}}).Is(303).Header.Get("Location")
		}
		at := ask("Which rate holds?")
		marta.Get(at).Is(200).Shows("leaves in a few seconds", "Take it back", "Which rate holds?")
		hanna.Get("/me/asked").Is(200).Shows("Which rate holds?")
		marta.Send(at+"/withdraw", url.Values{}).Is(303)
		w.Clock.Advance(11 * time.Second)
		if n := leaves(); n != 0 {
			w.T.Errorf("%d leave of what was taken back", n)
		}
		hanna.Get("/me/asked").Is(200).Hides("Which rate holds?")
		at = ask("And which one held before?")
		if n := leaves(); n != 0 {
			w.T.Errorf("%d leave at once", n)
		}
		w.Clock.Advance(11 * time.Second)
		marta.Get(at).Is(200).Hides("Take it back")
		if n := leaves(); n != 1 {
			w.T.Errorf("%d leave after the seconds", n)
		}
		marta.Send(at, url.Values{"body": {"Of October, I mean."}}).Is(303)
		marta.Get(at).Is(200).Shows("Of October, I mean.").Hides("Take it back")
		for _, m := range w.mails() {
			if m.Subject != "A question of HR" {
				w.T.Errorf("the subject of a mail is %q", m.Subject)
			}
		}
	})
}

// Where mails of the case name nothing, those to colleagues do not either; somebody outside, who has no page, gets the words under a neutral subject.
func TestNeutralMailsNameNothing(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open(desk.Open{})
		w.ok(w.DB.Tx(w.T.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec(w.T.Context(), `UPDATE desk_case SET quiet = $1`, true)
			return err
		}))
		w.asked(number, apptest.Email("hanna"))
		w.asked(number, "office@pension.example")
		all := w.mails()
		if all[0].Subject != "A message is waiting for you" || strings.Contains(all[0].TextBody, "rate") {
			w.T.Errorf("Hanna was sent %+v", all[0])
		}
		if all[1].Subject != "A question of HR" || !strings.Contains(all[1].TextBody, "Which rate holds?") {
			w.T.Errorf("the office was sent %+v", all[1])
		}
	})
}

// That Hanna opened what concerns Amina to answer HR stands among the openings of Amina's record, and of Pavel's whom the case is about: when and why, never by whom nor in which words. An officer reads who it was.
func TestWhoIsAskedOpensARecord(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open(desk.Open{About: []string{apptest.Email("pavel")}})
		talk := w.asked(number, apptest.Email("hanna"))
		const why, toOfficer = "To answer a question of HR about your request", "To answer what HR asked them"
		w.Portal("amina").Get("/me/openings").Is(200).Hides(why)
		w.Portal("hanna").Get("/me/asked/" + talk.ID).Is(200)
		w.Drain()
		w.Portal("amina").Get("/me/openings").Is(200).Shows(why, number).Hides("Hanna", "A rate of November", "Which rate holds?")
		for _, key := range []string{"amina", "pavel"} {
			w.Desk("lena").Get("/admin/audit?person="+apptest.ID(key)).Is(200).Shows("Hanna", toOfficer)
		}
		w.Portal("hanna").Get("/me/openings").Is(200).Hides(why)
	})
}
