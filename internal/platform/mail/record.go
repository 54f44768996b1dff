package mail

import (
	"context"
	"errors"
	"sync"

	"hearth/internal/platform/store"
)

// record runs f in a transaction and returns when it is on the disk, or what f returned. Its f may be run again, as that of store.DB.Tx.
type record func(ctx context.Context, f func(*store.Tx) error) error

// clerk records for several connections at once: what they bring while a transaction commits goes into the next one together, so that the disk is waited
// for once for all of them. Nobody goes on before what they brought is on the disk.
type clerk struct {
	db   *store.DB
	desk chan entry
	done sync.WaitGroup
}

type entry struct {
	ctx    context.Context
	f      func(*store.Tx) error
	result chan error
}

// togetherMost bounds a transaction.
const togetherMost = 64

func newClerk(db *store.DB) *clerk {
	c := &clerk{db: db, desk: make(chan entry)}
	c.done.Go(func() {
		for first := range c.desk {
			c.write(c.gather(first))
		}
	})
	return c
}

// record is a record.
func (c *clerk) record(ctx context.Context, f func(*store.Tx) error) error {
	e := entry{ctx, f, make(chan error, 1)}
	c.desk <- e
	return <-e.result
}

// close waits for what was brought; nothing may be brought afterwards.
func (c *clerk) close() {
	close(c.desk)
	c.done.Wait()
}

// gather returns first and what else waits at this moment.
func (c *clerk) gather(first entry) []entry {
	all := []entry{first}
	for len(all) < togetherMost {
		select {
		case e, open := <-c.desk:
			if !open {
				return all
			}
			all = append(all, e)
		default:
			return all
		}
	}
	return all
}

// write records all in one transaction. When that fails, each is tried alone, so that none suffers by another.
func (c *clerk) write(all []entry) {
	results := make([]error, len(all))
	err := c.db.Tx(all[0].ctx, func(tx *store.Tx) error {
		for i, e := range all {
			if results[i] = e.f(tx); results[i] != nil && !errors.Is(results[i], errLost) {
				return results[i]
			}
		}
		return nil
	})
	for i, e := range all {
		switch {
		case err == nil:
			e.result <- results[i]
		case len(all) == 1:
			e.result <- err
		default:
			e.result <- c.db.Tx(e.ctx, e.f)
		}
	}
}
