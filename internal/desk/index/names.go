package index

import (
	"context"

	"hearth/internal/platform/files"
	"hearth/internal/platform/store"
)

// FileNames returns the names of the attachments of cases, of messages or of notes as kinds says of each.
func FileNames(ctx context.Context, q store.Querier, ids []string, kinds map[string]string) (map[string][]string, error) {
	type attached struct {
		FileID, CaseID string
		Internal       bool
	}
	all, err := store.Select[attached](ctx, q, new(store.Q).Add(`SELECT f.file_id, f.case_id, e.internal FROM desk_file f JOIN desk_entry e ON e.id = f.entry_id WHERE `).
		Where(store.In("f.case_id", ids)).Add(` ORDER BY f.file_id`))
	if err != nil || len(all) == 0 {
		return nil, err
	}
	var named []string
	for _, a := range all {
		if a.Internal == (kinds[a.CaseID] == Notes) {
			named = append(named, a.FileID)
		}
	}
	kept, err := files.ByIDs(ctx, q, named)
	names := map[string][]string{}
	for _, a := range all {
		if name := kept[a.FileID].Name; name != "" {
			names[a.CaseID] = append(names[a.CaseID], name)
		}
	}
	return names, err
}
