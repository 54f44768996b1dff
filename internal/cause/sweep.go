package cause

import (
	"context"
	"fmt"
	"time"

	"hearth/internal/desk/closing"
	"hearth/internal/platform/store"
)

// What one sweep takes, in transactions and cases of each: so little that nobody waits for it.
const (
	sweepTransactions = 10
	sweepCases        = 200
)

// rest is how long nobody looks after all cases were looked at.
const rest = 6 * time.Hour

// Sweep counts cases that no fact told of: those that were answered before this module was there, and those that came in from elsewhere with their history. It returns how
// many it counted; it goes on the next time where it stopped.
func (s *Service) Sweep(ctx context.Context) (int, error) {
	type state struct {
		AfterID   string
		RestUntil store.Time
	}
	at, err := store.One[state](ctx, s.DB, `SELECT after_id, rest_until FROM cause_sweep`)
	if err != nil {
		return 0, fmt.Errorf("read sweep: %w", err)
	}
	if s.DB.Now().Before(at.RestUntil) {
		return 0, nil
	}
	n := 0
	for range sweepTransactions {
		ids, err := closing.Next(ctx, s.DB, at.AfterID, sweepCases, store.Cond(`NOT EXISTS (SELECT 1 FROM cause_case x WHERE x.case_id = c.id)`))
		if err != nil {
			return n, err
		}
		at.AfterID, at.RestUntil = "", s.DB.Now().Add(rest)
		if len(ids) > 0 {
			at = state{AfterID: ids[len(ids)-1]}
		}
		err = s.DB.Tx(ctx, func(tx *store.Tx) error {
			if err := count(ctx, tx, ids); err != nil {
				return err
			}
			_, err := tx.Exec(ctx, `UPDATE cause_sweep SET after_id = $1, rest_until = $2`, at.AfterID, at.RestUntil)
			return err
		})
		if err != nil || len(ids) == 0 {
			return n, err
		}
		n += len(ids)
	}
	return n, nil
}
