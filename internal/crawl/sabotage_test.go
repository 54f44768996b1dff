package crawl_test

import (
	"bytes"
	"net/http"
	"slices"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/live"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/sheet"
	"hearth/internal/platform/store"
)

// few are scenarios that Hanna is no part of.
func few() []scenario {
	return slices.DeleteFunc(slices.Clone(scenarios), func(s scenario) bool {
		return !slices.Contains([]string{"to named people", "health", "open, and the manager sees it"}, s.name)
	})
}

// spoil makes every answer that fits say one thing more.
func (w *world) spoil(more string, fits func(r *http.Request) bool) {
	sound := w.Server.Config.Handler
	w.Server.Config.Handler = http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if !fits(r) {
			sound.ServeHTTP(rw, r)
			return
		}
		if strings.HasPrefix(more, "X-") {
			name, value, _ := strings.Cut(more, ": ")
			rw.Header().Set(name, value)
			sound.ServeHTTP(rw, r)
			return
		}
		sound.ServeHTTP(rw, r)
		_, _ = rw.Write([]byte(more))
	})
	w.t.Cleanup(func() { w.Server.Config.Handler = sound })
}

// swap gives a spreadsheet with a word in one of its cells instead of every answer that fits.
func (w *world) swap(word string, fits func(r *http.Request) bool) {
	var file bytes.Buffer
	table := sheet.Table{Name: "planted", Columns: []sheet.Column{{Title: "Subject"}}, Rows: func(yield func([]sheet.Cell, error) bool) {
		yield([]sheet.Cell{sheet.Text("About " + word)}, nil)
	}}
	if err := sheet.Write(w.t.Context(), &file, sheet.XLSX, table); err != nil {
		w.t.Fatal(err)
	}
	if len(w.found(file.String(), "")) > 0 {
		w.t.Fatal("the word can be read without opening the file: this plants nothing")
	}
	sound := w.Server.Config.Handler
	w.Server.Config.Handler = http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if !fits(r) {
			sound.ServeHTTP(rw, r)
			return
		}
		rw.Header().Set("Content-Type", sheet.XLSX.ContentType())
		_, _ = rw.Write(file.Bytes())
	})
	w.t.Cleanup(func() { w.Server.Config.Handler = sound })
}

// tells makes an answer longer by a byte when it is asked for so many letters of a word that is somewhere.
func (w *world) tells(path, name string, n int) {
	w.spoil(" ", func(r *http.Request) bool {
		text := r.URL.Query().Get(name)
		return r.URL.Path == path && len(text) == n && slices.ContainsFunc(w.order, func(k *canary) bool { return strings.HasPrefix(k.word, text) })
	})
}

func at(prefix string) func(*http.Request) bool {
	return func(r *http.Request) bool { return strings.HasPrefix(r.URL.RequestURI(), prefix) }
}

// A leak on any surface turns the crawl red, and without it the same steps are green.
func TestThePlantedLeaksAreFound(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.SQLite, 1, few())
	hanna := w.viewer("hanna@portal")
	i := slices.IndexFunc(w.order, func(k *canary) bool { return k.kind == "subject" && !k.readers[hanna.name] })
	secret := w.order[i]
	w.viewers = []*viewer{hanna}
	leaks := map[string]func(){
		"page":                       func() { w.spoil("<p>"+secret.word+"</p>", at("/me/face")) },
		"page, cut":                  func() { w.spoil("<p>"+secret.word[:letters-1]+"…</p>", at("/requests")) },
		"page, header":               func() { w.spoil("X-Subject: "+secret.word, at("/ask")) },
		"list":                       func() { w.spoil(secret.word, at("/api/v1/cases?limit=200&view=closed")) },
		"list, number":               func() { w.spoil(w.cases[0].number, at("/api/v1/cases?limit=200&channel=phone")) },
		"search":                     func() { w.spoil(`{"did_you_mean":"`+secret.word+`"}`, at("/api/v1/search?")) },
		"words, told apart":          func() { w.tells("/search", "q", letters) },
		"words, told by a beginning": func() { w.tells("/search", "q", letters-1) },
		"words, told by the palette": func() { w.tells("/api/v1/go", "q", letters-1) },
		"words, told by a reference": func() { w.tells("/api/v1/colleague", "ref", letters-1) },
		"words, told by a filter":    func() { w.tells("/api/v1/cases", "title", letters) },
		"words, told by a field":     func() { w.tells("/api/v1/cases", "field_is", letters) },
		"lookup":                     func() { w.spoil(secret.word, at("/api/v1/colleague")) },
		"export, zipped":             func() { w.swap(secret.word, at("/api/v1/me/export")) },
		"page, zipped":               func() { w.swap(secret.word, at("/desk/queue.xlsx")) },
		"query":                      func() { w.spoil(secret.word, at("/desk/outreach/new?from=")) },
		"query, hidden":              func() { w.spoil(secret.word, func(r *http.Request) bool { return r.URL.Query().Has("line") }) },
		"export":                     func() { w.spoil(secret.word, at("/api/v1/me/export")) },
		"links":                      func() { w.spoil(secret.word, at("/ask/")) },
		"record":                     func() { w.spoil(secret.word, at("/admin/audit?person")) },
		"error":                      func() { w.spoil(secret.word, at("/nowhere")) },
		"mail": func() {
			w.post(mail.Message{To: "hanna@ferrow-lund.example", PersonID: apptest.ID("hanna"), Kind: "test", Subject: "About " + secret.word, Text: "Hello"})
		},
	}
	for name, plant := range leaks {
		t.Run(name, func(t *testing.T) {
			which, _, _ := strings.Cut(name, ",")
			s := surfaces[slices.IndexFunc(surfaces, func(s surface) bool { return s.name == which })]
			w.t, w.leaks = t, nil
			if s.look(w, hanna); len(w.leaks) > 0 {
				t.Fatalf("leaks before anything is planted: %q", w.leaks)
			}
			plant()
			if s.look(w, hanna); len(w.leaks) == 0 {
				t.Error("the planted leak is not found")
			}
			w.exec(`DELETE FROM mail_outbox WHERE kind = 'test'`)
		})
	}
}

