package people

import (
	"context"
	"fmt"
	"slices"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// TeamList is every HR team with its members.
type TeamList struct {
	Items []ListedTeam `json:"items"`
}

// ListedTeam is an HR team with its members, by name.
type ListedTeam struct {
	Team
	Members []Member `json:"members"`
}

// Member is somebody in an HR team. Who has left stays in it, without being active, until somebody takes them out.
type Member struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Active bool   `json:"active"`
}

func memberOf(p Person) Member { return Member{ID: p.ID, Name: p.DisplayName(), Active: p.Active} }

// ListTeams returns every HR team by name, with its members. The head of HR and administrators may.
func (s *Service) ListTeams(ctx context.Context, by authz.Actor, _ Nothing) (TeamList, error) {
	list := TeamList{Items: []ListedTeam{}}
	if err := s.may(by, EditTeams); err != nil {
		return list, err
	}
	teams, err := Teams(ctx, s.db)
	if err != nil {
		return list, err
	}
	type row struct {
		Person
		TeamID string
	}
	rows, err := store.All[row](ctx, s.db, `SELECT m.team_id, `+personColumns+fromPerson+`JOIN people_team_member m ON m.person_id = p.id ORDER BY p.sort_name, p.id`)
	if err != nil {
		return list, fmt.Errorf("list members of teams: %w", err)
	}
	members := map[string][]Member{}
	for _, r := range rows {
		r.complete(s.db.Now())
		members[r.TeamID] = append(members[r.TeamID], memberOf(r.Person))
	}
	for _, t := range teams {
		list.Items = append(list.Items, ListedTeam{Team: t, Members: listed(members[t.ID])})
	}
	return list, nil
}

// ReadTeam names an HR team by ID.
type ReadTeam struct {
	ID string `path:"id" json:"-"`
}

// ShownTeam is an HR team, with whom it can be made of.
type ShownTeam struct {
	ListedTeam
	Choices []Choice
}

// Choice is somebody who can be a member of a team, with the roles in HR that they have.
type Choice struct {
	Member
	Roles []authz.Role
}

// ShowTeam returns an HR team with its members and whom else it can be made of, or NotFound. The head of HR and administrators may.
func (s *Service) ShowTeam(ctx context.Context, by authz.Actor, in ReadTeam) (t ShownTeam, err error) {
	if err := s.may(by, EditTeams); err != nil {
		return t, err
	}
	name, err := TeamName(ctx, s.db, in.ID)
	if err != nil {
		return t, err
	}
	if name == "" {
		return t, authz.Hidden()
	}
	members, err := TeamMembers(ctx, s.db, in.ID)
	if err != nil {
		return t, err
	}
	t.Team, t.Members = Team{ID: in.ID, Name: name}, make([]Member, 0, len(members))
	for _, p := range members {
		t.Members = append(t.Members, memberOf(p))
	}
	t.Choices, err = choices(ctx, s.db, t.Members)
	return t, err
}

// TeamChoices returns whom a new HR team can be made of: agents and heads of HR who have not left, by name. The head of HR and administrators may.
func (s *Service) TeamChoices(ctx context.Context, by authz.Actor, _ Nothing) ([]Choice, error) {
	if err := s.may(by, EditTeams); err != nil {
		return nil, err
	}
	return choices(ctx, s.db, nil)
}

// choices are those who work here as agents or heads of HR, and the members that a team has, by name.
func choices(ctx context.Context, q store.Querier, members []Member) ([]Choice, error) {
	ids := make([]string, 0, len(members))
	for _, m := range members {
		ids = append(ids, m.ID)
	}
	inHR := store.In("r.role", []string{string(authz.Agent), string(authz.HRHead)})
	found, err := store.Select[Person](ctx, q, new(store.Q).Add(selectPerson+`WHERE p.id IN (SELECT r.person_id FROM people_role r WHERE `).Where(inHR).
		Add(`) OR `).Where(store.In("p.id", ids)).Add(` ORDER BY p.sort_name, p.id`))
	if err != nil {
		return nil, fmt.Errorf("list choices of a team: %w", err)
	}
	type held struct{ PersonID, Role string }
	rows, err := store.Select[held](ctx, q, new(store.Q).Add(`SELECT r.person_id, r.role FROM people_role r WHERE `).Where(inHR).Add(` ORDER BY r.role`))
	if err != nil {
		return nil, fmt.Errorf("list roles in HR: %w", err)
	}
	roles := map[string][]authz.Role{}
	for _, r := range rows {
		roles[r.PersonID] = append(roles[r.PersonID], authz.Role(r.Role))
	}
	var all []Choice
	for _, p := range found {
		if p.complete(q.Now()); p.Active || slices.Contains(ids, p.ID) {
			all = append(all, Choice{Member: memberOf(p), Roles: roles[p.ID]})
		}
	}
	return all, nil
}
