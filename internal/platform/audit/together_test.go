package audit_test

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"sync"
	"testing"

	"hearth/internal/platform/audit"
	"hearth/internal/platform/clock"
	"hearth/internal/platform/store"
)

// Two servers seal what four people do, into one chain, and Verify beside them never sees a flaw.
func TestManySealOneChain(t *testing.T) {
	const people, entries = 4, 40
	each(t, func(t *testing.T, db *store.DB, _ *audit.Log, _ *clock.Clock) {
		file := filepath.Join(t.TempDir(), "audit.log")
		server := func() *audit.Log {
			return audit.New(db, []byte("a key"), slog.New(slog.DiscardHandler)).AnchorAt(file)
		}
		one, two := server(), server()
		written := make(chan struct{})
		var writers, others sync.WaitGroup
		for p := range people {
			writers.Go(func() {
				for i := range entries {
					err := db.Tx(t.Context(), func(tx *store.Tx) error {
						return one.Record(t.Context(), tx, audit.Entry{By: theo, Action: "case.work", Kind: "case", Object: fmt.Sprint(p, "/", i)})
					})
					if err != nil {
						t.Error(err)
					}
				}
			})
		}
		until := func(f func(ctx context.Context) error) {
			others.Go(func() {
				for {
					if err := f(t.Context()); err != nil {
						t.Error(err)
					}
					select {
					case <-written:
						return
					default:
					}
				}
			})
		}
		for _, l := range []*audit.Log{one, two} {
			until(func(ctx context.Context) error {
				if err := l.Seal(ctx); err != nil { // PostgreSQL may refuse one of two for long; what it leaves is taken up later
					t.Log(err)
				}
				return nil
			})
		}
		until(func(ctx context.Context) error { _, err := server().Verify(ctx, db); return err })
		writers.Wait()
		close(written)
		others.Wait()
		seal(t, two)
		if found, err := one.Verify(t.Context(), db); err != nil || found.Sealed != people*entries || found.Unsealed != 0 {
			t.Errorf("%+v, %v", found, err)
		}
	})
}
