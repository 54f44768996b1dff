package routing

import (
	"context"

	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
)

// Assign is the desk's, for people who give a case by hand. Besides what that refuses it refuses to give it to a colleague who is away, or who is full, by the same bit as everywhere, while the rule is on: what a team
// agreed on holds, whoever gives. One who takes a case themselves is asked nothing.
func (s *Service) Assign(ctx context.Context, by authz.Actor, in desk.Assign) (desk.Case, error) {
	if err := s.takes(ctx, by, in); err != nil {
		return desk.Case{}, err
	}
	return s.Desk.Assign(ctx, by, in)
}

// takes refuses to give a case to who is away or full. What the desk refuses it leaves to it.
func (s *Service) takes(ctx context.Context, by authz.Actor, in desk.Assign) error {
	if in.Assignee == "" || in.Assignee == "me" || in.Team != "" {
		return nil
	}
	p, err := people.Find(ctx, s.DB, in.Assignee)
	if fault.KindOf(err) == fault.NotFound || err == nil && p.ID == by.PersonID {
		return nil
	}
	if err != nil {
		return err
	}
	c, err := s.Desk.Look(ctx, s.DB, by, in.Number, desk.WorkCase)
	if err != nil || c.Assignee == p.ID {
		return nil //nolint:nilerr // the desk refuses it, with its words
	}
	until, away, err := s.IsAway(ctx, s.DB, p)
	switch {
	case err != nil:
		return err
	case away && until.IsZero():
		return nil // the desk refuses who does not work in HR any more
	case away:
		return fault.ForField("assignee", "%s is away until %s. Choose somebody else, or the queue of the team.", p.DisplayName(), locale.Date(ctx, until.Time))
	}
	full, err := s.full(ctx, s.DB, p)
	if err == nil && full {
		err = fault.ForField("assignee", "%s is full. Choose somebody else, or the queue of the team.", p.DisplayName())
	}
	return err
}
