package app

import (
	"context"

	"hearth/internal/desk"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/statement"
)

// losesByJoining refuses to join a case that was decided, and two of which one has a statement, which would not add up any more. What goes back to where it was cut out loses nothing by the work that
// was done there, and nothing by work that was taken back here.
func (a *App) losesByJoining(ctx context.Context, q store.Querier, part, whole string, back bool) error {
	_, decided, err := a.Decision.Last(ctx, q, part)
	if err != nil {
		return err
	}
	if decided {
		return fault.New(fault.Conflict, "This case was decided, and its decision has to stay by itself. You can link them instead.")
	}
	if back {
		stands, err := statement.Stands(ctx, q, part)
		if err == nil && stands {
			err = fault.New(fault.Conflict, "Work was estimated or written down for this case, and its statement has to add up by itself. Take that work back here and write it down in the other case first, or link them instead.")
		}
		return err
	}
	for _, id := range []string{part, whole} {
		stated, err := statement.Has(ctx, q, id)
		if err != nil {
			return err
		}
		if stated {
			return fault.New(fault.Conflict, "Work was estimated or written down for one of the two, and its statement has to add up by itself. You can link them instead.")
		}
	}
	return a.Callback.Joins(ctx, q, part)
}

// holdsOpen refuses to close a case whose requester waits for a second look, or for a call of which the answer does not say that it takes the place.
func (a *App) holdsOpen(ctx context.Context, q store.Querier, caseID string, in desk.Close) error {
	if err := a.Decision.Held(ctx, q, caseID); err != nil {
		return err
	}
	return a.Callback.Held(ctx, q, caseID, in.InsteadOfCall)
}
