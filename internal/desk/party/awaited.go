package party

import (
	"context"
	"fmt"
	"slices"

	"hearth/internal/people"
	"hearth/internal/platform/store"
)

// Awaited returns the id of the manager for whom a case can wait, or "": the one who leads the person that it is for and reads all of it. From a protected case (health, named people, a complaint of somebody) nobody
// is asked so, nor who is kept from it; they are asked aside, where the requester approves the words.
func Awaited(ctx context.Context, q store.Querier, caseID, forPerson string) (string, error) {
	manager, err := people.ManagerOf(ctx, q, forPerson)
	if err != nil || manager == "" {
		return "", err
	}
	led, err := people.Reports(ctx, q, manager)
	if err != nil || !slices.Contains(led, forPerson) {
		return "", err
	}
	n, err := store.One[int](ctx, q, `SELECT count(*) FROM desk_case c WHERE c.id = $1 AND c.manager_sees AND NOT c.not_to_manager AND NOT c.health AND c.sensitivity <> 'named'
		AND NOT EXISTS (SELECT 1 FROM desk_party v WHERE v.case_id = c.id AND (v.relation = 'against' OR v.relation IN ('excluded', 'by', 'for') AND v.person_id = $2))`, caseID, manager)
	if err != nil {
		return "", fmt.Errorf("read for whom a case can wait: %w", err)
	}
	if n == 0 {
		return "", nil
	}
	return manager, nil
}
