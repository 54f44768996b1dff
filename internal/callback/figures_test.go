package callback_test

import (
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/callback"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// attempts writes down so many attempts on a service by some people in turn, of which some were within windows.
func (w *world) attempts(service string, inside, outside int, by ...string) {
	w.T.Helper()
	c := w.ask("amina", w.open("amina", service), w.hours(60, 30))
	err := w.DB.Tx(w.T.Context(), func(tx *store.Tx) error {
		for i := range inside + outside {
			window, who := any("w"), apptest.ID(by[i%len(by)])
			if i >= inside {
				window = nil
			}
			if _, err := tx.Exec(w.T.Context(), `INSERT INTO callback_attempt (id, call_id, window_id, service_id, by_person, at, result) VALUES ($1, $2, $3, $4, $5, $6, 'no_answer')`,
				fmt.Sprint(c.ID, i), c.ID, window, service, who, tx.Now()); err != nil {
				return err
			}
			if err := callback.NoteCaller(w.T.Context(), tx, service, who); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		w.T.Fatal(err)
	}
}

// shares are the published shares of attempts, by service.
func (w *world) shares() map[string]callback.Share {
	w.T.Helper()
	got, err := w.s.Figures(w.T.Context(), w.Actor(authz.Portal, "pavel"), callback.ReadFiguresOf{})
	if err != nil {
		w.T.Fatal(err)
	}
	all := map[string]callback.Share{}
	for _, f := range got.Items {
		if f.Attempts != nil {
			all[f.ServiceID] = *f.Attempts
		}
	}
	return all
}

const month = 20 * 24 * time.Hour // from the middle of one into the next

// What one or two people did is theirs, in the whole and in what one figure has more than the one before.
func TestFiguresOfFewPeopleAreWithheld(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.attempts("hours", 9, 0, "marta", "priya")
		w.attempts("pay", 9, 0, "theo")
		w.Advance(month)
		if got := w.shares(); len(got) != 0 {
			w.T.Errorf("of one and of two people it says %+v", got)
		}
		w.attempts("hours", 6, 6, "marta", "priya", "ingrid")
		if got := w.shares(); len(got) != 0 {
			w.T.Errorf("of a month that goes on it says %+v", got)
		}
		w.Advance(2 * month)
		got := w.shares()
		if s := got["hours"]; len(got) != 1 || s.N != 12 || s.Count != 6 {
			w.T.Errorf("got %+v", got)
		}
		w.attempts("hours", 0, 9, "marta") // whoever takes one figure from the other must not find what she did
		w.Advance(2 * month)
		if later := w.shares(); later["hours"] != got["hours"] {
			w.T.Errorf("one person changed %+v to %+v", got, later)
		}
	})
}

// A team of one has no figure of windows: it would be that of one person.
func TestATeamOfOneHasNoFigures(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		for range 2 {
			w.ask("amina", w.open("amina", "pay"), w.hours(60, 10), w.hours(80, 10), w.hours(100, 10), w.hours(120, 10))
			w.ask("amina", w.open("amina", "hours"), w.hours(60, 10), w.hours(80, 10), w.hours(100, 10), w.hours(120, 10))
		}
		w.Advance(24 * time.Hour)
		w.pass()
		got, err := w.s.Figures(w.T.Context(), w.Actor(authz.Portal, "pavel"), callback.ReadFiguresOf{})
		if err != nil || len(got.Items) != 1 || got.Items[0].ServiceID != "hours" || got.Items[0].Windows == nil || got.Items[0].Windows.N != 8 {
			w.T.Errorf("got %+v, %v", got, err)
		}
	})
}

// Who asks for a call reads what share came in time, with its range, where it is published; a colleague of HR who asks for them does not need it.
func TestWhoAsksForACallReadsTheShare(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		w.attempts("hours", 9, 1, "marta", "priya", "ingrid")
		page := func() string { return w.Portal("amina").Get("/requests/" + number + "/callback").Text }
		const sentence = "Of our calls about this service, this share came within the hours that people gave"
		if strings.Contains(page(), sentence) {
			w.T.Error("it is said before it is published")
		}
		w.Advance(month)
		if got := page(); !strings.Contains(got, sentence+": 90% (9 of 10; between 60% and 98%)") {
			w.T.Errorf("got %s", got)
		}
	})
}

