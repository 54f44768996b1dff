package search

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"hearth/internal/platform/clock"
	"hearth/internal/platform/store"
)

// sweepRows is how many rows of words one step of a sweep looks at.
const sweepRows = 500

// wordRow is a row of words.
type wordRow struct {
	Key   int64
	Word  string
	Langs int64
}

var first = wordRow{Key: -1 << 63}

// Sweep forgets the words that no text has any more, after an erasure. It takes some words at a time, and others write between. What it deletes stays in the
// files of the database as everything deleted does, until the database is rewritten.
func Sweep(ctx context.Context, db *store.DB) error {
	alive := map[string]bool{}
	for at := first; ; {
		next, done, err := sweepStep(ctx, db, at, alive)
		if done || err != nil {
			return err
		}
		at = next
	}
}

// SweepSome is Sweep beside the work of people: it goes on where it stopped the last time, works for as long as work in all, and rests after each step, rest times
// as long as the step took. Where it stopped is remembered by the database: the next one looks
// at the last few words again, which changes nothing.
func SweepSome(ctx context.Context, db *store.DB, work time.Duration, rest int) error {
	at, err := swept(ctx, db)
	if err != nil {
		return err
	}
	alive := map[string]bool{}
	for used := time.Duration(0); used < work; {
		began := time.Now()
		next, done, err := sweepStep(ctx, db, at, alive)
		if err != nil {
			return err
		}
		if at = next; done {
			at = first
		}
		if err := keepSwept(ctx, db, at); done || err != nil {
			return err
		}
		took := time.Since(began)
		used += took
		if err := clock.Rest(ctx, time.Duration(rest)*took); err != nil {
			return err
		}
	}
	return nil
}

// sweepStep looks at the rows behind one, and returns the last that it looked at and whether there are no more. alive are words that texts are known to have.
func sweepStep(ctx context.Context, db *store.DB, at wordRow, alive map[string]bool) (next wordRow, done bool, err error) {
	rows, err := store.All[wordRow](ctx, db, `SELECT key, word, langs FROM search_word WHERE (key, word, langs) > ($1, $2, $3) ORDER BY key, word, langs LIMIT $4`,
		at.Key, at.Word, at.Langs, sweepRows)
	if err != nil {
		return at, false, fmt.Errorf("sweep words: %w", err)
	}
	gone := map[string]bool{}
	for _, r := range rows {
		if at = r; alive[r.Word] || gone[r.Word] {
			continue
		}
		if alive[r.Word], err = holds(ctx, db, r.Word); err != nil {
			return at, false, err
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
		err = forget(ctx, db, dead)
	}
	return at, len(rows) < sweepRows, err
}

// sweptName is where the state of the index keeps the key at which SweepSome stopped, and not the word: what is erased must not be left there.
const sweptName = "swept"

func swept(ctx context.Context, db *store.DB) (wordRow, error) {
	values, err := store.All[string](ctx, db, `SELECT value FROM search_state WHERE name = $1`, sweptName)
	if err != nil {
		return first, fmt.Errorf("sweep words: %w", err)
	}
	if len(values) == 1 {
		if key, err := strconv.ParseInt(values[0], 10, 64); err == nil {
			return wordRow{Key: key}, nil
		}
	}
	return first, nil
}

func keepSwept(ctx context.Context, db *store.DB, at wordRow) error {
	return db.Tx(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO search_state (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value`, sweptName, strconv.FormatInt(at.Key, 10))
		return err
	})
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
