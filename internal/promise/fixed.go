package promise

import (
	"context"
	"fmt"

	"hearth/internal/calendar"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// Fix begins a promise that falls due at a moment which the customer chose, whatever the hours of the calendar; its minutes are the business minutes until then. What
// there is to be said of its shares is for the module that began it: Act leaves it alone, and so does Recount. It refuses, as a defect of the caller, a moment that is not in the future.
func (s *Service) Fix(ctx context.Context, tx *store.Tx, in Start, due store.Time) (Promise, error) {
	if !due.After(tx.Now()) {
		return Promise{}, fmt.Errorf("promise %s: %s has passed", in.Kind, due)
	}
	at, err := s.calendarFor(ctx, tx, in.Place)
	if err != nil {
		return Promise{}, err
	}
	p := Promise{ID: ident.New(), OwnerKind: in.OwnerKind, OwnerID: in.OwnerID, Kind: in.Kind, CalendarID: at.ID, CalendarVersion: at.Version, Site: in.Site, Team: in.Team, Minutes: max(1, at.cal.Between(tx.Now().Time, due.Time)),
		State: Running, StartedAt: tx.Now(), DueAt: due, AgreedAt: due, NextShare: done}
	if err := p.risks(at.cal, tx.Now().Time, p.Minutes); err != nil {
		return p, err
	}
	return p, insert(ctx, tx, p)
}

// Release cancels the open promises of a kind that fall due at a moment or later, because nothing more is to be done for them. One that fell due before stays as it is: it was
// missed; Miss ends it.
func (s *Service) Release(ctx context.Context, tx *store.Tx, ownerKind, ownerID, kind string, from store.Time) error {
	return s.each(ctx, tx, ownerKind, ownerID, func(p *Promise, _ calendar.Calendar) error {
		if p.Kind != kind || p.DueAt.Before(from) {
			return nil
		}
		p.settle(Cancelled, tx.Now())
		return nil
	})
}

// Miss ends the open promises of a kind whose moment has passed: nothing can be done for them any more, and they were not kept.
func (s *Service) Miss(ctx context.Context, tx *store.Tx, ownerKind, ownerID, kind string) error {
	return s.each(ctx, tx, ownerKind, ownerID, func(p *Promise, _ calendar.Calendar) error {
		if p.Kind == kind && !p.DueAt.After(tx.Now()) {
			p.settle(KeptLate, tx.Now())
		}
		return nil
	})
}
