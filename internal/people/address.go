package people

import (
	"context"
	"errors"
	"fmt"

	"hearth/internal/platform/store"
)

// PostalAddress returns where letters to a person go, or "" where that is not known.
func PostalAddress(ctx context.Context, q store.Querier, id string) (string, error) {
	address, err := store.One[string](ctx, q, `SELECT postal_address FROM people_person WHERE id = $1`, id)
	if err != nil && !errors.Is(err, store.ErrNone) {
		return "", fmt.Errorf("read address: %w", err)
	}
	return address, nil
}
