package routing

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"hearth/internal/desk"
	"hearth/internal/desk/history"
	"hearth/internal/desk/record"
	"hearth/internal/people"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// handOver gives cases of who is away to others, whether or not the rule is agreed on: those on which something is due before they are back, also beside the case or while it waits, on which nothing is planned, or whose customer wrote last. The rest waits for them.
func (s *Service) handOver(ctx context.Context) error {
	gone, err := s.gone(ctx)
	if err != nil || len(gone) == 0 {
		return err
	}
	away, err := awayNow(ctx, s.DB, gone)
	if err != nil {
		return err
	}
	held, err := record.HeldBy(ctx, s.DB, idsOf(gone))
	if err != nil {
		return err
	}
	var failed []error // one that fails holds up no other
	for _, h := range held {
		until, yes := away[h.AssigneePerson]
		if !yes {
			continue
		}
		due := until.IsZero() || h.NewReply || h.DueAt.IsZero() || h.DueAt.Before(until)
		if !due {
			if due, err = s.dueBefore(ctx, h, until); err != nil {
				failed = append(failed, fmt.Errorf("case %s: %w", h.ID, err))
				continue
			}
		}
		if due {
			failed = append(failed, s.handOverOne(ctx, h))
		}
	}
	return errors.Join(failed...)
}

// dueBefore reports whether something that goes on is due before a moment: of the case, such as a call while it waits, or beside it and with who has it. Of a call each of its times counts, not only the last, by which it is promised.
func (s *Service) dueBefore(ctx context.Context, h record.Held, until store.Time) (bool, error) {
	if s.Falls != nil {
		if falls, err := s.Falls(ctx, s.DB, h.ID, until); err != nil || falls {
			return falls, err
		}
	}
	owners := []promise.Owner{{Kind: desk.OwnerKind, ID: h.ID}}
	if s.Beside != nil {
		beside, err := s.Beside(ctx, s.DB, h)
		if err != nil {
			return false, err
		}
		owners = append(owners, beside...)
	}
	for _, o := range owners {
		found, err := s.Promises.Running(ctx, s.DB, o.Kind, []string{o.ID})
		if err != nil {
			return false, err
		}
		if slices.ContainsFunc(found[o.ID], func(p promise.Promise) bool { return p.State == promise.Running && p.DueAt.Before(until) }) {
			return true, nil
		}
	}
	return false, nil
}

// gone are the people of HR who may be away: those who said so.
func (s *Service) gone(ctx context.Context) ([]people.Person, error) {
	now := today(s.DB.Now())
	ids, err := store.All[string](ctx, s.DB, `SELECT DISTINCT person_id FROM routing_away WHERE first_day <= $1 AND back_day >= $2 ORDER BY person_id`, now.AddDays(1), now.AddDays(-1))
	if err != nil {
		return nil, fmt.Errorf("read who is away: %w", err)
	}
	found, err := people.ByIDs(ctx, s.DB, ids)
	if err != nil {
		return nil, err
	}
	all := make([]people.Person, 0, len(found))
	for _, p := range found {
		all = append(all, p)
	}
	return all, nil
}

func (s *Service) handOverOne(ctx context.Context, h record.Held) error {
	return s.toOthers(ctx, h, history.Happened("%s is away, so this goes to somebody else.", history.Whom(h.AssigneePerson)))
}

// toOthers takes a case from who held it. Where the rule is agreed on it gives the case to somebody; else it waits in the queue of its team.
func (s *Service) toOthers(ctx context.Context, h record.Held, said history.Event) error {
	return s.taken(ctx, h, func(tx *store.Tx, c *desk.Upon) error {
		_, yes, err := on(ctx, tx)
		if err != nil {
			return err
		}
		if yes {
			_, err := s.give(ctx, tx, c, []string{h.AssigneePerson}, said)
			return err
		}
		if _, err := c.Give(ctx, ""); err != nil {
			return err
		}
		return c.Happened(ctx, true, said)
	})
}

// taken does something with a case that somebody held, if they still do and it has no answer.
func (s *Service) taken(ctx context.Context, h record.Held, do func(*store.Tx, *desk.Upon) error) error {
	number, err := desk.NumberByID(ctx, s.DB, h.ID)
	if err != nil || number == "" {
		return err
	}
	return s.Desk.Within(ctx, engine, number, act, func(tx *store.Tx, c *desk.Upon) error {
		if c.Assignee != h.AssigneePerson || !unanswered(c.Of) {
			return nil
		}
		return do(tx, c)
	})
}
