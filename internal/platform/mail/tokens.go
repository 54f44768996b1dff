package mail

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"hearth/internal/platform/bearer"
	"hearth/internal/platform/store"
)

// senderTurn is the name under which the servers of an installation ask for the sender's tokens one after the other.
const senderTurn = "sender"

type refreshRow struct {
	Configured string
	Token      []byte
}

// Tokens returns what gives the tokens by which mail is sent. A refresh token that the provider sends in the place of that of g is kept in the database, sealed by vault, and counts
// until g has another one.
func Tokens(db *store.DB, vault bearer.Vault, g bearer.Grant) *bearer.Source {
	sum := sha256.Sum256([]byte(g.Refresh))
	configured := hex.EncodeToString(sum[:])
	loadFrom := func(ctx context.Context, q store.Querier) (bearer.Grant, error) {
		kept, err := store.One[refreshRow](ctx, q, `SELECT configured, token FROM mail_refresh WHERE id = 1`)
		if errors.Is(err, store.ErrNone) || err == nil && (kept.Configured != configured || g.Way != bearer.ByRefresh) {
			return g, nil
		}
		if err != nil {
			return g, fmt.Errorf("read refresh token: %w", err)
		}
		now := g
		if now.Refresh, err = vault.Open(kept.Token); err != nil {
			return g, nil //nolint:nilerr // sealed with another key, as after a move: the one in the settings may still do
		}
		return now, nil
	}
	keep := func(ctx context.Context, was, refresh string) error {
		sealed, err := vault.Seal(refresh)
		if err != nil {
			return err
		}
		return db.Tx(ctx, func(tx *store.Tx) error {
			now, err := loadFrom(ctx, tx)
			if err != nil || now.Refresh != was { // another server has kept one since
				return err
			}
			_, err = tx.Exec(ctx, `INSERT INTO mail_refresh (id, configured, token, kept_at) VALUES (1, $1, $2, $3)
				ON CONFLICT (id) DO UPDATE SET configured = $1, token = $2, kept_at = $3`, configured, sealed, tx.Now())
			return err
		})
	}
	return bearer.New(bearer.Options{Load: func(ctx context.Context) (bearer.Grant, error) { return loadFrom(ctx, db) }, Keep: keep,
		Alone: func(ctx context.Context, f func(context.Context) error) error { return InTurn(ctx, db, senderTurn, f) }, Now: func() time.Time { return db.Now().Time }})
}
