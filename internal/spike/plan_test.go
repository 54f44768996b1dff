package spike_test

import (
	"slices"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// TestALookReadsByAnIndex reads the plans of what a look asks the tables of cases: with a million of them, none may be read as a whole.
func TestALookReadsByAnIndex(t *testing.T) {
	t.Parallel()
	w := &world{App: apptest.New(t, store.SQLite)}
	w.people()
	w.tenWeeks()
	for range 9 {
		w.ask("pay", "The payslip portal is down")
	}
	asked := slices.DeleteFunc(dbtest.Asked(w.DB, func() {
		_, err := w.Spike.Look(t.Context())
		w.ok(err)
	}), func(query string) bool {
		return !strings.Contains(query, "desk_case") || !strings.HasPrefix(strings.TrimSpace(query), "SELECT")
	})
	if len(asked) < 3 {
		t.Fatalf("a look asks %q", asked)
	}
	for _, query := range asked {
		if bad := w.whole(query); len(bad) > 0 {
			t.Errorf("%s: %q", query, bad)
		}
	}
	if len(w.whole(`SELECT c.id FROM desk_case c WHERE c.subject = $1`)) == 0 {
		t.Error("a look at every case is not noticed")
	}
}

// whole are the steps of a query's plan that read all cases or sort what they read.
func (w *world) whole(query string) (bad []string) {
	w.T.Helper()
	for _, step := range dbtest.Plan(w.T, w.DB, query) {
		if strings.HasPrefix(step, "SCAN c") && !strings.Contains(step, "INDEX") || strings.Contains(step, "TEMP B-TREE") {
			bad = append(bad, step)
		}
	}
	return bad
}
