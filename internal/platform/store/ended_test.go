package store_test

import (
	"context"
	"errors"
	"testing"

	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// Whoever asked and has gone gets nothing done: no statement begins, no row is read on, and what was begun is not committed.
func TestNothingIsDoneForSomebodyWhoHasGone(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
		gone, leave := context.WithCancel(t.Context())
		err := db.Tx(gone, func(tx *store.Tx) error {
			if _, err := tx.Exec(gone, `INSERT INTO thing_thing (id, seq_no, open) VALUES ('a', 1, $1)`, true); err != nil {
				return err
			}
			leave()
			return nil
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("commit: %v", err)
		}
		if err := db.Tx(gone, func(*store.Tx) error { return nil }); !errors.Is(err, context.Canceled) {
			t.Errorf("begin: %v", err)
		}
		if _, err := store.One[int](gone, db, `SELECT count(*) FROM thing_thing`); !errors.Is(err, context.Canceled) {
			t.Errorf("read: %v", err)
		}
		if n, err := store.One[int](t.Context(), db, `SELECT count(*) FROM thing_thing`); n != 0 || err != nil {
			t.Errorf("%d rows are there, %v", n, err)
		}
	})
}
