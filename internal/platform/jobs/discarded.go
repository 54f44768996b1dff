package jobs

import (
	"context"
	"encoding/json"
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

// Lost is a job that ended without having done its work: it gave up after its last attempt, or was cancelled.
type Lost[A any] struct {
	Args A
	At   store.Time // when it ended
}

// GivenUp returns the jobs of a kind that ended so and that wait for no further attempt, for modules that tell whoever waits for them. Who has one tried again makes it wait once more. It needs no Runner.
func GivenUp[A any](ctx context.Context, q store.Querier, kind string) ([]Lost[A], error) {
	args := `json(j.args)`
	if q.Dialect() == store.Postgres {
		args = `CAST(j.args AS text)`
	}
	type row struct {
		Args        string
		FinalizedAt store.Time
	}
	rows, err := store.All[row](ctx, q, `SELECT `+args+` AS args, j.finalized_at FROM river_job j WHERE j.kind = $1 AND j.state IN ('discarded', 'cancelled')
		AND NOT EXISTS (SELECT 1 FROM river_job k WHERE k.kind = j.kind AND k.args = j.args AND k.state NOT IN ('discarded', 'cancelled', 'completed')) ORDER BY j.id`, kind)
	if err != nil {
		return nil, fmt.Errorf("read jobs that gave up: %w", err)
	}
	all := make([]Lost[A], len(rows))
	for i, r := range rows {
		all[i].At = r.FinalizedAt
		if err := json.Unmarshal([]byte(r.Args), &all[i].Args); err != nil {
			return nil, fmt.Errorf("arguments of %s: %w", kind, err)
		}
	}
	return all, nil
}
