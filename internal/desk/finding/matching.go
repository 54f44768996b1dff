package finding

import (
	"context"
	"slices"
	"strings"

	"hearth/internal/desk/index"
	"hearth/internal/desk/number"
	"hearth/internal/desk/party"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/search"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

// Matching is the condition for cases that a list is limited to by a text: as search finds them, whether many have the words or few.
func (f *Finder) Matching(ctx context.Context, by authz.Actor, text string) (store.Where, error) {
	asked, err := search.Parse(text).Like(ctx, f.db)
	if err != nil {
		return store.Never, err
	}
	k, err := f.seek(ctx, by, asked, spec.Ask{})
	if err != nil {
		return store.Never, err
	}
	if begun, ok := asked.Begun(); ok {
		whole, _, err := k.newest(ctx, 1)
		if err != nil {
			return store.Never, err
		}
		if len(whole) == 0 {
			asked = begun
		}
	}
	var sets []store.Where
	if n := number.Parse(text); n > 0 {
		sets = append(sets, store.Cond(`c.number = ?`, n))
	}
	if asked.Empty() {
		return store.Or(sets...), nil
	}
	few, err := asked.Few(ctx, f.db, fewInList)
	if err != nil {
		return store.Never, err
	}
	if !few {
		src := asked.TextsOf(f.db.Dialect(), index.Kinds(k.working), search.Newest, "c.id", false)
		where := store.And(src.Where, findsBy(by, "c"))
		has := store.Where{SQL: `EXISTS (SELECT 1 FROM ` + src.From.SQL + ` WHERE ` + where.SQL + `)`, Args: slices.Concat(src.From.Args, where.Args)}
		return store.Or(append(sets, has)...), nil
	}
	texts := asked.Match(f.db.Dialect(), []string{index.Texts}, "f.id")
	given := store.And(asked.Match(f.db.Dialect(), []string{index.Given}, "f.id"), store.Or(party.AsksIn(by, "f"), party.AtWork(by, "f")))
	parts, args := []string{`SELECT f.id FROM desk_case f WHERE ` + texts.SQL, `SELECT f.id FROM desk_case f WHERE ` + given.SQL}, append(texts.Args[:len(texts.Args):len(texts.Args)], given.Args...)
	if k.working {
		notes := store.And(asked.Match(f.db.Dialect(), []string{index.Notes, index.GivenHR}, "f.id"), party.AtWork(by, "f"))
		parts, args = append(parts, `SELECT f.id FROM desk_case f WHERE `+notes.SQL), append(args, notes.Args...)
	}
	for _, w := range sets { // one set of ids, for the reason that party.OwnCases gives
		parts, args = append(parts, `SELECT c.id FROM desk_case c WHERE `+w.SQL), append(args[:len(args):len(args)], w.Args...)
	}
	return store.Cond(`c.id IN (`+strings.Join(parts, ` UNION ALL `)+`)`, args...), nil
}

// fewInList are so many texts that a list gathers them all. Of more, it asks of each case whether it has one.
const fewInList = 2000
