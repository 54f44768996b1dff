package record

import (
	"context"
	"errors"
	"fmt"

	"hearth/internal/platform/store"
)

// AuthorOf returns the id of who wrote an entry of a conversation, for tasks of modules above that tell others of it; "" where nobody did, or there is no such entry.
func AuthorOf(ctx context.Context, q store.Querier, entryID string) (string, error) {
	id, err := store.One[string](ctx, q, `SELECT COALESCE(e.author_person, '') FROM desk_entry e WHERE e.id = $1`, entryID)
	if errors.Is(err, store.ErrNone) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read author: %w", err)
	}
	return id, nil
}

// WroteSince returns who of HR but a person wrote a message into a case after an entry, the last one, or "".
func WroteSince(ctx context.Context, q store.Querier, caseID, entryID, personID string) (string, error) {
	other, err := store.One[string](ctx, q, `SELECT author_person FROM desk_entry WHERE case_id = $1 AND id > $2 AND kind = 'message'
		AND side = 'hr' AND author_person <> $3 ORDER BY id DESC LIMIT 1`, caseID, entryID, personID)
	if errors.Is(err, store.ErrNone) {
		return "", nil
	}
	return other, err
}
