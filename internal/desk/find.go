package desk

import (
	"context"
	"strings"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/search"
	"hearth/internal/platform/store"
)

// matching is the condition for cases found by words or by their number. Notes are searched for those who read them, and texts of health
// cases are not in the index. Where by sees no case with the words as they are, the last one may be unfinished.
func (s *Service) matching(ctx context.Context, by authz.Actor, text string) (store.Where, error) {
	asked, err := search.Parse(text).Like(ctx, s.db)
	if err != nil {
		return store.Never, err
	}
	whole := s.holding(by, asked, text)
	begun, ok := asked.Begun()
	if !ok {
		return whole, nil
	}
	any, err := store.Select[int](ctx, s.db, new(store.Q).Add(`SELECT 1 FROM desk_case c WHERE `).Where(store.And(s.visible(by, s.db.Now()), whole)).Add(` LIMIT 1`))
	if err == nil && len(any) == 0 {
		return s.holding(by, begun, text), nil
	}
	return whole, err
}

func (s *Service) holding(by authz.Actor, asked search.Query, text string) store.Where {
	var sets []store.Where
	if !asked.Empty() {
		sets = append(sets, asked.Match(s.db.Dialect(), []string{searchKind}, "f.id"))
		if by.Has(authz.Agent, authz.HRHead) {
			sets = append(sets, store.And(asked.Match(s.db.Dialect(), []string{searchNotes}, "f.id"), store.Not(ownCases("f.id", by.PersonID, s.db.Now(), ownParties))))
		}
	}
	if n := parseNumber(text); n > 0 {
		sets = append(sets, store.Cond(`f.number = ?`, n))
	}
	if len(sets) == 0 {
		return store.Never
	}
	var parts []string
	var args []any
	for _, w := range sets { // one set of ids, for the reason that ownCases gives
		parts = append(parts, `SELECT f.id FROM desk_case f WHERE `+w.SQL)
		args = append(args, w.Args...)
	}
	return store.Cond(`c.id IN (`+strings.Join(parts, ` UNION ALL `)+`)`, args...)
}
