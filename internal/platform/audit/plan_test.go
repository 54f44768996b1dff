package audit_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"hearth/internal/platform/audit"
	"hearth/internal/platform/clock"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// plan is how the database means to answer a query.
func plan(t *testing.T, q store.Querier, query *store.Q) string {
	t.Helper()
	if q.Dialect() == store.Postgres {
		lines, err := store.All[string](t.Context(), q, "EXPLAIN "+query.SQL(), query.Args()...)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(lines, "\n")
	}
	type step struct {
		ID, Parent, Notused int
		Detail              string
	}
	steps, err := store.All[step](t.Context(), q, "EXPLAIN QUERY PLAN "+query.SQL(), query.Args()...)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, s := range steps {
		lines = append(lines, s.Detail)
	}
	return strings.Join(lines, "\n")
}

// direct reports whether a plan reads entries through index alone and in its order: neither the whole record nor a sort.
func direct(text, index string) bool {
	return strings.Contains(text, index) && !strings.Contains(text, "SCAN e") && !strings.Contains(text, "Seq Scan on audit_entry") &&
		!strings.Contains(text, "TEMP B-TREE") && !strings.Contains(text, "Sort")
}

// Both questions about a record go through their index, page by page; without it the check fails.
func TestQuestionsGoThroughTheirIndex(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB, _ *audit.Log, _ *clock.Clock) {
		fill(t, db, 30_000, 1000)
		db.Refuse(nil) // the statements below are the test's own
		asked := audit.Asked{From: store.At(dbtest.Noon.AddDate(-2, 0, 0)), To: store.At(dbtest.Noon.AddDate(-1, 0, 0))}
		after := asked
		after.After = "00000000000000000000000000000000000a"
		ends := map[store.Dialect]string{store.SQLite: "audit_entry_subject", store.Postgres: "audit_entry_record"}[db.Dialect()] // either reads nobody's entries alone
		questions := []struct {
			name, index string
			query       *store.Q
		}{
			{"who saw", "audit_entry_record", audit.SeenQuery("p7", asked, store.Time{}, 101)},
			{"who saw, the next page", "audit_entry_record", audit.SeenQuery("p7", after, store.At(dbtest.Noon), 101)},
			{"who saw, ever", "audit_entry_record", audit.SeenQuery("p7", audit.Asked{}, store.Time{}, 101)},
			{"my openings", "audit_entry_subject", audit.OpeningsQuery("amina", "", store.Always, 51)},
			{"my openings, the next page", "audit_entry_subject", audit.OpeningsQuery("amina", after.After, store.Always, 51)},
			{"taken along", "audit_entry_subject", audit.TakingsQuery("", 51)},
			{"taken along, the next page", "audit_entry_subject", audit.TakingsQuery(after.After, 51)},
			{"how those ended", ends, audit.EndsQuery([]string{"b", after.After})},
		}
		err := db.Tx(t.Context(), func(tx *store.Tx) error {
			exec := func(sql string) {
				if _, err := tx.Exec(t.Context(), sql); err != nil {
					t.Fatal(err)
				}
			}
			exec(`ANALYZE audit_entry`)
			if db.Dialect() == store.Postgres { // thirty entries it would rather sort; what counts is that it need not
				exec(`SET LOCAL enable_bitmapscan = off`)
				exec(`SET LOCAL enable_sort = off`)
			}
			for _, q := range questions {
				if text := plan(t, tx, q.query); !direct(text, q.index) {
					t.Errorf("%s:\n%s", q.name, text)
				}
			}
			exec(`DROP INDEX audit_entry_record`)
			exec(`DROP INDEX audit_entry_subject`)
			for _, q := range questions {
				if text := plan(t, tx, q.query); direct(text, q.index) {
					t.Errorf("%s passes without its index:\n%s", q.name, text)
				}
			}
			return errUndo
		})
		if !errors.Is(err, errUndo) {
			t.Fatal(err)
		}
	})
}

// A clock that is set back and forth moves no entry: the record verifies, and everything is sealed in the order in which it was written.
func TestAClockThatJumpsBreaksNothing(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB, l *audit.Log, clk *clock.Clock) {
		jumps := []int{0, 48, -72, 5, -5, 24 * 365, -24 * 365, 0}
		for i, hours := range jumps {
			clk.Advance(hoursOf(hours))
			run(t, db, func(ctx context.Context, tx *store.Tx) error {
				return l.Record(ctx, tx, audit.Entry{By: theo, Action: "case.work", Kind: "case", Object: string(rune('a' + i)), Person: "amina"})
			})
			if i%2 == 1 {
				seal(t, l)
			}
		}
		if found, err := l.Verify(t.Context(), db); err != nil || found.Sealed != int64(len(jumps)) || found.Unsealed != 0 {
			t.Errorf("%+v, %v", found, err)
		}
		order, err := store.All[string](t.Context(), db, `SELECT object FROM audit_entry ORDER BY seq`)
		if err != nil || strings.Join(order, "") != "abcdefgh" {
			t.Errorf("sealed as %v, %v", order, err)
		}
		seen, err := audit.SeenOf(t.Context(), db, "amina", audit.Asked{}, 100)
		if err != nil || len(seen) != len(jumps) {
			t.Errorf("%d entries seen, %v", len(seen), err)
		}
	})
}

func hoursOf(n int) time.Duration { return time.Duration(n) * time.Hour }
