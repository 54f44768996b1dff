package webhook

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"hearth/internal/platform/store"
)

const (
	abreast = 4                // attempts at one endpoint at once, so that one that hangs keeps no other work from its place
	enough  = 15 * time.Second // of a job's time, for one more attempt
)

// busy counts the attempts at each endpoint. The zero value is ready for use; it is safe for concurrent use.
type busy struct {
	mu  sync.Mutex
	now map[string]int
}

// enter reports whether there is room for one more at an endpoint, and takes it.
func (b *busy) enter(endpoint string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.now[endpoint] >= abreast {
		return false
	}
	if b.now == nil {
		b.now = map[string]int{}
	}
	b.now[endpoint]++
	return true
}

func (b *busy) leave(endpoint string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.now[endpoint]--; b.now[endpoint] == 0 {
		delete(b.now, endpoint)
	}
}

// send sends what waits at a place, and then at others of its endpoint, until nothing is due there, an attempt fails or its time is over. Where enough are at it already it leaves the place to
// them, or to the next pass.
func (s *Service) send(ctx context.Context, at place) error {
	if !s.busy.enter(at.Endpoint) {
		return nil
	}
	defer s.busy.leave(at.Endpoint)
	for {
		if went, err := s.sendAt(ctx, at); err != nil || !went {
			return err
		}
		if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < enough {
			return nil
		}
		left, err := s.left(ctx, s.DB, at.Endpoint, 1)
		if err != nil || len(left) == 0 {
			return err
		}
		at = left[0]
	}
}

// sendAt sends what waits at a place, in its order, and reports whether no attempt failed. Two at once do not send the same: one of them finds it held.
func (s *Service) sendAt(ctx context.Context, at place) (bool, error) {
	for {
		c, err := s.claim(ctx, at)
		if err != nil || c == nil {
			return err == nil, err
		}
		outcome, err := s.Post.Post(ctx, c.message, s.DB.Now().Time)
		if err != nil {
			return false, err
		}
		if ctx.Err() != nil && !outcome.OK() { // we were told to stop: it was not theirs
			return false, ctx.Err()
		}
		if err := s.settle(ctx, c.delivery, outcome); err != nil || !outcome.OK() {
			return false, err
		}
	}
}

// left returns places at which a message is due that nobody has, of one endpoint or of all with "".
func (s *Service) left(ctx context.Context, q store.Querier, endpoint string, most int) ([]place, error) {
	type row struct{ EndpointID, Line string }
	rows, err := store.All[row](ctx, q, `SELECT d.endpoint_id, d.line FROM webhook_delivery d JOIN webhook_endpoint e ON e.id = d.endpoint_id
		WHERE d.state = 'waiting' AND d.next_at <= $1 AND d.held_until <= $1 AND (e.state = 'on' OR d.fact = $2) AND ($3 = '' OR d.endpoint_id = $3)
		AND NOT EXISTS (SELECT 1 FROM webhook_delivery f WHERE f.line = d.line AND f.endpoint_id = d.endpoint_id AND f.state = 'waiting' AND f.n < d.n)
		ORDER BY d.next_at, d.n LIMIT $4`, q.Now(), Trial, endpoint, most)
	if err != nil && !errors.Is(err, store.ErrNone) {
		return nil, fmt.Errorf("look for messages: %w", err)
	}
	all := make([]place, len(rows))
	for i, r := range rows {
		all[i] = place{r.EndpointID, r.Line}
	}
	return all, nil
}
