package store

import (
	"context"
	"sync"
)

type memoKey struct{}

type memo struct {
	mu   sync.Mutex
	held map[string]any
}

// WithMemo returns a context in which Remember reads each thing once. It is for a single answer that changes nothing: what is held is never newer than the context.
func WithMemo(ctx context.Context) context.Context {
	return context.WithValue(ctx, memoKey{}, &memo{held: map[string]any{}})
}

// Remember returns what read returned for key before in the same WithMemo, or reads it. In a transaction, and without WithMemo, it always reads. An error is
// not held. The value is shared: who changes it has to copy it first.
func Remember[T any](ctx context.Context, q Querier, key string, read func() (T, error)) (T, error) {
	m, ok := ctx.Value(memoKey{}).(*memo)
	if _, outside := q.(*DB); !ok || !outside {
		return read()
	}
	m.mu.Lock()
	held, ok := m.held[key]
	m.mu.Unlock()
	if ok {
		return held.(T), nil
	}
	value, err := read()
	if err == nil {
		m.mu.Lock()
		m.held[key] = value
		m.mu.Unlock()
	}
	return value, err
}
