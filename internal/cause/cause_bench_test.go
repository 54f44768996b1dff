package cause_test

import (
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/cause"
	"hearth/internal/desk"
	"hearth/internal/platform/store"
)

// fast is how long the causes of a year may take with so many closed cases in it.
const (
	fast   = 50 * time.Millisecond
	closed = 100_000
)

// columns are those of desk_case in its order; what a copy has instead of the value of the case that it copies.
var columns = strings.Fields(`id number service_id subject state channel language by_person for_person opened_by unit_id site sensitivity manager_sees about_sees not_to_manager health quiet
	needs_decision team_id assignee_person priority opened_at last_at last_side new_reply unread due_at queue_at due_kind risk_at waiting_reason waiting_until outcome cause_id cause_text handed_to
	answered_at answered_by closed_at reopened version`)

const numbers = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1) `

// fill makes closed cases of one that is there: over a year, of six causes, in three sensitivities; three of ten cite one of forty clauses, and on four of ten work was written
// down. Each has who asked it; of some the reader is kept, some are their own and some are given to them.
func fill(w *world, reader string) {
	w.T.Helper()
	ctx := w.T.Context()
	copied := map[string]string{"id": `'bench-' || n.i`, "number": `2000000000 + n.i`, "state": `'closed'`,
		"service_id":      `CASE n.i % 5 WHEN 0 THEN 'pay' WHEN 1 THEN 'hours' WHEN 2 THEN 'review' WHEN 3 THEN 'fairness' ELSE 'grade' END`,
		"sensitivity":     `CASE n.i % 5 WHEN 2 THEN 'team' WHEN 3 THEN 'named' ELSE 'open' END`,
		"team_id":         `CASE n.i % 5 WHEN 0 THEN 'payroll' ELSE 'advice' END`,
		"cause_id":        `CASE n.i % 6 WHEN 0 THEN 'tool' WHEN 1 THEN 'other' WHEN 2 THEN 'information' WHEN 3 THEN 'pay-error' WHEN 4 THEN 'rule-unclear' ELSE 'personal-change' END`,
		"cause_text":      `CASE n.i % 6 WHEN 1 THEN 'Words of ' || n.i ELSE '' END`,
		"by_person":       `'somebody-' || n.i`,
		"for_person":      `'somebody-' || n.i`,
		"assignee_person": `CASE WHEN n.i % 97 = 0 THEN '` + reader + `' ELSE 'agent-' || (n.i % 40) END`}
	at := make([]string, len(columns))
	for i, c := range columns {
		if at[i] = copied[c]; at[i] == "" {
			at[i] = "c." + c
		}
	}
	two := func(x string) string { return `substr('0' || (` + x + `), length('0' || (` + x + `)) - 1, 2)` }
	exec := func(sql string, args ...any) {
		w.ok(nil, w.DB.Tx(ctx, func(tx *store.Tx) error { _, err := tx.Exec(ctx, sql, args...); return err }))
	}
	exec(numbers+`INSERT INTO desk_case (`+strings.Join(columns, ", ")+`) SELECT `+strings.Join(at, ", ")+` FROM desk_case c, n WHERE c.id NOT LIKE 'bench-%'`, closed)
	exec(numbers+`INSERT INTO desk_party (case_id, person_id, relation) SELECT 'bench-' || n.i, 'somebody-' || n.i, 'by' FROM n`, closed)
	exec(numbers+`INSERT INTO desk_party (case_id, person_id, relation) SELECT 'bench-' || n.i, CAST($2 AS text), CASE n.i % 3 WHEN 0 THEN 'against' WHEN 1 THEN 'named' ELSE 'for' END FROM n WHERE n.i % 301 = 0`, closed, reader)
	exec(numbers+`INSERT INTO cause_case (case_id, day, cause_id, service_id, team_id, sensitivity, minutes, clauses) SELECT c.id, '2025-' || `+two(`1 + n.i % 12`)+` || '-' || `+two(`1 + n.i / 12 % 28`)+`,
		c.cause_id, c.service_id, c.team_id, c.sensitivity, CASE WHEN n.i % 10 < 4 THEN n.i % 90 + 5 ELSE 0 END, CASE WHEN n.i % 10 >= 7 THEN 'pay ' || (n.i / 10 % 40) ELSE '' END
		FROM n JOIN desk_case c ON c.id = 'bench-' || n.i`, closed)
	exec(`INSERT INTO cause_clause (ref, title) SELECT DISTINCT clauses, 'A rule' FROM cause_case WHERE clauses <> ''`)
	for _, period := range []string{`'d' || day`, `'m' || substr(day, 1, 7)`} {
		for _, sql := range []string{
			`SELECT ` + period + `, cause_id, service_id, team_id, sensitivity, '', count(*), SUM(CASE WHEN minutes > 0 THEN 1 ELSE 0 END), SUM(minutes) FROM cause_case WHERE case_id LIKE 'bench-%' GROUP BY 1, 2, 3, 4, 5`,
			`SELECT ` + period + `, cause_id, service_id, team_id, sensitivity, clauses, count(*), 0, 0 FROM cause_case WHERE case_id LIKE 'bench-%' AND clauses <> '' GROUP BY 1, 2, 3, 4, 5, 6`,
		} {
			exec(`INSERT INTO cause_tally (period, cause_id, service_id, team_id, sensitivity, clause, n, logged, minutes) ` + sql)
		}
	}
	exec(`ANALYZE`)
}

func BenchmarkTheCausesOf100000Cases(b *testing.B) {
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		for _, c := range []struct {
			name string
			in   cause.Read
		}{{"whole months", cause.Read{From: "2025-01-01", To: "2025-12-31"}}, {"days at both ends", cause.Read{From: "2025-01-02", To: "2025-12-27"}}} {
			b.Run(string(dialect)+" "+c.name, func(b *testing.B) {
				w := &world{App: apptest.New(b, dialect)}
				w.end(w.ask("amina", desk.Open{Service: "pay"}), "tool", "")
				w.Drain()
				theo := w.hr("theo")
				fill(w, theo.PersonID)
				for b.Loop() {
					got, err := w.Cause.Read(b.Context(), theo, c.in)
					if err != nil || got.Cases < closed/2 || len(got.Words) == 0 {
						b.Fatalf("%d cases, %v", got.Cases, err)
					}
				}
				if each := b.Elapsed() / time.Duration(b.N); each > fast {
					b.Errorf("the causes of %d cases took %s, more than %s", closed, each, fast)
				}
			})
		}
	}
}
