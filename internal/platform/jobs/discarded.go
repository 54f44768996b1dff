package jobs

import (
	"context"
	"fmt"

	"hearth/internal/platform/store"
)

// CountDiscarded returns how many jobs gave up and wait for somebody to look at them. It needs no Runner.
func CountDiscarded(ctx context.Context, q store.Querier) (int, error) {
	n, err := store.One[int](ctx, q, `SELECT count(*) FROM river_job WHERE state = 'discarded'`)
	if err != nil {
		return 0, fmt.Errorf("count discarded jobs: %w", err)
	}
	return n, nil
}
