package search

import (
	"context"
	"fmt"

	"hearth/internal/platform/store"
)

// mergePages is how much of the index one step of Compact rewrites: a step is a transaction, and others write between two of them.
const mergePages = 500

// Compact rewrites the index without what was taken out of it: SQLite keeps removed words, unreachable, until it merges the parts of the index that hold
// them. PostgreSQL keeps them in an index that store.Compact rewrites.
func Compact(ctx context.Context, db *store.DB) error {
	if db.Dialect() != store.SQLite {
		return nil
	}
	for pages := -mergePages; ; pages = mergePages { // the first step, below zero, takes up every part of the index
		changed := int64(0)
		err := db.Tx(ctx, func(tx *store.Tx) error {
			before, err := changes(ctx, tx)
			if err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, `INSERT INTO search_text (search_text, rank) VALUES ('merge', $1)`, pages); err != nil {
				return err
			}
			after, err := changes(ctx, tx)
			changed = after - before
			return err
		})
		if err != nil {
			return fmt.Errorf("compact the index: %w", err)
		}
		if changed < 2 { // as FTS5 documents: nothing was left to merge
			return nil
		}
	}
}

func changes(ctx context.Context, tx *store.Tx) (int64, error) {
	return store.One[int64](ctx, tx, `SELECT total_changes()`)
}
