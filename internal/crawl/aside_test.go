package crawl_test

import (
	"hearth/internal/apptest"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/files"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
	"hearth/internal/side"
)

// askAside asks somebody else about the case, of whatever protection it is: no use case would ask about some. Whoever looks and was asked answers, with a file.
func (l *life) askAside(n int) {
	id, by, whom := ident.New(), l.hr.PersonID, "nobody"
	if l.asks != "" {
		whom = apptest.ID(l.asks)
	}
	l.ok("ask aside", l.DB.Tx(l.t.Context(), func(tx *store.Tx) error {
		if _, err := tx.Exec(l.t.Context(), `INSERT INTO side_talk (id, case_id, case_number, person_id, asked_by, opened_by, subject, state, sensitivity, health, quiet, outside, news, mark, opened_at, last_at, last_side, wanted_on)
			SELECT $1, c.id, $3, c.for_person, c.by_person, $4, $5, 'open', c.sensitivity, c.health, c.quiet, $6, $7, $8, $9, $9, 'asked', '2026-12-01' FROM desk_case c WHERE c.id = $2`,
			id, l.id, l.number, by, "A "+l.aside(), false, true, n+1, tx.Now()); err != nil {
			return err
		}
		for i, side := range []string{"hr", "asked"} {
			author := []string{by, whom}[i]
			if _, err := tx.Exec(l.t.Context(), `INSERT INTO side_word (id, talk_id, at, side, author_person, body, by_mail, erased) VALUES ($1, $2, $3, $4, $5, $6, $7, $7)`, ident.New(), id, tx.Now(), side, author, "It is "+l.aside(), false); err != nil {
				return err
			}
		}
		_, err := tx.Exec(l.t.Context(), `INSERT INTO side_member (talk_id, person_id, way) VALUES ($1, $2, 'email')`, id, whom)
		return err
	}))
	l.sides = append(l.sides, id)
	if l.asks == "" {
		return
	}
	_, err := l.Side.Reply(l.t.Context(), l.Actor(authz.Portal, l.asks), side.Reply{Side: id, Body: "Since " + l.aside(), Files: []files.Upload{upload(l.aside()+".txt", "content "+l.aside())}})
	l.ok("answer aside", err)
	l.sideFiles, err = store.All[string](l.t.Context(), l.DB, `SELECT f.file_id FROM side_file f JOIN side_word w ON w.id = f.word_id WHERE w.talk_id = $1`, id)
	l.ok("files aside", err)
}

// aside is a word of what somebody else was asked: whom HR asks reads it at the portal.
func (l *life) aside() string {
	who := l.whoOfCase("aside", l.side)
	for _, v := range l.viewers {
		who[v.name] = who[v.name] || v.key == l.asks && v.key != "" && !v.desk && !v.gone
	}
	return l.plant("aside", "the case "+l.name+": aside", who)
}
