package promise

import (
	"context"
	"fmt"
	"slices"

	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// Past is a promise that was given before it is written: where cases come from elsewhere, with their history.
type Past struct {
	Start
	At          store.Time
	SettledAt   store.Time // when it was kept; zero while it is open
	PausedAt    store.Time // zero unless it is paused
	PausedUntil store.Time
	PauseReason string
}

// AddPast writes promises of the past, each as it would stand had it been given, kept or paused in its time, and returns them in the order given; after them the next words without which their
// owners would be silent, as Word has it.
func (s *Service) AddPast(ctx context.Context, tx *store.Tx, all []Past) ([]Promise, error) {
	out := make([]Promise, 0, len(all))
	cals := s.calendars()
	for _, in := range all {
		p, err := s.past(ctx, tx, cals, in)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	if err := insert(ctx, tx, out...); err != nil {
		return nil, err
	}
	open, asked := map[string][]Promise{}, map[string]Past{}
	for i, p := range out {
		if p.Open() {
			open[p.OwnerID], asked[p.OwnerID] = append(open[p.OwnerID], p), all[i]
		}
	}
	for _, p := range out[:len(all)] {
		mine := open[p.OwnerID]
		delete(open, p.OwnerID)
		if len(mine) == 0 || slices.ContainsFunc(mine, func(p Promise) bool { return !p.runs(tx.Now()) }) {
			continue // over, or it waits
		}
		begun, err := s.WordBeside(ctx, tx, p.OwnerKind, p.OwnerID, asked[p.OwnerID].Place, mine)
		if err != nil {
			return nil, err
		}
		out = append(out, begun...)
	}
	return out, nil
}

func (s *Service) past(ctx context.Context, tx *store.Tx, cals calendars, in Past) (p Promise, err error) {
	if in.Minutes <= 0 && in.Kind != Legal {
		return Promise{}, fmt.Errorf("promise %s: %d minutes", in.Kind, in.Minutes)
	}
	at, err := cals.at(ctx, tx, in.Place)
	if err != nil {
		return Promise{}, err
	}
	if in.Kind == Legal {
		return s.pastByLaw(ctx, tx, at, in)
	}
	cal := at.cal
	p = Promise{ID: ident.New(), OwnerKind: in.OwnerKind, OwnerID: in.OwnerID, Kind: in.Kind, CalendarID: at.ID, CalendarVersion: at.Version, Site: in.Site, Team: in.Team, Minutes: in.Minutes, State: Running, StartedAt: in.At}
	if err := p.run(cal, in.At.Time, in.Minutes); err != nil {
		return p, err
	}
	switch {
	case !in.SettledAt.IsZero():
		return p, p.keep(in.SettledAt)
	case !in.PausedAt.IsZero():
		if err := p.pause(cal, in.PausedAt, in.PauseReason, in.PausedUntil); err != nil {
			return p, err
		}
	}
	p.join(cal, tx.Now())
	return p, nil
}
