package store_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

const whose = `SELECT pg_backend_pid()`

// An answer keeps its connection to PostgreSQL, and reads amid other rows over another.
func TestAnAnswerKeepsItsConnection(t *testing.T) {
	t.Parallel()
	db := dbtest.Open(t, store.Postgres, nil, nil)
	ctx, end := store.Answering(t.Context())
	defer end()
	first, err := store.One[int](ctx, db, whose)
	if err != nil {
		t.Fatal(err)
	}
	for _, same := range []string{whose + ` AS a`, whose + ` AS b`} {
		if got, err := store.One[int](ctx, db, same); got != first || err != nil {
			t.Errorf("another connection than %d read: %d, %v", first, got, err)
		}
	}
	if err := store.Each(ctx, db, func(*int) error {
		if got, err := store.One[int](ctx, db, whose+` AS c`); got == first || err != nil {
			t.Errorf("amid rows: %d, %v", got, err)
		}
		return nil
	}, `SELECT generate_series(1, 2)`); err != nil {
		t.Error(err)
	}
	end()
	if s := db.Stats(); s.InUse != 0 {
		t.Errorf("%d connections are not given back", s.InUse)
	}
}

// What PostgreSQL does for somebody who has gone it does not do to the end, and its connection serves nobody else.
func TestPostgreSQLEndsWhatNobodyWaitsFor(t *testing.T) {
	t.Parallel()
	db := dbtest.Open(t, store.Postgres, nil, nil)
	const sleep = `SELECT 1 FROM pg_sleep(60)`
	ways := map[string]func(ctx context.Context) error{
		"in an answer": func(ctx context.Context) error {
			answer, end := store.Answering(ctx)
			defer end()
			_, err := store.One[int](answer, db, sleep)
			return err
		},
		"in a transaction": func(ctx context.Context) error {
			return db.Tx(ctx, func(tx *store.Tx) error {
				_, err := store.One[int](ctx, tx, sleep)
				return err
			})
		},
		"outside of both": func(ctx context.Context) error {
			_, err := store.One[int](ctx, db, sleep)
			return err
		},
	}
	for name, ask := range ways {
		ctx, leave := context.WithTimeout(t.Context(), 100*time.Millisecond)
		began := time.Now()
		err := ask(ctx)
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s: %v", name, err)
		}
		leave()
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("%s: it took %s", name, took)
		}
		for still := 1; still != 0; {
			if still, err = store.One[int](t.Context(), db, `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query = $1`, sleep); err != nil {
				t.Fatal(err)
			}
			if still > 0 && time.Since(began) > 20*time.Second {
				t.Fatalf("%s: the server goes on", name)
			}
		}
	}
	// Who leaves while nothing runs takes the connection along, too.
	ctx, leave := context.WithCancel(t.Context())
	answer, end := store.Answering(ctx)
	was, err := store.One[int](answer, db, whose)
	if err != nil {
		t.Fatal(err)
	}
	leave()
	end()
	for range 20 {
		if got, err := store.One[int](t.Context(), db, whose); got == was || err != nil {
			t.Fatalf("connection %d, which was hurried, serves again: %v", got, err)
		}
	}
	if s := db.Stats(); s.InUse != 0 {
		t.Errorf("%d connections are not given back", s.InUse)
	}
}
