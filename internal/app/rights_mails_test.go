package app_test

import (
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/intake"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// mailedOf lets a mail in the words of a case wait for team advice, which Nils lets into the case as a message of who asked, and returns the id of that message.
func mailedOf(t testing.TB, a *apptest.App, number, words string) string {
	t.Helper()
	const box = "advice@ferrow-lund.example"
	known, err := store.One[int64](t.Context(), a.DB, `SELECT count(*) FROM intake_mailbox WHERE address = $1`, box)
	need(t, err)
	if known == 0 {
		_, err := a.Intake.SaveMailbox(t.Context(), a.Actor(authz.Desk, "noor"), intake.SaveMailbox{Name: "Advice", Address: box, Team: "advice", Kind: intake.Direct, Strangers: intake.StrangersWait})
		need(t, err)
	}
	got, err := a.Intake.Receive(t.Context(), authz.System(intake.CLI), intake.Receive{Raw: []byte("From: Amina at home <amina@home.example>\r\nTo: " + box + "\r\nSubject: From home\r\nMessage-ID: <" + number + "@home.example>\r\n\r\n" + words + "\r\n")})
	if err != nil || got.Outcome != "quarantine" {
		t.Fatalf("the mail became %+v, %v", got, err)
	}
	id, err := store.One[string](t.Context(), a.DB, `SELECT id FROM intake_mail WHERE message_id = $1`, number+"@home.example")
	need(t, err)
	at, err := a.Intake.Join(t.Context(), a.Actor(authz.Desk, "nils"), intake.Join{ID: id, Number: number, As: apptest.ID("amina")})
	need(t, err)
	return at.EntryID
}

// The rule for what mails say is loosened: then a concern handler who is named reads the mail behind a message, which is for agents, and it is red.
func TestRightsLoosenedMailIsRed(t *testing.T) {
	t.Parallel()
	c := newCells(t, store.SQLite)
	loose := intake.Rules()
	for _, action := range []authz.Action{intake.ReadMail, intake.SortMail} {
		loose[action] = authz.Rule{Roles: []authz.Role{authz.Agent, authz.HRHead, authz.ConcernHandler}}
	}
	col := columnNamed(t, "concern handler, named")
	if wrong := c.mailsRed(t, intake.Rules(), col); len(wrong) > 0 {
		t.Fatalf("red before the rule is loosened: %v", wrong)
	}
	if len(c.mailsRed(t, loose, col)) == 0 {
		t.Error("concern handlers read mails, and nothing is red")
	}
}

// mailsRed asks for the mail of an open case as one column, with other rules for mails.
func (c *cells) mailsRed(t testing.TB, mails map[authz.Action]authz.Rule, col column) (wrong []string) {
	t.Helper()
	leak, h := c.fresh(), c.withRules(desk.Rules(), mails)
	routes, of := c.caseRoutes(t)
	for i, r := range routes {
		if of[i] == "letter" {
			wrong = append(wrong, leak.check(h, col, c.cases[0], r, of[i])...)
		}
	}
	return wrong
}
