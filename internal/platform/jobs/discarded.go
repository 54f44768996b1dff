package jobs

import (
	"context"
	"fmt"

	"hearth/internal/platform/store"
)

// Tally is how many jobs are in a state, and since when the oldest of them.
type Tally struct {
	State  State
	N      int
	Oldest store.Time
}

// Tallies returns the states in which there are jobs, without those that are done. It needs no Runner.
func Tallies(ctx context.Context, q store.Querier) ([]Tally, error) {
	all, err := store.All[Tally](ctx, q, `SELECT state, count(*) AS n, MIN(created_at) AS oldest FROM river_job WHERE state NOT IN ('completed', 'cancelled') GROUP BY state ORDER BY state`)
	if err != nil {
		return nil, fmt.Errorf("count jobs: %w", err)
	}
	return all, nil
}

// CountDiscarded returns how many jobs gave up and wait for somebody to look at them. It needs no Runner.
func CountDiscarded(ctx context.Context, q store.Querier) (int, error) {
	n, err := store.One[int](ctx, q, `SELECT count(*) FROM river_job WHERE state = 'discarded'`)
	if err != nil {
		return 0, fmt.Errorf("count discarded jobs: %w", err)
	}
	return n, nil
}
