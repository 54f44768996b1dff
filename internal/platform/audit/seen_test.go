package audit_test

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	"hearth/internal/platform/audit"
	"hearth/internal/platform/clock"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// fill writes n entries of five years until noon: each person's record was opened equally often.
func fill(t *testing.T, db *store.DB, n, persons int) {
	t.Helper()
	const step = 5 * 365 * 86400
	every := fmt.Sprintf(`, 'desk', '', 'desk', 'case.read', 'case', 'c', 'p' || (n %% %d), 'payroll', true, '', n, ''`, persons)
	number := `INSERT INTO audit_entry (id, at, actor, task, face, action, kind, object, subject, team, opening, mac, seq, link) SELECT `
	sql := number + `lpad(CAST(n AS text), 36, '0'), timestamptz '2026-11-17 12:00:00Z' - make_interval(secs => n * ` + fmt.Sprint(float64(step)/float64(n)) + `)` + every + ` FROM generate_series(1, $1) n`
	if db.Dialect() == store.SQLite {
		sql = `WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < $1) ` + number + `printf('%036d', n), strftime('%Y-%m-%dT%H:%M:%f000Z', 1794916800 - n * ` +
			fmt.Sprint(float64(step)/float64(n)) + `, 'unixepoch')` + every + ` FROM s`
	}
	definition := `SELECT indexdef FROM pg_indexes WHERE indexname = $1`
	if db.Dialect() == store.SQLite {
		definition = `SELECT sql FROM sqlite_master WHERE name = $1`
	}
	run(t, db, func(ctx context.Context, tx *store.Tx) error {
		var again []string
		for _, name := range []string{"seq", "subject", "unsealed", "record"} { // filling indexes row by row takes long
			create, err := store.One[string](ctx, tx, definition, "audit_entry_"+name)
			if err != nil {
				return err
			}
			again = append(again, create)
			if _, err := tx.Exec(ctx, `DROP INDEX audit_entry_`+name); err != nil {
				return err
			}
		}
		if _, err := tx.Exec(ctx, `INSERT INTO audit_subject (key, person_id) VALUES ('p7', 'amina'), ('desk', 'theo')`); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, sql, n); err != nil {
			return err
		}
		for _, create := range again {
			if _, err := tx.Exec(ctx, create); err != nil {
				return err
			}
		}
		return nil
	})
}

// Who saw somebody's record in a year is answered at once from among many entries: ten million with HEARTH_LONG, a tenth otherwise.
func TestWhoSawIsAnsweredFromAmongMany(t *testing.T) {
	n, limit := 1_000_000, 2*time.Second // of a busy machine; what is not found by an index takes a minute
	switch {
	case os.Getenv("HEARTH_LONG") != "":
		n = 10_000_000
	case testing.Short():
		n = 100_000
	}
	const persons = 1000
	each(t, func(t *testing.T, db *store.DB, _ *audit.Log, _ *clock.Clock) {
		fill(t, db, n, persons)
		from := store.At(dbtest.Noon.AddDate(-2, 0, 0))
		seen, took := 0, time.Hour
		for look := 0; look < 5 && took > limit; look++ { // a disturbed one is repeated
			began := time.Now()
			seen = seenBy(t, db, audit.Asked{From: from, To: from.Add(365 * 24 * time.Hour)})
			took = time.Since(began)
		}
		t.Logf("shown: %d of %d entries in %v", seen, n, took)
		if want := n / persons / 5; seen < want-1 || seen > want+1 {
			t.Errorf("%d entries, want %d", seen, want)
		}
		if took > limit {
			t.Errorf("it took %v", took)
		}
	})
}

// seenBy reads all pages of what was seen of Amina, and returns how many entries they have.
func seenBy(t *testing.T, db *store.DB, asked audit.Asked) (seen int) {
	t.Helper()
	for {
		page, err := audit.SeenOf(t.Context(), db, "amina", asked, 100)
		if err != nil {
			t.Fatal(err)
		}
		for i, s := range page {
			if s.Actor != "theo" || s.At.Before(asked.From) || !s.At.Before(asked.To) || i > 0 && page[i-1].At.Before(s.At) {
				t.Fatalf("%+v", s)
			}
		}
		seen += len(page)
		if len(page) < 100 {
			return seen
		}
		asked.After = page[99].ID
	}
}
