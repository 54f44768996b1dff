package store_test

import (
	"context"
	"errors"
	"testing"
	"time"

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

// A server that stops in the midst of a transaction keeps what it locked from the others for a while only.
func TestATransactionThatStandsStillIsEnded(t *testing.T) {
	t.Parallel()
	address := dbtest.Address(t, store.Postgres, schema)
	for in, want := range map[string]string{address: "1min", address + "&idle_in_transaction_session_timeout=300": "300ms"} {
		db, err := store.Open(t.Context(), in, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = db.Close() }()
		if got, err := store.One[string](t.Context(), db, `SHOW idle_in_transaction_session_timeout`); err != nil || got != want {
			t.Errorf("it may stand still for %s, %v; want %s", got, err, want)
		}
		if want == "1min" {
			continue
		}
		write := func(tx *store.Tx, seq int) error {
			_, err := tx.Exec(t.Context(), `INSERT INTO thing_thing (id, seq_no, open) VALUES ('still', $1, $2) ON CONFLICT (id) DO UPDATE SET seq_no = $1`, seq, true)
			return err
		}
		locked, ended := make(chan struct{}), make(chan error, 1)
		go func() {
			ended <- db.Tx(t.Context(), func(tx *store.Tx) error {
				err := write(tx, 1)
				close(locked)
				time.Sleep(2 * time.Second)
				return err
			})
		}()
		<-locked
		if err := db.Tx(t.Context(), func(tx *store.Tx) error { return write(tx, 2) }); err != nil {
			t.Errorf("who came after: %v", err)
		}
		if err := <-ended; err == nil {
			t.Error("what stood still was committed")
		}
		if kept, err := store.One[int](t.Context(), db, `SELECT seq_no FROM thing_thing WHERE id = 'still'`); err != nil || kept != 2 {
			t.Errorf("%d is kept, %v", kept, err)
		}
	}
}
