package routing

import (
	"context"

	"hearth/internal/people"
	"hearth/internal/platform/store"
	"hearth/internal/routing/choose"
)

// Free says of somebody of HR, as their team reads it, whether they are away and until when, the zero time being for ever, and whether they are full: no more than that, and the latter only while the rule is on.
// Of several teams they are full where no one of them would give them a case. It asks nobody's rights: it is for modules that give cases.
func (s *Service) Free(ctx context.Context, q store.Querier, personID string) (until store.Time, away, full bool, err error) {
	p, err := people.ByID(ctx, q, personID)
	if err != nil {
		return until, false, false, err
	}
	if until, away, err = s.IsAway(ctx, q, p); err != nil || away {
		return until, away, false, err
	}
	full, err = s.full(ctx, q, p)
	return until, false, full, err
}

// full reports whether somebody would be given no ordinary case by any of their teams: of another, each weight would be a further bit of what they carry. While the rule is off nobody is full.
func (s *Service) full(ctx context.Context, q store.Querier, p people.Person) (bool, error) {
	_, yes, err := on(ctx, q)
	if err != nil || !yes {
		return false, err
	}
	c, err := s.look(ctx, q, []people.Person{p}, "")
	if err != nil {
		return false, err
	}
	teams, err := people.TeamsOf(ctx, q, []string{p.ID})
	for _, team := range teams {
		caps, _ := c.agreed.caps(team, today(q.Now()))
		if caps.Room(c.agents[0], choose.Case{Weight: usualEffort * usualEmotion}) {
			return false, err
		}
	}
	return len(teams) > 0, err
}
