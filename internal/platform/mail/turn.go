package mail

import (
	"context"
	"fmt"
	"time"

	"hearth/internal/platform/clock"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// How long a turn lasts at most, from which on another server takes it, and how long what is done in it may last: the rest is for clocks that differ.
const (
	turnLasts = 90 * time.Second
	turnWorks = 45 * time.Second
	turnLooks = 100 * time.Millisecond
)

// InTurn runs f while no other server on this database runs something under the same name; it waits until ctx ends. f has 45 seconds, also when ctx ends meanwhile, and a server that ends amid it holds
// the others up for a minute and a half.
func InTurn(ctx context.Context, db *store.DB, name string, f func(ctx context.Context) error) error {
	mine := ident.New()
	for {
		got, err := takeTurn(ctx, db, name, mine)
		if err != nil {
			return err
		}
		if got {
			break
		}
		if err := clock.Rest(ctx, turnLooks); err != nil {
			return err
		}
	}
	working, done := context.WithTimeout(context.WithoutCancel(ctx), turnWorks)
	err := f(working)
	done()
	if endErr := endTurn(context.WithoutCancel(ctx), db, name, mine); err == nil && endErr != nil {
		return endErr
	}
	return err
}

func takeTurn(ctx context.Context, db *store.DB, name, mine string) (got bool, err error) {
	err = db.Tx(ctx, func(tx *store.Tx) error {
		n, err := tx.Exec(ctx, `INSERT INTO mail_turn (name, holder, held_until) VALUES ($1, $2, $3)
			ON CONFLICT (name) DO UPDATE SET holder = $2, held_until = $3 WHERE mail_turn.held_until < $4`, name, mine, tx.Now().Add(turnLasts), tx.Now())
		got = n > 0
		return err
	})
	if err != nil {
		return false, fmt.Errorf("take turn: %w", err)
	}
	return got, nil
}

func endTurn(ctx context.Context, db *store.DB, name, mine string) error {
	ctx, done := context.WithTimeout(ctx, turnLasts-turnWorks)
	defer done()
	return db.Tx(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, `DELETE FROM mail_turn WHERE name = $1 AND holder = $2`, name, mine)
		return err
	})
}
