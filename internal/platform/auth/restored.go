package auth

import (
	"context"
	"fmt"

	"hearth/internal/platform/store"
)

// SignOutAll ends every session and every link that was sent: after a backup was restored, those that were ended since would be alive again.
// API tokens, passwords, PINs and shared terminals stay as they are.
func (a *Auth) SignOutAll(ctx context.Context) error {
	err := a.db.Tx(ctx, func(tx *store.Tx) error {
		if _, err := tx.Exec(ctx, `DELETE FROM auth_session`); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `DELETE FROM auth_secret`)
		return err
	})
	if err != nil {
		return fmt.Errorf("sign out: %w", err)
	}
	return nil
}
