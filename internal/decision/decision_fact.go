package decision

import (
	"context"
	"fmt"

	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/store"
)

// keepFacts writes down, when a case is decided for the first time, what like cases are found by. Later decisions of the case keep the facts of the first.
func keepFacts(ctx context.Context, tx *store.Tx, c desk.Of) error {
	e, err := people.EmploymentOf(ctx, tx, c.ForPerson)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO decision_fact (case_id, for_person, service_id, site, weekly_hours, tenure_months) VALUES ($1, NULLIF($2, ''), $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
		c.ID, c.ForPerson, c.ServiceID, e.Site, e.WeeklyHours, e.MonthsUntil(tx.Now()))
	if err != nil {
		return fmt.Errorf("keep facts: %w", err)
	}
	return nil
}

// Cited is how a case was decided under a clause, with the facts of when it was first decided: for figures about many. Of a decision from before facts were kept, and of
// whoever was erased, they are not known: Service and Site are "" and the numbers 0.
type Cited struct {
	PersonID      string // whom the case is for
	ClauseVersion string
	Outcome       string
	Service       string
	Site          string
	WeeklyHours   float64
	TenureMonths  int
	At            store.Time
}

// EachCiting calls f for each case whose decision rests on a clause: for what holds now, whoever may read the case. Decisions of people who were erased are left out.
func EachCiting(ctx context.Context, q store.Querier, ref string, f func(c *Cited) error) error {
	err := store.Each(ctx, q, f, `SELECT d.for_person AS person_id, d.clause_version, d.outcome, COALESCE(f.service_id, '') AS service, COALESCE(f.site, '') AS site,
		COALESCE(f.weekly_hours, 0) AS weekly_hours, COALESCE(f.tenure_months, 0) AS tenure_months, d.decided_at AS at
		FROM decision_decision d LEFT JOIN decision_fact f ON f.case_id = d.case_id
		WHERE d.clause_ref = $1 AND d.for_person IS NOT NULL AND NOT EXISTS (SELECT 1 FROM decision_decision n WHERE n.replaces_id = d.id)`, ref)
	if err != nil {
		return fmt.Errorf("read decisions: %w", err)
	}
	return nil
}

// ClauseCount is how many cases were decided under a clause.
type ClauseCount struct {
	Ref, Title string
	Count      int
}

// CountByClause counts the cases of EachCiting for every clause that a decision rests on, whoever may read them.
func CountByClause(ctx context.Context, q store.Querier) ([]ClauseCount, error) {
	all, err := store.All[ClauseCount](ctx, q, `SELECT d.clause_ref AS ref, MAX(d.clause_title) AS title, count(*) AS count FROM decision_decision d
		WHERE d.clause_ref <> '' AND d.for_person IS NOT NULL AND NOT EXISTS (SELECT 1 FROM decision_decision n WHERE n.replaces_id = d.id) GROUP BY d.clause_ref ORDER BY d.clause_ref`)
	if err != nil {
		return nil, fmt.Errorf("count decisions: %w", err)
	}
	return all, nil
}

// exportFacts returns what was noted of a person beside decisions.
func exportFacts(ctx context.Context, q store.Querier, personID string) (any, error) {
	type noted struct {
		Service      string  `json:"service"`
		Site         string  `json:"site"`
		WeeklyHours  float64 `json:"weekly_hours"`
		TenureMonths int     `json:"months_here"`
	}
	all, err := store.All[noted](ctx, q, `SELECT service_id AS service, site, weekly_hours, tenure_months FROM decision_fact WHERE for_person = $1 ORDER BY case_id`, personID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

// eraseFacts takes the facts of a person away.
func eraseFacts(ctx context.Context, tx *store.Tx, personID string) error {
	if _, err := tx.Exec(ctx, `DELETE FROM decision_fact WHERE for_person = $1`, personID); err != nil {
		return fmt.Errorf("erase: %w", err)
	}
	return nil
}
