package heard

import (
	"context"

	"hearth/internal/desk"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// Past is what HR heard in a case of the past, for loads of many, as its assignee wrote it at At. It waits for an answer where ConfirmedAt is zero.
type Past struct {
	Case            desk.Past
	Happened, Asks  string
	At, ConfirmedAt store.Time
}

// LoadPast writes summaries of cases that are loaded with them. Nobody is told, and nobody will be reminded.
func LoadPast(ctx context.Context, tx *store.Tx, all []Past) error {
	var values [][]any
	for _, p := range all {
		state, by := Asked, any(nil)
		if !p.ConfirmedAt.IsZero() {
			state, by = Confirmed, p.Case.By
		}
		values = append(values, []any{ident.New(), p.Case.ID, p.Case.Number, p.Case.By, 1, p.Happened, p.Asks, "", "", "", p.Case.Assignee, p.At, state, "", by, p.ConfirmedAt, 0, store.Time{}})
	}
	return tx.InsertAll(ctx, "heard_summary", []string{"id", "case_id", "case_number", "person_id", "version", "happened", "asks", "by_when", "worry", "not_to_share", "written_by", "written_at",
		"state", "correction", "answered_by", "answered_at", "reminded", "remind_at"}, values)
}
