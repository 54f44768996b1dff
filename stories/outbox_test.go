package stories

import (
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/config"
	"hearth/internal/platform/mail/postbox/sink"
	"hearth/internal/platform/store"
)

// The mail server refuses a letter to Pavel for good, does not say whether it has Amina's link to sign in, and keeps another waiting. Noor sees each with its reason, and is asked about the link alone:
// a second one could be read by somebody else. What she says is done.
func TestNoorIsAskedAboutALinkThatMayHaveLeft(t *testing.T) {
	t.Parallel()
	browser(t)
	for _, screen := range []width{phone, wide} {
		t.Run(screen.name, func(t *testing.T) {
			t.Parallel()
			server := sink.New(t)
			a := apptest.Configured(t, store.SQLite, func(c *config.Config) {
				c.SMTP.Address, c.SMTP.From, c.SMTP.TLS = server.Address(), "Ferrow & Lund HR <hr@ferrow-lund.example>", "none"
			})
			ask := func(who, subject string) {
				a.API(who).Post("/api/v1/cases", map[string]any{"service": "pay", "subject": subject, "body": "I worked four nights in October."}).Is(201)
				a.Drain()
			}
			link := func(who string) {
				a.Visitor().Send("/sign-in", map[string][]string{"email": {apptest.Email(who)}})
				a.Drain()
			}
			ask("hanna", "A letter that arrives")
			server.Next(sink.Fault{At: sink.RcptTo, Do: sink.Say, Reply: "550 5.1.1 The address pavel@ferrow-lund.example is not in use here any more; ask the postmaster of ferrow-lund.example"})
			ask("pavel", "Night allowance")
			server.Next(sink.Fault{At: sink.Dot, Do: sink.Reset})
			link("amina")
			server.Next(sink.Fault{At: sink.Dot, Do: sink.Close})
			link("jonas")
			server.Next(sink.Fault{At: sink.RcptTo, Do: sink.Say, Reply: "450 4.2.1 The mailbox is busy"})
			ask("jonas", "Leave in May")

			b := open(t, a, screen)
			b.be("noor", authz.Desk)
			b.theme("light")
			b.visit("/admin")
			b.reads("2 messages may not have left", "They must not be sent twice")
			b.goes("Look at the messages")
			b.reads("2 messages may not have left", "Ask the person whether it came", "It may have arrived", "Send again", "Give up")
			b.picture("asked")
			b.axe()
			b.visit("/admin/outbox")
			b.reads("not in use here any more", "mailbox is busy", "It may have arrived")
			b.picture("all")
			b.axe()
			b.visit("/admin/outbox?state=failed")
			b.reads("not in use here any more")
			b.picture("failed")
			b.visit("/admin/outbox?state=unknown")
			b.goes("Give up")
			b.goes("Send again")
			a.Drain()
			b.visit("/admin")
			b.hides("may not have left")
			b.visit("/admin/outbox?state=failed")
			b.reads("An administrator gave it up.")
			links := 0
			for _, m := range server.Mails() {
				if strings.Contains(string(m.Raw), "/sign-in/link/") {
					links++
				}
			}
			if links != 3 { // both were taken without a word, and one was sent again as Noor said
				t.Errorf("%d links left", links)
			}
		})
	}
}
