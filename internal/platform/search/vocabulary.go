package search

import (
	"cmp"
	"context"
	"fmt"
	"hash/maphash"
	"maps"
	"math/bits"
	"slices"
	"sync"

	"hearth/internal/platform/store"
)

// heardWord is a word, and how it was written.
type heardWord struct {
	word, raw string
	name      bool
}

// vocabulary is the words of some texts.
type vocabulary map[heardWord]bool

// add adds the words of a text.
func (v vocabulary) add(words []token, names bool) {
	for _, t := range words {
		h := heardWord{word: t.word, raw: t.raw}
		if names {
			h = heardWord{word: nameMark + t.word, name: true}
		}
		if !v[h] && stemmed(t.word) {
			v[h] = true
		}
	}
}

// vocabularyRow is a row of search_word.
type vocabularyRow struct {
	Key   int64
	Word  string
	Langs int
}

// rows returns what is kept of a word.
func (h heardWord) rows() (all []vocabularyRow) {
	for _, s := range spellings(h.word) {
		all = append(all, vocabularyRow{key(bySpelling, s), h.word, 0})
	}
	if h.name {
		return all
	}
	for s, langs := range stems(h.word) {
		all = append(all, vocabularyRow{key(byStem, s), h.word, langs})
	}
	for s, langs := range accentStems(token{word: h.word, raw: h.raw}) {
		all = append(all, vocabularyRow{key(byStem, s), accentMark + h.raw, langs})
	}
	return all
}

// mostKnown is how many words a process remembers to have written.
const mostKnown = 150_000

// known are words that are in search_word, so that they are not written again: hashes alone. Whoever deletes some changes the epoch, and then nothing is known.
type known struct {
	mu    sync.Mutex
	epoch string
	seed  maphash.Seed
	words map[uint64]bool
}

type knownKey struct{}

func knownOf(tx *store.Tx) *known {
	return tx.Held(knownKey{}, func() any { return &known{seed: maphash.MakeSeed(), words: map[uint64]bool{}} }).(*known)
}

// missing returns the words that may not be there, with their hashes.
func (k *known) missing(epoch string, v vocabulary) map[uint64]heardWord {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.epoch != epoch || len(k.words) > mostKnown {
		clear(k.words)
		k.epoch = epoch
	}
	out := map[uint64]heardWord{}
	for h := range v {
		if sum := maphash.Comparable(k.seed, h); !k.words[sum] {
			out[sum] = h
		}
	}
	return out
}

func (k *known) learn(epoch string, all map[uint64]heardWord) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.epoch != epoch {
		return
	}
	for sum := range all {
		k.words[sum] = true
	}
}

// keep writes the words that are not there yet.
func (v vocabulary) keep(ctx context.Context, tx *store.Tx, epoch string) error {
	if len(v) == 0 {
		return nil
	}
	k := knownOf(tx)
	missing := k.missing(epoch, v)
	if len(missing) == 0 {
		return nil
	}
	rows := map[vocabularyRow]bool{}
	for _, h := range missing {
		for _, r := range h.rows() {
			rows[r] = true
		}
	}
	// In one order for everybody, so that two writers never wait for each other.
	sorted := slices.SortedFunc(maps.Keys(rows), func(a, b vocabularyRow) int {
		return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.Word, b.Word), cmp.Compare(a.Langs, b.Langs))
	})
	for part := range slices.Chunk(sorted, 4*bulk) {
		if err := insertWords(ctx, tx, part); err != nil {
			return err
		}
	}
	tx.AfterCommit(func() { k.learn(epoch, missing) })
	return nil
}

// insertWords writes rows, the last one again up to a power of two: statements of few lengths are kept prepared.
func insertWords(ctx context.Context, tx *store.Tx, rows []vocabularyRow) error {
	q := new(store.Q).Add(`INSERT INTO search_word (key, word, langs) VALUES `)
	for i := range 1 << bits.Len(uint(len(rows)-1)) {
		if i > 0 {
			q.Add(`, `)
		}
		r := rows[min(i, len(rows)-1)]
		q.Add(`(?, ?, ?)`, r.Key, r.Word, r.Langs)
	}
	q.Add(` ON CONFLICT DO NOTHING`)
	if err := tx.Write(ctx, q.SQL(), q.Args()...); err != nil {
		return fmt.Errorf("keep words: %w", err)
	}
	return nil
}
