package audit_test

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"hearth/internal/platform/audit"
	"hearth/internal/platform/clock"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// A file of a person has no id of its own: the person is what was opened. The same file again, and the same for another reason, are told apart.
func TestTwoPeopleOpenedWithinAMinuteAreBothRecorded(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB, l *audit.Log, clk *clock.Clock) {
		file := audit.Entry{By: theo, Action: "letters.open_file", Kind: "personnel file", Person: "amina"}
		entry := audit.Entry{By: theo, Action: "people.read", Kind: "people", Person: "amina"}
		for _, person := range []string{"amina", "pavel", "amina"} {
			file.Person, entry.Person = person, person
			if err := l.OpenedNow(t.Context(), file); err != nil {
				t.Fatal(err)
			}
			l.Opened(entry)
			other := entry
			other.Action = "people.edit"
			l.Opened(other)
			clk.Advance(20 * time.Second)
		}
		if err := l.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, person := range []string{"amina", "pavel"} {
			var got []string
			for _, o := range openings(t, db, person, store.Always) {
				got = append(got, o.Action)
			}
			slices.Sort(got)
			if want := "letters.open_file people.edit people.read"; strings.Join(got, " ") != want {
				t.Errorf("%s: got %v, want %s", person, got, want)
			}
		}
	})
}

// An opening stands in the record of everybody whom the object concerns, once each, and costs no more statements than before: one to read whom, one for the keys, one to write.
func TestAnOpeningStandsWithEverybodyItConcerns(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB, l *audit.Log, _ *clock.Clock) {
		l.Concern("case", func(ctx context.Context, q store.Querier, objects []string) (map[string][]string, error) {
			if _, err := store.One[int](ctx, q, `SELECT 1`); err != nil {
				return nil, err
			}
			out := map[string][]string{}
			for _, o := range objects {
				out[o] = []string{"amina", "jonas", "theo", "pavel", privacy.Erased}
			}
			return out, nil
		})
		e := audit.Entry{By: theo, Action: "case.read", Kind: "case", Object: "now", Person: "amina", Team: "payroll"}
		for _, object := range []string{"first", "now"} { // at first keys are made
			e.Object = object
			var mu sync.Mutex
			var said []string
			db.Watch(func(query string) { mu.Lock(); said = append(said, query); mu.Unlock() })
			err := l.OpenedNow(t.Context(), e)
			db.Watch(nil)
			if err != nil {
				t.Fatal(err)
			}
			said = slices.DeleteFunc(said, func(q string) bool { return q == "BEGIN" })
			if object == "now" && len(said) > 3 {
				t.Errorf("%d statements: %q", len(said), said)
			}
		}
		e.Object = "later"
		l.Opened(e)
		l.Opened(audit.Entry{By: theo, Action: "people.read", Kind: "people", Person: "amina"})
		if err := l.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
		for person, want := range map[string]int{"amina": 4, "jonas": 3, "pavel": 3, "theo": 0, privacy.Erased: 0} {
			if got := len(openings(t, db, person, store.Always)); got != want {
				t.Errorf("%s: %d openings, want %d", person, got, want)
			}
		}
		for _, o := range openings(t, db, "jonas", store.Always) {
			if o.Team != "payroll" || o.Kind != "case" || o.Action != "case.read" {
				t.Errorf("%+v", o)
			}
		}
		if _, err := l.Verify(t.Context(), db); err != nil {
			t.Error(err)
		}
	})
}

// While nobody can say whom an object concerns, nothing of it is shown, and what waits goes on waiting.
func TestAnOpeningWaitsUntilItIsKnownWhomItConcerns(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB, _ *audit.Log, _ *clock.Clock) {
		l := audit.New(db, []byte("a key"), slog.New(slog.DiscardHandler))
		concerned := errUndo
		l.Concern("case", func(context.Context, store.Querier, []string) (map[string][]string, error) {
			return map[string][]string{"c": {"jonas"}}, concerned
		})
		e := audit.Entry{By: theo, Action: "case.read", Kind: "case", Object: "c", Person: "amina"}
		if err := l.OpenedNow(t.Context(), e); err == nil {
			t.Error("shown, and not recorded")
		}
		l.Opened(e)
		if err := l.Flush(t.Context()); err == nil {
			t.Error("flushed")
		}
		concerned = nil
		if err := l.Flush(t.Context()); err != nil || len(openings(t, db, "jonas", store.Always)) != 1 || len(openings(t, db, "amina", store.Always)) != 1 {
			t.Errorf("%v", err)
		}
	})
}
