package search

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"

	"hearth/internal/platform/store"
)

// Origin is where the texts of one module come from. Next puts those of the next n things after one in, and returns the last of them; "" when there is none. What somebody
// must not miss comes first.
type Origin struct {
	Name string
	Next func(ctx context.Context, tx *store.Tx, after string, n int) (last string, err error)
}

// rebuildAtOnce is how many things one transaction of Rebuild takes: others write between.
const rebuildAtOnce = 50

// Rebuild fills the index from the origins where a change left it empty or with what it holds no longer, and goes on where it was interrupted. A search answers meanwhile from what is there. It returns at
// once where there is nothing to do.
func Rebuild(ctx context.Context, db *store.DB, origins []Origin) error {
	for {
		more, err := Building(ctx, db)
		if err != nil || !more {
			return err
		}
		if err := db.Tx(ctx, func(tx *store.Tx) error { return rebuildStep(ctx, tx, origins) }); err != nil {
			return fmt.Errorf("rebuild the index: %w", err)
		}
	}
}

// rebuildStep takes the next things. How far it came is kept as the name of an origin and the last thing of it.
func rebuildStep(ctx context.Context, tx *store.Tx, origins []Origin) error {
	state, err := store.One[string](ctx, tx, `SELECT value FROM search_state WHERE name = 'rebuild'`)
	if errors.Is(err, store.ErrNone) {
		return nil
	}
	if err != nil {
		return err
	}
	name, after, _ := strings.Cut(state, " ")
	at := 0
	for i, o := range origins {
		if o.Name == name {
			at = i
		}
	}
	if len(origins) == 0 {
		return Built(ctx, tx)
	}
	last, err := origins[at].Next(ctx, tx, after, rebuildAtOnce)
	if err != nil {
		return err
	}
	switch {
	case last != "":
		state = origins[at].Name + " " + last
	case at+1 < len(origins):
		state = origins[at+1].Name + " "
	default:
		return Built(ctx, tx)
	}
	_, err = tx.Exec(ctx, `UPDATE search_state SET value = $1 WHERE name = 'rebuild'`, state)
	return err
}

// Built says that the index holds everything, as that of a new database does.
func Built(ctx context.Context, tx *store.Tx) error {
	_, err := tx.Exec(ctx, `DELETE FROM search_state WHERE name = 'rebuild'`)
	return err
}

type builtKey struct{}

// Building reports whether older things may be missing from the index, because it is still being made.
func Building(ctx context.Context, db *store.DB) (bool, error) {
	built := db.Held(builtKey{}, func() any { return new(atomic.Bool) }).(*atomic.Bool)
	if built.Load() {
		return false, nil
	}
	left, err := store.All[int](ctx, db, `SELECT 1 FROM search_state WHERE name = 'rebuild'`)
	if err != nil {
		return false, fmt.Errorf("look whether the index is whole: %w", err)
	}
	built.Store(len(left) == 0)
	return len(left) > 0, nil
}
