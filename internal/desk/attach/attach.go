// Package attach keeps the files of messages, and erases them.
package attach

import (
	"context"
	"errors"
	"fmt"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/store"
)

// Most is how many files one message takes.
const Most = 10

// Stage takes what somebody sent with a message, before the transaction in which it is kept. It refuses more than Most files, and those that package files refuses.
func Stage(ctx context.Context, kept *files.Store, uploads []files.Upload) (all []files.Staged, err error) {
	if len(uploads) > Most {
		return nil, fault.ForField("files", "Attach at most %d files; you can add more in a second message.", Most)
	}
	for _, u := range uploads {
		one, err := StageOne(ctx, kept, u)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

// StageFor is Stage for what by sends, once may refuses nothing: so nothing is put down for somebody who may not write. Nobody, who needs no files to be refused, is asked too.
func StageFor(ctx context.Context, kept *files.Store, by authz.Actor, uploads []files.Upload, may func() error) ([]files.Staged, error) {
	if by.Anonymous() || len(uploads) > 0 {
		if err := may(); err != nil {
			return nil, err
		}
	}
	return Stage(ctx, kept, uploads)
}

// StageEach is Stage for files of which some may be refused: those are named with the reason, and are not kept.
func StageEach(ctx context.Context, store *files.Store, uploads []files.Upload) (kept []files.Staged, refused map[string]*fault.Error, err error) {
	refused = map[string]*fault.Error{}
	for i, u := range uploads {
		if i >= Most {
			refused[u.Name] = fault.New(fault.Invalid, "A message takes at most %d files.", Most)
			continue
		}
		one, err := StageOne(ctx, store, u)
		if why := fault.As(err); why != nil && why.Kind != fault.Unavailable {
			refused[u.Name] = why
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		kept = append(kept, one)
	}
	return kept, refused, nil
}

// StageOne is Stage for one file.
func StageOne(ctx context.Context, kept *files.Store, u files.Upload) (staged files.Staged, err error) {
	content, err := u.Open()
	if err != nil {
		return staged, fmt.Errorf("open upload: %w", err)
	}
	defer func() { err = errors.Join(err, content.Close()) }()
	return kept.Stage(ctx, u.Name, u.Type, content)
}

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

// Withdraw takes names and content of the attachments of an entry away; traces stay.
func Withdraw(ctx context.Context, tx *store.Tx, kept *files.Store, entryID string) error {
	ids, err := store.All[string](ctx, tx, `SELECT file_id FROM desk_file WHERE entry_id = $1`, entryID)
	if err != nil {
		return fmt.Errorf("withdraw files: %w", err)
	}
	for _, id := range ids {
		if err := kept.Delete(ctx, tx, id); err != nil {
			return err
		}
	}
	return nil
}
