package record

import (
	"context"
	"errors"
	"fmt"

	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// StepOf is a step of a case that is to be done, for modules that tell of its promise: with whom it is, or with which team; "" for neither.
type StepOf struct{ CaseID, OwnerPerson, TeamID string }

// OpenSteps finds the steps of a case that are not done, as owners of promises of a kind.
func OpenSteps(kind string) func(ctx context.Context, q store.Querier, caseID string) ([]promise.Owner, error) {
	return func(ctx context.Context, q store.Querier, caseID string) ([]promise.Owner, error) {
		all, err := store.All[promise.Owner](ctx, q, `SELECT CAST($2 AS text) AS kind, id, title, team_id AS team FROM desk_step WHERE case_id = $1 AND state <> 'done' ORDER BY position, id`, caseID, kind)
		if err != nil {
			return nil, fmt.Errorf("read steps: %w", err)
		}
		return all, nil
	}
}

// OpenStep returns a step that is not done, of a case that is not answered; false for any other. It asks nobody's rights.
func OpenStep(ctx context.Context, q store.Querier, id string) (StepOf, bool, error) {
	s, err := store.One[StepOf](ctx, q, `SELECT s.case_id, COALESCE(s.owner_person, '') AS owner_person, s.team_id FROM desk_step s JOIN desk_case c ON c.id = s.case_id
		WHERE s.id = $1 AND s.state <> 'done' AND c.state IN ('open', 'waiting')`, id)
	if errors.Is(err, store.ErrNone) {
		return s, false, nil
	}
	if err != nil {
		return s, false, fmt.Errorf("read step: %w", err)
	}
	return s, true, nil
}
