package people

import (
	"context"
	"fmt"
	"slices"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// AllRoles lists the roles that can be given, in the order in which they are shown.
func AllRoles() []authz.Role {
	return []authz.Role{authz.Agent, authz.HRHead, authz.Admin, authz.DPO, authz.ConcernHandler}
}

// Standing returns the roles of a person and the ids of their HR teams, both sorted. Of somebody whom the directory does not know it is nothing. Whoever takes
// concerns and has no role in HR works outside of its teams: one that they are in still, from before, does not count.
func Standing(ctx context.Context, q store.Querier, personID string) (roles []authz.Role, teams []string, err error) {
	type place struct{ Role, Team string }
	all, err := store.All[place](ctx, q, `SELECT role, '' AS team FROM people_role WHERE person_id = $1
		UNION ALL SELECT '', team_id FROM people_team_member WHERE person_id = $1 ORDER BY 1, 2`, personID)
	if err != nil {
		return nil, nil, fmt.Errorf("read roles and teams: %w", err)
	}
	for _, p := range all {
		if p.Role == "" {
			teams = append(teams, p.Team)
		} else {
			roles = append(roles, authz.Role(p.Role))
		}
	}
	if slices.Contains(roles, authz.ConcernHandler) && !slices.Contains(roles, authz.Agent) && !slices.Contains(roles, authz.HRHead) {
		teams = nil
	}
	return roles, teams, nil
}

// HasHRRole reports whether a person works on cases: an agent, the head of HR or a concern handler.
func HasHRRole(ctx context.Context, q store.Querier, personID string) (bool, error) {
	n, err := store.One[int](ctx, q, `SELECT count(*) FROM people_role WHERE person_id = $1 AND role IN ($2, $3, $4)`,
		personID, string(authz.Agent), string(authz.HRHead), string(authz.ConcernHandler))
	if err != nil {
		return false, fmt.Errorf("read roles: %w", err)
	}
	return n > 0, nil
}

// HasAdmin reports whether anybody is an administrator.
func HasAdmin(ctx context.Context, q store.Querier) (bool, error) {
	n, err := store.One[int](ctx, q, `SELECT count(*) FROM people_role WHERE role = $1`, string(authz.Admin))
	if err != nil {
		return false, fmt.Errorf("look for an administrator: %w", err)
	}
	return n > 0, nil
}

// OnlyAdmin reports whether a person is the only administrator.
func OnlyAdmin(ctx context.Context, q store.Querier, personID string) (bool, error) {
	n, err := store.One[int](ctx, q, `SELECT count(*) FROM people_role WHERE role = $1 AND NOT EXISTS (SELECT 1 FROM people_role o WHERE o.role = $1 AND o.person_id <> $2)
		AND person_id = $2`, string(authz.Admin), personID)
	if err != nil {
		return false, fmt.Errorf("look for other administrators: %w", err)
	}
	return n > 0, nil
}

// HRPeople returns the people who work on cases, by name and with their names alone.
func HRPeople(ctx context.Context, q store.Querier) ([]Person, error) {
	all, err := store.Select[Person](ctx, q, new(store.Q).Add(`SELECT p.id, p.given_name, p.family_name, p.preferred_name FROM people_person p
		WHERE p.id IN (SELECT r.person_id FROM people_role r WHERE r.role IN (?, ?)) ORDER BY p.sort_name, p.id`, authz.Agent, authz.HRHead))
	if err != nil {
		return nil, fmt.Errorf("list people of HR: %w", err)
	}
	return all, nil
}

// Agents returns the ids of those who work in the queues of HR: in that of a team, or in any where team is "".
func Agents(ctx context.Context, q store.Querier, team string) ([]string, error) {
	ids, err := store.All[string](ctx, q, `SELECT DISTINCT r.person_id FROM people_role r WHERE r.role IN ($1, $2)
		AND (CAST($3 AS text) = '' OR r.person_id IN (SELECT m.person_id FROM people_team_member m WHERE m.team_id = $3))`, string(authz.Agent), string(authz.HRHead), team)
	if err != nil {
		return nil, fmt.Errorf("list agents: %w", err)
	}
	return ids, nil
}

// ConcernHandlers returns those who take concerns and have not left, by name.
func ConcernHandlers(ctx context.Context, q store.Querier) ([]Person, error) {
	return Holders(ctx, q, authz.ConcernHandler)
}

// Holders returns those who have one of roles and have not left, by name.
func Holders(ctx context.Context, q store.Querier, roles ...authz.Role) ([]Person, error) {
	all, err := withRoles(ctx, q, roles...)
	return slices.DeleteFunc(all, func(p Person) bool { return !p.Active }), err
}

func withRoles(ctx context.Context, q store.Querier, roles ...authz.Role) ([]Person, error) {
	names := make([]string, len(roles))
	for i, r := range roles {
		names[i] = string(r)
	}
	in := store.In("r.role", names)
	all, err := store.Select[Person](ctx, q, new(store.Q).Add(selectPerson+`WHERE p.id IN (SELECT r.person_id FROM people_role r WHERE `).
		Where(in).Add(`) ORDER BY p.sort_name, p.id`))
	if err != nil {
		return nil, fmt.Errorf("list people with roles: %w", err)
	}
	for i := range all {
		all[i].complete(q.Now())
	}
	return all, nil
}
