package mail

import (
	"context"
	"fmt"

	"hearth/internal/platform/store"
)

// NewKeeper returns a sender that sends nothing anywhere: whatever is due counts as sent when it was written, and stays in the outbox with its
// body, where the demo shows it to its recipient. That includes Once messages, whose links would be of no use there without their body.
func NewKeeper(db *store.DB) *Sender { return &Sender{db: db, keeps: true} }

// keepDue marks everything that is due as sent.
func (s *Sender) keepDue(ctx context.Context) (Summary, error) {
	var sum Summary
	err := s.db.Tx(ctx, func(tx *store.Tx) error {
		n, err := tx.Exec(ctx, `UPDATE mail_outbox SET state = 'sent', reason = '', attempts = attempts + 1, first_at = next_at, sent_at = next_at
			WHERE state = 'queued' AND NOT withdrawn AND next_at <= $1`, tx.Now())
		sum.Sent = int(n)
		return err
	})
	if err != nil {
		return Summary{}, fmt.Errorf("keep mail: %w", err)
	}
	return sum, nil
}
