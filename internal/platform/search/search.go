// Package search finds things by the words in them. A module puts the texts of a thing in with the change itself and later limits its
// own list by Match, so that what the viewer may see and what the words say are decided in one statement: nothing is counted, cut off or
// hinted at that the viewer may not see.
//
// The index holds folded words and their English stems, not texts. Chinese, Japanese and Korean are indexed by pairs of
// characters; words of other languages are found as they are written or by their beginning.
package search

import (
	"context"
	"embed"
	"errors"
	"fmt"

	"hearth/internal/platform/store"
)

//go:embed migrations
var files embed.FS

// Migrations returns the schema of the index.
func Migrations() store.Migrations { return store.Migrations{Module: "search", Files: files} }

// Doc is one text of a thing. Kind says who may find it by this text: texts that only some may read, such as internal notes, are another kind
// than those that all viewers of the thing may read. Ref is the thing's key. Part tells the texts of one thing apart, such as a
// message's key; "" where there is one. At is when the text was written.
//
// The words of a search have to be in one Doc together. Only the first MaxTerms different words of a Doc are found.
type Doc struct {
	Kind, Ref, Part string
	At              store.Time
	Title, Body     string
}

// MaxTerms is how many different words of one Doc are indexed, stems included.
const MaxTerms = 20_000

// Put adds a text, or replaces the one of the same Kind, Ref and Part.
func Put(ctx context.Context, tx *store.Tx, d Doc) error {
	if d.Kind == "" || d.Ref == "" {
		return errors.New("search: a text without kind or ref")
	}
	at := d.At
	if at.IsZero() {
		at = tx.Now()
	}
	title, body := indexed(d.Title, MaxTerms), indexed(d.Body, MaxTerms)
	var err error
	if tx.Dialect() == store.Postgres {
		_, err = tx.Exec(ctx, `INSERT INTO search_doc (kind, ref, part, at, terms) VALUES ($1, $2, $3, $4, CAST($5 AS tsvector))
			ON CONFLICT (kind, ref, part) DO UPDATE SET at = excluded.at, terms = excluded.terms`, d.Kind, d.Ref, d.Part, at, vector(title, body))
	} else {
		err = putLite(ctx, tx, d, at, title, body)
	}
	if err != nil {
		return fmt.Errorf("index %s %s: %w", d.Kind, d.Ref, err)
	}
	return nil
}

func putLite(ctx context.Context, tx *store.Tx, d Doc, at store.Time, title, body []string) error {
	id, err := store.One[int64](ctx, tx, `INSERT INTO search_doc (kind, ref, part, at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (kind, ref, part) DO UPDATE SET at = excluded.at RETURNING id`, d.Kind, d.Ref, d.Part, at)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `DELETE FROM search_text WHERE rowid = $1`, id); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO search_text (rowid, title, body) VALUES ($1, $2, $3)`, id, spaced(title), spaced(body))
	return err
}

// Delete removes all texts of a thing under kind. What is not there is no error.
func Delete(ctx context.Context, tx *store.Tx, kind, ref string) error {
	return remove(ctx, tx, store.Cond("kind = ? AND ref = ?", kind, ref))
}

// DeletePart removes one text of a thing under kind. What is not there is no error.
func DeletePart(ctx context.Context, tx *store.Tx, kind, ref, part string) error {
	return remove(ctx, tx, store.Cond("kind = ? AND ref = ? AND part = ?", kind, ref, part))
}

func remove(ctx context.Context, tx *store.Tx, which store.Where) error {
	if tx.Dialect() == store.SQLite {
		q := new(store.Q).Add(`DELETE FROM search_text WHERE rowid IN (SELECT id FROM search_doc WHERE `).Where(which).Add(`)`)
		if _, err := tx.Exec(ctx, q.SQL(), q.Args()...); err != nil {
			return fmt.Errorf("remove from the index: %w", err)
		}
	}
	q := new(store.Q).Add(`DELETE FROM search_doc WHERE `).Where(which)
	if _, err := tx.Exec(ctx, q.SQL(), q.Args()...); err != nil {
		return fmt.Errorf("remove from the index: %w", err)
	}
	return nil
}

// Match returns the condition that column holds the Ref of a Doc of kind with all words of q; the last word may be unfinished. Join it
// with the condition on what the viewer may see, before the limit. No text of q makes an error; ok is false, and the condition
// Never, when q has no word. Only the first MaxWords words of q count.
func Match(dialect store.Dialect, kind, column, q string) (where store.Where, ok bool) {
	words := asked(q)
	if len(words) == 0 {
		return store.Never, false
	}
	if dialect == store.Postgres {
		return store.Cond(column+` IN (SELECT ref FROM search_doc WHERE kind = ? AND terms @@ CAST(? AS tsquery))`, kind, tsquery(words)), true
	}
	// The plus keeps SQLite from reading every text of the kind: it is to read those with the words.
	return store.Cond(column+` IN (SELECT ref FROM search_doc WHERE +kind = ?
		AND id IN (SELECT rowid FROM search_text WHERE search_text MATCH ?))`, kind, fts(words)), true
}
