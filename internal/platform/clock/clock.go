// Package clock tells the time, so that tests can say what time it is.
package clock

import (
	"context"
	"sync"
	"time"
)

// Clock is a source of the current time. The zero value is the machine's clock. It is safe for concurrent use.
type Clock struct {
	mu   sync.Mutex
	fake bool
	at   time.Time
}

// Fake returns a clock that stands at t until it is moved.
func Fake(t time.Time) *Clock { return &Clock{fake: true, at: t.UTC()} }

// Now returns the time in UTC, cut to microseconds, which is what both databases keep.
func (c *Clock) Now() time.Time {
	if c == nil {
		return time.Now().UTC().Truncate(time.Microsecond)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.fake {
		return c.at.Truncate(time.Microsecond)
	}
	return time.Now().UTC().Truncate(time.Microsecond)
}

// Advance moves a fake clock by d. It does nothing to the machine's clock.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// Set moves a fake clock to t. It does nothing to the machine's clock.
func (c *Clock) Set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = t.UTC()
}

// Faked reports whether c is a fake clock.
func (c *Clock) Faked() bool {
	return c != nil && c.fake
}

// Rest waits for d by the machine's clock, also where a fake one is told, or until ctx ends, whose error it then returns. It is for work that goes on beside people:
// between two steps it leaves the machine and the database to them.
func Rest(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