func (w *world) post(m mail.Message) {
	w.t.Helper()
	if err := w.DB.Tx(w.t.Context(), func(tx *store.Tx) error { return mail.Enqueue(w.t.Context(), tx, m) }); err != nil {
		w.t.Fatal(err)
	}
}

// What is no answer to a question of one viewer: writes, streams, the log, the database, and the crawl's own wholeness.
func TestThePlantedFaultsAreFound(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.SQLite, 1, few())
	hanna := w.viewer("hanna@portal")
	i := slices.IndexFunc(w.order, func(k *canary) bool { return k.kind == "subject" && !k.readers[hanna.name] })
	secret := w.order[i]
	w.viewers = []*viewer{hanna}
	write := func() { w.writes(hanna) }
	handed := w.order[slices.IndexFunc(w.order, func(k *canary) bool { return k.kind == "handed" })].word
	for _, c := range []struct {
		name  string
		look  func()
		plant func()
	}{
		{"write", write, func() { w.spoil(secret.word, func(r *http.Request) bool { return r.Method == http.MethodPut }) }},
		{"stream", w.streams, func() { w.spoil("data: "+secret.word+"\n\n", at("/live")) }},
		{"stream of a case", w.streams, func() { w.spoil("data: case:"+w.cases[1].id+"\n\n", at("/live?topics=desk")) }},
		{"stream of who is at a case", w.streams, func() { w.spoil(": open\n\n", at("/live?topics=work:"+w.cases[0].id)) }},
		{"stream of another's lists", w.streams, func() { w.spoil(": open\n\n", at("/live?topics="+live.To(desk.QueueTopic, apptest.ID("marta")))) }},
		{"stream that is not there", w.streams, func() { w.spoil(": open\n\n", at("/live?topics=nothing")) }},
		{"log", w.logged, func() { _, _ = w.log.Write([]byte("level=INFO msg=" + secret.word + "\n")) }},
		{"column", w.holds, func() {
			w.exec(`UPDATE people_person SET own = $1 WHERE id = $2`, secret.word, apptest.ID("hanna"))
		}},
		{"empty column", w.holds, func() { w.exec(`UPDATE desk_case SET handed_to = ''`) }},
		{"new column", w.holds, func() { w.exec(`ALTER TABLE people_person ADD COLUMN planted text`) }},
		{"a right too many", func() { w.pages(hanna) }, func() {
			w.exec(`INSERT INTO desk_party (case_id, person_id, relation) VALUES ($1, $2, 'representative')`, w.cases[1].id, apptest.ID("hanna"))
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w.t, w.leaks, w.faults = t, nil, nil
			if c.look(); len(w.leaks)+len(w.faults) > 0 {
				t.Fatalf("found before anything is planted: %q %q", w.leaks, w.faults)
			}
			c.plant()
			if c.look(); len(w.leaks)+len(w.faults) == 0 {
				t.Error("what was planted is not found")
			}
			w.exec(`UPDATE people_person SET own = '' WHERE own LIKE 'zqx%'`)
			w.exec(`UPDATE desk_case SET handed_to = $1 WHERE handed_to = '' AND cause_text <> ''`, handed)
		})
	}
	w.t, w.faults = t, nil
	w.plant("subject", "nowhere", map[string]bool{hanna.name: true})
	w.routes = map[string]bool{}
	w.complete(true)
	for _, want := range []string{"GET /requests was not visited.", "nowhere), but may: does the crawl look there?"} {
		if !slices.ContainsFunc(w.faults, func(f string) bool { return strings.Contains(f, want) }) {
			t.Errorf("a crawl that looked nowhere is not told: %q", want)
		}
	}
}
