// Package attach keeps the files of messages, and erases them.
package attach

import (
	"context"
	"fmt"

	"hearth/internal/platform/files"
	"hearth/internal/platform/store"
)

// Keep keeps the files of a message of a case and returns their names.
func Keep(ctx context.Context, tx *store.Tx, kept *files.Store, caseID, entryID string, staged []files.Staged) (names []string, err error) {
	for _, one := range staged {
		f, err := kept.Keep(ctx, tx, caseID, one)
		if err != nil {
			return nil, err
		}
		names = append(names, f.Name)
		if _, err := tx.Exec(ctx, `INSERT INTO desk_file (file_id, case_id, entry_id) VALUES ($1, $2, $3)`, f.ID, caseID, entryID); err != nil {
			return nil, fmt.Errorf("attach file: %w", err)
		}
	}
	return names, nil
}

// Erase removes the attachments that a query finds, with their content.
func Erase(ctx context.Context, tx *store.Tx, kept *files.Store, query, id string) error {
	ids, err := store.All[string](ctx, tx, query, id)
	if err != nil {
		return fmt.Errorf("erase files: %w", err)
	}
	for _, file := range ids {
		if _, err := tx.Exec(ctx, `DELETE FROM desk_file WHERE file_id = $1`, file); err != nil {
			return fmt.Errorf("erase files: %w", err)
		}
		if err := kept.Erase(ctx, tx, file); err != nil {
			return err
		}
	}
	return nil
}
