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
		ctx := store.WithMemo(t.Context())
		if a, b := remember(ctx, db), remember(ctx, db); a != 1 || b != 1 {
			t.Errorf("read twice: %d, %d", a, b)
		}
		if got := remember(store.WithMemo(t.Context()), db); got != 2 {
			t.Errorf("another answer got %d", got)
		}
		if a, b := remember(t.Context(), db), remember(t.Context(), db); a == b {
			t.Errorf("remembered without a memo")
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
	})
}
