package desk

import (
	"context"
	"fmt"
	"slices"

	"hearth/internal/desk/label"
	"hearth/internal/desk/record"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// present turns a case into what by may read of it.
func (s *Service) present(ctx context.Context, q store.Querier, by authz.Actor, r row) (Case, error) {
	all, err := s.presentAll(ctx, q, by, []row{r}, s.allPromises)
	if err != nil {
		return Case{}, err
	}
	return all[0], nil
}

// presentIfSeen is present for a case that by may have lost by the change: then only its number and state are said.
func (s *Service) presentIfSeen(ctx context.Context, q store.Querier, by authz.Actor, r row) (Case, error) {
	if by.Task != "" {
		return Case{ID: r.ID, Number: Number(r.Number), State: r.State}, nil
	}
	rel, err := s.relation(ctx, q, by, r)
	if err != nil {
		return Case{}, err
	}
	if fault.KindOf(s.policy.May(by, ReadCase, rel)) == fault.NotFound {
		return Case{ID: r.ID, Number: Number(r.Number), State: r.State}, nil
	}
	return s.present(ctx, q, by, r)
}

// promisesOf says what a list shows of the promises of its cases: all of them, those that run, or the next one as the case itself has it.
type promisesOf func(ctx context.Context, q store.Querier, rows []row) (map[string][]promise.View, error)

func (s *Service) allPromises(ctx context.Context, q store.Querier, rows []row) (map[string][]promise.View, error) {
	return s.promises.Views(ctx, q, OwnerKind, rowIDs(rows), false)
}

func (s *Service) runningPromises(ctx context.Context, q store.Querier, rows []row) (map[string][]promise.View, error) {
	return s.promises.Views(ctx, q, OwnerKind, rowIDs(rows), true)
}

func rowIDs(rows []row) (ids []string) {
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	return ids
}

// nextPromises is the next promise of each case, without the share that has passed: it reads nothing.
func nextPromises(_ context.Context, q store.Querier, rows []row) (map[string][]promise.View, error) {
	views := make(map[string][]promise.View, len(rows))
	for _, r := range rows {
		if !r.DueAt.IsZero() {
			p := promise.Promise{Kind: r.DueKind, State: promise.Running, DueAt: r.DueAt, RiskAt: r.RiskAt}
			views[r.ID] = []promise.View{{Kind: p.Kind, DueAt: p.DueAt, State: p.At(q.Now())}}
		}
	}
	return views, nil
}

// presentAll turns cases that by may see into what by may read of them, with a fixed number of queries.
func (s *Service) presentAll(ctx context.Context, q store.Querier, by authz.Actor, rows []row, read promisesOf) ([]Case, error) {
	out := make([]Case, 0, len(rows))
	if len(rows) == 0 {
		return out, nil
	}
	var persons []string
	for _, r := range rows {
		persons = append(persons, r.ByPerson, r.ForPerson, r.AssigneePerson)
	}
	names, err := label.People(ctx, q, persons)
	if err != nil {
		return nil, err
	}
	promises, err := read(ctx, q, rows)
	if err != nil {
		return nil, err
	}
	known, err := label.For(ctx, q, len(rows), rows[0].ServiceID, rows[0].TeamID)
	if err != nil {
		return nil, err
	}
	relations, err := s.relations(ctx, q, by, rows)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		c := s.one(by, r, relations[r.ID], names, known)
		if c.Promises = promises[r.ID]; c.Promises == nil {
			c.Promises = []promise.View{}
		}
		if c.Hidden {
			for i := range c.Promises {
				c.Promises[i].Reason, c.Promises[i].PauseReason = "", record.Shown(c.Promises[i].PauseReason)
			}
		}
		out = append(out, c)
	}
	return out, nil
}

func (s *Service) one(by authz.Actor, r row, rel authz.Relation, names map[string]Person, known label.Labels) Case {
	c := Case{ID: r.ID, Number: Number(r.Number), Subject: r.Subject, ServiceID: r.ServiceID, Service: known.Services[r.ServiceID].Name,
		Icon: known.Services[r.ServiceID].Icon, State: r.State, Channel: r.Channel, Language: r.Language, By: names[r.ByPerson], For: names[r.ForPerson],
		TeamID: r.TeamID, Team: known.Teams[r.TeamID], Sensitivity: r.Sensitivity, Health: r.Health, Priority: priorityName(r.Priority),
		OpenedAt: r.OpenedAt, CameOn: r.CameOn, LastAt: r.LastAt, LastSide: r.LastSide, WaitingFor: r.WaitingReason, Needed: r.WaitingNeeded, WaitingUntil: r.WaitingUntil, Outcome: r.Outcome,
		Cause: r.CauseID, AnsweredAt: r.AnsweredAt, ClosedAt: r.ClosedAt, Reopened: int(r.Reopened), relation: rel}
	if r.AssigneePerson != "" {
		p := names[r.AssigneePerson]
		c.Assignee = &p
	}
	c.Mine = !s.works(by, rel)
	c.NewReply, c.Unread = r.NewReply && !c.Mine, r.Unread && rel.Has(authz.By|authz.For)
	c.Asked = r.State == Waiting && (r.WaitingReason == WaitCustomer && rel.Has(authz.By|authz.For) || r.WaitingReason == WaitManager && rel.Has(authz.Manager))
	if c.Mine {
		c.Cause, c.Priority, c.Sensitivity = "", "", ""
	}
	if c.Subject == "" { // of an erased person
		c.Subject = c.Service
	}
	if s.hidesTexts(by, r, rel) {
		c.Hidden, c.Subject, c.WaitingFor, c.Needed = true, "", record.Shown(r.WaitingReason), ""
	}
	return c
}

// relations is relation for many cases at once.
func (s *Service) relations(ctx context.Context, q store.Querier, by authz.Actor, rows []row) (map[string]authz.Relation, error) {
	out := make(map[string]authz.Relation, len(rows))
	if by.PersonID == "" {
		return out, nil
	}
	var ids []string
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	type party struct{ CaseID, Relation string }
	parties, err := store.Select[party](ctx, q, new(store.Q).Add(`SELECT case_id, relation FROM desk_party WHERE person_id = ? AND `, by.PersonID).
		Where(store.In("case_id", ids)))
	if err != nil {
		return nil, fmt.Errorf("read parties: %w", err)
	}
	of := map[string][]string{}
	for _, p := range parties {
		of[p.CaseID] = append(of[p.CaseID], p.Relation)
	}
	reports := map[string]bool{}
	if slices.ContainsFunc(rows, func(r row) bool { return r.ManagerSees || r.NotToManager }) {
		led, err := people.Reports(ctx, q, by.PersonID)
		if err != nil {
			return nil, err
		}
		for _, id := range led {
			reports[id] = true
		}
	}
	for _, r := range rows {
		out[r.ID] = relate(by, r, of[r.ID], reports[r.ForPerson])
	}
	return out, nil
}
