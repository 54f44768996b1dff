package promise

import (
	"context"
	"fmt"

	"hearth/internal/platform/store"
)

// Counting is the condition that column is the id of a promise that has to be kept and does not wait now: a pause whose date has passed is over.
func Counting(column string, now store.Time) store.Where {
	return store.Cond(`EXISTS (SELECT 1 FROM promise_promise p WHERE p.id = `+column+` AND (p.state = 'running' OR p.state = 'paused' AND p.paused_until <= ?))`, now)
}

// ByIDs returns promises by their ids; what is not there is absent.
func (s *Service) ByIDs(ctx context.Context, q store.Querier, ids []string) (map[string]Promise, error) {
	out := make(map[string]Promise, len(ids))
	if len(ids) == 0 {
		return out, nil
	}
	all, err := store.Select[Promise](ctx, q, new(store.Q).Add(selectPromise+` WHERE `).Where(store.In("id", ids)))
	if err != nil {
		return nil, fmt.Errorf("read promises: %w", err)
	}
	for _, p := range all {
		out[p.ID] = p
	}
	return out, nil
}

// Owner is what a promise belongs to.
type Owner struct {
	Kind, ID string
	Title    string // as Of has it; "" where it has none, or nobody asks
	Team     string // the id of the team that does it by hours of its own; "": whoever works on what it hangs on
}

// Owners are owners of a kind.
func Owners(kind string, ids ...string) []Owner {
	all := make([]Owner, len(ids))
	for i, id := range ids {
		all[i] = Owner{Kind: kind, ID: id}
	}
	return all
}

// ReachedSince is the condition that column is the id of an owner of a kind with a promise of which one of Shares of the minutes has passed, as Reached told, and that was due since a moment. When
// exactly it had passed is not kept. An index serves it owner by owner.
func ReachedSince(ownerKind, column string, share int, since store.Time) store.Where {
	return store.Cond(`EXISTS (SELECT 1 FROM promise_promise p WHERE p.owner_kind = ? AND p.owner_id = `+column+` AND p.kind <> ? AND p.next_share > ? AND p.due_at >= ?)`, ownerKind, Callback, share, since)
}
