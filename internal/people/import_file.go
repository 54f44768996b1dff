package people

import (
	"context"
	"fmt"
	"time"

	"hearth/internal/platform/store"
)

const (
	forgetEvery = time.Hour
	keepFile    = 24 * time.Hour // between preview and import
)

// forgetFiles empties uploaded files that were not imported within a day: they are full of personal data.
func (s *Service) forgetFiles(ctx context.Context) error {
	return s.db.Tx(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE people_import SET body = $1 WHERE created_at < $2 AND length(body) > 0`, []byte{}, tx.Now().Add(-keepFile))
		if err != nil {
			return fmt.Errorf("forget files: %w", err)
		}
		return nil
	})
}
