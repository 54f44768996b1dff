package party

import (
	"context"
	"fmt"
	"slices"

	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// Handle names those who take concerns for a case that is for named people and names nobody: else nobody could see it. It does nothing to one that names somebody.
func (p *Found) Handle(ctx context.Context, q store.Querier) (err error) {
	if len(p.Named) > 0 {
		return nil
	}
	concerned := []string{p.By.ID, p.For.ID}
	for _, x := range slices.Concat(p.About, p.Against) {
		concerned = append(concerned, x.ID)
	}
	without := slices.Clone(concerned)
	for _, x := range p.Excluded {
		without = append(without, x.ID)
	}
	p.Named, err = handlers(ctx, q, concerned, without)
	return err
}

// NameHandlers is Handle for a case that there is, of whose named people none works in HR any more. It returns whom it named.
func NameHandlers(ctx context.Context, tx *store.Tx, caseID string) ([]people.Person, error) {
	type row struct{ PersonID, Relation string }
	rel, err := store.All[row](ctx, tx, `SELECT person_id, relation FROM desk_party WHERE case_id = $1 ORDER BY person_id, relation`, caseID)
	if err != nil {
		return nil, fmt.Errorf("read parties: %w", err)
	}
	var concerned, without []string
	for _, r := range rel {
		if without = append(without, r.PersonID); slices.Contains([]string{By, For, About, Against}, r.Relation) {
			concerned = append(concerned, r.PersonID)
		}
	}
	all, err := handlers(ctx, tx, concerned, without)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	var rows [][]any
	for _, p := range all {
		rows = append(rows, []any{caseID, p.ID, Named})
	}
	return all, tx.InsertAll(ctx, "desk_party", []string{"case_id", "person_id", "relation"}, rows)
}

// handlers returns those who take concerns, else the heads of HR, without some and without whoever leads somebody whom the case concerns.
func handlers(ctx context.Context, q store.Querier, concerned, without []string) ([]people.Person, error) {
	for _, id := range concerned {
		manager, err := people.ManagerOf(ctx, q, id)
		if err != nil {
			return nil, err
		}
		without = append(without, manager)
	}
	for _, role := range []authz.Role{authz.ConcernHandler, authz.HRHead} {
		all, err := people.Holders(ctx, q, role)
		if err != nil {
			return nil, err
		}
		all = slices.DeleteFunc(all, func(p people.Person) bool { return slices.Contains(without, p.ID) })
		if len(all) > 0 {
			return all[:min(len(all), mostInField)], nil
		}
	}
	return nil, nil
}

// AtWork is the condition that a case, a row of desk_case, is open to by as somebody of HR and none of their own, apart from who is kept from it.
func AtWork(by authz.Actor, row string) store.Where {
	given := store.Cond(row+`.assignee_person = ?`, by.PersonID)
	named := store.Cond(row+`.id IN (SELECT v.case_id FROM desk_party v WHERE v.person_id = ? AND v.relation = 'named')`, by.PersonID)
	work := store.Or(given, named) // all that a concern handler has
	if by.Has(authz.Agent, authz.HRHead) {
		team := store.And(store.Cond(row+`.sensitivity = 'team'`), store.In(row+".team_id", by.Teams))
		work = store.Or(store.Cond(row+`.sensitivity = 'open'`), team, given, named)
	}
	return store.And(work, store.Not(store.Cond(row+`.id IN (SELECT v.case_id FROM desk_party v WHERE v.person_id = ? AND v.relation IN ('by', 'for', 'about', 'representative'))`, by.PersonID)))
}

// AsksIn is the condition that by is the requester of a case, a row of desk_case, or stands by them.
func AsksIn(by authz.Actor, row string) store.Where {
	return store.Cond(row+`.id IN (SELECT v.case_id FROM desk_party v WHERE v.person_id = ? AND v.relation IN ('by', 'for', 'representative'))`, by.PersonID)
}