func TestFiguresAreByServiceAndNeverOfFew(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.attempts("hours", 9, 1, "marta", "priya", "ingrid")
		w.attempts("pay", 7, 0, "theo", "marta", "priya")
		w.attempts("fairness", 9, 0, "priya", "marta", "ingrid")
		w.Advance(month)
		got, err := w.s.Figures(w.T.Context(), w.Actor(authz.Portal, "pavel"), callback.ReadFiguresOf{})
		if err != nil || len(got.Items) != 1 || got.Items[0].ServiceID != "hours" || got.Items[0].Windows != nil {
			w.T.Fatalf("got %+v, %v", got, err)
		}
		// Wilson's interval for 9 of 10, as in Agresti and Coull, The American Statistician 52 (1998), table 1's formula: 0.596 to 0.982.
		s := got.Items[0].Attempts
		if s.N != 10 || s.Count != 9 || math.Abs(s.Low-0.5958) > 1e-3 || math.Abs(s.High-0.9821) > 1e-3 {
			w.T.Errorf("got %+v", *s)
		}
		w.Advance(400 * 24 * time.Hour)
		if got, err = w.s.Figures(w.T.Context(), w.Actor(authz.Portal, "pavel"), callback.ReadFiguresOf{}); err != nil || len(got.Items) != 0 {
			w.T.Errorf("of long ago it says %+v, %v", got, err)
		}
	})
}

// Whoever made them, the figures are the same, and nothing in a question or in an answer can name who.
func TestFiguresCannotBeGroupedByPerson(t *testing.T) {
	t.Parallel()
	read := func(w *world) string {
		got, err := w.s.Figures(w.T.Context(), w.Actor(authz.Desk, "ingrid"), callback.ReadFiguresOf{})
		if err != nil {
			w.T.Fatal(err)
		}
		text, err := json.Marshal(got)
		if err != nil {
			w.T.Fatal(err)
		}
		return string(text)
	}
	each(t, func(w *world) {
		w.attempts("hours", 8, 4, "marta", "priya", "ingrid")
		w.Advance(month)
		one := read(w)
		if err := w.DB.Tx(w.T.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec(w.T.Context(), `UPDATE callback_attempt SET by_person = $1 WHERE window_id IS NULL`, apptest.ID("priya"))
			return err
		}); err != nil {
			w.T.Fatal(err)
		}
		if other := read(w); one != other || strings.Contains(one, apptest.ID("marta")) || strings.Contains(one, "Marta") {
			w.T.Errorf("the figures tell who called: %s, %s", one, other)
		}
		if n := reflect.TypeFor[callback.ReadFiguresOf]().NumField(); n != 0 {
			w.T.Errorf("the figures can be asked for by %d fields", n)
		}
		for _, in := range []string{"by=marta", "agent=" + apptest.ID("marta"), "person=" + apptest.ID("marta"), "group=by_person", "assignee=me"} {
			if got := apptest.Decode[callback.Figures](w.T, w.API("ingrid").Get("/api/v1/callbacks/figures?"+in), http.StatusOK); len(got.Items) != 1 || got.Items[0].Attempts.N != 12 {
				w.T.Errorf("%s: %+v", in, got)
			}
		}
		w.call("marta", w.ask("amina", w.open("amina", "hours"), w.hours(60, 30)).ID, callback.NoAnswer)
		if n, err := store.One[int](w.T.Context(), w.DB, `SELECT count(*) FROM callback_caller`); err != nil || n != 4 {
			w.T.Errorf("three called in November, and one in December: got %d, %v", n, err)
		}
		for condition, want := range map[string]int{``: 1, ` AND actor <> ''`: 0} {
			if n, err := store.One[int](w.T.Context(), w.DB, `SELECT count(*) FROM audit_entry WHERE action = 'callback.attempt'`+condition); err != nil || n != want {
				w.T.Errorf("in the record%s: %d instead of %d, %v", condition, n, want, err)
			}
		}
	})
}
