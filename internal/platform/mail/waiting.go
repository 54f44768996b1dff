package mail

import (
	"context"
	"fmt"

	"hearth/internal/platform/store"
)

// Waiting is what of the outbox has not left. Oldest is zero when nothing waits.
type Waiting struct {
	Count  int
	Oldest store.Time
}

// Unsent returns the messages that were due before an instant and have neither left nor been given up.
func Unsent(ctx context.Context, q store.Querier, before store.Time) (Waiting, error) {
	w, err := store.One[Waiting](ctx, q, `SELECT count(*) AS count, min(created_at) AS oldest FROM mail_outbox
		WHERE state IN ($1, $2, $3, $4) AND created_at < $5 AND (expires_at IS NULL OR expires_at > $6)`,
		Queued, Claimed, Transmitting, Unknown, before, q.Now())
	if err != nil {
		return Waiting{}, fmt.Errorf("count unsent mail: %w", err)
	}
	return w, nil
}
