package routing_test

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
	"hearth/internal/routing"
)

func (w *world) toTeam(by string, c desk.Case, team string) {
	w.T.Helper()
	_, err := w.App.App.Desk.Assign(w.T.Context(), w.Actor(authz.Desk, by), desk.Assign{Number: c.Number, Team: team})
	w.ok(err)
	w.Drain()
}

// A case that is put by hand into the queue of another team goes to somebody of that team, who reads why; without the agreement it waits there.
func TestACaseOfAnotherTeamsQueueIsGivenThere(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		early := w.open("amina", "hours")
		w.toTeam("marta", early, "payroll")
		if got := w.has(early); got != "" {
			w.T.Errorf("before it is agreed on, %s has it", got)
		}
		w.agree()
		c := w.open("amina", "hours")
		w.give(c, "marta")
		w.toTeam("marta", c, "payroll")
		if got := w.has(c); got != "theo" {
			w.T.Fatalf("%q has it", got)
		}
		r, err := w.s.Why(w.T.Context(), w.Actor(authz.Desk, "theo"), routing.OfCase{Number: c.Number})
		if err != nil || !r.ByRule || !r.Mine || len(r.Reasons) == 0 {
			w.T.Errorf("Theo reads %+v, %v", r, err)
		}
		w.Desk("theo").Get("/desk/cases/" + c.Number).Shows("by the rule of the team")
		w.toTeam("theo", early, "advice") // it was opened before the agreement, and put there since
		if got := w.has(early); got == "" {
			w.T.Error("nobody of advice has what was put there")
		}
		w.toTeam("theo", c, "payroll") // back into the queue of its own team: there it stays
		w.pass()
		if got := w.has(c); got != "" {
			w.T.Errorf("back in its own queue, %s has it", got)
		}
	})
}

// Who had it until then does not get it back, the fact told again changes nothing, and a person who takes it first keeps it.
func TestAMovedCaseDoesNotComeBackAtOnce(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.agree()
		w.ok(w.DB.Tx(w.T.Context(), func(tx *store.Tx) error { // Theo is of both teams
			_, err := tx.Exec(w.T.Context(), `INSERT INTO people_team_member (team_id, person_id) SELECT 'advice', id FROM people_person WHERE given_name = 'Theo'`)
			return err
		}))
		for range 6 {
			c := w.open("amina", "pay")
			w.give(c, "theo")
			w.toTeam("theo", c, "advice")
			if got := w.has(c); got != "marta" && got != "priya" {
				w.T.Errorf("%q has it", got)
			}
			w.give(c, "ingrid")
			w.ok(w.DB.Tx(w.T.Context(), func(tx *store.Tx) error {
				tx.Publish(desk.CaseMoved{CaseID: c.ID, TeamID: "advice", Event: "e"})
				return nil
			}))
			w.Drain()
			if got := w.has(c); got != "ingrid" {
				w.T.Errorf("told again, %s has it", got)
			}
		}
	})
}

// What a rule moves is given there as well.
func TestWhatARuleMovesIsGivenThere(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.agree()
		r := apptest.Decode[struct{ ID string }](w.T, w.API("ingrid").Post("/api/v1/rules", map[string]any{"name": "To payroll", "team": "advice", "when": "wrote", "then_team": "payroll"}), http.StatusCreated)
		w.API("ingrid").Post("/api/v1/rules/"+r.ID+"/switch", map[string]any{"on": true}).Is(http.StatusOK)
		c := w.open("amina", "hours")
		_, err := w.App.App.Desk.Write(w.T.Context(), w.Actor(authz.Portal, "amina"), desk.Write{Number: c.Number, Body: "And?"})
		w.ok(err)
		w.Drain()
		if got := w.has(c); got != "theo" {
			w.T.Errorf("%q has it", got)
		}
	})
}

// Who is of a team with hours of its own is at work in these, as far as its cases go.
func TestWhoIsOfATeamIsAtWorkInItsHours(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		_, err := w.App.App.Promise.SaveCalendar(w.T.Context(), w.Actor(authz.Desk, "ingrid"), promise.SaveCalendar{ID: "evenings", Name: "Evenings", Teams: []string{"advice"},
			Body: []byte(`{"zone":"UTC","week":{"tue":[["14:00","22:00"]]},"holidays":[]}`)})
		w.ok(err)
		w.agree()
		for after, want := range []bool{false, true} { // at noon and at 18:00
			w.Advance(time.Duration(after) * 6 * time.Hour)
			c := w.open("amina", "hours")
			r, err := w.s.Why(w.T.Context(), w.Actor(authz.Desk, w.has(c)), routing.OfCase{Number: c.Number})
			if err != nil || !r.Mine || slices.Contains(r.Reasons, "You were at work when it came.") != want {
				w.T.Errorf("%d: %+v, %v", after, r, err)
			}
		}
	})
}
