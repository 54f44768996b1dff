package store

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"
)

// More answers than there are places begin as others end or take long, and one that nobody waits for any more does not begin.
func TestAnswersWaitForEachOther(t *testing.T) {
	t.Parallel()
	db := opened(t)
	read := func(ctx context.Context) error {
		_, err := One[int](ctx, db, `SELECT 1`)
		return err
	}
	for range cap(db.places) {
		db.places <- struct{}{}
	}
	hasty, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	late, endLate := Answering(hasty)
	if err := read(late); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v where all places are taken", err)
	}
	endLate()
	for range cap(db.places) {
		<-db.places
	}
	var ends []func()
	for range cap(db.places) + long { // those after the first places wait until these have taken long
		ctx, end := Answering(t.Context())
		if err := read(ctx); err != nil {
			t.Error(err)
		}
		ends = append(ends, end)
	}
	if s := db.Stats(); s.InUse != len(ends) {
		t.Errorf("%d of %d answers read", s.InUse, len(ends))
	}
	if err := read(t.Context()); err != nil { // beside them
		t.Error(err)
	}
	for _, end := range ends {
		end()
	}
	var all sync.WaitGroup
	for range 200 {
		all.Go(func() {
			ctx, end := Answering(t.Context())
			defer end()
			for range 3 {
				if err := read(ctx); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if s := db.Stats(); s.InUse != 0 || len(db.places) != 0 || len(db.moments) != 0 {
		t.Errorf("not given back: %d connections, %d places, %d moments", s.InUse, len(db.places), len(db.moments))
	}
}
