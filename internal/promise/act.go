package promise

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"hearth/internal/calendar"
	"hearth/internal/platform/store"
)

// Shares are the parts of a promise's minutes, in percent, at which the engine acts: Reached tells of each. A policy may place the first two elsewhere, which keep these names.
func Shares() []int { return []int{50, 80, 100} }

// Percent is how much of the minutes of a promise has passed at one of Shares, by its policy.
func (p Promise) Percent(share int) int {
	switch {
	case share == Shares()[0] && p.WarnFirst > 0:
		return p.WarnFirst
	case share == Shares()[1] && p.WarnSecond > 0:
		return p.WarnSecond
	}
	return share
}

// done is NextShare of a promise whose shares have all been reached.
const done = 101

// Reached tells that so many percent of the minutes of a promise that runs have passed. Of several that passed at once it tells the last alone.
type Reached struct {
	PromiseID string
	Share     int
}

// FactName implements store.Fact.
func (Reached) FactName() string { return "promise.reached" }

// leftAt is how many minutes are left of a promise when a share of them has passed.
func (p Promise) leftAt(share int) int { return p.Minutes * (100 - p.Percent(share)) / 100 }

// schedule sets when the engine acts next on a promise of which so many minutes are left at a moment. A share that was reached is not reached again.
func (p *Promise) schedule(cal calendar.Calendar, from time.Time, left int) error {
	if p.NextShare == 0 {
		p.NextShare = Shares()[0]
	}
	if p.NextAt = (store.Time{}); p.NextShare >= done {
		return nil
	}
	var err error
	p.NextAt, err = p.nextAt(cal, from, left)
	return err
}

// nextAt is when the next share of a promise is reached, of which so many minutes are left at a moment: when it is due, at the latest.
func (p Promise) nextAt(cal calendar.Calendar, from time.Time, left int) (store.Time, error) {
	at := p.DueAt
	switch {
	case p.NextShare >= 100:
		return at, nil
	case p.ByTheClock():
		if at = p.clock(p.Percent(p.NextShare)); at.Time.Before(from) {
			at = store.At(from)
		}
	default:
		counted, err := cal.Due(from, max(0, left-p.leftAt(p.NextShare)))
		if err != nil {
			return at, fmt.Errorf("promise %s: %w", p.Kind, err)
		}
		at = store.At(counted)
	}
	if at.After(p.DueAt) {
		at = p.DueAt
	}
	return at, nil
}

// scarce is how many working minutes have to lie before a time that somebody chose, so that its shares count by them. With fewer, as over a weekend, all would be reached at one moment, or one on the heels
// of another, when nothing can be done any more.
const scarce = 60

// ByTheClock reports whether the shares of a promise count by the clock, nights and weekends included: next to no working time lies before the time that somebody chose.
func (p Promise) ByTheClock() bool { return !p.AgreedAt.IsZero() && p.Minutes < scarce }

// clock is when so many percent of the time from the start of a promise until it is due have passed by the clock.
func (p Promise) clock(percent int) store.Time {
	return p.StartedAt.Add(p.DueAt.Sub(p.StartedAt.Time) / 100 * time.Duration(percent))
}

// postpone lets the engine act on a promise that is late at a moment, if it has not done so.
func (p *Promise) postpone(to store.Time) {
	if p.NextAt = (store.Time{}); p.NextShare < done {
		p.NextAt = to
	}
}

// advance moves a promise past what is reached at now, and returns the share that was reached last, or 0.
func (p *Promise) advance(cal calendar.Calendar, now store.Time) (reached int) {
	if p.NextShare == 0 { // from before the engine
		p.join(cal, now)
		return 0
	}
	if !p.runs(now) {
		p.postpone(p.PausedUntil)
		return 0
	}
	for p.NextShare < done && !p.NextAt.After(now) {
		reached = p.NextShare
		p.NextShare = following(reached)
		from := p.NextAt.Time
		if at, err := p.nextAt(cal, from, cal.Between(from, p.DueAt.Time)); err == nil {
			p.NextAt = at
		} else {
			p.NextAt = p.DueAt
		}
	}
	if p.NextShare >= done {
		p.NextAt = store.Time{}
	}
	return reached
}

// join lets the engine act on an open promise that was given before: of the shares that have passed by now nothing is told any more.
func (p *Promise) join(cal calendar.Calendar, now store.Time) {
	from := now
	if !p.runs(now) {
		from = p.PausedUntil
	}
	if p.LeftMinutes < 0 || from.After(p.DueAt) {
		p.NextShare, p.NextAt = done, store.Time{}
		return
	}
	left := cal.Between(from.Time, p.DueAt.Time)
	p.NextShare = 100
	for _, share := range slices.Backward(Shares()) {
		if ahead := p.leftAt(share) < left; p.ByTheClock() && p.clock(p.Percent(share)).After(from) || !p.ByTheClock() && ahead {
			p.NextShare = share
		}
	}
	if err := p.schedule(cal, from.Time, left); err != nil {
		p.NextAt = p.DueAt
	}
}

