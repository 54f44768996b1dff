package store_test

import (
	"errors"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// A transaction that is refused at any of its statements, or at its end, runs again and leaves everything once, though its function goes on after the refusal and returns all that it then hears.
func TestARefusedTransactionRunsAgain(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		for at := range 3 {
			var asked, begun, after atomic.Int32
			db.Refuse(func(string) bool { return int(asked.Add(1)) == at+1 })
			id := strings.Repeat("x", at+1)
			err := db.Tx(ctx, func(tx *store.Tx) error {
				begun.Add(1)
				tx.AfterCommit(func() { after.Add(1) })
				_, first := tx.Exec(ctx, `INSERT INTO thing_thing (id, seq_no, at, open) VALUES ($1, 1, NULL, $2)`, id, true)
				_, second := store.One[int](ctx, tx, `SELECT count(*) FROM thing_thing`)
				return errors.Join(second, first)
			})
			n, counted := store.One[int](ctx, db, `SELECT count(*) FROM thing_thing WHERE id = $1`, id)
			if err != nil || counted != nil || n != 1 || begun.Load() != 2 || after.Load() != 1 {
				t.Errorf("refused at %d: %v; begun %d times, kept %d times (%v), followed %d times", at, err, begun.Load(), n, counted, after.Load())
			}
		}
		// Who keeps the refusal for themselves gets no commit.
		db.Refuse(func(query string) bool { return strings.HasPrefix(query, "INSERT") })
		err := db.Tx(ctx, func(tx *store.Tx) error {
			_, _ = tx.Exec(ctx, `INSERT INTO thing_thing (id, seq_no, at, open) VALUES ('kept back', 1, NULL, $1)`, true)
			return nil
		})
		if e, ok := errors.AsType[*pgconn.PgError](err); !ok || e.Code != "25P02" {
			t.Errorf("it is told as done: %v", err)
		}
	})
}
