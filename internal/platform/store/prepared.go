package store

import (
	"context"
	"database/sql"
	"sync"
)

// maxPrepared is how many statements are kept prepared, and maxSeen how many texts are remembered to find those that come again.
const (
	maxPrepared = 256
	maxSeen     = 2048
)

// prepared keeps the statements that come again ready to run: on SQLite, parsing one takes as long as a short read. It is safe for concurrent use.
type prepared struct {
	mu   sync.RWMutex
	seen map[string]bool
	kept map[string]*sql.Stmt
}

func newPrepared() *prepared {
	return &prepared{seen: map[string]bool{}, kept: map[string]*sql.Stmt{}}
}

// query reads with a kept statement, or keeps the statement from its second time on.
func (p *prepared) query(ctx context.Context, db *sql.DB, text string, args []any) (*sql.Rows, error) {
	p.mu.RLock()
	s := p.kept[text]
	p.mu.RUnlock()
	if s != nil {
		return s.QueryContext(ctx, args...)
	}
	if !p.again(text) {
		return db.QueryContext(ctx, text, args...)
	}
	s, err := db.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	if s, err = p.keep(text, s); err != nil {
		return nil, err
	}
	return s.QueryContext(ctx, args...)
}

// again reports whether a text was seen before and there is room for it, and remembers it.
func (p *prepared) again(text string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.kept) >= maxPrepared {
		return false
	}
	if p.seen[text] {
		return true
	}
	if len(p.seen) >= maxSeen {
		clear(p.seen)
	}
	p.seen[text] = true
	return false
}

// keep returns the statement that is kept for a text: s, unless another request was faster.
func (p *prepared) keep(text string, s *sql.Stmt) (*sql.Stmt, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if other := p.kept[text]; other != nil {
		return other, s.Close()
	}
	delete(p.seen, text)
	p.kept[text] = s
	return s, nil
}