func following(share int) int {
	for _, s := range Shares() {
		if s > share {
			return s
		}
	}
	return done
}

// The periodic work of the engine, and how often it looks.
const (
	acts       = "promise.act"
	recounts   = "promise.recount"
	looksEvery = 5 * time.Second
	atOnce     = 100 // promises in one transaction
)

// moment is where a promise stands in the order in which the engine comes to it.
type moment struct {
	NextAt store.Time
	ID     string
}

// Act tells of every promise of which a share was reached by now. It may run late, more than once and on several nodes: each share of a promise is told once, in the transaction that moves
// the promise on. A promise that cannot be moved on holds up no other: what is wrong with it is in the error, and it is tried again the next time.
func (s *Service) Act(ctx context.Context) (told []Reached, err error) {
	var failed []error
	last := moment{NextAt: store.At(time.Unix(0, 0))}
	for now := s.db.Now(); ; {
		some, err := store.All[moment](ctx, s.db, `SELECT next_at, id FROM promise_promise WHERE next_at IS NOT NULL AND next_at <= $1 AND (next_at > $2 OR (next_at = $2 AND id > $3))
			ORDER BY next_at, id LIMIT $4`, now, last.NextAt, last.ID, atOnce)
		if err != nil {
			return told, errors.Join(append(failed, fmt.Errorf("find what is due: %w", err))...)
		}
		if len(some) == 0 {
			return told, errors.Join(failed...)
		}
		last = some[len(some)-1]
		reached, err := s.actOnAll(ctx, some)
		told = append(told, reached...)
		if err == nil {
			continue
		}
		for _, m := range some {
			reached, err := s.actOnAll(ctx, []moment{m})
			told = append(told, reached...)
			if err != nil {
				failed = append(failed, fmt.Errorf("promise %s: %w", m.ID, err))
			}
		}
	}
}

// Late returns by how much the promise whose next share was reached first, and that nobody was told of, is late; 0 when there is none.
func (s *Service) Late(ctx context.Context) (time.Duration, error) {
	next, err := store.One[store.Time](ctx, s.db, `SELECT MIN(next_at) FROM promise_promise WHERE next_at IS NOT NULL`)
	if err != nil || next.IsZero() {
		return 0, err
	}
	return max(0, s.db.Now().Sub(next.Time)), nil
}

// actOnAll moves some promises on in one transaction.
func (s *Service) actOnAll(ctx context.Context, some []moment) (told []Reached, err error) {
	err = s.db.Tx(ctx, func(tx *store.Tx) error {
		told = nil
		for _, m := range some {
			share, err := s.actOn(ctx, tx, m.ID)
			if err != nil {
				return err
			}
			if share > 0 {
				told = append(told, Reached{PromiseID: m.ID, Share: share})
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return told, nil
}

// actOn moves one promise on and returns the share of which it tells, or 0. Another node may have been faster.
func (s *Service) actOn(ctx context.Context, tx *store.Tx, id string) (int, error) {
	p, err := store.One[Promise](ctx, tx, selectPromise+` WHERE id = $1 AND next_at <= $2`, id, tx.Now())
	if errors.Is(err, store.ErrNone) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("read promise: %w", err)
	}
	cal, err := s.calendarOf(ctx, tx, p)
	if err != nil {
		return 0, err
	}
	before := p
	reached := p.advance(cal, tx.Now())
	n, err := tx.Exec(ctx, `UPDATE promise_promise SET next_at = $2, next_share = $3 WHERE id = $1 AND next_share = $4 AND next_at = $5`, p.ID, p.NextAt, p.NextShare, before.NextShare, before.NextAt)
	if err != nil {
		return 0, fmt.Errorf("move promise on: %w", err)
	}
	if n == 0 || reached == 0 {
		return 0, nil
	}
	tx.Publish(Reached{PromiseID: p.ID, Share: reached})
	return reached, nil
}

// ByID returns a promise; false where there is none.
func (s *Service) ByID(ctx context.Context, q store.Querier, id string) (Promise, bool, error) {
	p, err := store.One[Promise](ctx, q, selectPromise+` WHERE id = $1`, id)
	if errors.Is(err, store.ErrNone) {
		return p, false, nil
	}
	if err != nil {
		return p, false, fmt.Errorf("read promise: %w", err)
	}
	return p, true, nil
}

// Runs is the condition that column is the id of an owner of a kind with a promise of a kind that still has to be kept. An index serves it owner by owner.
func Runs(ownerKind, kind, column string) store.Where {
	return store.Cond(`EXISTS (SELECT 1 FROM promise_promise p WHERE p.owner_kind = ? AND p.owner_id = `+column+` AND p.kind = ? AND p.state IN ('running', 'paused'))`, ownerKind, kind)
}

// StillOpen is the condition that column is the id of a promise that still has to be kept.
func StillOpen(column string) store.Where {
	return store.Cond(`EXISTS (SELECT 1 FROM promise_promise p WHERE p.id = ` + column + ` AND p.state IN ('running', 'paused'))`)
}
