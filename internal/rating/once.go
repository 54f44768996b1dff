package rating

import (
	"context"
	"fmt"
	"slices"

	"hearth/internal/desk/closing"
	"hearth/internal/platform/store"
)

// counted is a quarter that was counted, and when that began.
type counted struct {
	Quarter string
	At      store.Time
}

func (s *Service) counted(ctx context.Context) ([]counted, error) {
	all, err := store.All[counted](ctx, s.DB, `SELECT quarter, at FROM rating_quarter`)
	if err != nil {
		return nil, fmt.Errorf("read counted quarters: %w", err)
	}
	return all, nil
}

// once leaves out of some cases those that a quarter was counted with before: they were opened again after that, as by an appeal, and answered once more.
func once(ctx context.Context, q store.Querier, cases []closing.Served, done []counted) ([]closing.Served, error) {
	var again []string
	for _, c := range cases {
		if c.Reopened > 0 {
			again = append(again, c.ID)
		}
	}
	if len(again) == 0 || len(done) == 0 {
		return cases, nil
	}
	waits, err := closing.Waits(ctx, q, again)
	return slices.DeleteFunc(cases, func(c closing.Served) bool {
		return slices.ContainsFunc(done, func(d counted) bool { return d.had(waits[c.ID]) })
	}), err
}

// had reports whether d was counted with a case that waited at some times: its answer had come in that quarter, and it stood so when the count began.
func (d counted) had(waits []closing.Wait) bool {
	var answered store.Time
	for _, w := range waits {
		switch {
		case !w.FromAt.Before(d.At): // it came after, or at that very moment
		case w.ToAt.IsZero() || w.ToAt.After(d.At):
			return false
		case w.ToAt.After(answered):
			answered = w.ToAt
		}
	}
	return !answered.IsZero() && quarterOf(answered.Time).String() == d.Quarter
}
