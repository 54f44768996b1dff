package record

import (
	"context"
	"fmt"

	"hearth/internal/platform/store"
)

// Numbers returns the numbers of cases by their ids, as they are counted. It asks nobody's rights: it is for cases that were read by them.
func Numbers(ctx context.Context, q store.Querier, ids []string) (map[string]int64, error) {
	type numbered struct {
		ID     string
		Number int64
	}
	if len(ids) == 0 {
		return nil, nil
	}
	all, err := store.Select[numbered](ctx, q, new(store.Q).Add(`SELECT c.id, c.number FROM desk_case c WHERE `).Where(store.In("c.id", ids)))
	if err != nil {
		return nil, fmt.Errorf("read numbers of cases: %w", err)
	}
	out := make(map[string]int64, len(all))
	for _, c := range all {
		out[c.ID] = c.Number
	}
	return out, nil
}
