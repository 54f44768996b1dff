package routing

import (
	"context"
	"errors"
	"slices"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/desk/history"
	"hearth/internal/desk/party"
	"hearth/internal/desk/record"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// left gives cases of who does not work in HR any more to others, whether or not the rule is agreed on. One that fails holds up no other.
func (s *Service) left(ctx context.Context) error {
	all, err := people.Holders(ctx, s.DB, authz.Agent, authz.HRHead, authz.ConcernHandler)
	if err != nil {
		return err
	}
	here := idsOf(all)
	keepers, err := record.Keepers(ctx, s.DB)
	if err != nil {
		return err
	}
	held, err := record.HeldBy(ctx, s.DB, slices.DeleteFunc(keepers, func(id string) bool { return slices.Contains(here, id) }))
	if err != nil {
		return err
	}
	var failed []error
	for _, h := range held {
		failed = append(failed, s.leftOne(ctx, h))
	}
	staffed, err := people.TeamsOf(ctx, s.DB, here)
	if err != nil {
		return errors.Join(append(failed, err)...)
	}
	closed, err := record.Unseen(ctx, s.DB, here, staffed, atOnce)
	if err != nil {
		return errors.Join(append(failed, err)...)
	}
	for _, c := range closed {
		failed = append(failed, s.reveal(ctx, c.Number))
	}
	return errors.Join(failed...)
}

// leftOne takes a case from who has left.
func (s *Service) leftOne(ctx context.Context, h record.Held) error {
	return s.toOthers(ctx, h, history.Happened("%s does not work in HR any more, so this goes to somebody else.", history.Whom(h.AssigneePerson)))
}

// errNobody is shown to administrators among the work that failed. It names no case: they may not know of it.
var errNobody = errors.New("a case is for people of whom none works in HR any more, and nobody else may have it: give somebody the role of those who take concerns, or of the head of HR")

// toHead gives a case of a team of which nobody works in HR any more to a head of HR.
func toHead(ctx context.Context, tx *store.Tx, c *desk.Upon) error {
	heads, err := people.Holders(ctx, tx, authz.HRHead)
	if err != nil {
		return err
	}
	for _, p := range heads {
		took, err := c.Give(ctx, p.ID)
		if err != nil {
			return err
		}
		if took {
			return c.Happened(ctx, true, history.Happened("Nobody of its team works in HR any more, so this goes to %s.", history.Whom(p.ID)))
		}
	}
	return errNobody
}

// reveal opens a case that names people, none of whom works in HR any more, to those who take concerns, and says so to who asked. One that is for a team without anybody goes to a head of HR.
func (s *Service) reveal(ctx context.Context, number int64) error {
	return s.Desk.Within(ctx, engine, desk.Number(number), act, func(tx *store.Tx, c *desk.Upon) error {
		if c.Sensitivity != catalogue.Named {
			return toHead(ctx, tx, c)
		}
		named, err := party.NameHandlers(ctx, tx, c.ID)
		if err != nil {
			return err
		}
		if len(named) == 0 {
			return errNobody
		}
		for _, p := range named {
			if err := c.Happened(ctx, false, history.Happened("Nobody who could see this works in HR any more. It is open to %s now.", history.Whom(p.ID))); err != nil {
				return err
			}
		}
		return c.Tell(ctx, "Others in HR look after your request %s now, because those who could see it do not work in HR any more.", c.Number)
	})
}
