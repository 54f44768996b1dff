package desk

import (
	"context"

	"hearth/internal/desk/index"
	"hearth/internal/platform/store"
)

// unindex removes an entry, or a file of it, that was withdrawn from the index.
func unindex(ctx context.Context, tx *store.Tx, r row, e entry) error {
	return index.Remove(ctx, tx, r.Indexed(), index.Entry{ID: e.ID, Internal: e.Internal})
}
