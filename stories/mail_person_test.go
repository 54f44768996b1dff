package stories

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"hearth/internal/apptest"
	"hearth/internal/intake"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/config"
	"hearth/internal/platform/letter"
	"hearth/internal/platform/mail/postbox/sink"
	"hearth/internal/platform/store"
)

// Eva has no account here. She writes to HR, reads the answer in her own mail program, and replies from Outlook, with the whole conversation below, and later from a phone, above it: it stays one case, and
// Marta reads what Eva wrote, with the rest folded away.
func TestEvaWithoutAnAccountStaysInOneCase(t *testing.T) {
	t.Parallel()
	browser(t)
	for _, screen := range []width{phone, wide} {
		t.Run(screen.name, func(t *testing.T) {
			t.Parallel()
			server := sink.New(t)
			a := apptest.Configured(t, store.SQLite, func(c *config.Config) {
				c.SMTP.Address, c.SMTP.From, c.SMTP.TLS, c.MailReply = server.Address(), "Ferrow & Lund HR <hr@ferrow-lund.example>", "none", "hr+*@ferrow-lund.example"
			})
			w := &world{a, map[string]string{}}
			_, err := a.Intake.SaveMailbox(t.Context(), a.Actor(authz.Desk, "noor"), intake.SaveMailbox{Name: "HR", Address: "hr@ferrow-lund.example", Team: "advice", Kind: intake.Direct})
			if err != nil {
				t.Fatal(err)
			}
			first := w.comes(`From: Eva Holm <eva@post.example>
To: hr@ferrow-lund.example
Subject: Reference letter
Message-ID: <eva1@post.example>

I left in June. May I have a reference letter?
`, "case")
			w.Drain()
			receipt := w.newest(server, "eva@post.example")
			if !strings.Contains(receipt.Text, first.Case) || strings.Contains(receipt.Text, "/requests/") {
				t.Errorf("the acknowledgement says: %s", receipt.Text)
			}
			b := open(t, a, screen)
			b.be("marta", authz.Desk)
			b.visit("/desk/cases/" + first.Case)
			b.reads("Reference letter", "Eva Holm", "E-mail", "May I have a reference letter?", "What you write goes out by e-mail, in full.")
			b.axe()
			b.picture("asked")
			w.post("marta", "/api/v1/cases/"+first.Case+"/messages", map[string]any{"body": "Gladly. Which day was your last one?"})
			w.Drain()
			answer := w.newest(server, "eva@post.example")
			if !strings.Contains(answer.Text, "Which day was your last one?") {
				t.Fatalf("Eva reads: %s", answer.Text)
			}
			w.comes(`From: Eva Holm <eva@post.example>
To: `+answer.ReplyTo[0].Address+`
Subject: RE: `+answer.Subject+`
Message-ID: <eva2@post.example>
In-Reply-To: <`+answer.MessageID+`>
X-Mailer: Microsoft Outlook 16.0

The 30th of June.

Eva

________________________________
From: Ferrow & Lund HR <hr@ferrow-lund.example>
Sent: Tuesday, 17 November 2026 13:00
To: Eva Holm <eva@post.example>
Subject: `+answer.Subject+`

Gladly. Which day was your last one?
`, "reply")
			w.comes(`From: Eva Holm <eva@post.example>
To: hr@ferrow-lund.example
Subject: Re: something else altogether
Message-ID: <eva3@post.example>
References: <`+receipt.MessageID+`> <`+answer.MessageID+`>
X-Mailer: iPhone Mail (22A3354)

And could it be in English?

Sent from my iPhone

> On 17 Nov 2026, at 13:00, HR <hr@ferrow-lund.example> wrote:
> 
> Gladly. Which day was your last one?
`, "reply")
			b.visit("/desk/cases/" + first.Case)
			b.reads("The 30th of June.", "And could it be in English?")
			b.hides("Sent from my iPhone", "Sent: Tuesday")
			b.picture("answered")
			b.axe()
			b.visit("/desk")
			b.keys("j")
			b.leaves(func() { b.keys(kb.Enter) })
			b.reads("Reference letter")
			n, err := store.One[int](t.Context(), a.DB, `SELECT count(*) FROM desk_case`)
			if err != nil || n != 1 {
				t.Errorf("%d cases, %v", n, err)
			}
		})
	}
}

// newest is the mail that arrived last at an address.
func (w *world) newest(server *sink.Sink, to string) letter.Mail {
	w.T.Helper()
	all := server.Mails()
	if len(all) == 0 || len(all[len(all)-1].To) != 1 || all[len(all)-1].To[0] != to {
		w.T.Fatalf("%d mails arrived, the last one not at %s", len(all), to)
	}
	return letter.Parse(all[len(all)-1].Raw, letter.Options{})
}
