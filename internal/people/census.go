package people

import (
	"context"
	"fmt"

	"hearth/internal/platform/store"
)

// Count returns how many people the directory holds, those who have left among them and outsiders not.
func Count(ctx context.Context, q store.Querier) (int, error) {
	n, err := store.One[int](ctx, q, `SELECT count(*) FROM people_person WHERE NOT outside`)
	if err != nil {
		return 0, fmt.Errorf("count people: %w", err)
	}
	return n, nil
}

// IDsByNumber returns the IDs of all people by the personnel number of their latest employment.
func IDsByNumber(ctx context.Context, q store.Querier) (map[string]string, error) {
	type row struct{ ID, PersonnelNumber string }
	rows, err := store.All[row](ctx, q, `SELECT person_id AS id, personnel_number FROM people_employment WHERE latest`)
	if err != nil {
		return nil, fmt.Errorf("list personnel numbers: %w", err)
	}
	ids := make(map[string]string, len(rows))
	for _, r := range rows {
		ids[r.PersonnelNumber] = r.ID
	}
	return ids, nil
}
