package search

import (
	"context"
	"fmt"
	"strconv"

	"hearth/internal/platform/store"
)

// sweepRows is how many rows of words one step of Sweep looks at.
const sweepRows = 2000

// Sweep forgets the words that no text has any more: after an erasure, and now and then. It takes some words at a time, and others write between. What it
// deletes stays in the files of the database as everything deleted does, until the database is rewritten.
func Sweep(ctx context.Context, db *store.DB) error {
	type place struct {
		Key   int64
		Word  string
		Langs int64
	}
	alive := map[string]bool{}
	for at := (place{Key: -1 << 63}); ; {
		rows, err := store.All[place](ctx, db, `SELECT key, word, langs FROM search_word WHERE (key, word, langs) > ($1, $2, $3) ORDER BY key, word, langs LIMIT $4`,
			at.Key, at.Word, at.Langs, sweepRows)
		if err != nil {
			return fmt.Errorf("sweep words: %w", err)
		}
		gone := map[string]bool{}
		for _, r := range rows {
			if at = r; alive[r.Word] || gone[r.Word] {
				continue
			}
			if alive[r.Word], err = holds(ctx, db, r.Word); err != nil {
				return err
			}
			gone[r.Word] = !alive[r.Word]
		}
		var dead []vocabularyRow
		for _, r := range rows {
			if gone[r.Word] {
				dead = append(dead, vocabularyRow{r.Key, r.Word, int(r.Langs)})
			}
		}
		if len(dead) > 0 {
			if err := forget(ctx, db, dead); err != nil {
				return err
			}
		}
		if len(rows) < sweepRows {
			return nil
		}
	}
}

// forget deletes rows whose words are in no text. A change of the epoch makes every process forget that it wrote them.
func forget(ctx context.Context, db *store.DB, dead []vocabularyRow) error {
	err := db.Tx(ctx, func(tx *store.Tx) error {
		still := map[string]bool{}
		for _, r := range dead {
			found, looked := still[r.Word]
			if !looked {
				var err error
				if found, err = holds(ctx, tx, r.Word); err != nil {
					return err
				}
				still[r.Word] = found
			}
			if found {
				continue
			}
			if _, err := tx.Exec(ctx, `DELETE FROM search_word WHERE key = $1 AND word = $2 AND langs = $3`, r.Key, r.Word, r.Langs); err != nil {
				return err
			}
		}
		epoch, err := store.One[string](ctx, tx, `SELECT value FROM search_state WHERE name = 'epoch'`)
		if err != nil {
			return err
		}
		n, err := strconv.Atoi(epoch)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `UPDATE search_state SET value = $1 WHERE name = 'epoch'`, strconv.Itoa(n+1))
		return err
	})
	if err != nil {
		return fmt.Errorf("sweep words: %w", err)
	}
	return nil
}

// holds reports whether any text has a word.
func holds(ctx context.Context, q store.Querier, word string) (bool, error) {
	text, asked := `SELECT 1 FROM search_text WHERE search_text MATCH $1 LIMIT 1`, `"`+word+`"`
	if q.Dialect() == store.Postgres {
		text, asked = `SELECT 1 FROM search_doc WHERE terms @@ CAST($1 AS tsquery) LIMIT 1`, "'"+word+"'"
	}
	found, err := store.All[int](ctx, q, text, asked)
	if err != nil {
		return false, fmt.Errorf("look for a word: %w", err)
	}
	return len(found) > 0, nil
}
