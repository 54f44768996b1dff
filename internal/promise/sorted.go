package promise

import (
	"context"
	"slices"

	"hearth/internal/platform/store"
)

// Sorted is what an owner of promises asks for from now on: it has another priority.
type Sorted struct {
	OwnerKind, OwnerID string
	Asked              Asked
	First, Decision    int    // what its service says, in minutes, where no policy says otherwise; a next word has as many as a first answer
	Event              string // names the change, and is another one each time
}

// Sort counts the open promises of an owner, each from its start and with its pauses, by the policy for what it asks for now, where that is another one than the one by which they were made, or none. Moved tells of those
// that are due at another moment. A time that somebody chose stays, and so does what is late, what would be late already by the policy, and a next word that no policy made. Where the policy is the same nothing moves, also
// if it has another version by now.
func (s *Service) Sort(ctx context.Context, tx *store.Tx, in Sorted) error {
	v, found, err := s.chosen(ctx, tx, in.Asked)
	if err != nil {
		return err
	}
	all, err := openOf(ctx, tx, in.OwnerKind, in.OwnerID)
	all = slices.DeleteFunc(all, func(p Promise) bool {
		return !slices.Contains(byPolicies(), p.Kind) || p.PolicyID == v.PolicyID || p.Kind == NextWord && p.PolicyID == ""
	})
	if err != nil || len(all) == 0 {
		return err
	}
	var ids []string
	for _, p := range all {
		ids = append(ids, p.ID)
	}
	pauses, err := pausesOf(ctx, tx, ids)
	if err != nil {
		return err
	}
	told := moves{why: Moved{Sorted: in.Event}}
	for _, p := range all {
		cal, err := s.calendarOf(ctx, tx, p)
		if err != nil {
			return err
		}
		usual := in.First
		if p.Kind == Decision {
			usual = in.Decision
		}
		next := p
		next.made(cal, v, found, usual)
		next, ok, err := s.anew(ctx, tx, p, next, pauses[p.ID])
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		if err := update(ctx, tx, next); err != nil {
			return err
		}
		if !next.DueAt.Equal(p.DueAt) {
			told.add(tx, p)
		}
	}
	told.tell(tx)
	return nil
}
