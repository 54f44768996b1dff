package intake

import (
	"context"
	"errors"
	"sync"

	"hearth/internal/platform/store"
)

// small is up to how many bytes a mail waits for others to be taken in with them.
const small = 256 << 10

// readAll reads mails, several side by side, and takes in together those that are small and ready at the same time: most of what a mail costs is the end of its transaction. It returns
// what the database says; a mail that fails is put off.
func (s *Service) readAll(ctx context.Context, ids []string) error {
	work, ready := make(chan string), make(chan *reading, together)
	failed := make([]error, atOnce+1)
	var readers sync.WaitGroup
	for i := range atOnce {
		readers.Go(func() {
			for id := range work {
				r, err := s.prepare(ctx, id)
				switch {
				case err == nil && r == nil: // another has read it
				case err == nil && r.row.Size <= small:
					ready <- r
				default:
					if err == nil {
						err = s.take(ctx, r)
						r.done()
					}
					failed[i] = errors.Join(failed[i], s.failed(ctx, id, err))
				}
			}
		})
	}
	go func() {
		for _, id := range ids {
			work <- id
		}
		close(work)
		readers.Wait()
		close(ready)
	}()
	for r := range ready {
		failed[atOnce] = errors.Join(failed[atOnce], s.takeTogether(ctx, waiting(r, ready)))
	}
	return errors.Join(failed...)
}

// waiting returns first with those that are ready now.
func waiting(first *reading, ready <-chan *reading) []*reading {
	all := []*reading{first}
	for len(all) < together {
		select {
		case r, more := <-ready:
			if !more {
				return all
			}
			all = append(all, r)
		default:
			return all
		}
	}
	return all
}

// takeTogether takes mails in by one transaction, or each by its own when one of them fails.
func (s *Service) takeTogether(ctx context.Context, all []*reading) error {
	err := s.take(ctx, all...)
	if err == nil || ctx.Err() != nil || store.IsFull(err) {
		return err
	}
	if len(all) == 1 {
		return s.failed(ctx, all[0].row.ID, err)
	}
	var failed error
	for _, r := range all {
		failed = errors.Join(failed, s.failed(ctx, r.row.ID, s.take(ctx, r)))
	}
	return failed
}
