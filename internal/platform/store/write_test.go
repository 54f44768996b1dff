package store_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

const insertThing = `INSERT INTO thing_thing (id, seq_no, at, open) VALUES ($1, $2, $3, $4)`

type kind string

// What waits is sent in its order: before the next statement, which sees it, before rows that are copied, and before the commit.
func TestWritesAreThereForWhatComesNext(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
		db.Refuse(nil) // the statements below are looked at one by one
		ctx, at := t.Context(), store.At(time.Date(2026, 3, 29, 1, 30, 0, 123456000, time.UTC))
		write := func(tx *store.Tx, id kind) {
			if err := tx.Write(ctx, insertThing, id, 7, at, true); err != nil {
				t.Fatal(err)
			}
		}
		ids := func(q store.Querier) []string {
			all, err := store.All[string](ctx, q, `SELECT id FROM thing_thing ORDER BY id`)
			if err != nil {
				t.Fatal(err)
			}
			return all
		}
		var many [][]any
		for i := range 60 {
			many = append(many, []any{"m" + string(rune('0'+i/10)) + string(rune('0'+i%10)), i, at, false})
		}
		err := db.Tx(ctx, func(tx *store.Tx) error {
			write(tx, "a")
			write(tx, "b")
			if got := ids(tx); !slices.Equal(got, []string{"a", "b"}) {
				t.Errorf("a query sees %q", got)
			}
			write(tx, "c")
			if n, err := tx.Exec(ctx, `DELETE FROM thing_thing WHERE id >= 'b'`); err != nil || n != 2 {
				t.Errorf("%d rows, %v", n, err)
			}
			write(tx, "d")
			if err := tx.InsertAll(ctx, "thing_thing", []string{"id", "seq_no", "at", "open"}, many); err != nil {
				return err
			}
			write(tx, "z")
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if got := ids(db); len(got) != 63 || got[0] != "a" || got[1] != "d" || got[62] != "z" {
			t.Errorf("there are %q", got)
		}
		one, err := store.One[thing](ctx, db, `SELECT id, seq_no, at, open FROM thing_thing WHERE id = 'd'`)
		if err != nil || one.SeqNo != 7 || !one.At.Equal(at) || !one.Open {
			t.Errorf("%+v, %v", one, err)
		}
	})
}

// What is wrong with a statement undoes the transaction, wherever it comes to light, and is not left for the next one on the connection.
func TestAWrongWriteUndoesItsTransaction(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		insert := func(tx *store.Tx, id string) error { return tx.Write(ctx, insertThing, id, 1, tx.Now(), true) }
		for name, end := range map[string]func(tx *store.Tx) error{
			"at the commit": func(*store.Tx) error { return nil },
			"at a query": func(tx *store.Tx) error {
				_, err := store.All[string](ctx, tx, `SELECT id FROM thing_thing`)
				return err
			},
			"at a statement":  func(tx *store.Tx) error { _, err := tx.Exec(ctx, `DELETE FROM thing_thing`); return err },
			"by the function": func(*store.Tx) error { return context.Canceled },
		} {
			again := name != "by the function"
			err := db.Tx(ctx, func(tx *store.Tx) error {
				for _, id := range []string{"x", "y", "x"} {
					if id == "x" && !again {
						continue
					}
					if err := insert(tx, id); err != nil {
						return err
					}
				}
				return end(tx)
			})
			if err == nil {
				t.Errorf("%s: no error", name)
			}
			if n, err := store.One[int](ctx, db, `SELECT count(*) FROM thing_thing`); err != nil || n != 0 {
				t.Errorf("%s: %d rows, %v", name, n, err)
			}
		}
		if err := db.Tx(ctx, func(tx *store.Tx) error { return insert(tx, "after") }); err != nil {
			t.Error(err)
		}
	})
}
