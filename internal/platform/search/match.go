package search

import (
	"math"
	"strings"

	"hearth/internal/platform/store"
)

// Source is where the texts that match a query are read from, newest first: a FROM clause with a row d for each text (d.id, d.kind, d.ref),
// conditions on it, and its order. Join the thing itself and what the viewer may see of it, and stop at the limit: one thing may come with several texts.
type Source struct {
	From  store.Where
	Where store.Where
	Order string
}

// Texts returns the source of the texts of kinds that match q. They are those older than a text with the id before; Newest for all. common says that
// many texts match: then those that do not are passed over on the way, instead of all matches being gathered first. It makes a difference on PostgreSQL alone, where the + 0
// keeps it from reading the ids of all texts.
func (q Query) Texts(dialect store.Dialect, kinds []string, before int64, common bool) Source {
	if q.Empty() {
		return Source{From: store.Cond(`search_doc d`), Where: store.Never, Order: `d.id DESC`}
	}
	kind := store.In("d.kind", kinds)
	switch {
	case dialect == store.SQLite:
		return Source{From: store.Cond(`search_text t CROSS JOIN search_doc d`), Order: `t.rowid DESC`,
			Where: store.And(store.Cond(`t.search_text MATCH ? AND t.rowid < ? AND d.id = t.rowid`, q.fts(""), before), kind)}
	case common:
		return Source{From: store.Cond(`(SELECT x.id, x.kind, x.ref, x.terms FROM search_doc x WHERE x.id < ? ORDER BY x.id DESC OFFSET 0) d`, before),
			Where: store.And(store.Cond(`d.terms @@ CAST(? AS tsquery)`, q.tsquery("")), kind), Order: `d.id DESC`}
	}
	return Source{From: store.Cond(`(SELECT x.id + 0 AS id, x.kind, x.ref FROM search_doc x WHERE x.terms @@ CAST(? AS tsquery) AND x.id + 0 < ? ORDER BY 1 DESC OFFSET 0) d`,
		q.tsquery(""), before), Where: kind, Order: `d.id DESC`}
}

// Newest is greater than the id of any text.
const Newest = math.MaxInt64

// At returns the least id that a text written at t may have.
func At(t store.Time) int64 { return max(t.UnixMilli(), 1<<20) << 21 }

// TextsOf returns the source of the texts of kinds that match q and belong to the thing that column names: it looks into the texts of each thing alone, which is right for somebody
// who sees few things. Join it after the thing. SQLite gathers the texts that match first where it is told to, and those with an unfinished word, because to look for one in a text costs it as much as to
// gather them all.
func (q Query) TextsOf(dialect store.Dialect, kinds []string, before int64, column string, gather bool) Source {
	has := q.Has(dialect)
	if (gather || q.Unfinished()) && dialect == store.SQLite && !q.Empty() {
		has = store.Cond(`d.id IN (SELECT t.rowid FROM search_text t WHERE t.search_text MATCH ?)`, q.fts(""))
	}
	return Source{From: store.Cond(`search_doc d`), Order: `d.id DESC`, Where: store.And(store.Cond(`d.ref = `+column), store.In("d.kind", kinds), store.Cond(`d.id < ?`, before), has)}
}

// Match returns the condition that column holds the Ref of a text of one of kinds that matches q. It gathers all of them first: right for what few things have.
func (q Query) Match(dialect store.Dialect, kinds []string, column string) store.Where {
	if q.Empty() {
		return store.Never
	}
	s := q.Texts(dialect, kinds, Newest, false)
	return store.Where{SQL: column + ` IN (SELECT d.ref FROM ` + s.From.SQL + ` WHERE ` + s.Where.SQL + `)`, Args: append(s.From.Args[:len(s.From.Args):len(s.From.Args)], s.Where.Args...)}
}

// Has returns the condition that the text d of a query, a row of search_doc, matches q. It looks into that text alone.
func (q Query) Has(dialect store.Dialect) store.Where {
	switch {
	case q.Empty():
		return store.Never
	case dialect == store.SQLite:
		return store.Cond(`EXISTS (SELECT 1 FROM search_text t WHERE t.search_text MATCH ? AND t.rowid = d.id)`, q.fts(""))
	}
	return store.Cond(`d.terms @@ CAST(? AS tsquery)`, q.tsquery(""))
}

// MatchNames returns the condition that column holds the Ref of names of kind in which words begin as those of text do. It is Never for a text without words.
func MatchNames(dialect store.Dialect, kind, column, text string) store.Where {
	left := MaxAsked
	words := tokens(text, &left)
	if len(words) == 0 {
		return store.Never
	}
	parts := make([]string, len(words))
	for i, t := range words {
		if dialect == store.SQLite {
			parts[i] = `"` + nameMark + t.word + `" *`
		} else {
			parts[i] = "'" + nameMark + t.word + "':*"
		}
	}
	if dialect == store.SQLite {
		return store.Cond(column+` IN (SELECT d.ref FROM search_text t CROSS JOIN search_doc d WHERE t.search_text MATCH ? AND d.id = t.rowid AND d.kind = ?)`,
			strings.Join(parts, " AND "), kind)
	}
	return store.Cond(column+` IN (SELECT d.ref FROM search_doc d WHERE d.terms @@ CAST(? AS tsquery) AND d.kind = ?)`, strings.Join(parts, " & "), kind)
}
