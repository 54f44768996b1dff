// Package search finds things by the words in them. A module puts the texts of a thing in with the change itself and later limits its
// own list by a Match, so that what the viewer may see and what the words say are decided in one statement: nothing is counted, cut off or
// hinted at that the viewer may not see. Rights are no part of the index, so a change of them changes nothing in it.
//
// The index holds folded words in their order, not texts. A word is found by those that have a stem in common with it in any one of the languages, whatever language the text is in: to tell languages
// by texts would tell of texts. Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese are
// indexed by pairs of characters. The last word of a search may be unfinished, where nothing has it as it is. Names of people are found by beginnings.
//
// What is deleted is found no more at once. Its words stay in the files of the database until Tidy has run.
package search

import (
	"cmp"
	"context"
	"embed"
	"errors"
	"fmt"
	"slices"

	"hearth/internal/platform/store"
)

//go:embed migrations
var files embed.FS

// Migrations returns the schema of the index.
func Migrations() store.Migrations { return store.Migrations{Module: "search", Files: files} }

// Doc is one text of a thing. Kind says who may find it by this text: texts that only some may read, such as internal notes, are another kind
// than those that all viewers of the thing may read. Ref is the thing's key. Part tells the texts of one thing apart, such as the key of
// a conversation's first message; "" where there is one. At is when the text was written: newer ones are found first.
//
// The words of a search have to be in one Doc together, the words of a phrase in the title or in one of the texts. Only the first MaxWords words count.
type Doc struct {
	Kind, Ref, Part string
	At              store.Time // zero: now
	Title           string
	Texts           []string
	Names           bool // the words are somebody's names: they are found by their beginnings, and by MatchNames alone
	New             bool // there is no text of this Kind, Ref and Part yet: it is not looked for
}

// MaxWords is how many words of one Doc are indexed.
const MaxWords = 60_000

// Size is how much text a Doc has, in bytes, as Last returns it.
func (d Doc) size() (n int) {
	for _, t := range d.Texts {
		n += len(t)
	}
	return n
}

// Put adds a text, or replaces the one of the same Kind, Ref and Part.
func Put(ctx context.Context, tx *store.Tx, d Doc) error { return PutAll(ctx, tx, []Doc{d}) }

// PutAll is Put for many texts.
func PutAll(ctx context.Context, tx *store.Tx, docs []Doc) error {
	rows := make([]row, len(docs))
	heard := vocabulary{}
	for i, d := range docs {
		if d.Kind == "" || d.Ref == "" {
			return errors.New("search: a text without kind or ref")
		}
		if d.At.IsZero() {
			d.At = tx.Now()
		}
		rows[i] = analyse(d, tx.Dialect(), heard)
		if d.New {
			continue
		}
		if err := DeletePart(ctx, tx, d.Kind, d.Ref, d.Part); err != nil {
			return err
		}
	}
	// SQLite writes texts in ascending order at once, and others one by one.
	slices.SortFunc(rows, func(a, b row) int { return cmp.Compare(a.id, b.id) })
	epoch := ""
	for part := range slices.Chunk(rows, bulk) {
		var err error
		if epoch, err = insert(ctx, tx, part); err != nil {
			return fmt.Errorf("index %s %s: %w", part[0].Kind, part[0].Ref, err)
		}
	}
	return heard.keep(ctx, tx, epoch)
}

// Last returns the greatest Part of a thing's texts of a kind, and the bytes of that one; false when there is none.
func Last(ctx context.Context, q store.Querier, kind, ref string) (part string, size int, found bool, err error) {
	type last struct {
		Part string
		Size int
	}
	one, err := store.One[last](ctx, q, `SELECT part, size FROM search_doc WHERE kind = $1 AND ref = $2 ORDER BY part DESC LIMIT 1`, kind, ref)
	if errors.Is(err, store.ErrNone) {
		return "", 0, false, nil
	}
	return one.Part, one.Size, err == nil, err
}

// Parts returns the Parts of a thing's texts of a kind, in ascending order.
func Parts(ctx context.Context, q store.Querier, kind, ref string) ([]string, error) {
	return store.All[string](ctx, q, `SELECT part FROM search_doc WHERE kind = $1 AND ref = $2 ORDER BY part`, kind, ref)
}

// Delete removes all texts of a thing under kind. What is not there is no error.
func Delete(ctx context.Context, tx *store.Tx, kind, ref string) error {
	return remove(ctx, tx, `kind = $1 AND ref = $2`, kind, ref)
}

// DeletePart removes one text of a thing under kind. What is not there is no error.
func DeletePart(ctx context.Context, tx *store.Tx, kind, ref, part string) error {
	return remove(ctx, tx, `kind = $1 AND ref = $2 AND part = $3`, kind, ref, part)
}

func remove(ctx context.Context, tx *store.Tx, which string, args ...any) error {
	if tx.Dialect() == store.SQLite {
		if _, err := tx.Exec(ctx, `DELETE FROM search_text WHERE rowid IN (SELECT id FROM search_doc WHERE `+which+`)`, args...); err != nil {
			return fmt.Errorf("remove from the index: %w", err)
		}
	}
	if _, err := tx.Exec(ctx, `DELETE FROM search_doc WHERE `+which, args...); err != nil {
		return fmt.Errorf("remove from the index: %w", err)
	}
	return nil
}
