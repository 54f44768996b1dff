package app

import (
	"context"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/statement"
)

// losesByJoining refuses to join a case into another of which a decision or a statement would be lost.
func (a *App) losesByJoining(ctx context.Context, q store.Querier, caseID string) error {
	_, decided, err := a.Decision.Last(ctx, q, caseID)
	if err != nil {
		return err
	}
	if decided {
		return fault.New(fault.Conflict, "This case was decided, and its decision has to stay by itself. You can link them instead.")
	}
	stated, err := statement.Has(ctx, q, caseID)
	if err == nil && stated {
		err = fault.New(fault.Conflict, "Work was estimated or written down for this case, and its statement has to add up by itself. You can link them instead.")
	}
	return err
}
