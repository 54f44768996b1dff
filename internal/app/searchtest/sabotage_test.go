package searchtest

import (
	"slices"
	"strings"
	"testing"

	"hearth/internal/desk/index"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/search"
	"hearth/internal/platform/store"
)

// The size of a world for a planted fault, and how many questions may miss it.
const (
	small  = 250
	misses = 660
)

// noticed returns after how many questions a wrong answer is met, and what is wrong; 0 when none is.
func (w *world) noticed(from answers) (int, string) {
	r := w.asker(1)
	for i := range misses {
		v, a, _ := r.next(i)
		if got := w.check(from, v, a); len(got.wrong) > 0 {
			return i + 1, got.wrong[0]
		}
	}
	return 0, ""
}

// spoilt are answers with a fault between the product and whoever asks.
func (w *world) spoilt() map[string]answers {
	all := &viewer{soul: w.viewers[3].soul, face: authz.Desk, client: w.viewers[3].client} // the head of HR
	return map[string]answers{
		"rights are not asked": func(_ *viewer, a ask) answer { return w.answers(all, a) },
		"the limit is applied before the rights": func(v *viewer, a ask) answer {
			got := w.answers(all, a)
			got.Items = slices.DeleteFunc(got.Items, func(h hit) bool { return h.Kind == "case" && !w.sees(v, w.byNumber[h.Number]) })
			return got
		},
		"the oldest come first": func(v *viewer, a ask) answer {
			got := w.answers(v, a)
			slices.Reverse(got.Items)
			return got
		},
		"there is never more": func(v *viewer, a ask) answer {
			got := w.answers(v, a)
			got.More = false
			return got
		},
		"a page that is cut is empty": func(v *viewer, a ask) answer {
			got := w.answers(v, a)
			if got.More {
				got.Items = nil
			}
			return got
		},
		"the order is not told": func(v *viewer, a ask) answer {
			got := w.answers(v, a)
			got.Newest = false
			return got
		},
		"what is meant is suggested from everything": func(v *viewer, a ask) answer {
			got := w.answers(v, a)
			if len(got.Items) == 0 && got.DidYouMean == "" {
				got.DidYouMean = w.answers(all, a).DidYouMean
			}
			return got
		},
		"nothing is suggested": func(v *viewer, a ask) answer {
			got := w.answers(v, a)
			got.DidYouMean = ""
			return got
		},
		"a filter is forgotten": func(v *viewer, a ask) answer {
			a.state = ""
			return w.answers(v, a)
		},
		"a word that is not finished finds nothing": func(v *viewer, a ask) answer {
			got := w.answers(v, a)
			if q := w.question(a.q); numberIn(a.q) == "" && q.unfinished() && len(w.brute(v, a, q, false)) == 0 {
				got.Items = slices.DeleteFunc(got.Items, func(h hit) bool { return h.Kind == "case" })
			}
			return got
		},
		"restricted cases are quoted": func(v *viewer, a ask) answer {
			got := w.answers(v, a)
			for i, h := range got.Items {
				if h.Snippet == unquoted {
					got.Items[i].Snippet = w.byNumber[h.Number].talk[0].body
				}
			}
			return got
		},
		"notes are shown": func(v *viewer, a ask) answer {
			got := w.answers(v, a)
			for i, h := range got.Items {
				if m := w.byNumber[h.Number]; m != nil {
					for _, s := range m.talk {
						if s.note {
							got.Items[i].Snippet = s.body
						}
					}
				}
			}
			return got
		},
	}
}

func TestWrongAnswersAreNoticed(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.SQLite, 3*small) // so that there are common words
	if n, wrong := w.noticed(w.answers); n > 0 {
		t.Fatalf("before anything is planted, question %d: %s", n, wrong)
	}
	for name, from := range w.spoilt() {
		n, wrong := w.noticed(from)
		if n == 0 {
			t.Errorf("%s: %d questions do not notice it", name, misses)
			continue
		}
		t.Logf("%s: noticed by question %d: %s", name, n, wrong)
	}
}

// planted are faults in what the product keeps.
var planted = map[string]func(w *world){
	"a right too many": func(w *world) { w.exec(`UPDATE desk_case SET sensitivity = 'open' WHERE sensitivity = 'team'`) },
	"a right too few": func(w *world) {
		w.exec(`UPDATE desk_case SET manager_sees = false, sensitivity = 'named' WHERE service_id = 'hours'`)
	},
	"stems are off": func(w *world) { w.exec(`DELETE FROM search_word WHERE langs <> 0`) },
	"stems of words as they were written are off": func(w *world) { w.exec(`DELETE FROM search_word WHERE word >= char(0xe003)`) },
	"stems of one language count":                 func(w *world) { w.exec(`DELETE FROM search_word WHERE langs <> 0 AND langs & 2 = 0`) },
	"spelling is off":                             func(w *world) { w.exec(`DELETE FROM search_word WHERE langs = 0`) },
	"people are missing": func(w *world) {
		for _, s := range w.staff[:8] {
			w.tx(func(tx *store.Tx) error { return search.Delete(w.T.Context(), tx, "person", s.id) })
		}
	},
	"a case is not indexed": func(w *world) {
		for _, m := range w.matters[:small/10] {
			w.tx(func(tx *store.Tx) error { return search.Delete(w.T.Context(), tx, index.Texts, m.id) })
		}
	},
	"what was said last is not indexed": func(w *world) {
		for _, m := range w.matters {
			w.indexed(m, index.Texts, m.talk[:len(m.talk)-1])
		}
	},
	"what was taken back stays": func(w *world) {
		for i, m := range w.matters[1:] {
			w.indexed(m, index.Texts, append(slices.Clone(m.talk), w.matters[i].talk[0]))
		}
	},
	"notes are indexed for everybody": func(w *world) {
		for _, m := range w.matters {
			if slices.ContainsFunc(m.talk, func(s said) bool { return s.note }) {
				w.indexed(m, index.Texts, m.talk)
			}
		}
	},
	"accents are not folded": func(w *world) { w.respelt(accented) },
	"words without spaces are not cut": func(w *world) {
		w.respelt(func(all []atom) (out []string) {
			for i := 0; i < len(all); i++ {
				word := all[i].word
				for ; all[i].joined; i++ {
					word += all[i+1].word
				}
				out = append(out, word)
			}
			return out
		})
	},
}

