package desk_test

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/clock"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// benchCases is how many cases the benchmarks run on: HEARTH_BENCH_CASES, or a million.
func benchCases(b *testing.B) int {
	b.Helper()
	n, err := strconv.Atoi(os.Getenv("HEARTH_BENCH_CASES"))
	if err != nil || n < 1000 {
		return 1_000_000
	}
	return n
}

// BenchmarkPages measures what the queue, the views' counts, one case, a person's requests and a search take in the database of a large
// organisation: 50,000 people, of whom 20 work in HR, and benchCases cases, one in a thousand of them open. It reports the 95th percentile.
func BenchmarkPages(b *testing.B) {
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		b.Run(string(dialect), func(b *testing.B) {
			w := newWorld(b, dbtest.Open(b, dialect, schemas, clock.Fake(dbtest.Noon)))
			w.fill(benchCases(b), 50_000)
			hr, amina := w.hr("marta"), w.portal("amina")
			own := w.open(amina, desk.Open{Subject: "Zeppelin allowance", Body: "A rare word."})
			for name, page := range map[string]func() error{
				"queue": func() error {
					_, err := w.desk.List(w.ctx(), hr, desk.List{View: desk.ViewOpen, Limit: 30})
					return err
				},
				"closed": func() error {
					_, err := w.desk.List(w.ctx(), hr, desk.List{View: desk.ViewClosed, Limit: 30})
					return err
				},
				"counts":   func() error { _, err := w.desk.Views(w.ctx(), hr, desk.ReadViews{}); return err },
				"case":     func() error { _, err := w.desk.Read(w.ctx(), hr, desk.ReadOne{Number: own.Number}); return err },
				"requests": func() error { return w.listed(amina, desk.List{View: desk.ViewRequests}) },
				"search":   func() error { return w.listed(hr, desk.List{Q: "zeppelin"}) },
			} {
				b.Run(name, func(b *testing.B) { percentile(b, page) })
			}
		})
	}
}

func (w world) listed(by authz.Actor, in desk.List) error {
	_, err := w.desk.List(w.ctx(), by, in)
	return err
}

func percentile(b *testing.B, page func() error) {
	var took []time.Duration
	for b.Loop() {
		began := time.Now()
		if err := page(); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
}

// fill writes n cases of persons others into the tables directly.
func (w world) fill(n, persons int) {
	w.Helper()
	const batch = 5000
	began := w.db.Now().Add(-365 * 24 * time.Hour)
	for from := 0; from < n; from += batch {
		if err := w.db.Tx(w.ctx(), func(tx *store.Tx) error { return w.fillBatch(tx, from, min(n, from+batch), n, persons, began) }); err != nil {
			w.Fatal(err)
		}
	}
	if w.db.Dialect() == store.Postgres {
		w.exec(`ANALYZE`)
	}
}

func (w world) fillBatch(tx *store.Tx, from, to, n, persons int, began store.Time) error {
	services := []string{"pay", "hours", "health", "review", "ask"}
	for i := from; i < to; i++ {
		id, person := fmt.Sprintf("bench-%08d", i), fmt.Sprintf("person-%06d", i%persons)
		at := began.Add(time.Duration(i) * 364 * 24 * time.Hour / time.Duration(n))
		state, due, queue := "closed", store.Time{}, store.At(time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC))
		if i%1000 == 0 {
			state, due = "open", w.db.Now().Add(time.Duration(i%97)*time.Hour)
			queue = due
		}
		service, sensitivity := services[i%5], "open"
		if service == "review" {
			sensitivity = "team"
		}
		if _, err := tx.Exec(w.ctx(), `INSERT INTO desk_case (id, number, service_id, subject, state, channel, language, by_person, for_person, opened_by, unit_id,
			site, sensitivity, manager_sees, about_sees, not_to_manager, health, quiet, needs_decision, team_id, priority, opened_at, last_at, last_side,
			new_reply, unread, due_at, queue_at, due_kind, risk_at, waiting_reason, outcome, cause_id, cause_text, handed_to, reopened, version)
			VALUES ($1, $2, $3, 'A question about pay', $4, 'portal', 'en', $5, $5, $5, '', 'Malmby', $6, $7, $7, $7, $8, $8, $7, 'advice', 0, $9, $9,
			'customer', $7, $7, $10, $11, '', $10, '', '', '', '', '', 0, 1)`,
			id, 100_000_000+i, service, state, person, sensitivity, false, service == "health", at, due, queue); err != nil {
			return err
		}
		if _, err := tx.Exec(w.ctx(), `INSERT INTO desk_party (case_id, person_id, relation) VALUES ($1, $2, 'by'), ($1, $2, 'for')`, id, person); err != nil {
			return err
		}
	}
	return nil
}
