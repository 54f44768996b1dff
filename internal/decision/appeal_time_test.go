package decision_test

import (
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// Whoever takes a second look gives it another time before it passes, and says why: who asked for it reads that, and nobody else outside HR. Whoever decided before may not put off the look at it.
func TestASecondLookIsGivenAnotherTimeByWhoTakesIt(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		const why = "The foreman has the list."
		number := ask(t, a, "amina", "grade")
		due := a.DB.Now().Add(10 * 24 * time.Hour)
		move := func(by string, at store.Time) error {
			_, err := a.App.Desk.Renegotiate(t.Context(), a.Actor(authz.Desk, by), desk.Renegotiate{Number: number, Kind: promise.Appeal, DueAt: at, Reason: why})
			return err
		}
		decide(t, a, "marta", refusal(a, number))
		if err := move("marta", due); fault.KindOf(err) != fault.Conflict {
			t.Errorf("where nobody asked for a second look: %v", err)
		}
		if _, err := appeal(a, t, "amina", number, "On two of the days I began at 22:00."); err != nil {
			t.Fatal(err)
		}
		if err := move("marta", due); fault.KindOf(err) != fault.Forbidden || !strings.Contains(err.Error(), "You decided this before") {
			t.Errorf("by who decided before: %v", err)
		}
		if err := move("priya", a.DB.Now()); fault.KindOf(err) != fault.Invalid {
			t.Errorf("no time ahead: %v", err)
		}
		a.Drain()
		if err := move("priya", due); err != nil {
			t.Fatal(err)
		}
		a.Drain()
		for _, face := range []authz.Face{authz.Portal, authz.Desk} {
			who := map[authz.Face]string{authz.Portal: "amina", authz.Desk: "priya"}[face]
			if p := read(t, a, face, who, number).Appeals[0].Promise; p == nil || !p.DueAt.Equal(due) || p.Reason != why || !p.Open() {
				t.Errorf("%s reads %+v", who, p)
			}
		}
		mails, err := store.All[string](t.Context(), a.DB, `SELECT text_body FROM mail_outbox WHERE person_id = $1 AND kind = 'case.new_time'`, apptest.ID("amina"))
		if err != nil || len(mails) != 1 || !strings.Contains(mails[0], "the second look at "+number) || !strings.Contains(mails[0], why) {
			t.Errorf("mails to Amina: %q, %v", mails, err)
		}
		a.API("priya").Get("/api/v1/cases/"+number).Is(200).Shows("The second look has a new time", why)
		a.API("amina").Get("/api/v1/cases/" + number).Is(200).Shows(why).Hides("The second look has a new time")
		a.API("jonas").Get("/api/v1/cases/" + number).Hides(why) // her manager
		if a.Advance(11 * 24 * time.Hour); fault.KindOf(move("priya", a.DB.Now().Add(time.Hour))) != fault.Conflict {
			t.Error("it passed, and was given another time")
		}
	})
}
