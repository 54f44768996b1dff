package intake_test

import (
	"fmt"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/intake"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/config"
	"hearth/internal/platform/mail/mailtest"
	"hearth/internal/platform/store"
)

// How many mails a second become cases that lie in a mailbox of a real Dovecot, from the first that is taken to the last that is a case.
func BenchmarkMailsFromIMAP(b *testing.B) {
	const hr, n = "hr@ferrow-lund.example", 2000
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		b.Run(string(dialect), func(b *testing.B) {
			for b.Loop() {
				dovecot := mailtest.StartDovecot(b)
				dovecot.AddMailbox(b, hr, "secret")
				a := apptest.Configured(b, dialect, func(c *config.Config) { c.SMTP.From, c.MailReply = sender, pattern })
				box, err := a.Intake.SaveMailbox(b.Context(), authz.System(intake.CLI), intake.SaveMailbox{Name: "HR", Address: hr, Team: "advice", Kind: intake.ByIMAP, Server: dovecot.IMAP,
					TLS: "none", User: hr, Password: "secret"})
				if err != nil {
					b.Fatal(err)
				}
				if err := a.Start(b.Context()); err != nil {
					b.Fatal(err)
				}
				for reached := false; !reached; time.Sleep(10 * time.Millisecond) {
					m, err := a.Intake.Mailbox(b.Context(), authz.System(intake.CLI), box.ID)
					if err != nil {
						b.Fatal(err)
					}
					reached = !m.BeganAt.IsZero()
				}
				if err := a.Stop(b.Context()); err != nil {
					b.Fatal(err)
				}
				for i := range n {
					dovecot.Put(b, hr, "INBOX", []byte(written(fmt.Sprintf("Writer %d <w%d@post.example>", i, i), hr, "A question", "When is the next pay day? I am new here, and nobody has told me.")))
				}
				began := time.Now()
				if err := a.Start(b.Context()); err != nil {
					b.Fatal(err)
				}
				for cases := 0; cases < n; time.Sleep(20 * time.Millisecond) {
					if cases, err = store.One[int](b.Context(), a.DB, `SELECT count(*) FROM intake_mail WHERE state = 'case'`); err != nil {
						b.Fatal(err)
					}
					if time.Since(began) > 5*time.Minute {
						b.Fatalf("%d of %d mails are cases", cases, n)
					}
				}
				b.ReportMetric(n/time.Since(began).Seconds(), "mails/s")
				if err := a.Stop(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
