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
