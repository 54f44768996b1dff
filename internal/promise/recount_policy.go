package promise

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/promise/terms"
)

// policyRecount is how far what runs was counted anew by a policy.
type policyRecount struct {
	PolicyID  string
	Version   int
	OrderedAt store.Time
	AfterID   string // the owner whose promises were counted last
}

// Recount counts open promises anew by the policies of which that was chosen: those that were made by the policy, and those that it would make now. A promise that
// another policy made and would make still stays, and so does a time that somebody chose or that has passed. Moved tells of those that are due at another moment. It goes on where it stopped, in batches; it may run on
// several nodes.
func (s *Policies) Recount(ctx context.Context) (moved int, err error) {
	for {
		var n int
		var over bool
		err := s.DB.Tx(ctx, func(tx *store.Tx) (err error) {
			n, over, err = s.recountSome(ctx, tx)
			return err
		})
		if moved += n; err != nil || over {
			return moved, err
		}
	}
}

func (s *Policies) recountSome(ctx context.Context, tx *store.Tx) (moved int, over bool, err error) {
	at, err := store.One[policyRecount](ctx, tx, `SELECT policy_id, version, ordered_at, after_id FROM promise_policy_recount ORDER BY policy_id LIMIT 1`)
	if errors.Is(err, store.ErrNone) {
		return 0, true, nil
	}
	if err != nil {
		return 0, false, fmt.Errorf("read count: %w", err)
	}
	all, err := versions(ctx, tx)
	if err != nil {
		return 0, false, err
	}
	some, err := s.concerned(ctx, tx, all, at.PolicyID, store.Cond(`promise_promise.owner_id > ?`, at.AfterID), atOnce)
	if err != nil {
		return 0, false, err
	}
	if len(some) == 0 {
		_, err := tx.Exec(ctx, `DELETE FROM promise_policy_recount WHERE policy_id = $1 AND ordered_at = $2`, at.PolicyID, at.OrderedAt)
		return 0, false, err
	}
	some = whole(some)
	told := moves{why: Moved{Policy: at.PolicyID, Version: at.Version, Ordered: at.OrderedAt.Unix()}}
	err = s.eachAnew(ctx, tx, all, at.PolicyID, some, func(m change) error {
		if !m.ok {
			return nil
		}
		if err := update(ctx, tx, m.next); err != nil || m.next.DueAt.Equal(m.was.DueAt) {
			return err
		}
		moved++
		told.add(tx, m.was)
		return nil
	})
	if err != nil {
		return 0, false, err
	}
	told.tell(tx)
	_, err = tx.Exec(ctx, `UPDATE promise_policy_recount SET after_id = $3 WHERE policy_id = $1 AND ordered_at = $2`, at.PolicyID, at.OrderedAt, some[len(some)-1].OwnerID)
	return moved, false, err
}

// concerned returns open promises that a policy made or is for, owner by owner.
func (s *Policies) concerned(ctx context.Context, q store.Querier, all []terms.Version, policyID string, where store.Where, limit int) ([]Promise, error) {
	made := store.Cond(`promise_promise.policy_id = ?`, policyID)
	if i := slices.IndexFunc(all, func(v terms.Version) bool { return v.PolicyID == policyID }); i >= 0 {
		made = store.Or(made, s.Cases.Within("promise_promise.owner_id", all[i].Scope))
	}
	found, err := store.Select[Promise](ctx, q, new(store.Q).Add(selectPromise+` WHERE owner_kind = ? AND state IN ('running', 'paused') AND kind IN ('first_answer', 'next_word', 'decision') AND `, s.Kind).
		Where(store.And(made, where)).Add(` ORDER BY owner_id, id LIMIT ?`, limit))
	if err != nil {
		return nil, fmt.Errorf("read promises: %w", err)
	}
	return found, nil
}

// change is what a policy makes of an open promise. Where it is not ok the promise stays as it was.
type change struct {
	was, next Promise
	number    string // of its case
	ok        bool
}

