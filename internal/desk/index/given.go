package index

import (
	"context"
	"fmt"

	"hearth/internal/platform/search"
	"hearth/internal/platform/store"
)

// Give makes a case found by what it was given in the fields of its service, in place of what was given before: the words that its requester may read too, and those that HR alone may. Of a
// case that holds health data nothing is found.
func Give(ctx context.Context, tx *store.Tx, caseID string, words, forHR []string) error {
	type stands struct {
		Health bool
		LastAt store.Time
	}
	c, err := store.One[stands](ctx, tx, `SELECT c.health, c.last_at FROM desk_case c WHERE c.id = $1`, caseID)
	if err != nil {
		return fmt.Errorf("index what a case was given: %w", err)
	}
	for kind, texts := range map[string][]string{Given: words, GivenHR: forHR} {
		if len(texts) == 0 || c.Health {
			err = search.Delete(ctx, tx, kind, caseID)
		} else { // no text but HR's is newer than the last word of its case
			err = search.Put(ctx, tx, search.Doc{Kind: kind, Ref: caseID, At: c.LastAt, Texts: texts})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Ungive takes out of the index what a case was given.
func Ungive(ctx context.Context, tx *store.Tx, caseID string) error {
	if err := search.Delete(ctx, tx, Given, caseID); err != nil {
		return err
	}
	return search.Delete(ctx, tx, GivenHR, caseID)
}
