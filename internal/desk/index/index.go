// Package index says what the search index holds of a case: its subject and its conversation, whole, what everybody who sees the case may read apart from what HR
// alone may.
package index

import (
	"context"
	"fmt"

	"hearth/internal/platform/files"
	"hearth/internal/platform/search"
	"hearth/internal/platform/store"
)

// The kinds of text in the index: what everybody who sees a case may read, and what HR alone may.
const (
	Texts = "case"
	Notes = "case_note"
)

// The kinds of what a case was given in the fields of its service: what its requester may read too, and what HR alone may.
const (
	Given   = "case_given"
	GivenHR = "case_given_hr"
)

// Kinds are all kinds that somebody may find, those that HR alone may among them for who works on cases.
func Kinds(working bool) []string {
	if working {
		return []string{Texts, Given, Notes, GivenHR}
	}
	return []string{Texts, Given}
}

// Case is what the index needs to know of a case.
type Case struct {
	ID, Subject string
	Health      bool
	OpenedAt    store.Time
}

// Entry is a message or note that was just written, or one that was withdrawn. First is the first one of a new case.
type Entry struct {
	ID, Body        string
	Internal, First bool
}

// mostInPart is how many bytes of a conversation the index holds as one text. A reply writes its part again, so that words of all its messages are found together; a
// longer conversation has several parts, named by the entry that each begins with.
const mostInPart = 48 << 10

// Add makes an entry found by its words and the names of its files, together with what was said before and the subject. Texts of health cases
// stay out.
func Add(ctx context.Context, tx *store.Tx, r Case, e Entry, names []string) error {
	if r.Health {
		return nil
	}
	doc := search.Doc{Kind: Kind(e.Internal), Ref: r.ID, Part: e.ID, At: tx.Now(), Title: r.Subject, Texts: append([]string{e.Body}, names...), New: true}
	if e.First {
		return search.Put(ctx, tx, doc)
	}
	last, size, found, err := search.Last(ctx, tx, doc.Kind, r.ID)
	if err != nil {
		return err
	}
	if !found || size+len(e.Body) > mostInPart {
		return search.Put(ctx, tx, doc)
	}
	return indexPart(ctx, tx, r, doc.Kind, last, "")
}

// Kind returns Notes for what HR alone may read, and Texts otherwise.
func Kind(internal bool) string {
	if internal {
		return Notes
	}
	return Texts
}

// Remove removes an entry, or a file of it, that was withdrawn from the index: its part is written again without it.
func Remove(ctx context.Context, tx *store.Tx, r Case, e Entry) error {
	parts, err := search.Parts(ctx, tx, Kind(e.Internal), r.ID)
	if err != nil {
		return err
	}
	for i, from := range parts {
		until := ""
		if i+1 < len(parts) {
			until = parts[i+1]
		}
		if from <= e.ID && (until == "" || e.ID < until) {
			return indexPart(ctx, tx, r, Kind(e.Internal), from, until)
		}
	}
	return nil
}

// indexPart writes what was said from an entry on, before another one or to the end.
func indexPart(ctx context.Context, tx *store.Tx, r Case, kind, from, until string) error {
	said, err := saidIn(ctx, tx, r, kind, from, until)
	if err != nil {
		return err
	}
	doc := search.Doc{Kind: kind, Ref: r.ID, Part: from, At: r.OpenedAt, Title: r.Subject}
	for _, e := range said {
		doc.At, doc.Texts = e.At, append(doc.Texts, e.Texts...)
	}
	if kind == Notes && len(said) == 0 {
		return search.DeletePart(ctx, tx, kind, r.ID, from)
	}
	return search.Put(ctx, tx, doc)
}

// Said is an entry with what the index holds of it: its words, and the names of its files.
type Said struct {
	ID    string
	At    store.Time
	Texts []string
}

