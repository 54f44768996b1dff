// Package past writes conversations as they stood in their time, many at once, with their files, and makes them found.
package past

import (
	"context"

	"hearth/internal/desk/attach"
	"hearth/internal/desk/index"
	"hearth/internal/desk/record"
	"hearth/internal/platform/files"
	"hearth/internal/platform/search"
	"hearth/internal/platform/store"
)

// Message is one message or note of a case of the past.
type Message struct {
	ID     string // later ones sort after earlier ones
	At     store.Time
	Author string
	HR     bool
	Note   bool
	Body   string
	Files  []files.Staged
}

// Talk is what is added to the conversation of a case.
type Talk struct {
	Case     record.Row
	Messages []Message     // in order of time
	Taken    *record.Entry // that somebody took the case, after the first message; nil where nobody did
}

// Write adds to the conversations of cases what is no part of them yet.
func Write(ctx context.Context, tx *store.Tx, kept *files.Store, all []Talk) error {
	var values [][]any
	for _, t := range all {
		for i, m := range t.Messages {
			kind, side := "message", "customer"
			if m.HR {
				side = "hr"
			}
			if m.Note {
				kind = "note"
			}
			values = append(values, []any{m.ID, t.Case.ID, m.At, kind, side, record.Null(m.Author), m.Body, t.Case.Channel, m.Note})
			if i == 0 && t.Taken != nil {
				values = append(values, []any{t.Taken.ID, t.Case.ID, t.Taken.At, "event", "system", t.Taken.AuthorPerson, t.Taken.Body, "", true})
			}
		}
	}
	if err := tx.InsertAll(ctx, "desk_entry", []string{"id", "case_id", "at", "kind", "side", "author_person", "body", "channel", "internal"}, values); err != nil {
		return err
	}
	var docs []search.Doc
	for _, t := range all {
		some, err := t.attach(ctx, tx, kept)
		if err != nil {
			return err
		}
		docs = append(docs, some...)
	}
	return search.PutAll(ctx, tx, docs)
}

// attach keeps the files of the messages, and returns what the index is to hold of these.
func (t Talk) attach(ctx context.Context, tx *store.Tx, kept *files.Store) (docs []search.Doc, err error) {
	for _, kind := range []string{index.Texts, index.Notes} {
		var told []index.Said
		for _, m := range t.Messages {
			if index.Kind(m.Note) != kind {
				continue
			}
			names, err := attach.Keep(ctx, tx, kept, t.Case.ID, m.ID, m.Files)
			if err != nil {
				return nil, err
			}
			told = append(told, index.Said{ID: m.ID, At: m.At, Texts: append([]string{m.Body}, names...)})
		}
		if !t.Case.Health {
			docs = append(docs, index.Parts(t.Case.Indexed(), kind, told)...)
		}
	}
	return docs, nil
}
