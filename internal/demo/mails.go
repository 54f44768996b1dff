package demo

import (
	"context"
	"fmt"
	"strings"
	"time"

	"hearth/internal/demo/content"
	"hearth/internal/intake"
	"hearth/internal/platform/authz"
)

// mails makes the mailboxes of HR, with a mail that became a case, one that waits and the note of somebody who is away.
func (b *builder) mails(ctx context.Context) error {
	by := authz.System(intake.CLI)
	for _, box := range []intake.SaveMailbox{{Name: "HR", Address: "hr@" + content.Domain, Team: content.HRTeams()[0].Key, Strangers: intake.StrangersWait},
		{Name: "Payroll", Address: "payroll@" + content.Domain, Team: b.service("pay").Team, Strangers: intake.StrangersWait}} {
		box.Kind = intake.Direct
		if _, err := b.intake.SaveMailbox(ctx, by, box); err != nil {
			return fmt.Errorf("mailbox %s: %w", box.Name, err)
		}
	}
	var writer content.Person
	for _, p := range content.People(b.plan.Seed) {
		if p.Email != "" && len(p.Roles) == 0 && b.ids[p.Key] != "" {
			writer = p
			break
		}
	}
	name := writer.Given + " " + writer.Family
	for i, raw := range []string{
		"From: " + name + " <" + writer.Email + ">\nTo: hr@" + content.Domain + "\nSubject: Copy of my contract\n\nHello,\n\ncould you send me a copy of my contract? The bank asks for it by Friday.\n\nThank you\n\n" +
			"-- \n" + name + "\nFerrow & Lund\n\nOn " + b.now.AddDate(0, 0, -15).Format("Mon, 2 Jan 2006") + " at 09:12, HR <hr@" + content.Domain + "> wrote:\n> Your address is changed, as you asked.\n",
		"From: " + name + " <" + strings.ToLower(writer.Given) + "@post.example>\nTo: hr@" + content.Domain + "\nSubject: Reference letter\n\nDear HR team,\n\n" +
			"I left the company in spring and need a reference letter for an application. Could you send it to this address?\n\nKind regards\n" + name + "\n",
		"From: " + name + " <" + writer.Email + ">\nTo: payroll@" + content.Domain + "\nSubject: Automatic reply: Your payslip\nAuto-Submitted: auto-replied\n\nI am on holiday and back on Monday.\n",
	} {
		raw = fmt.Sprintf("Message-ID: <%d@post.example>\nDate: %s\n", i+1, b.now.Format(time.RFC1123Z)) + raw
		got, err := b.intake.Receive(ctx, by, intake.Receive{Raw: []byte(strings.ReplaceAll(raw, "\n", "\r\n"))})
		if err != nil {
			return fmt.Errorf("mail %d: %w", i+1, err)
		}
		if want := []string{"case", "quarantine", "record"}[i]; got.Outcome != want {
			return fmt.Errorf("mail %d became %s, not %s: %s", i+1, got.Outcome, want, got.Reason)
		}
		if got.Outcome == "case" {
			b.built.Cases++
		}
	}
	return nil
}
