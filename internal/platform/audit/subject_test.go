package audit_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"testing"

	"hearth/internal/platform/audit"
	"hearth/internal/platform/clock"
	"hearth/internal/platform/store"
)

// older makes the record look as a release wrote it whose keys were not tied to people: two were erased then, whom nothing names any more.
func older(t *testing.T, db *store.DB, clk *clock.Clock) *audit.Log {
	t.Helper()
	l, _ := sealedRecord(t, db, clk)
	exec(t, db, `UPDATE audit_subject SET mac = ''`)
	exec(t, db, `DELETE FROM audit_subject WHERE person_id IN ('p1', 'p2')`)
	return l
}

func exec(t *testing.T, db *store.DB, sql string, args ...any) {
	t.Helper()
	run(t, db, func(ctx context.Context, tx *store.Tx) error { _, err := tx.Exec(ctx, sql, args...); return err })
}

func erasedSoMany(n int) func() (int, error) { return func() (int, error) { return n, nil } }

// guard is what every start of the server does.
func guard(t *testing.T, l *audit.Log, erased int) {
	t.Helper()
	if err := l.Guard(t.Context(), erasedSoMany(erased)); err != nil {
		t.Fatal(err)
	}
}

// A record from before is guarded from the first start on: what is taken away afterwards is not filled in again by the next.
func TestAnOlderRecordIsGuardedOnce(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB, _ *audit.Log, clk *clock.Clock) {
		l := older(t, db, clk)
		if _, err := l.Verify(t.Context(), db); err == nil {
			t.Fatal("nothing is tied, and that is no flaw")
		}
		guard(t, l, 2)
		seal(t, l)
		if found, err := l.Verify(t.Context(), db); err != nil || found.Sealed != isSealed+isLoose+1 {
			t.Fatalf("guarded: %+v, %v", found, err)
		}
		guard(t, l, 2)
		n, err := store.One[int](t.Context(), db, `SELECT count(*) FROM audit_entry WHERE action = 'audit.guard'`)
		if err != nil || n != 1 {
			t.Errorf("guarded %d times, %v", n, err)
		}
		for _, sql := range []string{`UPDATE audit_subject SET mac = '' WHERE person_id = 'p0'`, `DELETE FROM audit_subject WHERE person_id = 'p0'`} {
			exec(t, db, sql)
			guard(t, l, 3)
			if _, err := l.Verify(t.Context(), db); flawed(err).Seq != first["p0"] {
				t.Errorf("%s: %v", sql, err)
			}
		}
	})
}

// Whoever takes the note of the guard away, so that the next start would fill in what they blanked, leaves a hole in the chain.
func TestTheGuardIsNotSentAwayUnseen(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB, _ *audit.Log, clk *clock.Clock) {
		l := older(t, db, clk)
		guard(t, l, 2)
		seal(t, l)
		exec(t, db, `DELETE FROM audit_entry WHERE action = 'audit.guard'`)
		exec(t, db, `UPDATE audit_subject SET mac = '', person_id = 'mallory' WHERE person_id = 'p0'`)
		guard(t, l, 2)
		if _, err := l.Verify(t.Context(), db); flawed(err).Seq == 0 {
			t.Errorf("got %v", err)
		}
	})
}

// More people whom nothing names than were ever erased are not taken for erased ones.
func TestTheGuardBelievesNoMoreErasuresThanThereWere(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB, _ *audit.Log, clk *clock.Clock) {
		l := older(t, db, clk)
		guard(t, l, 1)
		if _, err := l.Verify(t.Context(), db); flawed(err).Seq != first["p1"] {
			t.Errorf("got %v", err)
		}
	})
}

// Who is new to the record, or erased, after the guard came is no flaw; a second erasure of the same person changes nothing.
func TestAGuardedRecordGoesOn(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB, l *audit.Log, _ *clock.Clock) {
		guard(t, l, 0)
		for i := range 3 {
			e := audit.Entry{By: theo, Action: "case.read", Kind: "case", Object: "c", Person: fmt.Sprint("new", i)}
			if err := l.OpenedNow(t.Context(), e); err != nil {
				t.Fatal(err)
			}
		}
		run(t, db, func(ctx context.Context, tx *store.Tx) error {
			forget := l.Personal(nil)[0].Erase
			return errors.Join(forget(ctx, tx, "new1"), forget(ctx, tx, "new1"), forget(ctx, tx, "nobody"))
		})
		if found, err := l.Verify(t.Context(), db); err != nil || found.Unsealed != 4 {
			t.Errorf("%+v, %v", found, err)
		}
		if n := len(openings(t, db, "new1", store.Always)); n != 0 {
			t.Errorf("%d openings of somebody who was erased", n)
		}
		other := audit.New(db, []byte("another key"), slog.New(slog.DiscardHandler))
		if _, err := other.Verify(t.Context(), db); err == nil {
			t.Error("another installation wrote this")
		}
	})
}

// Somebody who is erased while an opening of their record, or by them, waits to be written is not brought back by it.
func TestWhatWaitedBringsNobodyBack(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB, l *audit.Log, _ *clock.Clock) {
		l.Opened(audit.Entry{By: theo, Action: "case.read", Kind: "case", Object: "c", Person: "amina"})
		run(t, db, func(ctx context.Context, tx *store.Tx) error {
			forget := l.Personal(nil)[0].Erase
			return errors.Join(forget(ctx, tx, "amina"), forget(ctx, tx, "theo"))
		})
		if err := l.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
		run(t, db, func(ctx context.Context, tx *store.Tx) error {
			return l.Record(ctx, tx, audit.Entry{By: theo, Action: "case.work", Kind: "case", Object: "c", Person: "pavel"})
		})
		known, err := store.All[string](t.Context(), db, `SELECT person_id FROM audit_subject`)
		if err != nil || len(known) != 1 || known[0] != "pavel" {
			t.Errorf("got %v, %v", known, err)
		}
		if found, err := l.Verify(t.Context(), db); err != nil || found.Unsealed != 2 {
			t.Errorf("%+v, %v", found, err)
		}
	})
}
