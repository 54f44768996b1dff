package escalation

import (
	"context"
	"errors"
	"time"

	"hearth/internal/desk"
	"hearth/internal/desk/record"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/clock"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// How often Words looks, how long it leaves what has passed to the engine, and at how many cases it looks at once.
const (
	wordsEvery  = 10 * time.Minute
	patience    = time.Hour
	wordsAtOnce = 500
)

// Words promises a next word in cases that are open, or wait for others than who asked, in which nobody was promised any, such as those from before there were next words, and reports in how many. Cases see to it themselves whenever they
// change, so there is next to nothing to do. A next word that passed and of which nobody was told, whatever was the matter, is told of now. One that fails holds up no other.
func (s *Service) Words(ctx context.Context) (begun int, err error) {
	overdue, err := promise.OverdueWords(ctx, s.DB, s.DB.Now().Add(-patience), wordsAtOnce)
	if err != nil {
		return 0, err
	}
	var failed []error
	for _, id := range overdue {
		failed = append(failed, s.Reached(ctx, promise.Reached{PromiseID: id, Share: 100}), s.renew(ctx, id))
	}
	for after := int64(0); ; {
		some, err := record.Wordless(ctx, s.DB, after, wordsAtOnce)
		if err != nil || len(some) == 0 {
			return begun, errors.Join(append(failed, err)...)
		}
		after = some[len(some)-1].Number
		for _, c := range some {
			from := time.Now()
			silent, err := s.Promises.Silent(ctx, s.DB, desk.OwnerKind, c.ID, promise.Place{Site: c.Site, Team: c.TeamID})
			if err == nil && silent {
				begun++
				err = s.Desk.Within(ctx, authz.System(desk.Tick), desk.Number(c.Number), act, func(*store.Tx, *desk.Upon) error { return nil })
				err = errors.Join(err, clock.Rest(ctx, time.Since(from))) // nobody waits for it, and others do for their pages
			}
			failed = append(failed, err)
		}
	}
}

// renew promises another word after one that passed and was told of, but was not followed by another: of a case from before there were next words.
func (s *Service) renew(ctx context.Context, id string) error {
	p, found, err := s.Promises.ByID(ctx, s.DB, id)
	if err != nil || !found || !p.Open() || p.OwnerKind != desk.OwnerKind {
		return err
	}
	number, err := desk.NumberByID(ctx, s.DB, p.OwnerID)
	if err != nil || number == "" {
		return err
	}
	return s.Desk.Within(ctx, authz.System(desk.Tick), number, act, func(tx *store.Tx, c *desk.Upon) error {
		p, _, err := s.Promises.ByID(ctx, tx, id)
		if err != nil || !p.Open() || !c.OwesWord || !p.DueAt.Before(tx.Now()) {
			return err
		}
		return s.Promises.Again(ctx, tx, p, promise.Place{Site: c.Site, Team: c.TeamID})
	})
}
