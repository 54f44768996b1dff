package joined_test

import (
	"testing"
	"time"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// agree gives what a case is promised another time.
func (w *world) agree(number, kind string, due store.Time) {
	w.T.Helper()
	_, err := w.App.App.Desk.Renegotiate(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Renegotiate{Number: number, Kind: kind, DueAt: due, Reason: "The payroll run is on Friday."})
	w.ok(err)
}

// A new time that was agreed on while two cases were one is the time of both when they are taken apart, whichever became the part, and each has every promise that it had.
func TestANewTimeStaysWhenCasesAreTakenApart(t *testing.T) {
	t.Parallel()
	for name, earlier := range map[string]bool{"the earlier one is the part": true, "the later one is the part": false} {
		t.Run(name, func(t *testing.T) {
			each(t, func(w *world) {
				part, whole := w.two()
				if !earlier {
					part, whole = whole, part
				}
				first := w.running(part)[promise.FirstAnswer]
				other := w.running(whole)[promise.FirstAnswer]
				w.ok(w.join("marta", part, whole))
				for _, days := range []int{6, 9} { // and then another one
					w.Clock.Advance(time.Minute)
					w.agree(whole, promise.Decision, w.DB.Now().Add(time.Duration(days)*24*time.Hour))
				}
				agreed := w.running(whole)[promise.Decision]
				w.ok(w.apart("marta", part))
				for number, was := range map[string]store.Time{part: first, whole: other} {
					got := w.running(number)
					if !got[promise.Decision].Equal(agreed) || !got[promise.FirstAnswer].Equal(was) {
						w.T.Errorf("%s: got %v, want the decision by %s and the first answer by %s", number, got, agreed, was)
					}
					if next := w.read(authz.Desk, "marta", number).Next(); next == nil || !next.DueAt.After(w.DB.Now()) {
						w.T.Errorf("%s: next %+v", number, next)
					}
				}
				w.Clock.Advance(20 * 24 * time.Hour)
				w.agreedIsLate(part, whole)
			})
		})
	}
}

// agreedIsLate checks that the time that was agreed on is missed in each case, once.
func (w *world) agreedIsLate(numbers ...string) {
	w.T.Helper()
	for _, number := range numbers {
		n := 0
		for _, p := range w.read(authz.Desk, "marta", number).Promises {
			if p.Kind == promise.Decision && p.State == promise.Late {
				n++
			}
		}
		if n != 1 {
			w.T.Errorf("%s: %d decisions are late", number, n)
		}
	}
}

// What had passed when the cases were joined is late again in its own case, and holds up nothing else that was set aside.
func TestWhatWasLateWhenItWasSetAsideIsLateAgain(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		a, b := w.two()
		w.Clock.Advance(24 * time.Hour) // the first answers have passed, the decisions have not
		ofB := w.running(b)
		w.ok(w.join("marta", b, a))
		w.ok(w.apart("marta", b))
		if got := w.running(b); !got[promise.FirstAnswer].Equal(ofB[promise.FirstAnswer]) || !got[promise.Decision].Equal(ofB[promise.Decision]) {
			w.T.Errorf("got %v, want %v", got, ofB)
		}
	})
}

// While two cases are one its team's hours count for both. Each counts by its own again when they are taken apart.
func TestCasesThatAreTakenApartCountByTheirOwnHours(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		_, err := w.App.App.Promise.SaveCalendar(w.T.Context(), w.Actor(authz.Desk, "ingrid"), promise.SaveCalendar{ID: "mornings", Name: "Mornings", Teams: []string{"payroll"},
			Body: []byte(`{"zone":"UTC","week":{"thu":[["08:00","12:00"]],"fri":[["08:00","12:00"]]},"holidays":[]}`)})
		w.ok(err)
		a, b := w.two()
		ofA := w.running(a)
		w.ok(w.join("marta", a, b))
		_, err = w.App.App.Desk.Assign(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Assign{Number: b, Team: "payroll"})
		w.ok(err)
		if got := w.running(b); !got[promise.FirstAnswer].After(ofA[promise.FirstAnswer]) {
			w.T.Errorf("with payroll: %v, was %v", got, ofA)
		}
		w.ok(w.apart("marta", a))
		for kind, was := range ofA {
			if got := w.running(a)[kind]; !got.Equal(was) {
				w.T.Errorf("%s apart: %s, want %s", kind, got, was)
			}
		}
		if got := w.running(b); !got[promise.FirstAnswer].After(ofA[promise.FirstAnswer]) {
			w.T.Errorf("with payroll, apart: %v", got)
		}
	})
}
