package rating_test

import (
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/rating"
)

// fast is how long the figures may take over so many closed cases, a third of them rated.
const (
	fast   = 50 * time.Millisecond
	closed = 100_000
)

// columns are those of desk_case in its order; what a copy has instead of the value of the case that it copies.
var columns = strings.Fields(`id number service_id subject state channel language by_person for_person opened_by unit_id site sensitivity manager_sees about_sees not_to_manager health quiet
	needs_decision team_id assignee_person priority opened_at last_at last_side new_reply unread due_at queue_at due_kind risk_at waiting_reason waiting_until outcome cause_id cause_text handed_to
	answered_at answered_by closed_at reopened version`)

const numbers = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1) `

// fill makes closed cases of one that is there: of 20,000 people at twelve sites, in thirty services of six teams, answered by forty.
func (w *world) fill() {
	w.T.Helper()
	copied := map[string]string{"id": `'bench-' || n.i`, "number": `2000000000 + n.i`, "state": `'closed'`, "service_id": `'service-' || (n.i % 30)`, "team_id": `'team-' || (n.i % 30 % 6)`,
		"site": `'Site ' || (n.i % 7 * n.i % 12)`, "sensitivity": `'open'`, "by_person": `'somebody-' || (n.i % 20000)`, "for_person": `'somebody-' || (n.i % 20000)`,
		"assignee_person": `'agent-' || (n.i % 40)`, "answered_by": `'agent-' || (n.i % 40)`}
	at := make([]string, len(columns))
	for i, c := range columns {
		if at[i] = copied[c]; at[i] == "" {
			at[i] = "c." + c
		}
	}
	exec := func(sql string, args ...any) {
		w.ok(w.DB.Tx(w.T.Context(), func(tx *store.Tx) error { _, err := tx.Exec(w.T.Context(), sql, args...); return err }))
	}
	exec(numbers+`INSERT INTO desk_case (`+strings.Join(columns, ", ")+`) SELECT `+strings.Join(at, ", ")+` FROM desk_case c, n WHERE c.id NOT LIKE 'bench-%'`, closed)
	exec(numbers+`INSERT INTO rating_rating (case_id, person_id, agent_person, team_id, service_id, at, given_at, satisfaction, effort, again, comment, show_agent, solved)
		SELECT 'bench-' || n.i, 'somebody-' || (n.i % 20000), 'agent-1', 'team-1', 'service-1', c.answered_at, c.answered_at, n.i % 5 + 1, n.i % 4 + 1, CASE n.i % 3 WHEN 0 THEN 'no' ELSE 'yes' END, '', FALSE,
		CASE n.i % 4 WHEN 0 THEN 'no' ELSE 'yes' END FROM n JOIN desk_case c ON c.id = 'bench-' || n.i WHERE n.i % 3 = 0`, closed)
	exec(`ANALYZE`)
}

func BenchmarkTheFiguresOf100000Cases(b *testing.B) {
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		b.Run(string(dialect), func(b *testing.B) {
			w := &world{App: apptest.New(b, dialect)}
			w.over("amina", desk.Open{Service: "hours"})
			w.fill()
			w.Advance(90 * 24 * time.Hour)
			began := time.Now()
			if _, err := w.Rating.Count(b.Context()); err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(time.Since(began).Milliseconds()), "ms/count-once")
			ingrid := w.Actor(authz.Desk, "ingrid")
			for b.Loop() {
				got, err := w.Rating.Satisfaction(b.Context(), ingrid, rating.ReadSatisfaction{})
				if err != nil || got.Total.Cases < closed || len(got.Items) < 30 {
					b.Fatalf("%+v, %d groups, %v", got.Total, len(got.Items), err)
				}
			}
			if each := b.Elapsed() / time.Duration(b.N); each > fast {
				b.Errorf("the figures of %d cases took %s, more than %s", closed, each, fast)
			}
		})
	}
}
