package dbtest

import (
	"regexp"
	"strings"
	"sync"
	"testing"

	"hearth/internal/platform/store"
)

var parameter = regexp.MustCompile(`\$[0-9]+|\?`)

// Asked returns the statements that f has db run for use cases.
func Asked(db *store.DB, f func()) (all []string) {
	var mu sync.Mutex
	db.Watch(func(query string) {
		mu.Lock()
		defer mu.Unlock()
		all = append(all, query)
	})
	defer db.Watch(nil)
	f()
	return all
}

// Plan is how a SQLite database means to answer a statement: its steps, such as "SEARCH promise_promise USING INDEX …".
func Plan(t testing.TB, db *store.DB, query string) (steps []string) {
	t.Helper()
	type step struct {
		ID, Parent, Notused int
		Detail              string
	}
	all, err := store.All[step](t.Context(), db, "EXPLAIN QUERY PLAN "+parameter.ReplaceAllString(query, "?"), make([]any, len(parameter.FindAllString(query, -1)))...)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		steps = append(steps, s.Detail)
	}
	return steps
}

// Goes fails a test in which f asks nothing that contains part, or what it asks is not answered through index; only SQLite is asked for its plan. index may go on with how it
// is used, such as "mail_outbox_state (state=? AND report=?)".
func Goes(t *testing.T, db *store.DB, part, index string, f func()) {
	t.Helper()
	if db.Dialect() != store.SQLite {
		f()
		return
	}
	found := false
	for _, query := range Asked(db, f) {
		if !strings.Contains(query, part) {
			continue
		}
		found = true
		if plan := strings.Join(Plan(t, db, query), "; "); !strings.Contains(plan, "INDEX "+index) {
			t.Errorf("%s\nis answered by %s, and not through %s", query, plan, index)
		}
	}
	if !found {
		t.Errorf("nothing with %q is asked", part)
	}
}
