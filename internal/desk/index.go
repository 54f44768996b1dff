package desk

import (
	"context"

	"hearth/internal/desk/index"
	"hearth/internal/platform/files"
	"hearth/internal/platform/store"
)

// indexed is what the index needs to know of a case.
func (r row) indexed() index.Case {
	return index.Case{ID: r.ID, Subject: r.Subject, Health: r.Health, OpenedAt: r.OpenedAt}
}

// unindex removes an entry, or a file of it, that was withdrawn from the index.
func unindex(ctx context.Context, tx *store.Tx, r row, e entry) error {
	return index.Remove(ctx, tx, r.indexed(), index.Entry{ID: e.ID, Internal: e.Internal})
}

// namesOfFiles returns the names of the attachments of cases, of messages or of notes as kinds says of each.
func (s *Service) namesOfFiles(ctx context.Context, ids []string, kinds map[string]string) (map[string][]string, error) {
	type attached struct {
		FileID, CaseID string
		Internal       bool
	}
	all, err := store.Select[attached](ctx, s.db, new(store.Q).Add(`SELECT f.file_id, f.case_id, e.internal FROM desk_file f JOIN desk_entry e ON e.id = f.entry_id WHERE `).
		Where(store.In("f.case_id", ids)).Add(` ORDER BY f.file_id`))
	if err != nil || len(all) == 0 {
		return nil, err
	}
	var named []string
	for _, a := range all {
		if a.Internal == (kinds[a.CaseID] == index.Notes) {
			named = append(named, a.FileID)
		}
	}
	kept, err := files.ByIDs(ctx, s.db, named)
	names := map[string][]string{}
	for _, a := range all {
		if name := kept[a.FileID].Name; name != "" {
			names[a.CaseID] = append(names[a.CaseID], name)
		}
	}
	return names, err
}
