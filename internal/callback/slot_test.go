package callback_test

import (
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/callback"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

func (w *world) take(key, id string, in callback.Stretch) error {
	w.T.Helper()
	_, err := w.s.Take(w.T.Context(), w.Actor(authz.Desk, key), callback.Take{ID: id, From: in.From, To: in.To})
	return err
}

func (w *world) ok(err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatal(err)
	}
}

func (w *world) give(number, key string) {
	w.T.Helper()
	_, err := w.App.App.Desk.Assign(w.T.Context(), w.Actor(authz.Desk, "ingrid"), desk.Assign{Number: number, Assignee: apptest.Email(key)})
	w.ok(err)
}

// toCall is how many calls stand in somebody's list of what to do.
func (w *world) toCall(key string) int {
	w.T.Helper()
	all, err := w.s.Spec().ToDo(w.T.Context(), w.Actor(authz.Desk, key))
	w.ok(err)
	return len(all)
}

// slot is who calls, as the first line of somebody's agenda says; "" is nobody.
func (w *world) slot(key string) string {
	w.T.Helper()
	got, err := w.s.Agenda(w.T.Context(), w.Actor(authz.Desk, key), callback.List{})
	w.ok(err)
	if len(got.Items) == 0 || got.Items[0].Slot == nil {
		return ""
	}
	return got.Items[0].Slot.By
}

func TestASlotThatHasPassedHidesNothing(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		c := w.ask("amina", number, w.hours(60, 60), w.hours(300, 60))
		w.ok(w.take("marta", c.ID, w.hours(60, 20)))
		w.Advance(61 * time.Minute)
		if w.toCall("marta") != 1 || w.toCall("priya") != 0 || w.slot("priya") != "Marta" {
			w.T.Errorf("while it lasts: marta %d, priya %d, %q", w.toCall("marta"), w.toCall("priya"), w.slot("priya"))
		}
		w.Advance(20 * time.Minute)
		if w.toCall("priya") != 1 || w.slot("priya") != "" {
			w.T.Errorf("a slot that has passed hides the call: %d, %q", w.toCall("priya"), w.slot("priya"))
		}
		if got := w.calls("priya", number, authz.Desk).Items[0]; got.Slot != nil {
			w.T.Errorf("got %+v", got.Slot)
		}
		w.Advance(4 * time.Hour) // within the second window
		w.pass()
		if w.toCall("priya") != 1 {
			w.T.Error("a slot of the first window hides the second")
		}
		w.ok(w.take("priya", c.ID, callback.Stretch{}))
	})
}

func TestACallIsFreeWhoseTakerIsAway(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		c := w.ask("amina", w.open("amina", "hours"), w.hours(60, 60))
		w.ok(w.take("marta", c.ID, w.hours(60, 60)))
		kind(w.T, w.take("priya", c.ID, w.hours(60, 20)), fault.Conflict)
		w.API("marta").Post("/api/v1/routing/absences", map[string]any{"first_day": "2026-11-17", "back_day": "2026-11-19"}).Is(200)
		w.Advance(61 * time.Minute)
		if w.toCall("priya") != 1 || w.slot("priya") != "" {
			w.T.Errorf("priya is told of %d, taken by %q", w.toCall("priya"), w.slot("priya"))
		}
		w.ok(w.take("priya", c.ID, callback.Stretch{}))
		if w.slot("marta") != "Priya" {
			w.T.Errorf("got %q", w.slot("marta"))
		}
	})
}

func TestACallIsFreeWhoseTakerLeftHR(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		c := w.ask("amina", w.open("amina", "hours"), w.hours(60, 60))
		w.ok(w.take("marta", c.ID, w.hours(60, 20)))
		w.ok(w.DB.Tx(w.T.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec(w.T.Context(), `DELETE FROM people_role WHERE person_id = $1`, apptest.ID("marta"))
			return err
		}))
		w.ok(w.take("priya", c.ID, w.hours(60, 20)))
	})
}

// Marta takes Tuesday and falls ill. The case goes to Priya, and the call with it.
func TestACallGoesOnWithItsCase(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		w.give(number, "marta")
		c := w.ask("amina", number, w.hours(60, 60))
		w.ok(w.take("marta", c.ID, w.hours(60, 60)))
		w.give(number, "priya")
		w.Advance(61 * time.Minute)
		if w.toCall("priya") != 1 || w.slot("priya") != "" {
			w.T.Errorf("priya is told of %d, taken by %q", w.toCall("priya"), w.slot("priya"))
		}
		w.ok(w.take("priya", c.ID, callback.Stretch{}))
	})
}

func TestAColleagueWhoHelpsKeepsTheCall(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		w.give(number, "priya")
		c := w.ask("amina", number, w.hours(60, 60))
		w.ok(w.take("marta", c.ID, w.hours(100, 20)))
		w.give(number, "ingrid")
		w.Advance(61 * time.Minute)
		if w.toCall("ingrid") != 0 || w.slot("ingrid") != "Marta" {
			w.T.Errorf("ingrid is told of %d, taken by %q", w.toCall("ingrid"), w.slot("ingrid"))
		}
		kind(w.T, w.take("ingrid", c.ID, callback.Stretch{}), fault.Conflict)
		w.Advance(48 * time.Minute) // nearly over, and nobody has called
		if w.toCall("ingrid") != 1 {
			w.T.Error("nobody else is told before the window ends")
		}
	})
}

func TestNobodyIsCalledByTwoAtOneTime(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		one, other := w.ask("amina", w.open("amina", "hours"), w.hours(60, 60)), w.ask("amina", w.open("amina", "hours"), w.hours(60, 60))
		w.ok(w.take("marta", one.ID, w.hours(60, 20)))
		err := w.take("priya", other.ID, w.hours(70, 20))
		kind(w.T, err, fault.Conflict)
		if err != nil && !strings.Contains(err.Error(), "A colleague calls them at that time") {
			w.T.Errorf("got %v", err)
		}
		w.ok(w.take("priya", other.ID, w.hours(80, 20))) // one ends as the other begins
	})
}

func TestTheAgendaOffersTheWholeWindow(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		in := w.hours(60, 8*60)
		w.ask("amina", w.open("amina", "hours"), in)
		page := w.Desk("marta").Get("/desk/callbacks").Text
		for _, at := range []time.Time{in.From.Time, in.To.Add(-10 * time.Minute).Time} {
			if !strings.Contains(page, `value="`+at.UTC().Format("2006-01-02T15:04:05Z")+`"`) {
				w.T.Errorf("the agenda does not offer %s", at)
			}
		}
	})
}
