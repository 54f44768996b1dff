// Package tally keeps how many cases each team has of each kind, in the tables desk_tally and desk_tally_risk. They follow every change of a case in its own
// transaction: so nobody counts the cases themselves for each page. It knows nothing of who may see what.
package tally

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// counts is what a case adds to the tally of its team and sensitivity.
type counts struct {
	TeamID, Sensitivity                                     string
	Working, Waiting, Unassigned, Replies, Answered, Closed int
	RiskAt                                                  store.Time // of an open or a waiting case: when it comes to be at risk
}

// Case is the part of a case that counts depend on. RiskAt has to be a full minute: see FullMinute.
type Case struct {
	TeamID, Sensitivity, State, AssigneePerson string
	NewReply                                   bool
	RiskAt                                     store.Time
}

func (t Case) counts() counts {
	c := counts{TeamID: t.TeamID, Sensitivity: t.Sensitivity}
	switch t.State {
	case "open":
		c.Working, c.Replies, c.RiskAt = 1, one(t.NewReply), t.RiskAt
	case "waiting":
		c.Working, c.Waiting, c.RiskAt = 1, 1, t.RiskAt
	case "answered":
		c.Answered = 1
	case "closed":
		c.Closed = 1
	}
	c.Unassigned = c.Working * one(t.AssigneePerson == "")
	return c
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// FullMinute is the first full minute that is not before t: the tally knows when cases come to be at risk to the minute, so they do so at one.
func FullMinute(t store.Time) store.Time {
	if t.IsZero() {
		return t
	}
	return store.At(t.Add(time.Minute - time.Microsecond).Truncate(time.Minute))
}

// Change is a change of the tally that is being added up before it is written. It is not safe for concurrent use.
type Change struct {
	kinds map[[2]string]counts // by team and sensitivity
	risks map[riskKey]int
}

type riskKey struct {
	team, sensitivity string
	at                store.Time
}

// New returns a change of nothing.
func New() *Change { return &Change{map[[2]string]counts{}, map[riskKey]int{}} }

// Add adds a case n times: 1 or -1.
func (t *Change) Add(of Case, n int) {
	c := of.counts()
	key := [2]string{c.TeamID, c.Sensitivity}
	sum := t.kinds[key]
	sum.Working, sum.Waiting, sum.Unassigned = sum.Working+n*c.Working, sum.Waiting+n*c.Waiting, sum.Unassigned+n*c.Unassigned
	sum.Replies, sum.Answered, sum.Closed = sum.Replies+n*c.Replies, sum.Answered+n*c.Answered, sum.Closed+n*c.Closed
	t.kinds[key] = sum
	if !c.RiskAt.IsZero() {
		t.risks[riskKey{c.TeamID, c.Sensitivity, c.RiskAt}] += n
	}
}

// slots is how many rows the tally of one kind is spread over on PostgreSQL, where two transactions that change the same row cannot both commit.
const slots = 32

// Write adds the change to the tables.
func (t *Change) Write(ctx context.Context, tx *store.Tx) error {
	slot := 0
	if tx.Dialect() == store.Postgres {
		slot = rand.IntN(slots)
	}
	for key, c := range t.kinds {
		if c == (counts{}) {
			continue
		}
		if err := tx.Write(ctx, `INSERT INTO desk_tally (team_id, sensitivity, slot, working, waiting, unassigned, replies, answered, closed)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (team_id, sensitivity, slot) DO UPDATE SET working = desk_tally.working + excluded.working,
			waiting = desk_tally.waiting + excluded.waiting, unassigned = desk_tally.unassigned + excluded.unassigned, replies = desk_tally.replies + excluded.replies,
			answered = desk_tally.answered + excluded.answered, closed = desk_tally.closed + excluded.closed`,
			key[0], key[1], slot, c.Working, c.Waiting, c.Unassigned, c.Replies, c.Answered, c.Closed); err != nil {
			return fmt.Errorf("write tally: %w", err)
		}
	}
	for key, n := range t.risks {
		if n == 0 {
			continue
		}
		if err := tx.Write(ctx, `INSERT INTO desk_tally_risk (at, team_id, sensitivity, slot, n) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (at, team_id, sensitivity, slot) DO UPDATE SET n = desk_tally_risk.n + excluded.n`, key.at, key.team, key.sensitivity, slot, n); err != nil {
			return fmt.Errorf("write tally: %w", err)
		}
	}
	return nil
}

// selectCase reads what counts about cases.
const selectCase = `SELECT team_id, sensitivity, state, COALESCE(assignee_person, '') AS assignee_person, new_reply, risk_at FROM desk_case WHERE `

// Changed writes the change from what the database holds of a case to what is about to be written. A case that is not there is an error.
func Changed(ctx context.Context, tx *store.Tx, id string, after Case) error {
	before, err := store.One[Case](ctx, tx, selectCase+`id = $1`, id)
	if errors.Is(err, store.ErrNone) {
		return fmt.Errorf("case %s is not there", id)
	}
	if err != nil {
		return fmt.Errorf("read tally: %w", err)
	}
	if before.counts() == after.counts() {
		return nil
	}
	t := New()
	t.Add(before, -1)
	t.Add(after, 1)
	return t.Write(ctx, tx)
}

// Unassigned writes the change that comes with taking a person from all their cases, before it is made.
func Unassigned(ctx context.Context, tx *store.Tx, personID string) error {
	all, err := store.All[Case](ctx, tx, selectCase+`assignee_person = $1 AND state IN ('open', 'waiting')`, personID)
	if err != nil {
		return fmt.Errorf("read tally: %w", err)
	}
	t := New()
	for _, x := range all {
		t.Add(x, -1)
		x.AssigneePerson = ""
		t.Add(x, 1)
	}
	return t.Write(ctx, tx)
}

// Sweep adds up what is past, which one number per kind can hold.
func Sweep(ctx context.Context, db *store.DB) error {
	return db.Tx(ctx, func(tx *store.Tx) error {
		type sum struct {
			TeamID, Sensitivity string
			N                   int
		}
		all, err := store.All[sum](ctx, tx, `SELECT team_id, sensitivity, SUM(n) AS n FROM desk_tally_risk WHERE at <= $1 GROUP BY team_id, sensitivity`, tx.Now())
		if err != nil {
			return fmt.Errorf("sweep tally: %w", err)
		}
		if _, err := tx.Exec(ctx, `DELETE FROM desk_tally_risk WHERE at <= $1 OR n = 0`, tx.Now()); err != nil {
			return fmt.Errorf("sweep tally: %w", err)
		}
		past := New()
		for _, x := range all {
			past.risks[riskKey{x.TeamID, x.Sensitivity, store.At(time.Unix(0, 0))}] = x.N
		}
		return past.Write(ctx, tx)
	})
}

// Sum is what of each kind is open to HR and to teams.
type Sum struct{ Open, Waiting, Unassigned, Reply, Answered, Closed, Team, Due int }

// Shared adds up, as of a moment, what the condition shared on the columns of table t holds for: which teams and sensitivities somebody sees. Team counts those of
// by's teams alone.
func Shared(ctx context.Context, q store.Querier, by authz.Actor, now store.Time, shared store.Where) (Sum, error) {
	b := new(store.Q).Add(`SELECT `)
	for _, c := range []struct{ column, as string }{{"working", "open"}, {"waiting", "waiting"}, {"unassigned", "unassigned"}, {"replies", "reply"}, {"answered", "answered"}, {"closed", "closed"}} {
		b.Add(`COALESCE(SUM(t.` + c.column + `), 0) AS ` + c.as + `, `)
	}
	b.Add(`COALESCE(SUM(CASE WHEN `).Where(store.In("t.team_id", by.Teams)).Add(` THEN t.working ELSE 0 END), 0) AS team,
		(SELECT COALESCE(SUM(t.n), 0) FROM desk_tally_risk t WHERE t.at <= ? AND `, now).Where(shared).Add(`) AS due
		FROM desk_tally t WHERE `).Where(shared)
	n, err := store.Row[Sum](ctx, q, b)
	if err != nil {
		return n, fmt.Errorf("sum tally: %w", err)
	}
	return n, nil
}
