package desk

import (
	"context"

	"hearth/internal/desk/index"
	"hearth/internal/platform/store"
)

// indexed is what the index needs to know of a case.
func indexed(r row) index.Case {
	return index.Case{ID: r.ID, Subject: r.Subject, Health: r.Health, OpenedAt: r.OpenedAt}
}

// unindex removes an entry, or a file of it, that was withdrawn from the index.
func unindex(ctx context.Context, tx *store.Tx, r row, e entry) error {
	return index.Remove(ctx, tx, indexed(r), index.Entry{ID: e.ID, Internal: e.Internal})
}
