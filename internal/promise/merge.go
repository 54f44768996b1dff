package promise

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"hearth/internal/calendar"
	"hearth/internal/platform/store"
)

// Held is a promise that stands for what two owners were promised, so that Unmerge undoes what Merge did.
type Held struct {
	Promise string // its id
	Moved   bool   // it was the first owner's, and is the other's now
	Aside   string // the id of the later one of its kind, which it stands for; "" for none
}

// Merge lets the promises that one owner was given hold for another one, who has them from now on. Of two of one kind the one that is due first holds for both; the other is set
// aside, neither kept nor missed. A moment never comes later by it, and one that has passed stays missed.
func (s *Service) Merge(ctx context.Context, tx *store.Tx, ownerKind, from, into string) (held []Held, err error) {
	all, err := store.All[Promise](ctx, tx, selectPromise+` WHERE owner_kind = $1 AND owner_id IN ($2, $3) AND state IN ('running', 'paused') ORDER BY due_at, started_at, id`, ownerKind, from, into)
	if err != nil {
		return nil, fmt.Errorf("read promises: %w", err)
	}
	first := map[string]int{} // by kind, where it stands in held
	for _, p := range all {
		i, later := first[p.Kind]
		switch {
		case later && held[i].Aside == "" && held[i].Moved != (p.OwnerID == from):
			held[i].Aside = p.ID
			if err := errors.Join(p.cancel(tx.Now()), update(ctx, tx, p)); err != nil {
				return nil, err
			}
			continue
		case !later:
			first[p.Kind] = len(held)
		}
		held = append(held, Held{Promise: p.ID, Moved: p.OwnerID == from})
		if p.OwnerID == from {
			if err := giveTo(ctx, tx, p.ID, into); err != nil {
				return nil, err
			}
		}
	}
	return slices.DeleteFunc(held, func(h Held) bool { return !h.Moved && h.Aside == "" }), nil
}

// giveTo gives a promise to another owner of the same kind.
func giveTo(ctx context.Context, tx *store.Tx, id, owner string) error {
	if _, err := tx.Exec(ctx, `UPDATE promise_promise SET owner_id = $2 WHERE id = $1`, id, owner); err != nil {
		return fmt.Errorf("give promise: %w", err)
	}
	return nil
}

// Unmerge gives back to an owner what Merge took: each promise as it stands now, kept or not. One that was set aside goes on with its moment if the one that stood for it still has to be
// kept; a moment that passed meanwhile was missed.
func (s *Service) Unmerge(ctx context.Context, tx *store.Tx, owner string, all []Held) error {
	for _, h := range all {
		p, found, err := s.ByID(ctx, tx, h.Promise)
		if err != nil || !found {
			return err
		}
		if h.Moved {
			if err := giveTo(ctx, tx, p.ID, owner); err != nil {
				return err
			}
		}
		if h.Aside == "" || !p.Open() {
			continue
		}
		aside, found, err := s.ByID(ctx, tx, h.Aside)
		if err != nil || !found || aside.State != Cancelled {
			return err
		}
		cal, err := s.calendarOf(ctx, tx, aside)
		if err != nil {
			return err
		}
		aside.goOn(cal, tx.Now())
		if h.Moved && p.State == Paused && p.PausedUntil.After(tx.Now()) { // its owner waits
			if err := aside.pause(cal, tx.Now(), p.PauseReason, p.PausedUntil); err != nil {
				return err
			}
		}
		if err := update(ctx, tx, aside); err != nil {
			return err
		}
	}
	return nil
}

// goOn lets a promise that was cancelled go on as if it had not been.
func (p *Promise) goOn(cal calendar.Calendar, now store.Time) {
	p.State, p.SettledAt = Running, store.Time{}
	if !p.PausedAt.IsZero() {
		p.State = Paused
	}
	p.join(cal, now)
}
