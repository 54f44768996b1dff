package audit

import (
	"context"
	"errors"
	"fmt"

	"hearth/internal/platform/store"
)

// Newest returns when the last entry was written, or the zero value when there is none.
func Newest(ctx context.Context, q store.Querier) (store.Time, error) {
	at, err := store.One[store.Time](ctx, q, `SELECT at FROM audit_entry ORDER BY id DESC LIMIT 1`)
	if err != nil && !errors.Is(err, store.ErrNone) {
		return store.Time{}, fmt.Errorf("newest entry of the record: %w", err)
	}
	return at, nil
}
