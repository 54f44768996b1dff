package stories

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/desk/number"
	"hearth/internal/intake"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/config"
	"hearth/internal/platform/mail/thread"
	"hearth/internal/platform/store"
)

// comes hands in a mail and holds what became of it to outcome.
func (w *world) comes(raw, outcome string) intake.Received {
	w.T.Helper()
	got, err := w.Intake.Receive(w.T.Context(), authz.System(intake.CLI), intake.Receive{Raw: []byte(strings.ReplaceAll(raw, "\n", "\r\n"))})
	if err != nil || got.Outcome != outcome {
		w.T.Fatalf("the mail became %+v (%v), want %s", got, err, outcome)
	}
	return got
}

// mailWorld is an organisation whose mails come from hr@ferrow-lund.example, where answers have addresses of their own.
func mailWorld(t *testing.T) *world {
	t.Helper()
	a := apptest.Configured(t, store.SQLite, func(c *config.Config) {
		c.SMTP.From, c.MailReply = "Ferrow & Lund HR <hr@ferrow-lund.example>", "hr+*@ferrow-lund.example"
	})
	w := &world{a, map[string]string{}}
	_, err := a.Intake.SaveMailbox(t.Context(), a.Actor(authz.Desk, "noor"), intake.SaveMailbox{Name: "HR", Address: "hr@ferrow-lund.example", Team: "advice", Kind: intake.Direct})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// Somebody outside was passed a mail of the conversation and writes to its address: the mail waits until Marta, without touching the mouse, says where it belongs.
func TestAForwardedThreadWaitsForMarta(t *testing.T) {
	t.Parallel()
	browser(t)
	for _, screen := range []width{phone, wide} {
		t.Run(screen.name, func(t *testing.T) {
			t.Parallel()
			w := mailWorld(t)
			c, err := w.App.App.Desk.Open(t.Context(), w.Actor(authz.Portal, "amina"), desk.Open{Subject: "Parental leave", Body: "From when can I take it?", Service: "hours"})
			if err != nil {
				t.Fatal(err)
			}
			address := w.Threads.Address(thread.Claim{Case: number.Parse(c.Number), Recipient: apptest.ID("amina"), Expires: w.DB.Now().Add(thread.Lifetime).Time})
			w.comes(`From: Samir <samir@elsewhere.example>
To: `+address+`
Subject: Fwd: Parental leave
Message-ID: <forwarded@elsewhere.example>

I am Amina's husband. May we share the leave?

On 16 Nov 2026, HR wrote:
> You can take it from March.
`, "quarantine")
			b := open(t, w.App, screen)
			b.be("marta", authz.Desk)
			b.visit("/desk/mail")
			b.reads("Fwd: Parental leave", "Samir", c.Number, "Nobody has checked the sender")
			b.picture("waits")
			b.keys("j")
			b.leaves(func() { b.keys(kb.Enter) })
			b.reads("May we share the leave?", "Quoted text", "Add to "+c.Number+" as a note")
			b.picture("mail")
			b.leaves(func() { b.keys("n") })
			b.reads("May we share the leave?", "Parental leave")
			b.visit("/desk/mail")
			b.reads("No mail waits")
			w.Portal("amina").Get("/requests/"+c.Number).Is(200).Hides("May we share the leave?", "Samir")
		})
	}
}

// A bounce and the note of somebody on holiday open nothing, and nobody has to read them.
func TestProgramsOpenNothing(t *testing.T) {
	t.Parallel()
	w := mailWorld(t)
	w.comes(`From: Amina Yusuf <amina@ferrow-lund.example>
To: hr@ferrow-lund.example
Subject: Out of office
Auto-Submitted: auto-replied
Message-ID: <away@ferrow-lund.example>

I am back on Monday.
`, "record")
	w.comes(`From: Mail Delivery System <mailer-daemon@ferrow-lund.example>
To: hr@ferrow-lund.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Message-ID: <bounce@ferrow-lund.example>
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b

It did not arrive.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.ferrow-lund.example

Final-Recipient: rfc822; gone@elsewhere.example
Action: failed
Status: 5.1.1
--b--
`, "record")
	b := open(t, w.App, wide)
	b.be("noor", authz.Desk)
	b.visit("/admin/mail")
	b.reads("A program answered by itself.", "A mail server says that a mail did not arrive.", "Recorded")
	b.picture("log")
	b.visit("/admin/mailboxes")
	b.reads("HR", "hr@ferrow-lund.example", "Delivered here")
	b.picture("mailboxes")
	b.visit("/admin/mailboxes/new")
	b.picture("mailbox")
	w.Desk("marta").Get("/desk").Is(200).Hides("Out of office", "Undelivered")
}

// mails makes a mailbox of payroll, a mail that waits there and one that became a request.
func (w *world) mails() {
	w.T.Helper()
	box := w.post("noor", "/api/v1/mailboxes", map[string]any{"name": "Payroll", "address": "pay@ferrow-lund.example", "team": "payroll", "service": "pay", "kind": "direct", "strangers": "wait"})
	w.values["mailbox"], _ = box["id"].(string)
	system := w.post("noor", "/api/v1/webhooks", map[string]any{"name": "Payroll", "url": "https://payroll.ferrow-lund.example/hearth", "facts": []string{"case.opened", "case.closed"}})
	w.values["webhook"], _ = system["id"].(string)
	w.post("noor", "/api/v1/webhooks/"+w.values["webhook"]+"/try", map[string]any{})
	w.comes(`From: Amina Yusuf <amina.yusuf@elsewhere.example>
To: pay@ferrow-lund.example
Subject: A reference letter
Date: Tue, 17 Nov 2026 10:00:00 +0100
Message-ID: <reference@elsewhere.example>
Content-Type: multipart/mixed; boundary=b

--b

I left in spring. Could you write a reference letter?

-- 
Amina Yusuf
--b
Content-Type: text/plain
Content-Disposition: attachment; filename=old-letter.txt

To whom it may concern.
--b--
`, "quarantine")
	got := w.comes(`From: Amina Yusuf <amina@ferrow-lund.example>
To: pay@ferrow-lund.example
Subject: Payslip on paper
Date: Tue, 17 Nov 2026 10:00:00 +0100
Message-ID: <paper@ferrow-lund.example>

Please send it by post.

On 2 Nov 2026, HR wrote:
> Your payslip is in the portal.
`, "case")
	w.values["mailed"] = got.Case
	for name, query := range map[string]string{"letter": `SELECT id FROM intake_mail WHERE state = 'quarantine'`, "entry": `SELECT entry_id FROM intake_mail WHERE state = 'case'`} {
		var err error
		if w.values[name], err = store.One[string](w.T.Context(), w.DB, query); err != nil {
			w.T.Fatal(err)
		}
	}
	if err := w.Intake.Reconcile(w.T.Context()); err != nil {
		w.T.Fatal(err)
	}
}
