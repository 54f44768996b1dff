package audit_test

import (
	"context"
	"log/slog"
	"strconv"
	"testing"
	"time"

	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/clock"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var theo = authz.Actor{PersonID: "theo", Face: authz.Desk, Roles: []authz.Role{authz.Agent}}

func each(t *testing.T, f func(t *testing.T, db *store.DB, l *audit.Log, clk *clock.Clock)) {
	for _, d := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(d), func(t *testing.T) {
			t.Parallel()
			clk := clock.Fake(dbtest.Noon)
			db := dbtest.Open(t, d, []store.Migrations{audit.Migrations()}, clk)
			f(t, db, audit.New(db, []byte("a key"), slog.New(slog.DiscardHandler)), clk)
		})
	}
}

func run(t *testing.T, db *store.DB, f func(context.Context, *store.Tx) error) {
	t.Helper()
	if err := db.Tx(t.Context(), func(tx *store.Tx) error { return f(t.Context(), tx) }); err != nil {
		t.Fatal(err)
	}
}

func openings(t *testing.T, db *store.DB, person string, shown store.Where) []audit.Opening {
	t.Helper()
	all, err := audit.OpeningsOf(t.Context(), db, person, "", shown, 50)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestChangedRowIsFound(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB, l *audit.Log, _ *clock.Clock) {
		for _, object := range []string{"c1", "c2"} {
			run(t, db, func(ctx context.Context, tx *store.Tx) error {
				return l.Record(ctx, tx, audit.Entry{By: theo, Action: "case.close", Kind: "case", Object: object, Person: "amina", Team: "payroll"})
			})
		}
		if found, err := l.Verify(t.Context(), db); err != nil || found.Unsealed != 2 {
			t.Fatalf("untouched: %+v, %v", found, err)
		}
		id, err := store.One[string](t.Context(), db, `SELECT id FROM audit_entry WHERE object = 'c2'`)
		if err != nil {
			t.Fatal(err)
		}
		for _, column := range []string{"action", "object", "team", "actor", "subject"} {
			before, err := store.One[string](t.Context(), db, `SELECT `+column+` FROM audit_entry WHERE id = $1`, id)
			if err != nil {
				t.Fatal(err)
			}
			set := func(v string) {
				run(t, db, func(ctx context.Context, tx *store.Tx) error {
					_, err := tx.Exec(ctx, `UPDATE audit_entry SET `+column+` = $2 WHERE id = $1`, id, v)
					return err
				})
			}
			set("other")
			if _, err := l.Verify(t.Context(), db); flawed(err).ID != id {
				t.Errorf("%s changed: %v", column, err)
			}
			set(before)
		}
	})
}

func TestOpenings(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB, l *audit.Log, clk *clock.Clock) {
		e := audit.Entry{By: theo, Action: "case.read", Kind: "case", Object: "c1", Person: "amina", Team: "payroll"}
		l.Opened(e)
		clk.Advance(4 * time.Minute)
		l.Opened(e) // the same within five minutes
		if n := len(openings(t, db, "amina", store.And())); n != 0 {
			t.Fatalf("%d written before the flush", n)
		}
		if err := l.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
		if all := openings(t, db, "amina", store.And()); len(all) != 1 || all[0].Team != "payroll" || !all[0].At.Equal(store.At(dbtest.Noon)) {
			t.Fatalf("%+v", all)
		}
		clk.Advance(2 * time.Minute)
		if err := l.OpenedNow(t.Context(), e); err != nil {
			t.Fatal(err)
		}
		other := e
		other.Object = "against-amina"
		if err := l.OpenedNow(t.Context(), other); err != nil {
			t.Fatal(err)
		}
		own := e
		own.By = authz.Actor{PersonID: "amina", Face: authz.Portal}
		if err := l.OpenedNow(t.Context(), own); err != nil {
			t.Fatal(err)
		}
		if n := len(openings(t, db, "amina", store.And())); n != 3 {
			t.Errorf("%d openings, want 3: one's own do not count", n)
		}
		hidden := store.Cond("e.object <> ?", "against-amina")
		if n := len(openings(t, db, "amina", hidden)); n != 2 {
			t.Errorf("%d openings, want 2", n)
		}
		if n := len(openings(t, db, "hanna", store.And())); n != 0 {
			t.Errorf("%d openings of somebody else", n)
		}
	})
}

