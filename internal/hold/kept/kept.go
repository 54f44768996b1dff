// Package kept keeps files beside texts that are not sent yet: each at the place of its text, with which it goes out, and goes back to the field.
package kept

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/store"
)

// Place is where a text is that is not sent yet.
type Place string

// Message is the place of a reply that is held.
func Message(id string) Place { return Place("message/" + id) }

// Box is the place of the field in which a person writes to a case.
func Box(caseID, personID string) Place { return Place("box/" + caseID + "/" + personID) }

// shared begins the places of texts that belong to nobody alone.
const shared = "together/"

// Together is the place of a text that is written together on a case.
func Together(caseID, kind string) Place { return Place(shared + caseID + "/" + kind) }

// Case is whose request the text answers, and which one.
type Case struct{ ID, ForPerson, ByPerson string }

// File is a file that goes out with a text.
type File struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Size int64  `json:"size"` // in bytes
}

// Put keeps what a person attached to the text at a place.
func Put(ctx context.Context, tx *store.Tx, all *files.Store, at Place, c Case, personID string, staged []files.Staged) error {
	for _, one := range staged {
		f, err := all.Keep(ctx, tx, c.ID, one)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `INSERT INTO hold_file (file_id, place, person_id, for_person, asked_by, kept_at) VALUES ($1, $2, $3, $4, $5, $6)`, f.ID, string(at), personID, c.ForPerson, c.ByPerson, tx.Now()); err != nil {
			return fmt.Errorf("keep file: %w", err)
		}
	}
	return nil
}

// At returns the files at a place, in the order in which they were attached.
func At(ctx context.Context, q store.Querier, at Place) ([]File, error) {
	ids, err := store.All[string](ctx, q, `SELECT file_id FROM hold_file WHERE place = $1 ORDER BY kept_at, file_id`, string(at))
	if err != nil {
		return nil, fmt.Errorf("read kept files: %w", err)
	}
	out := []File{}
	if len(ids) == 0 {
		return out, nil
	}
	found, err := files.ByIDs(ctx, q, ids)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		if f, there := found[id]; there {
			out = append(out, File{f.ID, f.Name, f.Size})
		}
	}
	return out, nil
}

// Chosen returns those of the files at a place that ids name. It refuses one that is not there.
func Chosen(ctx context.Context, q store.Querier, at Place, ids []string) ([]File, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	all, err := At(ctx, q, at)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		if !slices.ContainsFunc(all, func(f File) bool { return f.ID == id }) {
			return nil, fault.New(fault.Conflict, "A file that you chose is not there any more. Look at the files again, then send.")
		}
	}
	return slices.DeleteFunc(all, func(f File) bool { return !slices.Contains(ids, f.ID) }), nil
}

// Uploads are kept files as somebody would send them.
func Uploads(q store.Querier, all *files.Store, some []File) (out []files.Upload) {
	for _, f := range some {
		out = append(out, files.Upload{Name: f.Name, Size: f.Size, Open: func() (files.Reader, error) {
			r, _, err := all.Open(context.Background(), q, f.ID)
			return r, err
		}})
	}
	return out
}

// Move takes files from a place to another one; of nil, all of them.
func Move(ctx context.Context, tx *store.Tx, from, to Place, some []File) error {
	if some == nil {
		if _, err := tx.Exec(ctx, `UPDATE hold_file SET place = $2 WHERE place = $1`, string(from), string(to)); err != nil {
			return fmt.Errorf("move kept files: %w", err)
		}
		return nil
	}
	for _, f := range some {
		n, err := tx.Exec(ctx, `UPDATE hold_file SET place = $3 WHERE place = $1 AND file_id = $2`, string(from), f.ID, string(to))
		if err != nil {
			return fmt.Errorf("move kept files: %w", err)
		}
		if n == 0 {
			return fault.New(fault.Conflict, "A file that you chose is not there any more. Look at the files again, then send.")
		}
	}
	return nil
}

// Drop forgets the files at a place, which were sent, or are not to be.
func Drop(ctx context.Context, tx *store.Tx, all *files.Store, at Place) error {
	return drop(ctx, tx, all, `SELECT file_id FROM hold_file WHERE place = $1 ORDER BY file_id`, string(at))
}

// Take forgets one file at a place. One that is not there is forgotten already.
func Take(ctx context.Context, tx *store.Tx, all *files.Store, at Place, id string) error {
	return drop(ctx, tx, all, `SELECT file_id FROM hold_file WHERE place = $1 AND file_id = $2`, string(at), id)
}

// Sweep forgets what lay in a field since before a moment.
func Sweep(ctx context.Context, tx *store.Tx, all *files.Store, before store.Time) error {
	return drop(ctx, tx, all, `SELECT file_id FROM hold_file WHERE place LIKE 'box/%' AND kept_at < $1 ORDER BY file_id`, before)
}

// Erase forgets the files of texts that answer a person's requests, and those that wait with texts of their own. In those that are written together their name goes.
func Erase(ctx context.Context, tx *store.Tx, all *files.Store, personID string) error {
	if err := drop(ctx, tx, all, `SELECT file_id FROM hold_file WHERE for_person = $1 OR asked_by = $1 OR person_id = $1 AND place NOT LIKE '`+shared+`%' ORDER BY file_id`, personID); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `UPDATE hold_file SET person_id = '' WHERE person_id = $1`, personID); err != nil {
		return fmt.Errorf("erase: %w", err)
	}
	return nil
}

// Of are the names of the files that a person attached to texts of their own, which are not sent yet.
func Of(ctx context.Context, q store.Querier, personID string) (names []string, err error) {
	places, err := store.All[string](ctx, q, `SELECT DISTINCT place FROM hold_file WHERE person_id = $1 ORDER BY place`, personID)
	if err != nil {
		return nil, fmt.Errorf("read kept files: %w", err)
	}
	for _, at := range places {
		if strings.HasPrefix(at, shared) { // those are the case's
			continue
		}
		some, err := At(ctx, q, Place(at))
		if err != nil {
			return nil, err
		}
		for _, f := range some {
			names = append(names, f.Name)
		}
	}
	return names, nil
}

func drop(ctx context.Context, tx *store.Tx, all *files.Store, query string, args ...any) error {
	ids, err := store.All[string](ctx, tx, query, args...)
	if err != nil {
		return fmt.Errorf("forget kept files: %w", err)
	}
	for _, id := range ids {
		if _, err := tx.Exec(ctx, `DELETE FROM hold_file WHERE file_id = $1`, id); err != nil {
			return fmt.Errorf("forget kept files: %w", err)
		}
		if err := all.Erase(ctx, tx, id); err != nil {
			return err
		}
	}
	return nil
}
