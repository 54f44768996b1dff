package statement

import (
	"context"
	"fmt"
	"slices"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

// mostToDo is how many things a home page lists of this module.
const mostToDo = 50

// toDo lists what waits: for the requester an estimate to choose about, for whoever works on a case a question about its statement.
func (s *Service) toDo(ctx context.Context, by authz.Actor) ([]spec.ToDo, error) {
	switch {
	case by.PersonID == "":
		return nil, nil
	case by.Face == authz.Portal:
		return s.toChoose(ctx, by)
	case by.Has(authz.Agent, authz.HRHead):
		return s.toExplain(ctx, by)
	}
	return nil, nil
}

func (s *Service) toChoose(ctx context.Context, by authz.Actor) ([]spec.ToDo, error) {
	q := new(store.Q).Add(`SELECT e.case_number FROM statement_estimate e WHERE e.person_id = ? AND e.asks AND e.choice = '' AND NOT EXISTS
		(SELECT 1 FROM statement_estimate n WHERE n.case_id = e.case_id AND n.version > e.version) AND `, by.PersonID).Where(s.desk.SeenBy(by, "e.case_id")).Add(` ORDER BY e.made_at`)
	return s.todos(ctx, by, q, ChooseEstimate, func(c desk.Of) (spec.ToDo, bool) {
		return spec.ToDo{Title: c.Number, Text: locale.M("HR estimated what your request takes, and asks how to go on."), Link: "/requests/" + c.Number + "/estimate", Action: locale.M("Read and choose")},
			c.State != desk.Answered && c.State != desk.Closed
	})
}

func (s *Service) toExplain(ctx context.Context, by authz.Actor) ([]spec.ToDo, error) {
	q := new(store.Q).Add(`SELECT q.case_number FROM statement_question q WHERE q.answered_at IS NULL AND `).Where(s.desk.SeenBy(by, "q.case_id")).Add(` ORDER BY q.asked_at`)
	return s.todos(ctx, by, q, ExplainStatement, func(c desk.Of) (spec.ToDo, bool) {
		return spec.ToDo{Title: c.Number, Text: locale.M("A line of the statement is questioned. Answer it."), Link: "/desk/cases/" + c.Number + "/statement", Action: locale.M("Read the question")},
			c.Assignee == by.PersonID || c.Assignee == "" && slices.Contains(by.Teams, c.TeamID)
	})
}

// todos makes one of each case that the actor may do something with, in the order of q.
func (s *Service) todos(ctx context.Context, by authz.Actor, q *store.Q, action authz.Action, of func(c desk.Of) (spec.ToDo, bool)) ([]spec.ToDo, error) {
	numbers, err := store.Select[string](ctx, s.db, q)
	if err != nil {
		return nil, fmt.Errorf("read what waits: %w", err)
	}
	var all []spec.ToDo
	for i, n := range numbers {
		if len(all) == mostToDo || slices.Contains(numbers[:i], n) {
			continue
		}
		c, err := s.desk.Look(ctx, s.db, by, n, action)
		if k := fault.KindOf(err); k == fault.Forbidden || k == fault.NotFound {
			continue
		} else if err != nil {
			return nil, err
		}
		if todo, waits := of(c); waits {
			all = append(all, todo)
		}
	}
	return all, nil
}
