package desk

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"hearth/internal/catalogue"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// The tables desk_tally and desk_tally_risk hold how many cases each team has of each kind. They follow every change of a case in its own transaction. A
// viewer's counts are those sums, corrected by the few cases to which the viewer stands in a relation of their own.

// counts is what a case adds to the tally of its team and sensitivity.
type counts struct {
	TeamID, Sensitivity                                     string
	Working, Waiting, Unassigned, Replies, Answered, Closed int
	RiskAt                                                  store.Time // of an open case: when it comes to be at risk
}

// tallied is the part of a case that counts depend on.
type tallied struct {
	TeamID, Sensitivity string
	State               State
	AssigneePerson      string
	NewReply            bool
	RiskAt              store.Time
}

func (r row) tallied() tallied {
	return tallied{r.TeamID, r.Sensitivity, r.State, r.AssigneePerson, r.NewReply, r.RiskAt}
}

func (t tallied) counts() counts {
	c := counts{TeamID: t.TeamID, Sensitivity: t.Sensitivity}
	switch t.State {
	case StateOpen:
		c.Working, c.Replies, c.RiskAt = 1, one(t.NewReply), t.RiskAt
	case Waiting:
		c.Working, c.Waiting = 1, 1
	case Answered:
		c.Answered = 1
	case Closed:
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

// fullMinute is the first full minute that is not before t: the tally knows when cases come to be at risk to the minute, so they do so at one.
func fullMinute(t store.Time) store.Time {
	if t.IsZero() {
		return t
	}
	return store.At(t.Add(time.Minute - time.Microsecond).Truncate(time.Minute))
}

// tally is a change of the tally that is being added up before it is written.
type tally struct {
	kinds map[[2]string]counts // by team and sensitivity
	risks map[riskKey]int
}

type riskKey struct {
	team, sensitivity string
	at                store.Time
}

func newTally() *tally { return &tally{map[[2]string]counts{}, map[riskKey]int{}} }

// add adds a case n times: 1 or -1.
func (t *tally) add(of tallied, n int) {
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

// write adds the change to the tables.
func (t *tally) write(ctx context.Context, tx *store.Tx) error {
	slot := 0
	if tx.Dialect() == store.Postgres {
		slot = rand.IntN(slots)
	}
	for key, c := range t.kinds {
		if c == (counts{}) {
			continue
		}
		if _, err := tx.Exec(ctx, `INSERT INTO desk_tally (team_id, sensitivity, slot, working, waiting, unassigned, replies, answered, closed)
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
		if _, err := tx.Exec(ctx, `INSERT INTO desk_tally_risk (at, team_id, sensitivity, slot, n) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (at, team_id, sensitivity, slot) DO UPDATE SET n = desk_tally_risk.n + excluded.n`, key.at, key.team, key.sensitivity, slot, n); err != nil {
			return fmt.Errorf("write tally: %w", err)
		}
	}
	return nil
}

// selectTallied reads what counts about cases.
const selectTallied = `SELECT team_id, sensitivity, state, COALESCE(assignee_person, '') AS assignee_person, new_reply, risk_at FROM desk_case WHERE `

// retally writes the change from what the database holds for a case to what is about to be written.
func retally(ctx context.Context, tx *store.Tx, id string, after tallied) error {
	before, err := store.One[tallied](ctx, tx, selectTallied+`id = $1`, id)
	if errors.Is(err, store.ErrNone) {
		return fmt.Errorf("case %s is not there", id)
	}
	if err != nil {
		return fmt.Errorf("read tally: %w", err)
	}
	if before.counts() == after.counts() {
		return nil
	}
	t := newTally()
	t.add(before, -1)
	t.add(after, 1)
	return t.write(ctx, tx)
}

// tallyUnassigned writes the change that comes with taking a person from all their cases, before it is made.
func tallyUnassigned(ctx context.Context, tx *store.Tx, personID string) error {
	all, err := store.All[tallied](ctx, tx, selectTallied+`assignee_person = $1 AND state IN ('open', 'waiting')`, personID)
	if err != nil {
		return fmt.Errorf("read tally: %w", err)
	}
	t := newTally()
	for _, x := range all {
		t.add(x, -1)
		x.AssigneePerson = ""
		t.add(x, 1)
	}
	return t.write(ctx, tx)
}

// sweepTally adds up what is past, which one number per kind can hold.
func (s *Service) sweepTally(ctx context.Context) error {
	return s.db.Tx(ctx, func(tx *store.Tx) error {
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
		past := newTally()
		for _, x := range all {
			past.risks[riskKey{x.TeamID, x.Sensitivity, store.At(time.Unix(0, 0))}] = x.N
		}
		return past.write(ctx, tx)
	})
}

// countWork counts HR's views for a viewer: those of what is not closed exactly, the others where more than maxCount are certain. A view that is missing has to be counted.
func (s *Service) countWork(ctx context.Context, by authz.Actor, now store.Time) (map[string]int, error) {
	if !by.Has(authz.Agent, authz.HRHead) {
		return nil, nil
	}
	sums, err := s.sumTally(ctx, by, now)
	if err != nil {
		return nil, err
	}
	if err := s.correct(ctx, by, now, sums); err != nil {
		return nil, err
	}
	return sums, nil
}

// sumTally is what the views would hold for a viewer without any relation of their own.
func (s *Service) sumTally(ctx context.Context, by authz.Actor, now store.Time) (map[string]int, error) {
	mine := store.In("t.team_id", by.Teams)
	type total struct{ Open, Waiting, Unassigned, Reply, Answered, Closed, Team, Due int }
	q := new(store.Q).Add(`SELECT `)
	for _, c := range []struct{ column, as string }{{"working", "open"}, {"waiting", "waiting"}, {"unassigned", "unassigned"}, {"replies", "reply"}, {"answered", "answered"}, {"closed", "closed"}} {
		q.Add(`COALESCE(SUM(t.` + c.column + `), 0) AS ` + c.as + `, `)
	}
	q.Add(`COALESCE(SUM(CASE WHEN `).Where(mine).Add(` THEN t.working ELSE 0 END), 0) AS team,
		(SELECT COALESCE(SUM(t.n), 0) FROM desk_tally_risk t WHERE t.at <= ? AND `, now).Where(sharedWith("t", by)).Add(`) AS due
		FROM desk_tally t WHERE `).Where(sharedWith("t", by))
	n, err := store.Row[total](ctx, s.db, q)
	if err != nil {
		return nil, fmt.Errorf("sum tally: %w", err)
	}
	return map[string]int{ViewMine: 0, ViewUnassigned: n.Unassigned, ViewTeam: n.Team, ViewDue: n.Due, ViewReply: n.Reply, ViewOpen: n.Open, ViewWaiting: n.Waiting,
		ViewAnswered: n.Answered, ViewClosed: n.Closed, ViewAll: n.Open + n.Answered + n.Closed}, nil
}

// sharedWith is the condition that a case, or its tally, is open to by as a member of HR and its teams.
func sharedWith(table string, by authz.Actor) store.Where {
	return store.Or(store.Cond(table+`.sensitivity = ?`, catalogue.Open),
		store.And(store.Cond(table+`.sensitivity = ?`, catalogue.Team), store.In(table+".team_id", by.Teams)))
}

// standsTo is the condition for the cases to which the viewer stands in a relation of their own: nobody else's count depends on it.
func standsTo(me string, now store.Time) store.Where {
	reports := people.ReportsOf(me, "m.for_person", now)
	return store.Cond(`c.id IN (SELECT v.case_id FROM desk_party v WHERE v.person_id = ?
		UNION ALL SELECT a.id FROM desk_case a WHERE a.assignee_person = ? AND a.state IN ('open', 'waiting', 'answered')
		UNION ALL SELECT m.id FROM desk_case m WHERE (m.manager_sees OR m.not_to_manager) AND (`+reports.SQL+`))`, append([]any{me, me}, reports.Args...)...)
}

// correct takes from the sums what the viewer may not see or has no work with, and adds what only they see.
func (s *Service) correct(ctx context.Context, by authz.Actor, now store.Time, sums map[string]int) error {
	exact := store.And(s.visible(by, now), store.Not(s.own(by, now)))
	type difference struct{ Related, Mine, Unassigned, Team, Due, Reply, Open, Waiting, Answered int }
	// MATERIALIZED keeps SQLite from deciding who sees a case once for each view.
	q := new(store.Q).Add(`WITH related AS MATERIALIZED (SELECT c.id, c.state, c.assignee_person, c.team_id, c.new_reply, c.risk_at, CASE WHEN `).Where(exact).
		Add(` THEN 1 ELSE 0 END AS sees, CASE WHEN `).Where(sharedWith("c", by)).Add(` THEN 1 ELSE 0 END AS shared FROM desk_case c WHERE `).
		Where(standsTo(by.PersonID, now)).Add(`) SELECT count(*) AS related`)
	for _, id := range []string{ViewMine, ViewUnassigned, ViewTeam, ViewDue, ViewReply, ViewOpen, ViewWaiting, ViewAnswered} {
		where, _, _ := s.workView(by, id, now)
		q.Add(`, COALESCE(SUM(CASE WHEN `).Where(where).Add(` THEN c.sees`)
		if id != ViewMine {
			q.Add(` - c.shared`)
		}
		q.Add(` ELSE 0 END), 0) AS ` + id)
	}
	q.Add(` FROM related c`)
	d, err := store.Row[difference](ctx, s.db, q)
	if err != nil {
		return fmt.Errorf("correct counts: %w", err)
	}
	for id, n := range map[string]int{ViewMine: d.Mine, ViewUnassigned: d.Unassigned, ViewTeam: d.Team, ViewDue: d.Due, ViewReply: d.Reply, ViewOpen: d.Open,
		ViewWaiting: d.Waiting, ViewAnswered: d.Answered} {
		sums[id] += n
	}
	for _, id := range []string{ViewClosed, ViewAll} {
		if sums[id]-d.Related <= maxCount { // not certain: the viewer may see fewer
			delete(sums, id)
		}
	}
	return nil
}
