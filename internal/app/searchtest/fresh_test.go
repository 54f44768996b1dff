package searchtest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"hearth/internal/platform/store"
)

// changes is how many changes of the whole run each database sees, among so many requests.
const (
	changes        = 840
	changedAmongst = 4000
)

// asIndexed is a print of everything that the index holds: of each row of it what, and on PostgreSQL also where it lies and who wrote it. It is another one even if a row was written anew
// with what it had before.
func (w *world) asIndexed() string {
	w.T.Helper()
	sql := map[store.Dialect]string{
		store.Postgres: `SELECT (SELECT md5(string_agg(concat(id, xmin, ctid), ',' ORDER BY id)) FROM search_doc) || (SELECT md5(string_agg(concat(key, word, langs, xmin, ctid), ',' ORDER BY key, word, langs)) FROM search_word)
			|| (SELECT string_agg(concat(name, value, xmin), ',' ORDER BY name) FROM search_state)`,
		store.SQLite: `SELECT (SELECT group_concat(id || hex(block), ',') FROM search_text_data) || (SELECT group_concat(id || hex(sz), ',') FROM search_text_docsize)
			|| (SELECT group_concat(id || kind || ref || part || size, ',') FROM search_doc) || (SELECT group_concat(key || word || langs, ',') FROM search_word) || (SELECT group_concat(name || value, ',') FROM search_state)`,
	}
	found, err := store.One[string](w.T.Context(), w.DB, sql[w.DB.Dialect()])
	if err != nil {
		w.T.Fatal(err)
	}
	return found
}

// seers is who sees a case.
func (w *world) seers(m *matter) (all []*viewer) {
	for _, v := range w.viewers {
		if w.sees(v, m) {
			all = append(all, v)
		}
	}
	return all
}

// after asks about a case that was just changed: somebody for whom it changed, if there is anybody, and somebody else.
func (r *asker) after(from answers, m *matter, before map[*viewer]bool) (wrong []string) {
	var moved []*viewer
	for _, v := range r.viewers {
		if r.sees(v, m) != before[v] {
			moved = append(moved, v)
		}
	}
	who := []*viewer{oneOf(r.writer, r.viewers), oneOf(r.writer, r.viewers)}
	if len(moved) > 0 {
		who = append(who, oneOf(r.writer, moved), oneOf(r.writer, moved))
	}
	if all := r.seers(m); len(all) > 0 {
		who = append(who, oneOf(r.writer, all))
	}
	for i, v := range who {
		a := r.about(m, oneOf(r.writer, shapes), oneOf(r.writer, m.talk))
		if i%2 == 0 { // what was said last
			a = ask{q: r.field(m.talk[len(m.talk)-1], func(n int) bool { return n < 3 }), limit: 50}
		}
		got := r.check(from, v, a)
		r.found += got.found
		for _, x := range got.wrong[:min(3, len(got.wrong))] {
			wrong = append(wrong, fmt.Sprintf("%v asks %v: %s", v, a, x))
		}
	}
	return wrong
}

// made makes a change and returns the case that it bears on, nil for none, with what is wrong after it.
func (r *asker) made(e edit) (m *matter, wrong []string) {
	r.pass()
	saw := map[*matter]map[*viewer]bool{}
	for _, v := range r.viewers {
		for at, sees := range r.visible(v) {
			if m := r.matters[at]; sees {
				if saw[m] == nil {
					saw[m] = map[*viewer]bool{}
				}
				saw[m][v] = true
			}
		}
	}
	before := ""
	if e.rights {
		before = r.asIndexed()
	}
	m, done := e.do(r)
	if !done {
		return nil, nil
	}
	r.changed()
	if e.rights && r.asIndexed() != before {
		wrong = append(wrong, "the index was written to")
	}
	return m, append(wrong, r.after(r.answers, m, saw[m])...)
}

func TestSearchIsNeverStale(t *testing.T) {
	t.Parallel()
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, dialect, times(changedAmongst))
			r, made := w.asker(2), map[string]int{}
			for i := range times(changes) {
				e := edits[i%len(edits)]
				m, wrong := r.made(e)
				if m != nil {
					made[e.name]++
				}
				if len(wrong) > 0 {
					t.Errorf("seed %d, change %d (%s): %s", seed, i, e.name, strings.Join(wrong, "; "))
				}
			}
			all := 0
			for _, e := range edits {
				if all += made[e.name]; made[e.name] == 0 {
					t.Errorf("nothing was changed by %q", e.name)
				}
			}
			t.Logf("shown: seed %d: %d requests, %d changes: %v; %d cases found after them", seed, len(w.matters), all, made, r.found)
		})
	}
}

// A print of the index is another one when a row of it is written as it was.
func TestAPrintOfTheIndexShowsARowWrittenAsItWas(t *testing.T) {
	t.Parallel()
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, dialect, 40)
			before := w.asIndexed()
			if w.asIndexed() != before {
				t.Error("two prints of the same index differ")
			}
			i := slices.IndexFunc(w.matters, func(m *matter) bool { return !m.health })
			w.reindex(w.matters[i])
			if w.asIndexed() == before {
				t.Error("a case that was indexed anew does not show")
			}
		})
	}
}
