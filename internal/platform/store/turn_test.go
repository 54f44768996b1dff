package store_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// Each of twenty writers reads what the others write to, so that PostgreSQL takes them all to conflict; all come through.
func TestManyWritersThatConflictAllComeThrough(t *testing.T) {
	t.Parallel()
	const writers, each = 20, 10
	dbtest.Each(t, nil, func(t *testing.T, db *store.DB) {
		err := db.Migrate(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var all sync.WaitGroup
		for range writers {
			all.Go(func() {
				for range each {
					if err := db.Tx(t.Context(), conflicting); err != nil {
						t.Error(err)
					}
				}
			})
		}
		all.Wait()
		n, err := store.One[int](t.Context(), db, `SELECT count(*) FROM store_once`)
		if err != nil || n != writers*each {
			t.Errorf("%d rows, %v", n, err)
		}
	})
}

func conflicting(tx *store.Tx) error {
	ctx := context.Background()
	if _, err := store.One[int](ctx, tx, `SELECT count(*) FROM store_once`); err != nil {
		return err
	}
	time.Sleep(2 * time.Millisecond) // as long as a case takes: the others come in between
	_, err := tx.Exec(ctx, `INSERT INTO store_once (key, print, at) VALUES ($1, '', $2)`, ident.New(), tx.Now())
	return err
}
