package people

import (
	"context"
	"fmt"

	"hearth/internal/platform/store"
)

// The groups of customers whom HR serves. Everybody is in one of them.
const (
	Employees   = "employees"
	Leads       = "managers" // who lead somebody
	HRCustomers = "hr"       // who are in a team of HR
	FromOutside = "outside"  // who are not in the directory, such as agencies and people who apply
)

// CustomerGroups returns the group of customers of each person who is in another one than Employees.
func CustomerGroups(ctx context.Context, q store.Querier) (map[string]string, error) {
	out := map[string]string{}
	for _, g := range []struct{ name, query string }{
		{Leads, `SELECT DISTINCT e.manager_id FROM people_employment e WHERE e.latest AND e.manager_id IS NOT NULL`},
		{HRCustomers, `SELECT DISTINCT m.person_id FROM people_team_member m`},
		{FromOutside, `SELECT p.id FROM people_person p WHERE p.outside`},
	} {
		ids, err := store.All[string](ctx, q, g.query)
		if err != nil {
			return nil, fmt.Errorf("read groups of customers: %w", err)
		}
		for _, id := range ids {
			out[id] = g.name
		}
	}
	return out, nil
}

// GroupsOf returns the group of customers of each of some persons, as CustomerGroups has it.
func GroupsOf(ctx context.Context, q store.Querier, ids []string) (map[string]string, error) {
	out := map[string]string{}
	for _, id := range ids {
		out[id] = Employees
	}
	for _, g := range []string{Leads, HRCustomers, FromOutside} {
		found, err := store.Select[string](ctx, q, new(store.Q).Add(`SELECT p.id FROM people_person p WHERE `).Where(store.And(store.In("p.id", ids), InGroup("p.id", g))))
		if err != nil {
			return nil, fmt.Errorf("read groups of customers: %w", err)
		}
		for _, id := range found {
			out[id] = g
		}
	}
	return out, nil
}

// InGroup is the condition that column is the id of somebody in a group of customers, as CustomerGroups has it. A group that is none holds nobody.
func InGroup(column, group string) store.Where {
	outside := store.Cond(column + ` IN (SELECT g.id FROM people_person g WHERE g.outside)`)
	hr := store.Cond(column + ` IN (SELECT g.person_id FROM people_team_member g)`)
	leads := store.Cond(column + ` IN (SELECT g.manager_id FROM people_employment g WHERE g.latest AND g.manager_id IS NOT NULL)`)
	switch group {
	case FromOutside:
		return outside
	case HRCustomers:
		return store.And(hr, store.Not(outside))
	case Leads:
		return store.And(leads, store.Not(hr), store.Not(outside))
	case Employees:
		return store.And(store.Not(leads), store.Not(hr), store.Not(outside))
	}
	return store.Never
}