func TestErasure(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB, l *audit.Log, _ *clock.Clock) {
		if err := l.OpenedNow(t.Context(), audit.Entry{By: theo, Action: "case.read", Kind: "case", Object: "c1", Person: "amina"}); err != nil {
			t.Fatal(err)
		}
		if err := l.Seal(t.Context()); err != nil {
			t.Fatal(err)
		}
		run(t, db, func(ctx context.Context, tx *store.Tx) error { return l.Personal(nil)[0].Erase(ctx, tx, "amina") })
		if n := len(openings(t, db, "amina", store.And())); n != 0 {
			t.Errorf("%d openings after erasure", n)
		}
		if found, err := l.Verify(t.Context(), db); err != nil || found.Sealed != 1 {
			t.Errorf("the record has a hole: %+v, %v", found, err)
		}
		if n, err := store.One[int](t.Context(), db, `SELECT count(*) FROM audit_entry`); err != nil || n != 1 {
			t.Errorf("%d entries, %v", n, err)
		}
	})
}

// away calls f while the database takes no entry.
func away(t *testing.T, db *store.DB, f func()) {
	t.Helper()
	rename := func(from, to string) {
		run(t, db, func(ctx context.Context, tx *store.Tx) error {
			_, err := tx.Exec(ctx, `ALTER TABLE `+from+` RENAME TO `+to)
			return err
		})
	}
	rename("audit_entry", "audit_away")
	f()
	rename("audit_away", "audit_entry")
}

// What could not be recorded is not taken for recorded when it is asked for again, nor is what only waits to be.
func TestAnOpeningThatFailedIsTriedAgain(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB, l *audit.Log, _ *clock.Clock) {
		e := audit.Entry{By: theo, Action: "case.read", Kind: "case", Object: "c1", Person: "amina"}
		away(t, db, func() {
			l.Opened(e)
			for range 2 {
				if err := l.OpenedNow(t.Context(), e); err == nil {
					t.Error("shown, and not recorded")
				}
			}
		})
		for range 2 {
			if err := l.OpenedNow(t.Context(), e); err != nil {
				t.Fatal(err)
			}
		}
		if n := len(openings(t, db, "amina", store.And())); n != 1 {
			t.Errorf("%d openings, want 1 before the flush", n)
		}
	})
}

func TestLostOpeningsAreCounted(t *testing.T) {
	t.Parallel()
	db := dbtest.Open(t, store.SQLite, []store.Migrations{audit.Migrations()}, clock.Fake(dbtest.Noon))
	l := audit.New(db, []byte("a key"), slog.New(slog.DiscardHandler))
	away(t, db, func() {
		for i := range 10_025 {
			l.Opened(audit.Entry{By: theo, Action: "case.read", Kind: "case", Object: strconv.Itoa(i)})
			if i%5000 == 0 && l.Flush(t.Context()) == nil {
				t.Error("there is nowhere to write to")
			}
		}
	})
	if err := l.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	lost, err := store.All[string](t.Context(), db, `SELECT object FROM audit_entry WHERE action = 'audit.gap'`)
	if err != nil || len(lost) != 1 || lost[0] != "25" {
		t.Errorf("%v lost, %v", lost, err)
	}
	if n, err := store.One[int](t.Context(), db, `SELECT count(*) FROM audit_entry WHERE opening`); err != nil || n != 10_000 {
		t.Errorf("%d openings, %v", n, err)
	}
}
