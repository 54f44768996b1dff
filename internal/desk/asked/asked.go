// Package asked tells package promise what cases ask for, so that policies can be chosen for them and what is promised counted anew.
package asked

import (
	"context"
	"fmt"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/desk/record"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
	"hearth/internal/promise/terms"
)

// Cases implements promise.Cases.
type Cases struct{ Desk *desk.Service }

var priorities = map[int]string{-1: terms.Low, 0: terms.Normal, 1: terms.High}

// AskedOf returns what cases ask for: their service, their priority now, and the group of customers of who asks.
func (Cases) AskedOf(ctx context.Context, q store.Querier, ids []string) (map[string]promise.CaseAsked, error) {
	type found struct {
		ID                  string
		Number              int64
		ServiceID, ByPerson string
		Priority            int
	}
	all, err := store.Select[found](ctx, q, new(store.Q).Add(`SELECT c.id, c.number, c.service_id, c.by_person, c.priority FROM desk_case c WHERE `).Where(store.In("c.id", ids)))
	if err != nil {
		return nil, fmt.Errorf("read what cases ask for: %w", err)
	}
	var persons []string
	for _, c := range all {
		persons = append(persons, c.ByPerson)
	}
	groups, err := people.GroupsOf(ctx, q, persons)
	if err != nil {
		return nil, err
	}
	services, err := catalogue.Services(ctx, q)
	if err != nil {
		return nil, err
	}
	usual := map[string]catalogue.Service{}
	for _, s := range services {
		usual[s.ID] = s
	}
	out := make(map[string]promise.CaseAsked, len(all))
	for _, c := range all {
		s := usual[c.ServiceID]
		out[c.ID] = promise.CaseAsked{Number: desk.Number(c.Number), Asked: terms.Asked{Service: c.ServiceID, Priority: priorities[c.Priority], Group: groups[c.ByPerson]},
			First: s.FirstAnswerMinutes, Decision: s.DecisionMinutes}
	}
	return out, nil
}

// Within is the condition that column is the id of a case that a policy of such a scope fits.
func (Cases) Within(column string, s terms.Scope) store.Where {
	all := []store.Where{store.Cond(`a.id = ` + column)}
	if s.Service != "" {
		all = append(all, store.Cond(`a.service_id = ?`, s.Service))
	}
	for number, name := range priorities {
		if s.Priority == name {
			all = append(all, store.Cond(`a.priority = ?`, number))
		}
	}
	if s.Group != "" {
		all = append(all, people.InGroup("a.by_person", s.Group))
	}
	w := store.And(all...)
	return store.Where{SQL: `EXISTS (SELECT 1 FROM desk_case a WHERE ` + w.SQL + `)`, Args: w.Args}
}

// AtWork is the condition that column is the id of a case that by may see and work on as somebody of HR.
func (c Cases) AtWork(by authz.Actor, column string) store.Where {
	return store.And(c.Desk.SeenBy(by, column), record.AtWork(by, column))
}

// Offers are the services that a policy can be for.
func Offers(ctx context.Context, q store.Querier) ([]promise.Offer, error) {
	all, err := catalogue.Services(ctx, q)
	if err != nil {
		return nil, err
	}
	out := make([]promise.Offer, len(all))
	for i, s := range all {
		out[i] = promise.Offer{ID: s.ID, Name: s.Name}
	}
	return out, nil
}
