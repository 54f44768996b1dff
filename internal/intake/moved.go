package intake

import (
	"context"
	"fmt"

	"hearth/internal/desk/moving"
	"hearth/internal/platform/store"
)

// moved lets the mail of a message follow it into another case. It is told at least once, and not always in order: a message that was moved on is found where it is now.
func (s *Service) moved(ctx context.Context, m moving.Moved) error {
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		at, err := moving.Where(ctx, tx, m.EntryID)
		if err != nil || at == "" {
			return err
		}
		if _, err := tx.Exec(ctx, `UPDATE intake_mail SET case_id = $2 WHERE entry_id = $1 AND entry_id <> ''`, m.EntryID, at); err != nil {
			return fmt.Errorf("move mail: %w", err)
		}
		return nil
	})
}
