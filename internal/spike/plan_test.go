package spike_test

import (
	"regexp"
	"strings"
	"sync"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/platform/store"
)

var parameter = regexp.MustCompile(`\$[0-9]+|\?`)

// TestALookReadsByAnIndex reads the plans of what a look asks the tables of cases: with a million of them, none may be read as a whole.
func TestALookReadsByAnIndex(t *testing.T) {
	t.Parallel()
	w := &world{App: apptest.New(t, store.SQLite)}
	w.people()
	w.tenWeeks()
	for range 9 {
		w.ask("pay", "The payslip portal is down")
	}
	var mu sync.Mutex
	var asked []string
	w.DB.Watch(func(query string) {
		mu.Lock()
		defer mu.Unlock()
		if strings.Contains(query, "desk_case") && strings.HasPrefix(strings.TrimSpace(query), "SELECT") {
			asked = append(asked, query)
		}
	})
	_, err := w.Spike.Look(t.Context())
	w.DB.Watch(nil)
	w.ok(err)
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
	type step struct {
		ID, Parent, Notused int
		Detail              string
	}
	steps, err := store.All[step](w.T.Context(), w.DB, "EXPLAIN QUERY PLAN "+parameter.ReplaceAllString(query, "'2026-11-17'"))
	w.ok(err)
	for _, s := range steps {
		if strings.HasPrefix(s.Detail, "SCAN c") && !strings.Contains(s.Detail, "INDEX") || strings.Contains(s.Detail, "TEMP B-TREE") {
			bad = append(bad, s.Detail)
		}
	}
	return bad
}
