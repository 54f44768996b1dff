package desk

import (
	"context"
	"fmt"
	"slices"

	"hearth/internal/catalogue"
	"hearth/internal/desk/party"
	"hearth/internal/people"
	"hearth/internal/platform/live"
	"hearth/internal/platform/store"
)

// The topics of live updates: QueueTopic for anything that changes a list of HR's, CaseTopic for one case. Of a case that is hidden from somebody in HR lists hear by live.To, each reader by themselves:
// that something happened in it is nothing that the others may know.
const QueueTopic = "desk"

// CaseTopic returns the topic of the case with an id.
func CaseTopic(id string) string { return "case:" + id }

// changed tells open pages that a case changed, once tx has committed.
func (s *Service) changed(ctx context.Context, tx *store.Tx, r row) error {
	tx.AfterCommit(func() { s.live.Publish(CaseTopic(r.ID)) })
	return s.tellLists(ctx, tx, r)
}

// tellLists tells the lists of those in HR who see r, as it stands in tx, that it changed, once tx has committed. Whoever takes the sight of a case from somebody calls it before that too:
// it leaves their list.
func (s *Service) tellLists(ctx context.Context, tx *store.Tx, r row) error {
	topics, err := audience(ctx, tx, r)
	if err != nil {
		return err
	}
	tx.AfterCommit(func() {
		for _, topic := range topics {
			s.live.Publish(topic)
		}
	})
	return nil
}

// audience returns the topics at which those in HR listen who see r at work. It names those whom relate lets work on it, and nobody else.
func audience(ctx context.Context, q store.Querier, r row) (topics []string, err error) {
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
		topics = append(topics, QueueTopic)
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
			topics = append(topics, live.To(QueueTopic, id))
		}
	}
	return topics, nil
}
