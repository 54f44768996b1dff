package record

import (
	"context"
	"fmt"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// WordsAtWork is the condition that by, if they may see the case whose id is column, reads its words as somebody of HR: it is none of their own, and if it holds health
// data they work on it or are named. It is the desk's rule as SQL, for modules that keep words of their own and list them; it goes with SeenBy.
func WordsAtWork(by authz.Actor, column string) store.Where {
	return store.Where{SQL: `EXISTS (SELECT 1 FROM desk_case h WHERE h.id = ` + column + ` AND (NOT h.health OR h.assignee_person = ? OR h.id IN (SELECT v.case_id FROM desk_party v
		WHERE v.person_id = ? AND v.relation = 'named'))) AND ` + column + ` NOT IN (SELECT v.case_id FROM desk_party v WHERE v.person_id = ? AND v.relation IN ('by', 'for', 'about', 'representative'))`,
		Args: []any{by.PersonID, by.PersonID, by.PersonID}}
}

// NotOwn is the condition that the case whose id is column is none of by's own: of somebody of HR, what HR has for itself about their own case is not theirs to read. It is the desk's rule as SQL, for
// modules that keep such things; it goes with SeenBy.
func NotOwn(by authz.Actor, column string) store.Where {
	return store.Cond(column+` NOT IN (SELECT v.case_id FROM desk_party v WHERE v.person_id = ? AND v.relation IN ('by', 'for', 'about', 'representative'))`, by.PersonID)
}

// Nobodys is the condition that nobody works on the case whose id is column.
func Nobodys(column string) store.Where {
	return store.Cond(`EXISTS (SELECT 1 FROM desk_case h WHERE h.id = ` + column + ` AND h.assignee_person IS NULL)`)
}

// AtWork is the condition that by works on the case whose id is column as somebody of HR, if they may see it: it is open to them, and none of their own. It is the
// desk's rule as SQL, for modules that list work of their own; it goes with SeenBy.
func AtWork(by authz.Actor, column string) store.Where {
	work := store.Or(store.Cond(`h.assignee_person = ?`, by.PersonID), store.Cond(`h.id IN (SELECT v.case_id FROM desk_party v WHERE v.person_id = ? AND v.relation = 'named')`, by.PersonID))
	if by.Has(authz.Agent, authz.HRHead) {
		work = store.Or(work, store.Cond(`h.sensitivity = 'open'`), store.And(store.Cond(`h.sensitivity = 'team'`), store.In("h.team_id", by.Teams)))
	}
	return store.Where{SQL: `EXISTS (SELECT 1 FROM desk_case h WHERE h.id = ` + column + ` AND (` + work.SQL + `)) AND ` + column + ` NOT IN (SELECT v.case_id FROM desk_party v
		WHERE v.person_id = ? AND v.relation IN ('by', 'for', 'about', 'representative'))`, Args: append(work.Args, by.PersonID)}
}

// With returns with whom cases are, by id: one that is with nobody is absent. It asks nobody's rights.
func With(ctx context.Context, q store.Querier, ids []string) (map[string]string, error) {
	out := make(map[string]string, len(ids))
	if len(ids) == 0 {
		return out, nil
	}
	type has struct{ ID, Person string }
	all, err := store.Select[has](ctx, q, new(store.Q).Add(`SELECT c.id, c.assignee_person AS person FROM desk_case c WHERE c.assignee_person IS NOT NULL AND `).Where(store.In("c.id", ids)))
	if err != nil {
		return nil, fmt.Errorf("read with whom cases are: %w", err)
	}
	for _, h := range all {
		out[h.ID] = h.Person
	}
	return out, nil
}

// Subjects returns what cases are about, by id, for readers of whom the caller knows that they read their words.
func Subjects(ctx context.Context, q store.Querier, ids []string) (map[string]string, error) {
	out := make(map[string]string, len(ids))
	if len(ids) == 0 {
		return out, nil
	}
	type heading struct{ ID, Subject string }
	all, err := store.Select[heading](ctx, q, new(store.Q).Add(`SELECT c.id, c.subject FROM desk_case c WHERE `).Where(store.In("c.id", ids)))
	if err != nil {
		return nil, fmt.Errorf("read subjects: %w", err)
	}
	for _, h := range all {
		out[h.ID] = h.Subject
	}
	return out, nil
}

// Beginnings returns the message with which each of some cases began, by id, for readers of whom the caller knows that they read their words. One that was withdrawn is absent.
func Beginnings(ctx context.Context, q store.Querier, ids []string) (map[string]string, error) {
	out := make(map[string]string, len(ids))
	if len(ids) == 0 {
		return out, nil
	}
	type first struct{ CaseID, Body string }
	all, err := store.Select[first](ctx, q, new(store.Q).Add(`SELECT e.case_id, e.body FROM desk_entry e WHERE e.id IN (SELECT min(f.id) FROM desk_entry f WHERE f.kind = 'message' AND `).
		Where(store.In("f.case_id", ids)).Add(` GROUP BY f.case_id) AND e.withdrawn_at IS NULL`))
	if err != nil {
		return nil, fmt.Errorf("read beginnings: %w", err)
	}
	for _, f := range all {
		out[f.CaseID] = f.Body
	}
	return out, nil
}

// Sight is what of a case decides who sees it, besides the people in it, and what of it is left to do.
type Sight struct {
	Sensitivity, Team                            string // Team where its team alone sees it
	Health, ManagerSees, AboutSees, NotToManager bool
}

// SightOf returns it.
func SightOf(ctx context.Context, q store.Querier, caseID string) (Sight, error) {
	s, err := store.One[Sight](ctx, q, `SELECT c.sensitivity, CASE WHEN c.sensitivity = 'team' THEN c.team_id ELSE '' END AS team, c.health, c.manager_sees, c.about_sees, c.not_to_manager
		FROM desk_case c WHERE c.id = $1`, caseID)
	if err != nil {
		return s, fmt.Errorf("read who sees the case: %w", err)
	}
	return s, nil
}

// StepsLeft reports whether a case has steps that are not done.
func StepsLeft(ctx context.Context, q store.Querier, caseID string) (bool, error) {
	n, err := store.One[int](ctx, q, `SELECT count(*) FROM desk_step WHERE case_id = $1 AND state <> 'done'`, caseID)
	return n > 0, err
}
