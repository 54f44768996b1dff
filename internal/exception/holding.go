package exception

import (
	"context"
	"fmt"

	"hearth/internal/calendar"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// holding is the condition that an exception from one of some clauses holds today.
func (s *Service) holding(refs []string) store.Where {
	return store.And(store.Cond(`e.outcome = 'granted' AND e.expires > ?`, calendar.DateOf(s.DB.Now().UTC())), store.In("e.clause_ref", refs))
}

// Holding counts, for HR, the exceptions from each of some clauses that hold today, of those on cases that are open to by. A clause without any is left out.
func (s *Service) Holding(ctx context.Context, by authz.Actor, refs []string) ([]ClauseCount, error) {
	if err := s.Policy.May(by, ReadRegister, 0); err != nil || len(refs) == 0 {
		return nil, err
	}
	all, err := store.Select[ClauseCount](ctx, s.DB, new(store.Q).Add(`SELECT e.clause_ref AS clause, count(*) AS granted FROM exception_request e WHERE `).
		Where(store.And(s.holding(refs), s.readable(by))).Add(` GROUP BY e.clause_ref ORDER BY e.clause_ref`))
	if err != nil {
		return nil, fmt.Errorf("count exceptions: %w", err)
	}
	return all, nil
}

// Own returns the exceptions from some clauses that by was granted and that hold today, the longest last.
func (s *Service) Own(ctx context.Context, by authz.Actor, refs []string) ([]Exception, error) {
	if err := s.Policy.May(by, ReadOwn, 0); err != nil || len(refs) == 0 {
		return nil, err
	}
	rows, err := store.Select[row](ctx, s.DB, new(store.Q).Add(selectRow+` WHERE `).
		Where(store.And(store.Cond(`e.person_id = ?`, by.PersonID), s.holding(refs), s.Desk.SeenBy(by, "e.case_id"))).Add(` ORDER BY e.expires, e.id`))
	if err != nil {
		return nil, fmt.Errorf("read exceptions: %w", err)
	}
	numbers, err := numbersOf(ctx, s.DB, rows)
	if err != nil {
		return nil, err
	}
	out := make([]Exception, 0, len(rows))
	for _, r := range rows {
		out = append(out, r.shown(numbers[r.CaseID], s.DB.Now()).outside())
	}
	return out, nil
}
