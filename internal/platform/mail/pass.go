package mail

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"hearth/internal/platform/store"
)

// pass is one run of a Sender over everything that is due.
type pass struct {
	*Sender
	mu  sync.Mutex
	sum Summary
}

// run sends by all ways at once, so that a slow one does not hold up the others.
func (p *pass) run(ctx context.Context) error {
	var work sync.WaitGroup
	var mu sync.Mutex
	var all error
	for channel, w := range p.ways {
		mu.Lock()
		a := p.away[channel]
		mu.Unlock()
		if a != nil && !a.over(p.db.Now()) {
			continue
		}
		work.Go(func() {
			err := p.drain(ctx, channel, w)
			mu.Lock()
			defer mu.Unlock()
			_, unreached := errors.AsType[errPeer](err)
			switch {
			case unreached:
				p.away[channel] = a.lengthen(p.db.Now())
				err = fmt.Errorf("send %s: %w", channel, err)
			case err == nil:
				delete(p.away, channel)
			}
			all = errors.Join(all, err)
		})
	}
	work.Wait()
	return all
}

// drain sends what is due by one way.
func (p *pass) drain(ctx context.Context, channel Channel, w way) error {
	d := &drain{pass: p, channel: channel, way: w}
	if more, err := d.fill(ctx); err != nil || !more {
		return err
	}
	clerk := newClerk(p.db)
	d.record = clerk.record
	stop := d.tend(ctx)
	d.lanes.Go(func() { d.lane(ctx, true) })
	d.lanes.Wait()
	stop()
	clerk.close()
	d.fail(d.release(context.WithoutCancel(ctx)))
	return d.err
}

// drain hands out claimed messages to its lanes, the longest waiting first.
type drain struct {
	*pass
	channel Channel
	way     way
	record  record
	lanes   sync.WaitGroup
	widen   sync.Once

	hand  sync.Mutex // for what follows
	ready []item
	err   error // why the lanes stop
}

// fill claims the next messages when none is in hand, and reports whether there is one now. It looks before it claims, because claiming writes.
func (d *drain) fill(ctx context.Context) (bool, error) {
	if len(d.ready) > 0 {
		return true, nil
	}
	for {
		ids, err := due(ctx, d.db, []Channel{d.channel}, batch)
		if err != nil || len(ids) == 0 {
			return false, err
		}
		err = d.db.Tx(ctx, func(tx *store.Tx) error {
			d.ready = d.ready[:0]
			for _, id := range ids {
				it, err := claim(ctx, tx, id, d.holder, d.from, d.origin)
				if err != nil && !errors.Is(err, errLost) {
					return err
				}
				if err == nil {
					d.ready = append(d.ready, it)
				}
			}
			return nil
		})
		if err != nil {
			d.ready = nil
			return false, fmt.Errorf("claim mail: %w", err)
		}
		d.own(d.ready, true)
		if len(d.ready) > 0 {
			return true, nil
		}
	}
}

// own notes which messages are claimed by this sender, for renewing them.
func (s *Sender) own(all []item, mine bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, it := range all {
		if mine {
			s.mine[it.ID] = true
		} else {
			delete(s.mine, it.ID)
		}
	}
}

// next takes a message; false when there is none or the lanes stop.
func (d *drain) next(ctx context.Context) (it item, ok bool) {
	d.hand.Lock()
	defer d.hand.Unlock()
	if ctx.Err() != nil || d.err != nil {
		return it, false
	}
	if ok, d.err = d.fill(ctx); !ok {
		return it, false
	}
	it = d.ready[0]
	d.ready = d.ready[1:]
	return it, true
}

// back returns a message that was not begun.
func (d *drain) back(it item) {
	d.hand.Lock()
	defer d.hand.Unlock()
	d.ready = append(d.ready, it)
}

// more reports whether messages wait that no lane has.
func (d *drain) more() bool {
	d.hand.Lock()
	defer d.hand.Unlock()
	return len(d.ready) > 0
}

// fail stops the lanes for the first reason there is.
func (d *drain) fail(err error) {
	d.hand.Lock()
	defer d.hand.Unlock()
	if d.err == nil {
		d.err = err
	}
}

// release gives back what was claimed and not begun.
func (d *drain) release(ctx context.Context) error {
	if len(d.ready) == 0 {
		return nil
	}
	defer d.own(d.ready, false)
	return d.db.Tx(ctx, func(tx *store.Tx) error {
		for _, it := range d.ready {
			if err := unclaim(ctx, tx, it); err != nil && !errors.Is(err, errLost) {
				return fmt.Errorf("give back mail %s: %w", it.ID, err)
			}
		}
		return nil
	})
}

// tend renews the leases while the lanes work, and looks for what others leave behind. Its result ends it.
func (d *drain) tend(ctx context.Context) (stop func()) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	var work sync.WaitGroup
	work.Go(func() {
		tick := time.NewTicker(lookEvery)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				if err := d.look(ctx); err != nil && ctx.Err() == nil {
					d.fail(err)
				}
			}
		}
	})
	return func() {
		cancel()
		work.Wait()
	}
}

// lane sends one message after another over a connection of its own. The first lane opens the others when the peer has answered it and more waits; one
// that the peer does not let in beside it ends without a word.
func (d *drain) lane(ctx context.Context, first bool) {
	peer := d.way.open()
	defer peer.close()
	for {
		it, ok := d.next(ctx)
		if !ok {
			return
		}
		whole := context.WithoutCancel(ctx) // what was begun is brought to a recorded end; the peers have deadlines
		err := peer.ready(whole)
		switch {
		case err != nil && !first:
			d.back(it)
			return
		case err != nil:
			err = d.end(whole, it, errPeer{error: err})
		default:
			if first && d.more() {
				d.widen.Do(func() {
					for range d.way.lanes - 1 {
						d.lanes.Go(func() { d.lane(ctx, false) })
					}
				})
			}
			err = d.deliver(whole, it, peer)
		}
		if err == nil {
			continue
		}
		if _, unreached := errors.AsType[errPeer](err); first || !unreached {
			d.fail(err)
		}
		return
	}
}

// deliver takes a claimed message to its end. The error stops the lane.
func (d *drain) deliver(ctx context.Context, it item, p peer) error {
	var stays error
	err := p.send(ctx, it, func() error {
		stays = d.leave(ctx, d.record, it)
		return stays
	})
	switch {
	case errors.Is(stays, errLost):
		d.own([]item{it}, false)
		return nil
	case errors.Is(stays, errHeld):
		d.own([]item{it}, false)
		d.count(Failed)
		return nil
	case stays != nil: // nothing has left; what one message runs into must not stop the others
		err = &Refusal{Reason: stays.Error()}
	}
	return d.end(ctx, it, err)
}

// end records how a try ended. The error stops the lane.
func (d *drain) end(ctx context.Context, it item, outcome error) error {
	defer d.own([]item{it}, false)
	state, err := d.settle(ctx, d.record, it, outcome)
	if errors.Is(err, errLost) {
		return nil
	}
	if err != nil {
		return err
	}
	d.count(state)
	if e, ok := errors.AsType[errPeer](outcome); ok {
		return e
	}
	return nil
}

func (p *pass) count(s State) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch s {
	case Sent:
		p.sum.Sent++
	case Queued:
		p.sum.Retry++
	case Failed:
		p.sum.Failed++
	case Unknown:
		p.sum.Unknown++
	}
}
