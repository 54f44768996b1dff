package searchtest

import (
	"cmp"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/desk/index"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/files"
	"hearth/internal/platform/store"
)

// past makes a case of the last five years, and what the bulk load takes of it.
func (w *world) past() (*matter, desk.Past) {
	r := w.write
	d := r.draft()
	m := w.matter(d)
	at := w.DB.Now().Time.Add(-time.Duration(r.IntN(5*365*24*60)+600) * time.Minute).Truncate(time.Millisecond)
	m.id, m.openedAt = w.id(at), at
	m.team = oneOf(r, []string{"advice", "payroll"})
	m.sensitivity = oneOf(r, []string{"open", "open", "open", "open", "team", "named"})
	agent := oneOf(r, w.hr()).id
	if r.chance(60) {
		m.assignee = agent
	}
	if m.sensitivity == catalogue.Named {
		m.add("named", agent)
	}
	s := w.services[m.service]
	s.TeamID = m.team
	p := desk.Past{ID: m.id, Service: s, Subject: m.subject, Language: "en", By: m.forPerson, Sensitivity: m.sensitivity, Assignee: m.assignee}
	for id := range m.parties["named"] {
		p.Named = append(p.Named, id)
	}
	for i, x := range d.talk {
		if i > 0 {
			at = at.Add(time.Duration(1+r.IntN(90)) * time.Second)
		}
		author := p.By
		if x.hr {
			author = agent
		}
		one := said{id: w.id(at), author: author, at: at, words: x}
		m.talk = append(m.talk, one)
		p.Talk = append(p.Talk, desk.PastMessage{ID: one.id, At: store.At(at), Author: author, HR: x.hr, Note: x.note, Body: x.body})
		if i == 0 {
			taken := at.Add(500 * time.Millisecond)
			p.TakenAt, p.TakenID = store.At(taken), w.id(taken)
		}
	}
	m.lastAt = at
	w.settle(m, &p)
	return m, p
}

// settle gives a case a state.
func (w *world) settle(m *matter, p *desk.Past) {
	last := p.Talk[len(p.Talk)-1].At
	switch n := w.write.IntN(10); {
	case n < 3:
		m.state, p.ClosedAt, p.AnsweredAt = "closed", last, last
	case n < 5:
		m.state, p.AnsweredAt = "answered", last
	case n < 6:
		m.state, p.WaitingSince, p.WaitingUntil = "waiting", last, w.DB.Now().Add(48*time.Hour)
	}
	if !p.AnsweredAt.IsZero() {
		p.Outcome = desk.OutcomeAnswered
	}
}

// load writes n cases as `hearth seed` does, by way of the function that indexes them, and then who is part of them.
func (w *world) load(n int) {
	w.T.Helper()
	var all []*matter
	var pasts []desk.Past
	for range n {
		m, p := w.past()
		all, pasts = append(all, m), append(pasts, p)
	}
	slices.SortFunc(pasts, func(a, b desk.Past) int { return cmp.Compare(a.ID, b.ID) })
	ctx := w.T.Context()
	w.tx(func(tx *store.Tx) error { return w.App.App.Desk.LoadPast(ctx, tx, pasts) })
	type numbered struct {
		ID     string
		Number int64
	}
	rows, err := store.All[numbered](ctx, w.DB, `SELECT id, number FROM desk_case`)
	if err != nil {
		w.T.Fatal(err)
	}
	numbers := map[string]string{}
	for _, r := range rows {
		numbers[r.ID] = desk.Number(r.Number)
	}
	w.tx(func(tx *store.Tx) error {
		var parties [][]any
		for _, m := range all {
			w.keep(m, numbers[m.id])
			w.decorate(m)
			if !m.is("by", m.forPerson) {
				if _, err := tx.Exec(ctx, `UPDATE desk_party SET person_id = $2 WHERE case_id = $1 AND relation = 'for'`, m.id, m.forPerson); err != nil {
					return err
				}
			}
			if !m.is("by", m.forPerson) || m.notTo {
				if _, err := tx.Exec(ctx, `UPDATE desk_case SET for_person = $2, not_to_manager = $3 WHERE id = $1`, m.id, m.forPerson, m.notTo); err != nil {
					return err
				}
			}
			for _, relation := range []string{"about", "against", "excluded", "representative"} {
				for id := range m.parties[relation] {
					parties = append(parties, []any{m.id, id, relation})
				}
			}
		}
		return tx.InsertAll(ctx, "desk_party", []string{"case_id", "person_id", "relation"}, parties)
	})
}

func (w *world) keep(m *matter, number string) {
	m.number = number
	w.matters = append(w.matters, m)
	w.byNumber[number] = m
}

