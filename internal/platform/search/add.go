package search

import (
	"context"
	"errors"
	"fmt"

	"hearth/internal/platform/store"
)

// AddAll adds texts that are not in the index yet, as Put would: for loads of thousands. A text with the Kind, Ref and Part of another is an error.
func AddAll(ctx context.Context, tx *store.Tx, all []Doc) error {
	docs, words := make([][]any, 0, len(all)), make([][]any, 0, len(all))
	for _, d := range all {
		if d.Kind == "" || d.Ref == "" {
			return errors.New("search: a text without kind or ref")
		}
		at := d.At
		if at.IsZero() {
			at = tx.Now()
		}
		title, body := indexed(d.Title, MaxTerms), indexed(d.Body, MaxTerms)
		doc := []any{d.Kind, d.Ref, d.Part, at}
		if tx.Dialect() == store.Postgres {
			docs = append(docs, append(doc, vector(title, body)))
			continue
		}
		docs, words = append(docs, doc), append(words, []any{int64(0), spaced(title), spaced(body)})
	}
	if tx.Dialect() == store.Postgres {
		return tx.InsertAll(ctx, "search_doc", []string{"kind", "ref", "part", "at", "terms"}, docs)
	}
	last, err := store.One[int64](ctx, tx, `SELECT COALESCE(max(id), 0) FROM search_doc`)
	if err != nil {
		return fmt.Errorf("index: %w", err)
	}
	if err := tx.InsertAll(ctx, "search_doc", []string{"kind", "ref", "part", "at"}, docs); err != nil {
		return err
	}
	ids, err := store.All[int64](ctx, tx, `SELECT id FROM search_doc WHERE id > $1 ORDER BY id`, last)
	if err != nil || len(ids) != len(words) {
		return errors.Join(err, fmt.Errorf("index: %d ids for %d texts", len(ids), len(words)))
	}
	for i, id := range ids {
		words[i][0] = id
	}
	return tx.InsertAll(ctx, "search_text", []string{"rowid", "title", "body"}, words)
}
