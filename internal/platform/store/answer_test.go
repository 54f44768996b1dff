package store_test

import (
	"context"
	"errors"
	"testing"

	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestRememberedOncePerAnswerAndNeverInATransaction(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, nil, func(t *testing.T, db *store.DB) {
		n := 0
		read := func() (int, error) { n++; return n, nil }
		remember := func(ctx context.Context, q store.Querier) int {
			got, err := store.Remember(ctx, q, "n", read)
			if err != nil {
				t.Fatal(err)
			}
			return got
		}
		ctx, end := store.Answering(t.Context())
		if a, b := remember(ctx, db), remember(ctx, db); a != 1 || b != 1 {
			t.Errorf("read twice: %d, %d", a, b)
		}
		other, endOther := store.Answering(t.Context())
		defer endOther()
		if got := remember(other, db); got != 2 {
			t.Errorf("another answer got %d", got)
		}
		if a, b := remember(t.Context(), db), remember(t.Context(), db); a == b {
			t.Error("remembered outside of any answer")
		}
		if err := db.Tx(ctx, func(tx *store.Tx) error {
			if got := remember(ctx, tx); got == 1 {
				t.Error("a transaction did not read for itself")
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		boom := errors.New("boom")
		if _, err := store.Remember(ctx, db, "bad", func() (int, error) { return 0, boom }); !errors.Is(err, boom) {
			t.Errorf("got %v", err)
		}
		if got, err := store.Remember(ctx, db, "bad", func() (int, error) { return 7, nil }); got != 7 || err != nil {
			t.Errorf("an error was held: %d, %v", got, err)
		}
		end()
		if a, b := remember(ctx, db), remember(ctx, db); a == b {
			t.Error("remembered after the end")
		}
	})
}

const marks = `CREATE TABLE mark (n INTEGER NOT NULL)`

// counts returns how many marks are read in ctx.
func counts(ctx context.Context, t *testing.T, db *store.DB) int {
	t.Helper()
	n, err := store.One[int](ctx, db, `SELECT COUNT(*) FROM mark`)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func mark(ctx context.Context, t *testing.T, db *store.DB) {
	t.Helper()
	if err := db.Tx(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO mark (n) VALUES (1)`)
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

// An answer asks the same once and, on SQLite, reads one moment, until it writes itself or ends; what others write meanwhile waits for neither.
func TestAnAnswerReadsOneMoment(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, nil, func(t *testing.T, db *store.DB) {
		makeMarks(t, db)
		ctx, end := store.Answering(t.Context())
		inner, endInner := store.Answering(ctx)
		before := counts(inner, t, db)
		endInner()
		mark(t.Context(), t, db)
		if got := counts(ctx, t, db); got != before {
			t.Errorf("%d marks in the answer, want %d", got, before)
		}
		want := before
		if db.Dialect() == store.Postgres {
			want++ // each statement of another text for itself
		}
		if got, err := store.One[int](ctx, db, `SELECT COUNT(n) FROM mark`); got != want || err != nil {
			t.Errorf("%d marks in the answer, want %d; %v", got, want, err)
		}
		if got := counts(t.Context(), t, db); got != before+1 {
			t.Errorf("%d marks outside, want %d", got, before+1)
		}
		mark(ctx, t, db)
		if got := counts(ctx, t, db); got != before+2 {
			t.Errorf("%d marks after its own transaction, want %d", got, before+2)
		}
		store.Answered(ctx)
		mark(t.Context(), t, db)
		if got := counts(ctx, t, db); got != before+3 {
			t.Errorf("%d marks after the end, want %d", got, before+3)
		}
		again, endAgain := store.Answering(ctx)
		if again == ctx {
			t.Error("an answer inside one that has ended is none of its own")
		}
		endAgain()
		end()
		if s := db.Stats(); s.InUse != 0 {
			t.Errorf("%d connections are not given back", s.InUse)
		}
	})
}

func makeMarks(t *testing.T, db *store.DB) {
	t.Helper()
	if err := db.Tx(t.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec(t.Context(), marks)
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

// A page asks for the same person at five places: the database is asked once. Another argument, another kind of row and another answer are other questions, and so is everything after a transaction.
func TestAnAnswerAsksTheSameOnce(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, nil, func(t *testing.T, db *store.DB) {
		makeMarks(t, db)
		for range 3 {
			mark(t.Context(), t, db)
		}
		ctx, end := store.Answering(t.Context())
		defer end()
		read := func(args ...any) []int {
			t.Helper()
			all, err := store.All[int](ctx, db, `SELECT n FROM mark WHERE n = $1 OR CAST($2 AS TEXT) = 'x'`, args...)
			if err != nil {
				t.Fatal(err)
			}
			return all
		}
		asked := dbtest.Asked(db, func() {
			mine := read(1, "1")
			mine[0] = 17
			if got := read(1, "1"); len(got) != 3 || got[0] != 1 {
				t.Errorf("got %v, after somebody changed his own", got)
			}
		})
		if len(asked) != 1 {
			t.Errorf("asked %d times", len(asked))
		}
		others := dbtest.Asked(db, func() {
			for _, args := range [][]any{{2, "1"}, {1, "1 "}, {1, `1" "`}, {int64(3), "1"}} {
				read(args...)
			}
			if _, err := store.All[int64](ctx, db, `SELECT n FROM mark WHERE n = $1 OR CAST($2 AS TEXT) = 'x'`, 1, "1"); err != nil {
				t.Error(err)
			}
			mark(ctx, t, db)
			if got := read(1, "1"); len(got) != 4 {
				t.Errorf("%d rows after a fourth was written", len(got))
			}
		})
		if want := 6 + 2; len(others) != want { // with BEGIN and INSERT
			t.Errorf("asked %d times, want %d: %q", len(others), want, others)
		}
	})
}