// open asks and answers as people do, through the use cases.
func (w *world) open() *matter {
	w.T.Helper()
	ctx, r := w.T.Context(), w.write
	d := r.draft()
	m := w.matter(d)
	var key string
	for by := range m.parties["by"] {
		key = w.souls[by].Key
	}
	in := desk.Open{Subject: m.subject, Body: d.talk[0].body, Service: m.service, Sensitivity: oneOf(r, []string{"open", "open", "team"})}
	if r.chance(30) {
		name := oneOf(r, readPassages()["all"]["file"])
		d.talk[0].files = []string{name}
		in.Files = []files.Upload{upload(name)}
	}
	if about := oneOf(r, w.staff); r.chance(20) && !m.is("by", about.id) {
		in.About = []string{about.id}
		m.add("about", about.id)
	}
	c, err := w.App.App.Desk.Open(ctx, w.Actor(authz.Portal, key), in)
	if err != nil {
		w.T.Fatalf("open %q: %v", m.subject, err)
	}
	now := w.DB.Now().Time
	m.id, m.openedAt, m.lastAt, m.sensitivity = c.ID, now, now, in.Sensitivity
	entry, err := store.One[string](ctx, w.DB, `SELECT id FROM desk_entry WHERE case_id = $1 AND kind = 'message'`, m.id)
	if err != nil {
		w.T.Fatal(err)
	}
	m.talk = []said{{id: entry, author: apptest.ID(key), at: now, words: d.talk[0]}}
	w.keep(m, c.Number)
	for _, x := range d.talk[1:] {
		w.Clock.Advance(time.Duration(1+r.IntN(90)) * time.Second)
		w.say(m, x)
	}
	return m
}

// content is how a file begins that is of the kind that its name says.
func content(name, text string) string {
	begins := map[string]string{".pdf": "%PDF-1.7\n", ".png": "\x89PNG\r\n\x1a\n", ".jpg": "\xff\xd8\xff\xe0"}
	return begins[filepath.Ext(name)] + text
}

func upload(name string) files.Upload {
	text := content(name, "attached "+name)
	return files.Upload{Name: name, Size: int64(len(text)), Open: func() (files.Reader, error) { return io.NopCloser(strings.NewReader(text)), nil }}
}

// say writes a message or a note as somebody who may; without anybody, it is not said.
func (w *world) say(m *matter, x words) bool {
	w.T.Helper()
	v := w.who(m, x.hr)
	if v == nil || m.state == "closed" || m.state == "answered" && !x.note {
		return false
	}
	in := desk.Write{Number: m.number, Body: x.body, Internal: x.note}
	for _, name := range x.files {
		in.Files = append(in.Files, upload(name))
	}
	e, err := w.App.App.Desk.Write(w.T.Context(), w.Actor(v.face, v.Key), in)
	if err != nil {
		w.T.Fatalf("%v writes to %s: %v", v, m.number, err)
	}
	now := w.DB.Now().Time
	m.talk = append(m.talk, said{id: e.ID, author: v.id, at: now, words: x})
	if !x.note {
		m.lastAt = now
		if m.state == "waiting" && !x.hr {
			m.state = "open"
		}
	}
	return true
}

// who may write in a case on one of its sides.
func (w *world) who(m *matter, hr bool) *viewer {
	for _, s := range w.staff {
		v := &viewer{soul: s, face: authz.Portal}
		if hr {
			v.face = authz.Desk
		}
		if w.sees(v, m) && !w.hides(v, m) && (hr && w.works(v, m) || !hr && (m.is("by", s.id) || m.is("for", s.id))) {
			return v
		}
	}
	return nil
}

// files attaches files to some messages of cases of the past, which are indexed anew.
func (w *world) files(n int) {
	w.T.Helper()
	ctx := w.T.Context()
	for range n {
		m := oneOf(w.write, w.matters)
		x := &m.talk[w.write.IntN(len(m.talk))]
		name := oneOf(w.write, readPassages()["all"]["file"])
		if m.health || len(x.files) > 0 {
			continue
		}
		staged, err := w.Files.Stage(ctx, name, "", strings.NewReader(content(name, "attached "+m.id)))
		if err != nil {
			w.T.Fatal(err)
		}
		w.tx(func(tx *store.Tx) error {
			kept, err := w.Files.Keep(ctx, tx, m.id, staged)
			if err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, `INSERT INTO desk_file (file_id, case_id, entry_id) VALUES ($1, $2, $3)`, kept.ID, m.id, x.id); err != nil {
				return err
			}
			return index.Anew(ctx, tx, m.id)
		})
		x.files = []string{name}
	}
}

// reindex writes what the index holds of a case anew.
func (w *world) reindex(m *matter) {
	w.T.Helper()
	w.tx(func(tx *store.Tx) error { return index.Anew(w.T.Context(), tx, m.id) })
}
