package desk

import (
	"context"

	"hearth/internal/platform/search"
	"hearth/internal/platform/store"
)

// The kinds of text in the index: what everybody who sees a case may read, and what HR alone may.
const (
	searchKind  = "case"
	searchNotes = "case_note"
)

// index makes an entry found by its words, the first one by the subject too. Texts of health cases stay out.
func index(ctx context.Context, tx *store.Tx, r row, id string, e entry) error {
	if r.Health || e.Kind == "event" {
		return nil
	}
	doc := search.Doc{Kind: searchKind, Ref: r.ID, Part: id, Title: r.Subject, Body: e.Body}
	if e.Internal {
		doc.Kind, doc.Title = searchNotes, ""
	}
	return search.Put(ctx, tx, doc)
}

// unindex removes an entry from the index; the subject stays found through an empty text.
func unindex(ctx context.Context, tx *store.Tx, r row, e entry) error {
	if e.Internal {
		return search.DeletePart(ctx, tx, searchNotes, r.ID, e.ID)
	}
	e.Body = ""
	return index(ctx, tx, r, e.ID, e)
}
