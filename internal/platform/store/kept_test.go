package store_test

import (
	"context"
	"sync"
	"testing"

	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// What is kept prepared has to see what was written since, a changed schema too, and more texts than are kept.
func TestReadsThatComeAgain(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, nil, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		exec := func(text string, args ...any) {
			t.Helper()
			if err := db.Tx(ctx, func(tx *store.Tx) error { _, err := tx.Exec(ctx, text, args...); return err }); err != nil {
				t.Fatal(err)
			}
		}
		exec(`CREATE TABLE store_counted (n bigint PRIMARY KEY)`)
		const text = `SELECT count(*) FROM store_counted WHERE n >= $1`
		for i := range 10 {
			if n, err := store.One[int](ctx, db, text, 0); err != nil || n != i {
				t.Fatalf("time %d: got %d, %v", i, n, err)
			}
			exec(`INSERT INTO store_counted (n) VALUES ($1)`, i)
		}
		exec(`ALTER TABLE store_counted ADD COLUMN more text`)
		if n, err := store.One[int](ctx, db, text, 5); err != nil || n != 5 {
			t.Errorf("after a change of the schema: got %d, %v", n, err)
		}
		var all sync.WaitGroup
		for worker := range 8 {
			all.Go(func() { readMany(t, ctx, db, worker) })
		}
		all.Wait()
	})
}

func readMany(t *testing.T, ctx context.Context, db *store.DB, worker int) {
	for i := range 700 {
		values := make([]int64, 1+(i+worker)%300) // other texts for other lengths
		for j := range values {
			values[j] = int64(j)
		}
		q := new(store.Q).Add(`SELECT count(*) FROM store_counted WHERE `).Where(store.In("n", values))
		if n, err := store.Row[int](ctx, db, q); err != nil || n != min(10, len(values)) {
			t.Errorf("%d values: got %d, %v", len(values), n, err)
			return
		}
	}
}
