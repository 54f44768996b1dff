package routing

import (
	"context"
	"fmt"
	"strings"

	"hearth/internal/desk"
	"hearth/internal/desk/history"
	"hearth/internal/desk/meanwhile"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/routing/choose"
)

// engine is who acts when the rule gives a case.
var engine = authz.System(desk.Tick)

func unanswered(c desk.Of) bool { return c.State == desk.StateOpen || c.State == desk.Waiting }

// opened gives a new case to somebody. Again is once; a case that was opened before the rule was agreed on stays in its queue.
func (s *Service) opened(ctx context.Context, f desk.CaseOpened) error {
	c, since, err := s.waits(ctx, f.CaseID)
	if err != nil || c.ID == "" || c.OpenedAt.Before(since) {
		return err
	}
	return s.route(ctx, c, "")
}

// moved gives a case that was put into the queue of another team to somebody of that team, also one that was opened before the rule was agreed on: it was put there since. Again is once, and one that somebody
// took meanwhile, or that is with a third team by now, is left to that.
func (s *Service) moved(ctx context.Context, f desk.CaseMoved) error {
	c, _, err := s.waits(ctx, f.CaseID)
	if err != nil || c.TeamID != f.TeamID {
		return err
	}
	return s.route(ctx, c, f.From)
}

// waits returns a case that is not answered and that nobody works on, and since when the rule is agreed on; the zero case where it is not such a one, or the rule is not agreed on.
func (s *Service) waits(ctx context.Context, caseID string) (desk.Of, store.Time, error) {
	since, yes, err := on(ctx, s.DB)
	if err != nil || !yes {
		return desk.Of{}, since, err
	}
	number, err := desk.NumberByID(ctx, s.DB, caseID)
	if err != nil || number == "" {
		return desk.Of{}, since, err
	}
	c, err := s.Desk.Look(ctx, s.DB, engine, number, act)
	if err != nil || c.Assignee != "" || !unanswered(c) {
		return desk.Of{}, since, err
	}
	return c, since, nil
}

// route gives a case that waits in its queue to the first who may work on it, but for who gave it away just now; where nobody has room, it is looked at again.
func (s *Service) route(ctx context.Context, c desk.Of, from string) error {
	able, err := s.choices(ctx, s.DB, c, []string{from})
	if err != nil {
		return err
	}
	if len(able) == 0 {
		return s.DB.Tx(ctx, func(tx *store.Tx) error { return s.later(ctx, tx, c.ID) })
	}
	return s.Desk.Within(ctx, engine, c.Number, act, func(tx *store.Tx, c *desk.Upon) error {
		if c.Assignee != "" || !unanswered(c.Of) {
			return settle(ctx, tx, c.ID)
		}
		_, err := s.give(ctx, tx, c, []string{from}, history.Event{})
		return err
	})
}

// choices are those to whom the rule would give c, the first first, without some and without who passed it on.
func (s *Service) choices(ctx context.Context, q store.Querier, c desk.Of, without []string) ([]choose.Chosen, error) {
	team, err := those(ctx, q, c.TeamID, c.Sensitivity)
	if err != nil {
		return nil, err
	}
	crew, err := s.look(ctx, q, team, c.TeamID)
	if err != nil {
		return nil, err
	}
	before, err := store.All[string](ctx, q, `SELECT person_id FROM routing_passed WHERE case_id = $1 ORDER BY person_id`, c.ID)
	if err != nil {
		return nil, fmt.Errorf("read who passed on: %w", err)
	}
	return crew.order(choose.Case{ID: c.ID, Service: c.ServiceID, Language: c.Language, Site: c.Site}, c.TeamID, q.Now(), append(before, without...)), nil
}

// give gives the case to the first who may work on it and returns their id; where there is none, it waits in the queue of its team, and is looked at again. The history says so:
// before is what happened before, if anything did.
func (s *Service) give(ctx context.Context, tx *store.Tx, c *desk.Upon, without []string, before history.Event) (string, error) {
	able, err := s.choices(ctx, tx, c.Of, without)
	if err != nil {
		return "", err
	}
	if before.Key != "" {
		if err := c.Happened(ctx, true, before); err != nil {
			return "", err
		}
	}
	for _, x := range able {
		took, err := c.Give(ctx, x.ID)
		if err != nil {
			return "", err
		}
		if took {
			return x.ID, s.given(ctx, tx, c, x)
		}
	}
	if _, err := c.Give(ctx, ""); err != nil {
		return "", err
	}
	return "", s.later(ctx, tx, c.ID)
}

// given writes down that the rule gave the case.
func (s *Service) given(ctx context.Context, tx *store.Tx, c *desk.Upon, x choose.Chosen) error {
	why := make([]string, len(x.Why))
	for i, w := range x.Why {
		why[i] = string(w)
	}
	a, err := readAgreed(ctx, tx)
	if err != nil {
		return err
	}
	if err := keep(ctx, tx, c.ID, x.ID, tx.Now(), a.weight(c.ServiceID, today(tx.Now())).Heavy(), strings.Join(why, ",")); err != nil {
		return err
	}
	if err := settle(ctx, tx, c.ID); err != nil {
		return err
	}
	return c.Happened(ctx, true, history.Happened(meanwhile.Routed, history.Whom(x.ID)))
}

func keep(ctx context.Context, tx *store.Tx, caseID, personID string, at store.Time, isHeavy bool, why string) error {
	_, err := tx.Exec(ctx, `INSERT INTO routing_given (case_id, person_id, given_at, heavy, why) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (case_id) DO UPDATE SET person_id = excluded.person_id, given_at = excluded.given_at, heavy = excluded.heavy, why = excluded.why`, caseID, personID, at, isHeavy, why)
	if err != nil {
		return fmt.Errorf("write down who was given a case: %w", err)
	}
	return nil
}

// later lets the rule look at the case again: soon at first, then every ten minutes.
func (s *Service) later(ctx context.Context, tx *store.Tx, caseID string) error {
	tries, err := store.All[int](ctx, tx, `SELECT tries FROM routing_waiting WHERE case_id = $1`, caseID)
	if err != nil {
		return fmt.Errorf("read what waits: %w", err)
	}
	n := 1
	if len(tries) > 0 {
		n = min(10, tries[0]+1)
	}
	_, err = tx.Exec(ctx, `INSERT INTO routing_waiting (case_id, tries, next_at) VALUES ($1, $2, $3) ON CONFLICT (case_id) DO UPDATE SET tries = excluded.tries, next_at = excluded.next_at`,
		caseID, n, tx.Now().Add(minutes(n)))
	if err != nil {
		return fmt.Errorf("let a case wait: %w", err)
	}
	return nil
}

// settle forgets that a case waited for room.
func settle(ctx context.Context, tx *store.Tx, caseID string) error {
	if _, err := tx.Exec(ctx, `DELETE FROM routing_waiting WHERE case_id = $1`, caseID); err != nil {
		return fmt.Errorf("forget that a case waited: %w", err)
	}
	return nil
}