func accented(all []atom) (out []string) {
	for i, word := range pairs(all) {
		if !all[i].far {
			word = all[i].raw
		}
		out = append(out, word)
	}
	return out
}

// indexed makes a case found by some of what was said.
func (w *world) indexed(m *matter, kind string, talk []said) {
	w.T.Helper()
	if m.health {
		return
	}
	d := search.Doc{Kind: kind, Ref: m.id, Title: m.subject}
	for _, s := range m.talk {
		if s.note == (kind == index.Notes) {
			d.At = store.At(s.at)
		}
	}
	for _, s := range talk {
		if kind == index.Notes || !s.note || len(talk) == len(m.talk) {
			d.Texts = append(append(d.Texts, s.body), s.files...)
		}
	}
	w.tx(func(tx *store.Tx) error {
		if err := search.Delete(w.T.Context(), tx, kind, m.id); err != nil {
			return err
		}
		return search.Put(w.T.Context(), tx, d)
	})
}

// respelt writes the words of all texts into the index of SQLite as spell has them.
func (w *world) respelt(spell func(all []atom) []string) {
	w.T.Helper()
	ctx := w.T.Context()
	byID := map[string]*matter{}
	for _, m := range w.matters {
		byID[m.id] = m
	}
	docs, err := store.All[struct {
		ID  int64
		Ref string
	}](ctx, w.DB, `SELECT id, ref FROM search_doc WHERE kind = 'case'`)
	if err != nil {
		w.T.Fatal(err)
	}
	w.tx(func(tx *store.Tx) error {
		for _, d := range docs {
			m := byID[d.Ref]
			var lines []string
			written := atoms(m.subject)
			for _, s := range m.talk {
				if s.note {
					continue
				}
				for _, line := range append([]string{s.body}, s.files...) {
					written = append(written, atoms(line)...)
					lines = append(lines, strings.Join(spell(atoms(line)), " "))
				}
			}
			for _, a := range written { // words as they were written, by which stems are found
				if a.raw != a.word && a.raw != "" && !a.numbered() {
					lines = append(lines, "\ue003"+a.raw)
				}
			}
			if _, err := tx.Exec(ctx, `DELETE FROM search_text WHERE rowid = $1`, d.ID); err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, `INSERT INTO search_text (rowid, title, body) VALUES ($1, $2, $3)`, d.ID, strings.Join(spell(atoms(m.subject)), " "), strings.Join(lines, " \ue000 ")); err != nil {
				return err
			}
		}
		return nil
	})
}

// Writing the words as they are spelt changes no answer: what the two faults of spelling are noticed by is the spelling.
func TestWordsSpeltAsTheyAreAreNoFault(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.SQLite, small)
	w.respelt(pairs)
	if n, wrong := w.noticed(w.answers); n > 0 {
		t.Errorf("question %d: %s", n, wrong)
	}
}

func TestPlantedFaultsAreNoticed(t *testing.T) {
	t.Parallel()
	for name, plant := range planted {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, store.SQLite, small)
			plant(w)
			n, wrong := w.noticed(w.answers)
			if n == 0 {
				t.Fatalf("%d questions do not notice it", misses)
			}
			t.Logf("noticed by question %d: %s", n, wrong)
		})
	}
}

// A reply or a withdrawal that does not reach the index is noticed by the questions that follow it, and so is a right that is taken without telling.
func TestAStaleIndexIsNoticed(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.SQLite, small)
	r := w.asker(2)
	sound := slices.Clone(edits)
	stale := map[string]func(m *matter){
		"reply":              func(m *matter) { w.indexed(m, index.Texts, m.talk[:len(m.talk)-1]) },
		"note":               func(m *matter) { w.indexed(m, index.Notes, nil) },
		"withdraw a message": func(m *matter) { w.indexed(m, index.Texts, m.talk) },
		"restrict":           func(m *matter) { w.exec(`UPDATE desk_case SET sensitivity = 'open' WHERE id = $1`, m.id); w.reindex(m) },
	}
	for name, spoil := range stale {
		e := sound[slices.IndexFunc(sound, func(e edit) bool { return e.name == name })]
		do := e.do
		e.do = func(r *asker) (*matter, bool) {
			m, ok := do(r)
			if ok {
				spoil(m)
			}
			return m, ok
		}
		at := 0
		for ; at < 30; at++ {
			if m, wrong := r.made(e); len(wrong) > 0 {
				t.Logf("%s: noticed after %d: %s", name, at+1, wrong[0])
				break
			} else if m != nil {
				w.reindex(m)
			}
		}
		if at == 30 {
			t.Errorf("%s: 30 changes that do not reach the index are not noticed", name)
		}
	}
}
