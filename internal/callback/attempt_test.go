package callback_test

import (
	"strings"
	"testing"
	"time"

	"hearth/internal/callback"
	"hearth/internal/platform/authz"
)

// Half a minute early does not count; the call in time is another one.
func TestACallOnTheOtherSideOfAWindowsEdgeIsAnother(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		c := w.ask("amina", number, w.hours(10, 30))
		w.Advance(9*time.Minute + 30*time.Second)
		before := w.call("marta", c.ID, callback.NoAnswer)
		w.Advance(45 * time.Second)
		within := w.call("marta", c.ID, callback.NoAnswer)
		if before.Counts || !within.Counts || within.ID == before.ID {
			w.T.Errorf("got %+v and %+v", before, within)
		}
		w.Advance(5 * time.Second)
		if again := w.call("marta", c.ID, callback.NoAnswer); again.ID != within.ID {
			w.T.Error("the same within a minute is two")
		}
		w.Advance(time.Minute)
		reached := w.call("marta", c.ID, callback.Reached)
		w.Advance(5 * time.Second)
		if again := w.call("marta", c.ID, callback.Reached); again.ID != reached.ID {
			w.T.Error("a call that ended is not the same any more")
		}
	})
}

func TestWhoHasNoTimesLeftIsNotToldToWait(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		says := func(want string) {
			w.T.Helper()
			if _, text, _ := w.mails("amina", "case.message"); !strings.Contains(text, want) {
				w.T.Errorf("it does not say %q: %s", want, text)
			}
		}
		c := w.ask("amina", w.open("amina", "hours"), w.hours(10, 30), w.hours(60, 30))
		w.Advance(15 * time.Minute)
		w.call("marta", c.ID, callback.NoAnswer)
		says("The page says when we try again.")
		w.Advance(50 * time.Minute)
		w.call("marta", c.ID, callback.NoAnswer)
		says("at the last of your times")
		w.Advance(40 * time.Minute)
		w.pass()
		w.Advance(time.Minute)
		w.call("marta", c.ID, callback.NoAnswer)
		says("None of your times is left")
	})
}

// Who sends new times before the desk noticed that it missed the old ones is not asked for them.
func TestWhoGivesNewTimesIsNotAskedForThem(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		w.ask("amina", number, w.hours(60, 30))
		w.Clock.Advance(95 * time.Minute) // and nothing is booked yet
		before, _, _ := w.mails("amina", "case.message")
		c := w.ask("amina", number, w.hours(60, 30))
		if n, text, _ := w.mails("amina", "case.message"); n != before+1 || strings.Contains(text, "Please give us new times") || !strings.Contains(text, "We are sorry") {
			w.T.Errorf("%d mails: %s", n-before, text)
		}
		if got := w.calls("amina", number, authz.Portal).Items[0]; c.State != callback.Open || got.Windows[0].State != callback.Missed || w.promised(number) != "missed running" {
			w.T.Errorf("got %+v, %s", got, w.promised(number))
		}
	})
}
