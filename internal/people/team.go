package people

import (
	"context"
	"errors"
	"fmt"

	"hearth/internal/platform/store"
)

// Team is a group of HR people that works on cases. Its ID is a slug.
type Team struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Teams returns all HR teams by name.
func Teams(ctx context.Context, q store.Querier) ([]Team, error) {
	all, err := store.All[Team](ctx, q, `SELECT id, name FROM people_team ORDER BY folded`)
	if err != nil {
		return nil, fmt.Errorf("list teams: %w", err)
	}
	return all, nil
}

// TeamName returns the name of an HR team, "" for one that is not there.
func TeamName(ctx context.Context, q store.Querier, id string) (string, error) {
	name, err := store.One[string](ctx, q, `SELECT name FROM people_team WHERE id = $1`, id)
	if err != nil && !errors.Is(err, store.ErrNone) {
		return "", fmt.Errorf("read team: %w", err)
	}
	return name, nil
}

// TeamMembers returns the members of an HR team by name.
func TeamMembers(ctx context.Context, q store.Querier, teamID string) ([]Person, error) {
	all, err := store.All[Person](ctx, q, selectPerson+`WHERE p.id IN (SELECT m.person_id FROM people_team_member m WHERE m.team_id = $1)
		ORDER BY p.sort_name, p.id`, teamID)
	if err != nil {
		return nil, fmt.Errorf("list team members: %w", err)
	}
	for i := range all {
		all[i].complete(q.Now())
	}
	return all, nil
}

// TeamsOf returns the ids of the teams of which one of some people is a member.
func TeamsOf(ctx context.Context, q store.Querier, persons []string) ([]string, error) {
	ids, err := store.Select[string](ctx, q, new(store.Q).Add(`SELECT DISTINCT m.team_id FROM people_team_member m WHERE `).Where(store.In("m.person_id", persons)).Add(` ORDER BY m.team_id`))
	if err != nil {
		return nil, fmt.Errorf("list teams of people: %w", err)
	}
	return ids, nil
}

// TeamsByPerson returns the ids of the teams of each of some people; whoever is in no team is left out.
func TeamsByPerson(ctx context.Context, q store.Querier, persons []string) (map[string][]string, error) {
	type row struct{ PersonID, TeamID string }
	rows, err := store.Select[row](ctx, q, new(store.Q).Add(`SELECT m.person_id, m.team_id FROM people_team_member m WHERE `).Where(store.In("m.person_id", persons)).Add(` ORDER BY m.team_id`))
	if err != nil {
		return nil, fmt.Errorf("list teams of people: %w", err)
	}
	all := map[string][]string{}
	for _, r := range rows {
		all[r.PersonID] = append(all[r.PersonID], r.TeamID)
	}
	return all, nil
}

// LargeTeams returns the ids of the teams of HR that have at least so many people.
func LargeTeams(ctx context.Context, q store.Querier, least int) ([]string, error) {
	all, err := store.All[string](ctx, q, `SELECT m.team_id FROM people_team_member m GROUP BY m.team_id HAVING count(*) >= $1 ORDER BY m.team_id`, least)
	if err != nil {
		return nil, fmt.Errorf("count teams: %w", err)
	}
	return all, nil
}
