package party

import (
	"context"
	"fmt"

	"hearth/internal/people"
	"hearth/internal/platform/store"
)

// Guard is how protected a case is.
type Guard struct {
	Sensitivity   string
	Health, Quiet bool
	Against       bool // it complains of somebody
}

// GuardOf returns how protected a case is now.
func GuardOf(ctx context.Context, q store.Querier, caseID string) (Guard, error) {
	g, err := store.One[Guard](ctx, q, `SELECT c.sensitivity, c.health, c.quiet, EXISTS (SELECT 1 FROM desk_party v WHERE v.case_id = c.id AND v.relation = 'against') AS against FROM desk_case c WHERE c.id = $1`, caseID)
	if err != nil {
		return g, fmt.Errorf("read case: %w", err)
	}
	return g, nil
}

// NoStricter is the condition that the case of table x, with its id in case_id, is not more protected than the columns sensitivity, health and quiet of x say.
func NoStricter(x string) store.Where {
	return store.Cond(`EXISTS (SELECT 1 FROM desk_case k WHERE k.id = ` + x + `.case_id AND k.sensitivity IN ('open', ` + x + `.sensitivity) AND (` + x + `.health OR NOT k.health) AND (` + x + `.quiet OR NOT k.quiet))`)
}

// Askable is the condition that a person can be asked about the case whose id is column, as somebody who has no part in it: it is not theirs, nor against them, and they are not kept from it.
func Askable(personID, column string, now store.Time) store.Where {
	reports := people.ReportsOf(personID, "n.for_person", now)
	return store.And(
		store.Cond(column+` NOT IN (SELECT v.case_id FROM desk_party v WHERE v.person_id = ? AND v.relation <> 'named')`, personID),
		store.Where{SQL: `NOT EXISTS (SELECT 1 FROM desk_case n WHERE n.id = ` + column + ` AND n.not_to_manager AND ` + reports.SQL + `)`, Args: reports.Args})
}

// MayBeAsked reports whether Askable holds for a person and a case.
func MayBeAsked(ctx context.Context, q store.Querier, caseID, personID string) (bool, error) {
	n, err := store.Row[int](ctx, q, new(store.Q).Add(`SELECT count(*) FROM desk_case c WHERE c.id = ? AND `, caseID).Where(Askable(personID, "c.id", q.Now())))
	if err != nil {
		return false, fmt.Errorf("read case: %w", err)
	}
	return n > 0, nil
}
