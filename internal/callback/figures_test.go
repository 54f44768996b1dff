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

// attempts writes down so many attempts on a service by somebody, of which some were within windows.
func (w *world) attempts(service, by string, inside, outside int) {
	w.T.Helper()
	c := w.ask("amina", w.open("amina", service), w.hours(60, 30))
	err := w.DB.Tx(w.T.Context(), func(tx *store.Tx) error {
		for i := range inside + outside {
			window := any("w")
			if i >= inside {
				window = nil
			}
			if _, err := tx.Exec(w.T.Context(), `INSERT INTO callback_attempt (id, call_id, window_id, service_id, by_person, at, result) VALUES ($1, $2, $3, $4, $5, $6, 'no_answer')`,
				fmt.Sprint(c.ID, by, i), c.ID, window, service, apptest.ID(by), tx.Now()); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		w.T.Fatal(err)
	}
}

func TestFiguresAreByServiceAndNeverOfFew(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.attempts("hours", "marta", 9, 1)
		w.attempts("pay", "theo", 7, 0)
		w.attempts("fairness", "priya", 9, 0)
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
		w.attempts("hours", "marta", 8, 4)
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
		for condition, want := range map[string]int{``: 1, ` AND actor <> ''`: 0} {
			if n, err := store.One[int](w.T.Context(), w.DB, `SELECT count(*) FROM audit_entry WHERE action = 'callback.attempt'`+condition); err != nil || n != want {
				w.T.Errorf("in the record%s: %d instead of %d, %v", condition, n, want, err)
			}
		}
	})
}
