package store

import (
	"context"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
)

// Answers without a pause do not let the log of SQLite grow and grow.
func TestTheLogStartsAnewWhileOthersRead(t *testing.T) {
	t.Parallel()
	db := opened(t)
	db.largeLog, db.nextLog, db.logWait = 6<<20, 6<<20, 10*time.Second // a busy machine reads slowly
	write := func(query string, args ...any) {
		if err := db.Tx(t.Context(), func(tx *Tx) error {
			_, err := tx.Exec(t.Context(), query, args...)
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	write(`CREATE TABLE mark (long TEXT NOT NULL)`)
	reading, stop := context.WithCancel(t.Context())
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for reading.Err() == nil {
				ctx, end := Answering(t.Context())
				for range 8 { // some milliseconds
					if _, err := One[int](ctx, db, `WITH RECURSIVE up(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM up WHERE n < 300) SELECT COUNT(*) + (SELECT COUNT(*) FROM mark) FROM up`); err != nil {
						t.Error(err)
					}
				}
				end()
			}
		})
	}
	largest, written := int64(0), int64(0)
	for ; written < 24<<20; written += 200_000 {
		write(`INSERT INTO mark (long) VALUES ($1)`, strings.Repeat("x", 200_000))
		log, err := os.Stat(db.log)
		if err != nil {
			t.Fatal(err)
		}
		largest = max(largest, log.Size())
	}
	stop()
	all.Wait()
	if largest > written*7/8 { // where it does not start anew it holds all of it, and more
		t.Errorf("the log grew to %d MiB while %d were written", largest>>20, written>>20)
	}
}
