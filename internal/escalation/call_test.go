package escalation_test

import (
	"testing"
	"time"

	"hearth/internal/callback"
	"hearth/internal/platform/authz"
)

const called = "escalation.call"

// asks lets Amina ask for a call on a case, within windows that begin so many minutes from now and have an hour each.
func (w world) asks(number string, from ...int) callback.Call {
	w.T.Helper()
	in := callback.Ask{Number: number}
	for _, n := range from {
		at := w.DB.Now().Add(time.Duration(n) * time.Minute)
		in.Windows = append(in.Windows, callback.Stretch{From: at, To: at.Add(time.Hour)})
	}
	c, err := w.Callback.Ask(w.T.Context(), w.Actor(authz.Portal, "amina"), in)
	w.ok(err)
	return c
}

// passes lets time pass until HR has booked the calls and told of them.
func (w world) passes(d time.Duration) {
	w.T.Helper()
	w.after(d)
	_, err := w.Callback.Pass(w.T.Context())
	w.ok(err)
	w.Drain()
}

// others is how often somebody else than Marta was told of a call.
func (w world) others() int {
	w.T.Helper()
	return w.mails("priya", called) + w.mails("ingrid", called) + w.mails("theo", called)
}

func TestHRIsToldWhileSomebodyWaitsForACall(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		number := w.open("hours", "marta")
		w.asks(number, 60, 180)
		for _, x := range []struct {
			at            string
			after         time.Duration
			marta, others int
		}{{"before", 59 * time.Minute, 0, 0}, {"as it begins", 2 * time.Minute, 1, 0}, {"half of it", 30 * time.Minute, 1, 0}, {"nearly over", 18 * time.Minute, 2, 0}, {"missed", 15 * time.Minute, 3, 0},
			{"the last begins", 57 * time.Minute, 4, 0}, {"the last is nearly over", 48 * time.Minute, 5, 1}, {"the last is missed", 15 * time.Minute, 6, 1}, {"later", time.Hour, 6, 1}} {
			w.passes(x.after)
			if a, b := w.mails("marta", called), w.others(); a != x.marta || b != x.others {
				w.T.Errorf("%s: marta was told %d times and others %d, want %d and %d", x.at, a, b, x.marta, x.others)
			}
		}
		if !w.says("marta", authz.Desk, number, "Nobody has called them yet") || w.says("amina", authz.Portal, number, "Nobody has called them yet") {
			w.T.Error("the history does not say who else was told, or says it to the customer")
		}
	})
}

func TestWhoHasCalledIsNotToldAgain(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		c := w.asks(w.open("hours", "marta"), 60)
		w.passes(61 * time.Minute)
		_, err := w.Callback.Attempt(w.T.Context(), w.Actor(authz.Desk, "marta"), callback.Attempt{ID: c.ID, Result: callback.NoAnswer})
		w.ok(err)
		w.passes(2 * time.Hour)
		if a, b := w.mails("marta", called), w.others(); a != 1 || b != 0 {
			w.T.Errorf("marta was told %d times and others %d", a, b)
		}
	})
}

func TestOneOfTheTeamIsToldOfACallThatNobodyHas(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.asks(w.open("hours", ""), 60)
		w.passes(61 * time.Minute)
		if n := w.mails("marta", called) + w.others(); n != 1 {
			w.T.Errorf("%d were told", n)
		}
	})
}

func TestAnotherIsToldWhereWhoHasTheCallIsAway(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.asks(w.open("hours", "marta"), 60)
		w.API("marta").Post("/api/v1/routing/absences", map[string]any{"first_day": "2026-11-17", "back_day": "2026-11-19"}).Is(200)
		w.passes(61 * time.Minute)
		if n := w.others(); n != 1 {
			w.T.Errorf("%d others were told", n)
		}
	})
}

func TestWhoHasTakenTheCallIsTold(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		c := w.asks(w.open("hours", "marta"), 60)
		_, err := w.Callback.Take(w.T.Context(), w.Actor(authz.Desk, "priya"), callback.Take{ID: c.ID})
		w.ok(err)
		w.passes(61 * time.Minute)
		if a, b := w.mails("marta", called), w.mails("priya", called); a != 0 || b != 1 {
			w.T.Errorf("marta was told %d times, and priya, who has taken it, %d", a, b)
		}
	})
}
