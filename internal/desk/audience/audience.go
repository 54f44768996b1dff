// Package audience says who of HR hears that a case changed.
package audience

import (
	"context"
	"fmt"
	"slices"

	"hearth/internal/catalogue"
	"hearth/internal/desk/party"
	"hearth/internal/desk/record"
	"hearth/internal/people"
	"hearth/internal/platform/live"
	"hearth/internal/platform/store"
)

// Topics returns the topics at which those in HR listen who see r at work: queue, where all of them do, else that of each by themselves. It names those whom the rule of package desk lets work on it, and nobody else.
func Topics(ctx context.Context, q store.Querier, r record.Row, queue string) (topics []string, err error) {
	type side struct{ PersonID, Relation string }
	parties, err := store.All[side](ctx, q, `SELECT person_id, relation FROM desk_party WHERE case_id = $1`, r.ID)
	if err != nil {
		return nil, fmt.Errorf("read parties: %w", err)
	}
	var sees, blind []string
	hides := r.NotToManager
	for _, p := range parties {
		switch p.Relation {
		case party.Named:
			sees = append(sees, p.PersonID)
		case party.By, party.For, party.Representative: // their own request, of which they may know
			blind = append(blind, p.PersonID)
		default:
			hides, blind = true, append(blind, p.PersonID)
		}
	}
	if r.AssigneePerson != "" {
		sees = append(sees, r.AssigneePerson)
	}
	switch {
	case r.Sensitivity == catalogue.Open && !hides:
		topics = append(topics, queue)
	case r.Sensitivity != catalogue.Named:
		team := r.TeamID
		if r.Sensitivity == catalogue.Open {
			team = ""
		}
		agents, err := people.Agents(ctx, q, team)
		if err != nil {
			return nil, err
		}
		sees = append(sees, agents...)
	}
	if r.NotToManager {
		manager, err := people.ManagerOf(ctx, q, r.ForPerson)
		if err != nil {
			return nil, err
		}
		blind = append(blind, manager)
	}
	slices.Sort(sees)
	for _, id := range slices.Compact(sees) {
		if !slices.Contains(blind, id) {
			topics = append(topics, live.To(queue, id))
		}
	}
	return topics, nil
}
