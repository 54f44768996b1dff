package search

import (
	"context"
	"fmt"
	"math"
	"strings"
	"sync"
	"time"

	"hearth/internal/platform/store"
)

// Few reports whether at most n texts match q, so that gathering them all is cheap. On SQLite it looks; on PostgreSQL it goes by what the database knows of its words,
// and may be wrong: it decides how texts are looked for, not which are found. There, among many texts, more than n are few: those are gathered sooner than n are met by passing
// over the texts one by one.
func (q Query) Few(ctx context.Context, db *store.DB, n int) (bool, error) {
	if db.Dialect() == store.Postgres {
		matches, texts := q.estimate(ctx, db)
		return matches <= max(float64(n), gathers*math.Sqrt(texts)), nil
	}
	many, err := store.All[int](ctx, db, `SELECT 1 FROM search_text WHERE search_text MATCH $1 LIMIT 1 OFFSET $2`, q.fts(""), n)
	if err != nil {
		return false, fmt.Errorf("look for texts: %w", err)
	}
	return len(many) == 0, nil
}

// gathers is by how many times the square root of all texts that many matches take as long to gather as it takes to meet a page of sixty on the way: a match costs 2 µs, a text
// passed over 1.7 µs.
const gathers = 7

// statistics is what PostgreSQL knows of the words in texts: the share of texts that have each of the most frequent ones.
type statistics struct {
	mu     sync.Mutex
	read   time.Time
	texts  float64
	shares map[string]float64
}

// statisticsFor is how long they are used before they are read again.
const statisticsFor = 5 * time.Minute

type statisticsKey struct{}

// estimate returns how many of how many texts match.
func (q Query) estimate(ctx context.Context, db *store.DB) (matches, texts float64) {
	s := db.Held(statisticsKey{}, func() any { return &statistics{} }).(*statistics)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.shares == nil || time.Since(s.read) > statisticsFor {
		s.load(ctx, db)
	}
	least := 1.0
	for _, p := range q.parts {
		share := 0.0
		for _, t := range p.words {
			share = max(share, s.shares[t.word])
		}
		for _, w := range p.like {
			share += s.shares[w]
		}
		least = min(least, share)
	}
	return least * s.texts, s.texts
}

// load reads the statistics; where there are none, every word is rare.
func (s *statistics) load(ctx context.Context, db *store.DB) {
	type known struct {
		Texts  float64
		Words  string
		Shares string
	}
	s.read, s.shares, s.texts = time.Now(), map[string]float64{}, 0
	one, err := store.One[known](ctx, db, `SELECT c.reltuples AS texts, array_to_string(s.most_common_elems::text::text[], chr(10)) AS words,
		array_to_string(s.most_common_elem_freqs, ' ') AS shares FROM pg_class c JOIN pg_stats s ON s.tablename = c.relname
		WHERE c.oid = 'search_doc'::regclass AND s.attname = 'terms' AND s.schemaname = current_schema()`)
	if err != nil {
		return
	}
	shares := strings.Fields(one.Shares)
	for i, w := range strings.Split(one.Words, "\n") {
		var share float64
		if i < len(shares) {
			if _, err := fmt.Sscan(shares[i], &share); err == nil {
				s.shares[w] = share
			}
		}
	}
	s.texts = max(0, one.Texts)
}
