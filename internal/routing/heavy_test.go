package routing_test

import (
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
	"hearth/internal/routing"
)

// week is how many heavy cases somebody had in the last seven days, as they read it themselves.
func (w *world) week(key string) int {
	w.T.Helper()
	day, err := w.s.OwnDay(w.T.Context(), w.Actor(authz.Desk, key), routing.Nothing{})
	w.ok(err)
	return day.HeavyWeek
}

// other is the other agent of team advice.
func other(key string) string { return map[string]string{"marta": "priya", "priya": "marta"}[key] }

// What was given to somebody in a week counts, however soon it went on to somebody else.
func TestAHeavyCaseThatWasPassedOnCountsInTheWeekOfBoth(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.agree()
		w.agreed(routing.Agreed{LoadCap: 40, HeavyOpen: 3, HeavyWeek: 1, Weights: []routing.Weight{{Service: "review", Effort: 1, Emotion: 3}}})
		c := w.open("amina", "review")
		first := w.has(c)
		if first == "" || w.week(first) != 1 {
			w.T.Fatalf("%q has it, and %d in the week", first, w.week(first))
		}
		_, err := w.s.PassOn(w.T.Context(), w.Actor(authz.Desk, first), routing.OfCase{Number: c.Number})
		w.ok(err)
		w.Drain()
		if got := w.has(c); got != other(first) || w.week(first) != 1 || w.week(got) != 1 {
			w.T.Errorf("%q has it; the week of who passed it on counts %d, that of the other %d", got, w.week(first), w.week(other(first)))
		}
		if got := w.has(w.open("amina", "review")); got != "" {
			w.T.Errorf("%s has a second heavy case of the week", got)
		}
		w.Advance(7*24*time.Hour + time.Minute)
		if a, b := w.week("marta"), w.week("priya"); a+b > 1 { // who has room now was given what waited
			w.T.Errorf("a week later %d and %d count", a, b)
		}
	})
}

// Each time counts: a case that comes back, one that a colleague gave, and one that somebody took; and each of these once.
func TestAHeavyCaseCountsEachTimeThatItComes(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.agree()
		w.agreed(routing.Agreed{LoadCap: 40, HeavyOpen: 9, HeavyWeek: 9, Weights: []routing.Weight{{Service: "review", Effort: 1, Emotion: 3}}})
		c := w.open("amina", "review")
		first := w.has(c)
		w.give(c, other(first))
		w.Drain()
		if a, b := w.week(first), w.week(other(first)); a != 1 || b != 1 {
			w.T.Errorf("given on once: %d and %d", a, b)
		}
		w.give(c, first)
		w.Drain()
		if a, b := w.week(first), w.week(other(first)); a != 2 || b != 1 {
			w.T.Errorf("given back: %d and %d", a, b)
		}
		w.give(c, first) // who has it is given nothing
		w.Drain()
		_, err := w.App.App.Desk.Assign(w.T.Context(), w.Actor(authz.Desk, other(first)), desk.Assign{Number: c.Number, Assignee: "me"})
		w.ok(err)
		w.Drain()
		if a, b := w.week(first), w.week(other(first)); a != 2 || b != 2 {
			w.T.Errorf("taken: %d and %d", a, b)
		}
		_, err = w.App.App.Desk.Close(w.T.Context(), w.Actor(authz.Desk, other(first)), desk.Close{Number: c.Number, Answer: "It is right.", Outcome: desk.OutcomeAnswered, Cause: "information"})
		w.ok(err)
		w.Drain()
		light := w.open("amina", "hours")
		w.give(light, first)
		w.Drain()
		if a, b := w.week(first), w.week(other(first)); a != 2 || b != 2 {
			w.T.Errorf("answered, and a light one: %d and %d", a, b)
		}
	})
}

// What came to somebody in a week is about them: they take it along, and it goes with them and after the week.
func TestWhatWasHeavyIsTakenAlongErasedAndForgotten(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.agree()
		w.agreed(routing.Agreed{LoadCap: 40, HeavyOpen: 9, HeavyWeek: 9, Weights: []routing.Weight{{Service: "review", Effort: 1, Emotion: 3}}})
		first := w.has(w.open("amina", "review"))
		rows := func() int {
			n, err := store.One[int](w.T.Context(), w.DB, `SELECT count(*) FROM routing_heavy WHERE person_id = $1`, apptest.ID(first))
			w.ok(err)
			return n
		}
		found := false
		for _, s := range privacy.Personal(w.Personal()) {
			if s.Table != "routing_heavy" {
				continue
			}
			mine, err := s.Export(w.T.Context(), w.DB, apptest.ID(first))
			w.ok(err)
			none, err := s.Export(w.T.Context(), w.DB, apptest.ID(other(first)))
			w.ok(err)
			if found = true; mine == nil || none != nil || rows() != 1 {
				w.T.Errorf("taken along: %v, of the other %v", mine, none)
			}
			w.ok(w.DB.Tx(w.T.Context(), func(tx *store.Tx) error { return s.Erase(w.T.Context(), tx, apptest.ID(first)) }))
		}
		if !found || rows() != 0 {
			w.T.Errorf("%d rows are left", rows())
		}
		first = w.has(w.open("pavel", "review"))
		w.Advance(7*24*time.Hour + time.Minute)
		w.ok(w.s.Pass(w.T.Context()))
		if rows() != 0 {
			w.T.Error("what came more than a week ago is kept")
		}
	})
}
