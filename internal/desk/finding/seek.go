package finding

import (
	"context"
	"fmt"
	"slices"

	"hearth/internal/desk/index"
	"hearth/internal/desk/number"
	"hearth/internal/desk/party"
	"hearth/internal/desk/record"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/search"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

// seeking is a search for cases by somebody.
type seeking struct {
	*Finder
	by      authz.Actor
	asked   search.Query
	now     store.Time
	narrow  store.Where // the filters
	until   int64       // no text that is as new as this one, notes apart
	working bool        // by works on cases: notes are searched too, in cases that they work on
	own     bool        // what by sees is looked through, not what has the words
	common  bool        // many texts have the words
	gathers bool        // their texts are gathered all the same
}

// found is a case with the text that was found.
type found struct {
	record.Row
	Doc      int64
	TextKind string
}

// seek prepares a search. What drives it depends on which is less: the texts with the words or, for somebody who is no agent, the cases that they see.
func (f *Finder) seek(ctx context.Context, by authz.Actor, asked search.Query, ask spec.Ask) (*seeking, error) {
	k := &seeking{Finder: f, by: by, asked: asked, now: f.db.Now(), until: search.Newest, working: by.Works()}
	all := []store.Where{store.Always}
	for _, x := range []struct{ column, value string }{{"c.state", ask.State}, {"c.service_id", ask.Service}, {"c.team_id", ask.Team}} {
		if x.value != "" {
			all = append(all, store.Cond(x.column+` = ?`, x.value))
		}
	}
	if !ask.From.IsZero() {
		all = append(all, store.Cond(`c.last_at >= ?`, ask.From))
	}
	if !ask.To.IsZero() {
		all = append(all, store.Cond(`c.last_at < ?`, ask.To))
		k.until = search.At(ask.To) // no text is newer than the last word of its case, but for notes
	}
	k.narrow = store.And(all...)
	if asked.Empty() || k.working && f.db.Dialect() == store.SQLite {
		return k, nil
	}
	few, err := asked.Few(ctx, f.db, fewTexts)
	if err != nil {
		return nil, err
	}
	k.common, k.own = !few, !few && !k.working
	if n := asked.Size(); k.own && n >= manyWords {
		k.gathers, err = asked.Few(ctx, f.db, n*manyTexts)
	}
	return k, err
}

// fewTexts are so many that they are gathered before it is asked which of them somebody may see.
const fewTexts = 200

// manyWords are so many, as those that are like a word that nobody wrote, that to look for them in each text of a case takes longer than to gather the texts with them, of up to manyTexts a word.
const manyWords, manyTexts = 4, 1000

// from adds the FROM and WHERE of the search for texts older than one to q, and returns its order.
func (k *seeking) from(q *store.Q, before int64) (order string) {
	kinds, until := index.Kinds(k.working), min(before, k.until)
	if k.working {
		until = before
	}
	var src search.Source
	if k.own {
		src = k.asked.TextsOf(k.db.Dialect(), kinds, until, "c.id", k.gathers)
		q.Add(` FROM desk_case c CROSS JOIN `+src.From.SQL, src.From.Args...)
	} else {
		src = k.asked.Texts(k.db.Dialect(), kinds, until, k.common)
		q.Add(` FROM `+src.From.SQL, src.From.Args...).Add(k.theirCase())
	}
	q.Add(` WHERE `).Where(store.And(src.Where, store.Cond(`c.id = d.ref`), k.sight.Sees(k.by, k.now), k.narrow, findsBy(k.by, "c")))
	if k.working {
		q.Add(` AND `).Where(store.Or(store.Cond(`d.id < ?`, k.until), store.Cond(`d.kind = ?`, index.Notes)))
	}
	return src.Order
}

// theirCase joins the case of a text. PostgreSQL has to look it up text by text, as SQLite does, to go on in the order of the texts and stop early: joined freely, it reads
// all texts and sorts them.
func (k *seeking) theirCase() string {
	if k.db.Dialect() == store.Postgres {
		return ` CROSS JOIN LATERAL (SELECT x.* FROM desk_case x WHERE x.id = d.ref OFFSET 0) c`
	}
	return ` CROSS JOIN desk_case c`
}

const foundColumns = `d.id AS doc, d.kind AS text_kind, c.id, c.number, c.subject, c.service_id, c.state, c.last_at, c.sensitivity, c.team_id,
	COALESCE(c.assignee_person, '') AS assignee_person, c.for_person, c.manager_sees, c.about_sees, c.not_to_manager, c.health`

// newest returns the cases whose texts match, those with the newest text first, up to most; all says that there are no more.
func (k *seeking) newest(ctx context.Context, most int) (out []found, all bool, err error) {
	if k.asked.Empty() {
		return nil, true, nil
	}
	seen := map[string]bool{}
	for before := int64(search.Newest); ; {
		n := most - len(out) + 1 + most/8
		q := new(store.Q).Add(`SELECT ` + foundColumns)
		order := k.from(q, before)
		texts, err := store.Select[found](ctx, k.db, q.Add(` ORDER BY `+order+` LIMIT ?`, n))
		if err != nil {
			return nil, false, fmt.Errorf("search cases: %w", err)
		}
		for _, f := range texts {
			before = f.Doc
			if seen[f.ID] {
				continue
			}
			if len(out) == most {
				return out, false, nil
			}
			seen[f.ID], out = true, append(out, f)
		}
		if len(texts) < n {
			return out, true, nil
		}
	}
}

// count counts the cases whose texts match, and stops above most.
func (k *seeking) count(ctx context.Context, most int) (int, error) {
	q := new(store.Q).Add(`SELECT count(*) FROM (SELECT DISTINCT c.id`)
	k.from(q, search.Newest)
	n, err := store.Row[int](ctx, k.db, q.Add(` LIMIT ?) counted`, most+1))
	if err != nil {
		return 0, fmt.Errorf("count cases: %w", err)
	}
	return n, nil
}

// numbered returns the case that a text names by its number, if by sees it.
func (k *seeking) numbered(ctx context.Context, text string) ([]found, error) {
	n := number.Parse(text)
	if n == 0 {
		return nil, nil
	}
	rows, err := store.Select[record.Row](ctx, k.db, new(store.Q).Add(`SELECT `+record.Columns+` FROM desk_case c WHERE `).
		Where(store.And(store.Cond(`c.number = ?`, n), k.sight.Sees(k.by, k.now), k.narrow)))
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return []found{{Row: rows[0], TextKind: index.Texts}}, nil
}

// ranked puts the cases with all words in their subject first.
func ranked(all []found, m *search.Marker) {
	rest := map[string]int{}
	for _, f := range all {
		if !m.Whole(f.Subject) {
			rest[f.ID] = 1
		}
	}
	slices.SortStableFunc(all, func(a, b found) int { return rest[a.ID] - rest[b.ID] })
}

// findsBy is the condition that by, who sees a case, may find it by a text d of it: the requester by what it was given, HR by that and by what it alone reads.
func findsBy(by authz.Actor, row string) store.Where {
	work := party.AtWork(by, row)
	return store.Or(store.Cond(`d.kind = ?`, index.Texts), store.And(store.Cond(`d.kind = ?`, index.Given), party.AsksIn(by, row)), store.And(store.In("d.kind", index.Kinds(true)), work))
}