// eachAnew calls f with what becomes of each of some promises that a policy made or would make now.
func (s *Policies) eachAnew(ctx context.Context, q store.Querier, all []terms.Version, policyID string, some []Promise, f func(change) error) error {
	var ids, owners []string
	for _, p := range some {
		ids = append(ids, p.ID)
		if !slices.Contains(owners, p.OwnerID) {
			owners = append(owners, p.OwnerID)
		}
	}
	pauses, err := pausesOf(ctx, q, ids)
	if err != nil {
		return err
	}
	asked, err := s.Cases.AskedOf(ctx, q, owners)
	if err != nil {
		return err
	}
	for _, p := range some {
		a, known := asked[p.OwnerID]
		if !known || p.Kind == NextWord && p.PolicyID == "" { // by Word, which no policy makes longer
			continue
		}
		v, found := terms.Choose(all, a.Asked, q.Now().Time)
		if p.PolicyID != policyID && (!found || v.PolicyID != policyID) {
			continue
		}
		usual := a.First
		if p.Kind == Decision {
			usual = a.Decision
		}
		cal, err := s.Promises.calendarOf(ctx, q, p)
		if err != nil {
			return err
		}
		next := p
		next.made(cal, v, found, usual)
		m := change{was: p, number: a.Number}
		if m.next, m.ok, err = s.Promises.anew(ctx, q, p, next, pauses[p.ID]); err != nil {
			return err
		}
		if err := f(m); err != nil {
			return err
		}
	}
	return nil
}

// TryPolicy is a policy as it might be saved: one that there is, by its id, or a new one.
type TryPolicy struct {
	ID    string `query:"policy" json:"-"`
	Ended bool   `query:"ended" json:"-"`
	MakePolicy
}

// Move is a promise that would be due at another moment.
type Move struct {
	Number string     `json:"case"`
	Kind   string     `json:"kind"`
	From   store.Time `json:"from"`
	To     store.Time `json:"to"`
}

// Trial says what would become of open promises if they were counted anew by a policy. It is of the cases that its reader may work on: others move too, and nothing is said of them.
type Trial struct {
	Earlier int    `json:"earlier"` // so many would be due earlier
	Later   int    `json:"later"`
	Same    int    `json:"same"`  // the moment is the same
	Stay    int    `json:"stay"`  // not counted anew: somebody chose the time, it is late, or it would be late
	Items   []Move `json:"items"` // some of those that move
	More    bool   `json:"more"`  // not all open promises were looked at
}

// Moves is how many would be due at another moment.
func (t Trial) Moves() int { return t.Earlier + t.Later }

// Tried limits how many promises a trial looks at, and how many moves it shows.
const (
	Tried = 2000
	shown = 20
)

// Try says what would become of open promises if a policy were saved like this, valid from now, and they were counted anew by it. It changes nothing. It refuses what Make and Save refuse.
func (s *Policies) Try(ctx context.Context, by authz.Actor, in TryPolicy) (Trial, error) {
	out := Trial{Items: []Move{}}
	if err := s.Policy.May(by, EditPolicies, 0); err != nil {
		return out, err
	}
	scope, number := in.scope(), 1
	if in.ID != "" {
		was, err := s.load(ctx, s.DB, in.ID)
		if err != nil {
			return out, err
		}
		scope, number = was.scope(), was.Latest().Version+1
	}
	in.Terms.ValidFrom = store.Time{}
	v, err := s.check(ctx, s.DB, in.Terms, scope, in.ID == "")
	if err != nil {
		return out, err
	}
	v.PolicyID, v.Number, v.Ended = in.ID, number, in.Ended
	if v.PolicyID == "" {
		v.PolicyID = "new"
	}
	all, err := versions(ctx, s.DB)
	if err != nil {
		return out, err
	}
	all = append(all, v)
	some, err := s.concerned(ctx, s.DB, all, v.PolicyID, s.Cases.AtWork(by, "promise_promise.owner_id"), Tried+1)
	if err != nil {
		return out, err
	}
	if out.More = len(some) > Tried; out.More {
		some = some[:Tried]
	}
	for batch := range slices.Chunk(some, atOnce) {
		if err := s.eachAnew(ctx, s.DB, all, v.PolicyID, batch, func(m change) error { out.add(m); return nil }); err != nil {
			return out, err
		}
	}
	return out, nil
}

func (t *Trial) add(m change) {
	switch {
	case !m.ok:
		t.Stay++
		return
	case m.next.DueAt.Equal(m.was.DueAt):
		t.Same++
		return
	case m.next.DueAt.Before(m.was.DueAt):
		t.Earlier++
	default:
		t.Later++
	}
	if len(t.Items) < shown {
		t.Items = append(t.Items, Move{m.number, m.was.Kind, m.was.DueAt, m.next.DueAt})
	}
}