func saidIn(ctx context.Context, q store.Querier, r Case, kind, from, until string) ([]Said, error) {
	where := store.Cond(`case_id = ? AND id >= ? AND kind <> 'event' AND withdrawn_at IS NULL AND internal = ?`, r.ID, from, kind == Notes)
	if until != "" {
		where = store.And(where, store.Cond(`id < ?`, until))
	}
	type text struct {
		Said
		Body string
	}
	all, err := store.Select[text](ctx, q, new(store.Q).Add(`SELECT id, at, body FROM desk_entry WHERE `).Where(where).Add(` ORDER BY id`))
	if err != nil {
		return nil, fmt.Errorf("read conversation: %w", err)
	}
	names, err := fileNames(ctx, q, r.ID)
	if err != nil {
		return nil, err
	}
	out := make([]Said, len(all))
	for i, e := range all {
		out[i] = e.Said
		out[i].Texts = append([]string{e.Body}, names[e.ID]...)
	}
	return out, nil
}

// fileNames returns the names of a case's attachments that are there, by entry.
func fileNames(ctx context.Context, q store.Querier, caseID string) (map[string][]string, error) {
	type attached struct{ FileID, EntryID string }
	all, err := store.All[attached](ctx, q, `SELECT file_id, entry_id FROM desk_file WHERE case_id = $1 ORDER BY file_id`, caseID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	ids := make([]string, len(all))
	for i, a := range all {
		ids[i] = a.FileID
	}
	found, err := files.ByIDs(ctx, q, ids)
	if err != nil {
		return nil, err
	}
	names := map[string][]string{}
	for _, a := range all {
		if name := found[a.FileID].Name; name != "" {
			names[a.EntryID] = append(names[a.EntryID], name)
		}
	}
	return names, nil
}

// Next writes what the index holds of the next n cases after one, the newest first, and returns the last of them.
func Next(ctx context.Context, tx *store.Tx, after string, n int) (last string, err error) {
	where := store.Always
	if after != "" {
		where = store.Cond(`c.id < ?`, after)
	}
	ids, err := store.Select[string](ctx, tx, new(store.Q).Add(`SELECT c.id FROM desk_case c WHERE `).Where(where).Add(` ORDER BY c.id DESC LIMIT ?`, n))
	if err != nil {
		return "", fmt.Errorf("read cases: %w", err)
	}
	for _, id := range ids {
		if err := Anew(ctx, tx, id); err != nil {
			return "", err
		}
		last = id
	}
	return last, nil
}

// Anew writes all that the index holds of a case anew from its subject and conversation, as after a person's texts were erased from it.
func Anew(ctx context.Context, tx *store.Tx, caseID string) error {
	r, err := store.One[Case](ctx, tx, `SELECT id, subject, health, opened_at FROM desk_case WHERE id = $1`, caseID)
	if err != nil {
		return fmt.Errorf("read case: %w", err)
	}
	var docs []search.Doc
	for _, kind := range []string{Texts, Notes} {
		if err := search.Delete(ctx, tx, kind, r.ID); err != nil {
			return err
		}
		if r.Health {
			continue
		}
		all, err := saidIn(ctx, tx, r, kind, "", "")
		if err != nil {
			return err
		}
		docs = append(docs, Parts(r, kind, all)...)
	}
	return search.PutAll(ctx, tx, docs)
}

// Parts divides a conversation of a kind as Add does message by message.
func Parts(r Case, kind string, all []Said) (docs []search.Doc) {
	size := 0
	for _, e := range all {
		n := 0
		for _, t := range e.Texts {
			n += len(t)
		}
		if len(docs) == 0 || size+len(e.Texts[0]) > mostInPart {
			docs, size = append(docs, search.Doc{Kind: kind, Ref: r.ID, Part: e.ID, Title: r.Subject, New: true}), 0
		}
		d := &docs[len(docs)-1]
		d.At, d.Texts, size = e.At, append(d.Texts, e.Texts...), size+n
	}
	if len(docs) == 0 && kind == Texts {
		docs = []search.Doc{{Kind: kind, Ref: r.ID, At: r.OpenedAt, Title: r.Subject, New: true}}
	}
	return docs
}
