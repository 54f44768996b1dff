package promise

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"hearth/internal/platform/store"
)

// Moved tells that open promises of an owner have other due moments, because their calendar changed, or their site or team has another one, or another team works on it, or it has another priority, or because of a policy. It is told
// once for a change, of all of them.
type Moved struct {
	OwnerKind, OwnerID string
	Promises           []string // the ids of those that moved; none: told before there were ids, of whatever is open
	Calendar           string   // that changed; "" where something else did
	Version            int      // of the calendar, in which they are counted now, or of the policy
	Policy             string   // that changed; "" where something else did
	Ordered            int64    // when the count by the policy was ordered: the same version may be applied again later
	Given              int64    // when a site or a team was given another calendar; 0 where something else changed
	Sorted             string   // the event by which it has another priority, as Sort was told; "" where something else changed
	Handed             string   // the event by which it is elsewhere, such as with another team, as Follow was told; "" where something else changed
}

// Change names the change: the same for all that it moves, and for no other.
func (m Moved) Change() string {
	switch {
	case m.Policy != "":
		return fmt.Sprintf("policy %s:v%d:%d", m.Policy, m.Version, m.Ordered)
	case m.Sorted != "":
		return "sorted " + m.Sorted
	case m.Handed != "":
		return "handed " + m.Handed
	case m.Given != 0:
		return fmt.Sprintf("given:%d", m.Given)
	}
	return fmt.Sprintf("%s:v%d", m.Calendar, m.Version)
}

// FactName implements store.Fact.
func (Moved) FactName() string { return "promise.moved" }

// recount is how far the promises of a calendar were counted anew.
type recount struct {
	CalendarID string
	Version    int
	AfterID    string // the owner whose promises were counted last
}

// Recount counts the open promises of calendars that changed, and of sites and teams that have another one, each from its start and with its pauses, and tells of those whose moment changed. A time that somebody chose stays. It goes
// on where it stopped, in batches; it may run on several nodes.
func (s *Service) Recount(ctx context.Context) (moved int, err error) {
	for {
		var n int
		var over bool
		err := s.db.Tx(ctx, func(tx *store.Tx) (err error) {
			n, over, err = s.recountSome(ctx, tx)
			return err
		})
		if moved += n; err != nil || over {
			return moved, err
		}
	}
}

// recountSome counts a batch, and reports whether nothing is left.
func (s *Service) recountSome(ctx context.Context, tx *store.Tx) (moved int, over bool, err error) {
	at, err := store.One[recount](ctx, tx, `SELECT calendar_id, version, after_id FROM promise_recount ORDER BY calendar_id LIMIT 1`)
	if errors.Is(err, store.ErrNone) {
		return s.recountPlaces(ctx, tx)
	}
	if err != nil {
		return 0, false, fmt.Errorf("read count: %w", err)
	}
	all, err := store.All[Promise](ctx, tx, selectPromise+` WHERE calendar_id = $1 AND state IN ('running', 'paused') AND owner_id > $2 ORDER BY owner_id, id LIMIT $3`, at.CalendarID, at.AfterID, atOnce)
	if err != nil {
		return 0, false, fmt.Errorf("read promises: %w", err)
	}
	if len(all) == 0 {
		if _, err := tx.Exec(ctx, `DELETE FROM promise_recount WHERE calendar_id = $1 AND version = $2`, at.CalendarID, at.Version); err != nil {
			return 0, false, fmt.Errorf("end count: %w", err)
		}
		return 0, false, nil
	}
	all = whole(all)
	moved, err = s.recountAll(ctx, tx, all, Moved{Calendar: at.CalendarID, Version: at.Version})
	if err != nil {
		return 0, false, err
	}
	_, err = tx.Exec(ctx, `UPDATE promise_recount SET after_id = $3 WHERE calendar_id = $1 AND version = $2`, at.CalendarID, at.Version, all[len(all)-1].OwnerID)
	return moved, false, err
}

