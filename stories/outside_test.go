package stories

import (
	"regexp"
	"testing"

	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

var howWasIt = regexp.MustCompile(`/how-was-it/(\S+)`)

// fromOutside has Lea, a candidate, write to HR, who answers; she has what she needs. It returns what the link says by which she is asked how it was.
func (w *world) fromOutside() string {
	w.T.Helper()
	ctx := w.T.Context()
	var lea authz.Actor
	var at desk.Placed
	err := w.DB.Tx(ctx, func(tx *store.Tx) error {
		p, err := people.Outsider(ctx, tx, "Lea Roth", "lea@candidate.example", "en")
		if err != nil {
			return err
		}
		lea = authz.Actor{PersonID: p.ID, Face: authz.Portal}
		at, err = w.App.App.Desk.OpenMailed(ctx, tx, lea, desk.Mailed{Subject: "My interview on Tuesday", Body: "Dear HR team,\n\nwhen do I hear from you?\n\nLea Roth", Service: "hours"})
		return err
	})
	if err != nil {
		w.T.Fatal(err)
	}
	w.Drain()
	w.post("marta", "/api/v1/cases/"+at.Number+"/close", map[string]any{"answer": "You hear from us by Friday.", "outcome": "done", "cause": "other", "cause_text": "A date was missing"})
	w.Drain()
	if _, err := w.App.App.Desk.Accept(ctx, lea, desk.Accept{Number: at.Number}); err != nil {
		w.T.Fatal(err)
	}
	w.Drain()
	text, err := store.One[string](ctx, w.DB, `SELECT text_body FROM mail_outbox WHERE person_id = $1 ORDER BY id DESC LIMIT 1`, lea.PersonID)
	if err != nil || !howWasIt.MatchString(text) {
		w.T.Fatalf("%v: no link in %q", err, text)
	}
	return howWasIt.FindStringSubmatch(text)[1]
}

// Lea, who applied and has no account, says how it was by the link in her mail, on a phone that runs no scripts.
func TestACandidateSaysHowItWas(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		link := "/how-was-it/" + w.fromOutside()
		lea := open(t, w.App, screen)
		lea.visit(link)
		lea.axe()
		lea.scripting(false)
		lea.visit(link)
		lea.reads("How was it?", "Your request", "Would you come back by choice?", "Do not ask me any more")
		lea.hides("My interview on Tuesday")
		lea.picture("asked")
		lea.goes("Send your answer")
		lea.reads("Choose how satisfied you are, from 1 to 5.")
		lea.picture("missing")
		for _, id := range []string{"satisfaction-3", "effort-3", "again"} {
			lea.tick(id)
		}
		lea.goes("Send your answer")
		lea.reads("Thank you. We have your answer.")
		lea.picture("thanks")
	})
}
