package demo

import (
	"context"
	"fmt"
	"time"
)

// watched is how far back the engine of promises acted; what is older was settled long ago.
const watched = 14 * 24 * time.Hour

// watch lets the engine act on promises, hour by hour, until a moment.
func (b *builder) watch(ctx context.Context, until time.Time) error {
	at := b.clock.Now()
	if from := b.now.Add(-watched); at.Before(from) {
		at = from
	}
	for at = at.Truncate(time.Hour).Add(time.Hour); !at.After(until); at = at.Add(time.Hour) {
		b.clock.Set(at)
		reached, err := b.promises.Act(ctx)
		if err != nil {
			return fmt.Errorf("promises at %s: %w", at.Format(time.RFC3339), err)
		}
		for _, r := range reached {
			if err := b.escalation.Reached(ctx, r); err != nil {
				return fmt.Errorf("promises at %s: %w", at.Format(time.RFC3339), err)
			}
		}
	}
	return nil
}
