package files

import (
	"context"
	"sync"
)

type clearingKey struct{}

// clearing is what was staged within a request.
type clearing struct {
	mu  sync.Mutex
	all []func()
}

// Clearing returns a context for one request, and what its end calls: it removes what Stage put on the disk within ctx and nobody gave to Keep, such as the files of a message that was
// refused. What was given to Keep stays, also where that transaction failed: nobody knows for sure that it did, so Sweep looks.
func Clearing(ctx context.Context) (within context.Context, end func()) {
	c := &clearing{}
	return context.WithValue(ctx, clearingKey{}, c), func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		for _, remove := range c.all {
			remove()
		}
		c.all = nil
	}
}

// cleared notes a staged file for the end of the request to which ctx belongs.
func (s *Store) cleared(ctx context.Context, staged Staged) {
	c, ok := ctx.Value(clearingKey{}).(*clearing)
	if !ok || s.dir == "" {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.all = append(c.all, func() { s.dropStaged(staged) })
}

// dropStaged removes the bytes of a staged file that no transaction took.
func (s *Store) dropStaged(staged Staged) {
	if !staged.given.Load() {
		s.removeBlob(staged.id)
	}
}
