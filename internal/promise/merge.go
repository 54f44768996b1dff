package promise

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"hearth/internal/calendar"
	"hearth/internal/platform/ident"
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

// Unmerge gives back to an owner what Merge took: each promise as it stands now, kept or not, with those that replaced it meanwhile. One that was set aside goes on with its moment if the one that stood
// for it still has to be kept; a moment that passed meanwhile was missed. Where another time was agreed on meanwhile, that is the time of both.
func (s *Service) Unmerge(ctx context.Context, tx *store.Tx, owner string, all []Held) error {
	for _, h := range all {
		line, err := s.line(ctx, tx, h.Promise)
		if err != nil {
			return err
		}
		for _, p := range line {
			if h.Moved {
				if err := giveTo(ctx, tx, p.ID, owner); err != nil {
					return err
				}
			}
		}
		if err := s.comeBack(ctx, tx, h, line); err != nil {
			return err
		}
	}
	return nil
}

// line returns a promise and those that replaced it, one after the other: the last is the one that stands. It is empty where there is no such promise.
func (s *Service) line(ctx context.Context, tx *store.Tx, id string) (all []Promise, err error) {
	p, found, err := s.ByID(ctx, tx, id)
	for ; err == nil && found; found = err == nil {
		all = append(all, p)
		p, err = store.One[Promise](ctx, tx, selectPromise+` WHERE replaces = $1 AND replaces <> ''`, p.ID)
	}
	if errors.Is(err, store.ErrNone) {
		return all, nil
	}
	return all, err
}

// comeBack lets a promise that was set aside go on, if the last of the line that stood for it still has to be kept.
func (s *Service) comeBack(ctx context.Context, tx *store.Tx, h Held, line []Promise) error {
	if h.Aside == "" || len(line) > 0 && !line[len(line)-1].Open() {
		return nil
	}
	aside, found, err := s.ByID(ctx, tx, h.Aside)
	if err != nil || !found || aside.State != Cancelled && aside.State != KeptLate { // kept late: it had passed when it was set aside
		return err
	}
	if len(line) > 1 {
		return aside.followAs(ctx, tx, line)
	}
	cal, err := s.calendarOf(ctx, tx, aside)
	if err != nil {
		return err
	}
	aside.goOn(cal, tx.Now())
	if h.Moved && len(line) > 0 { // its owner waits
		if p := line[0]; p.State == Paused && p.PausedUntil.After(tx.Now()) {
			if err := aside.pause(cal, tx.Now(), p.PauseReason, p.PausedUntil); err != nil {
				return err
			}
		}
	}
	return update(ctx, tx, aside)
}

// followAs replaces a promise that was set aside by one that is due when the last of a line is: the time was moved for both.
func (p Promise) followAs(ctx context.Context, tx *store.Tx, line []Promise) error {
	last := line[len(line)-1]
	next := last
	next.ID, next.OwnerID, next.Replaces, next.Site, next.Team = ident.New(), p.OwnerID, p.ID, p.Site, p.Team
	p.State, p.Reason, p.SettledAt, p.NextAt = Renegotiated, last.Reason, line[0].SettledAt, store.Time{}
	if err := errors.Join(update(ctx, tx, p), insert(ctx, tx, next)); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `INSERT INTO promise_pause (promise_id, from_at, to_at, reason) SELECT $2, from_at, to_at, reason FROM promise_pause WHERE promise_id = $1`, last.ID, next.ID); err != nil {
		return fmt.Errorf("keep pauses: %w", err)
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