// whole leaves out the last owner of a full batch, of whose promises some may be missing.
func whole(all []Promise) []Promise {
	last := all[len(all)-1].OwnerID
	if i := slices.IndexFunc(all, func(p Promise) bool { return p.OwnerID == last }); len(all) == atOnce && i > 0 {
		return all[:i]
	}
	return all
}

// recountAll counts some promises, each by what its place has now, and tells why of the owners of those that are due at another moment.
func (s *Service) recountAll(ctx context.Context, tx *store.Tx, all []Promise, why Moved) (moved int, err error) {
	var ids []string
	for _, p := range all {
		ids = append(ids, p.ID)
	}
	pauses, err := pausesOf(ctx, tx, ids)
	if err != nil {
		return 0, err
	}
	told, cals := moves{why: why}, s.calendars()
	for _, p := range all {
		at, err := cals.of(ctx, tx, p)
		if err != nil {
			return 0, err
		}
		other, err := s.recountOne(ctx, tx, p, pauses[p.ID], at)
		if err != nil {
			return 0, err
		}
		if other {
			moved++
			told.add(tx, p)
		}
	}
	told.tell(tx)
	return moved, nil
}

// moves tells of promises that moved, owner by owner.
type moves struct{ why Moved }

// add is told of the promises of an owner one after the other.
func (m *moves) add(tx *store.Tx, p Promise) {
	if m.why.OwnerKind != p.OwnerKind || m.why.OwnerID != p.OwnerID {
		m.tell(tx)
		m.why.OwnerKind, m.why.OwnerID = p.OwnerKind, p.OwnerID
	}
	m.why.Promises = append(m.why.Promises, p.ID)
}

// tell tells of those of the last owner, if any moved.
func (m *moves) tell(tx *store.Tx) {
	if len(m.why.Promises) > 0 {
		tx.Publish(m.why)
	}
	m.why.Promises = nil
}

// recountOne counts a promise by a calendar as it is now, and reports whether it is due at another moment.
func (s *Service) recountOne(ctx context.Context, tx *store.Tx, p Promise, pauses []span, at placed) (bool, error) {
	if p.CalendarID == at.ID && p.CalendarVersion >= at.Version {
		return false, nil
	}
	was, err := s.calendarOf(ctx, tx, p)
	if err != nil {
		return false, err
	}
	next := p
	next.CalendarID, next.CalendarVersion = at.ID, at.Version
	if workday(was) != workday(at.cal) {
		if err := next.inDays(ctx, tx, was, at.cal); err != nil {
			return false, err
		}
	}
	next, ok, err := s.anew(ctx, tx, p, next, pauses)
	if err != nil || !ok {
		return false, err
	}
	return !next.DueAt.Equal(p.DueAt), update(ctx, tx, next)
}

// anew counts an open promise from its start, in the calendar version and with the minutes of next. It reports false where the promise stays as it was: somebody agreed on its time, it is
// late, its time was told and has passed, or it would be late already, which nobody was told.
func (s *Service) anew(ctx context.Context, q store.Querier, was, next Promise, pauses []span) (Promise, bool, error) {
	if !was.AgreedAt.IsZero() || was.LeftMinutes < 0 || was.At(q.Now()) == Late {
		return was, false, nil
	}
	cal, err := s.calendarOf(ctx, q, next)
	if err != nil {
		return was, false, err
	}
	if was.Kind == Legal {
		return s.anewByLaw(ctx, q, was, next, cal)
	}
	all, due, err := next.replay(cal, pauses)
	if err != nil {
		return was, false, err
	}
	if !due.After(q.Now().Time) {
		return was, false, nil
	}
	last := all[len(all)-1]
	if err := next.run(cal, last.from, last.minutes); err != nil {
		return was, false, err
	}
	if next.State == Paused {
		next.LeftMinutes = last.minutes
	}
	return next, true, nil
}
