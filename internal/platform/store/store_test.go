package store_test

import (
	"errors"
	"testing"
	"testing/fstest"
	"time"

	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var schema = []store.Migrations{{Module: "thing", Files: fstest.MapFS{"migrations/0001_thing.sql": {Data: []byte(`-- +goose Up
CREATE TABLE thing_thing (id text PRIMARY KEY, seq_no bigint NOT NULL, at timestamptz, open boolean NOT NULL);
CREATE TABLE thing_seq (n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, thing_id text NOT NULL);
`)}}}}

type thing struct {
	ID    string
	SeqNo int
	At    store.Time
	Open  bool
}

type happened struct{ ID string }

func (happened) FactName() string { return "thing.happened" }

func TestRowsComeBackAsWritten(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		db.Refuse(nil) // a number that was drawn in vain is drawn
		want := thing{ID: "a", SeqNo: 7, At: store.At(time.Date(2026, 3, 29, 1, 30, 0, 123456789, time.FixedZone("x", 3600))), Open: true}
		err := db.Tx(ctx, func(tx *store.Tx) error {
			if _, err := tx.Exec(ctx, `INSERT INTO thing_thing (id, seq_no, at, open) VALUES ($1, $2, $3, $4), ($5, $2, $6, $4)`,
				want.ID, want.SeqNo, want.At, want.Open, "b", store.Time{}); err != nil {
				return err
			}
			n, err := store.One[int64](ctx, tx, `INSERT INTO thing_seq (thing_id) VALUES ($1) RETURNING n`, "a")
			if err == nil && n != 1 {
				t.Errorf("sequence starts at %d", n)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		got, err := store.All[thing](ctx, db, `SELECT id, seq_no, at, open FROM thing_thing WHERE at > $1`, want.At.Add(-time.Second))
		if err != nil || len(got) != 1 || !got[0].At.Equal(want.At) || got[0].SeqNo != 7 || !got[0].Open {
			t.Errorf("got %+v, %v; want %+v", got, err, want)
		}
		none, err := store.One[thing](ctx, db, `SELECT id, seq_no, at, open FROM thing_thing WHERE id = 'b'`)
		if err != nil || !none.At.IsZero() {
			t.Errorf("NULL instant: got %+v, %v", none, err)
		}
		if _, err := store.One[thing](ctx, db, `SELECT id FROM thing_thing WHERE id = 'z'`); !errors.Is(err, store.ErrNone) {
			t.Errorf("absent row: got %v", err)
		}
	})
}

func TestRolledBackFactsAreNotPublished(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		woken := 0
		db.OnCommit(func() { woken++ })
		boom := errors.New("boom")
		for _, fail := range []error{nil, boom} {
			err := db.Tx(ctx, func(tx *store.Tx) error {
				tx.Publish(happened{"a"})
				tx.Publish(happened{"b"})
				return fail
			})
			if !errors.Is(err, fail) {
				t.Fatal(err)
			}
		}
		n, err := store.One[int](ctx, db, `SELECT count(*) FROM store_fact`)
		if err != nil || n != 1 || woken != 1 {
			t.Errorf("fact rows %d, woken %d, %v; want one row for one commit", n, woken, err)
		}
	})
}

func TestConditionsKeepTheirArguments(t *testing.T) {
	t.Parallel()
	w := store.And(store.Cond("a = ?", 1), store.Or(store.In("b", []int{2, 3}), store.Not(store.Cond("c = ?", 4))), store.In[int]("d", nil))
	q := new(store.Q).Add("SELECT x FROM t WHERE y = ? AND ", 0).Where(w).Add(" LIMIT ?", 9)
	want := "SELECT x FROM t WHERE y = $1 AND ((a = $2) AND (((b IN ($3, $4)) OR (NOT (c = $5)))) AND (1 = 0)) LIMIT $6"
	if q.SQL() != want || len(q.Args()) != 6 || q.Args()[4] != 4 {
		t.Errorf("got  %s %v\nwant %s", q.SQL(), q.Args(), want)
	}
}
