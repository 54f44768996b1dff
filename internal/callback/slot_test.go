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
		err := w.take("priya", other.ID, w.hours(70, 20)) // who sees both
		kind(w.T, err, fault.Conflict)
		if err != nil && !strings.Contains(err.Error(), "A colleague calls them at that time") {
			w.T.Errorf("got %v", err)
		}
		w.ok(w.take("priya", other.ID, w.hours(80, 20))) // one ends as the other begins
	})
}

// slots is which of some calls somebody has taken, as the database has it.
func (w *world) slots(all ...callback.Call) (names []string) {
	w.T.Helper()
	for _, c := range all {
		who, err := store.All[string](w.T.Context(), w.DB, `SELECT s.person_id FROM callback_slot s WHERE s.call_id = $1`, c.ID)
		w.ok(err)
		name := ""
		for _, key := range []string{"marta", "priya", "theo", "ingrid"} {
			if len(who) == 1 && who[0] == apptest.ID(key) {
				name = key
			}
		}
		names = append(names, name)
	}
	return names
}

// Whoever tries times learns nothing of a case that they may not know of: they take the call, and the hidden one is free again for those who see it.
func TestATimeTellsNobodyOfAHiddenCall(t *testing.T) {
	t.Parallel()
	for _, service := range []string{"fairness", "health"} {
		each(t, func(w *world) {
			hidden := w.open("amina", service)
			if service == "fairness" {
				w.exec(`INSERT INTO desk_party (case_id, person_id, relation) SELECT c.id, $1, 'named' FROM desk_case c WHERE c.sensitivity = 'named'`, apptest.ID("theo"))
			} else {
				w.give(hidden, "theo")
			}
			one, other := w.ask("amina", hidden, w.hours(60, 60)), w.ask("amina", w.open("amina", "hours"), w.hours(60, 60))
			w.ok(w.take("theo", one.ID, w.hours(60, 20)))
			if got := w.slots(one, other); got[0] != "theo" || got[1] != "" {
				w.T.Fatalf("%s: got %v", service, got)
			}
			at := w.hours(70, 20)
			shown := func(c callback.Call) callback.Call {
				got, err := w.s.Take(w.T.Context(), w.Actor(authz.Desk, "priya"), callback.Take{ID: c.ID, From: at.From, To: at.To})
				if err != nil {
					w.T.Fatalf("%s: %v", service, err)
				}
				return got
			}
			if got := shown(other); got.Slot == nil || !got.Slot.Mine {
				w.T.Errorf("%s: got %+v", service, got)
			}
			if got := w.slots(one, other); got[0] != "" || got[1] != "priya" {
				w.T.Errorf("%s: Amina is called by two: %v", service, got)
			}
			w.Advance(75 * time.Minute)
			if w.toCall("theo") == 0 {
				w.T.Errorf("%s: nobody is told that the hidden call is free", service)
			}
			kind(w.T, w.take("theo", one.ID, callback.Stretch{From: w.DB.Now(), To: w.DB.Now().Add(10 * time.Minute)}), fault.Conflict) // who sees both
		})
	}
}

// A colleague comes back: what they had taken is not theirs any more at a time that another took for the same customer.
func TestATimeThatWasTakenMeanwhileIsTakenOnce(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		one, other := w.ask("amina", w.open("amina", "hours"), w.hours(60, 60)), w.ask("amina", w.open("amina", "hours"), w.hours(60, 60))
		w.ok(w.take("marta", one.ID, w.hours(62, 20)))
		away := apptest.Decode[map[string]any](w.T, w.API("marta").Post("/api/v1/routing/absences", map[string]any{"first_day": "2026-11-17", "back_day": "2026-11-19"}), 200)
		w.ok(w.take("priya", other.ID, w.hours(62, 20)))
		w.exec(`DELETE FROM routing_away`)
		if got := w.slots(one, other); got[0] != "" || got[1] != "priya" {
			w.T.Errorf("Amina is called by two: %v (%v)", got, away)
		}
		w.ok(w.take("marta", one.ID, w.hours(90, 20)))
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
