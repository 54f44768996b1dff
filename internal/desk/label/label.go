// Package label reads what ids are called: services, teams and people.
package label

import (
	"context"
	"slices"

	"hearth/internal/catalogue"
	"hearth/internal/people"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// Labels are services and the names of teams, by id.
type Labels struct {
	Services map[string]catalogue.Service
	Teams    map[string]string
}

// All reads all services and teams.
func All(ctx context.Context, q store.Querier) (Labels, error) {
	known := Labels{map[string]catalogue.Service{}, map[string]string{}}
	services, err := catalogue.Services(ctx, q)
	if err != nil {
		return known, err
	}
	for _, x := range services {
		known.Services[x.ID] = x
	}
	teams, err := people.Teams(ctx, q)
	if err != nil {
		return known, err
	}
	for _, t := range teams {
		known.Teams[t.ID] = t.Name
	}
	return known, nil
}

// For reads the labels of so many cases: of one case its own service and team, of more all that there are.
func For(ctx context.Context, q store.Querier, cases int, serviceID, teamID string) (Labels, error) {
	if cases > 1 {
		return All(ctx, q)
	}
	return One(ctx, q, serviceID, teamID)
}

// One reads a service and the name of a team.
func One(ctx context.Context, q store.Querier, serviceID, teamID string) (Labels, error) {
	service, err := catalogue.Find(ctx, q, serviceID)
	if err != nil {
		return Labels{}, err
	}
	team, err := people.TeamName(ctx, q, teamID)
	return Labels{map[string]catalogue.Service{service.ID: service}, map[string]string{teamID: team}}, err
}

// Person is somebody in a case.
type Person struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	First string `json:"-"` // how to address them
}

// Of is a person as a case shows them.
func Of(p people.Person) Person {
	return Person{ID: p.ID, Name: p.DisplayName(), First: p.FirstName()}
}

// People returns the people with ids, of which some may be "" and some the same. Who was erased is a former employee.
func People(ctx context.Context, q store.Querier, ids []string) (map[string]Person, error) {
	slices.Sort(ids)
	ids = slices.DeleteFunc(slices.Compact(ids), func(id string) bool { return id == "" })
	found, err := people.NamesByIDs(ctx, q, ids)
	if err != nil {
		return nil, err
	}
	names := make(map[string]Person, len(found))
	for id, p := range found {
		names[id] = Of(p)
	}
	for _, id := range ids {
		if _, there := names[id]; !there {
			names[id] = Person{Name: locale.T(ctx, "A former employee"), First: locale.T(ctx, "A former employee")}
		}
	}
	return names, nil
}

// Given says, as a Conflict, who works on a case that was given to somebody while another was about to; "" is nobody.
func Given(ctx context.Context, q store.Querier, assignee string) error {
	if assignee == "" {
		return fault.New(fault.Conflict, "A colleague put this back into the queue of a team meanwhile. Choose again if it should go on from there.")
	}
	names, err := People(ctx, q, []string{assignee})
	if err != nil {
		return err
	}
	return fault.New(fault.Conflict, "%s has this case meanwhile. Choose again if it should go on from there.", names[assignee].Name)
}
