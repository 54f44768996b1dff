package many

import (
	"context"
	"fmt"
	"slices"
	"time"

	"hearth/internal/macro"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// miss ends a batch that was confirmed and cannot be done, because of what changed in between: it is a plan again, which says why. What was written stays, so that it can be changed and tried again,
// and so does what was done already, which is not done again. One that was undone or done meanwhile is left alone, and so is one that is due after at only: it was confirmed once more.
func (s *Service) miss(ctx context.Context, in macro.BatchArgs, wrong *fault.Error, at store.Time) error {
	wrong = first(wrong)
	why, err := locale.M(wrong.Key, wrong.Args...).MarshalJSON()
	if err != nil {
		return err
	}
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE macro_batch SET due_at = NULL, seen = '', begun = $3, missed_at = $4, why = $5 WHERE id = $1 AND person_id = $2 AND due_at <= $6 AND done_at IS NULL`,
			in.ID, in.Person, false, tx.Now(), string(why), at)
		if err != nil {
			return fmt.Errorf("end batch that cannot be done: %w", err)
		}
		return nil
	})
}

// whyGivenUp is why a batch whose job gave up was not done, as far as it was not.
const whyGivenUp = "Hearth tried it for hours and failed each time, by no fault of yours. You can go on with what is left of it."

// GiveUp ends the batches whose job failed for reasons of ours, such as a database that was away, until it gave up: whoever confirmed one reads so, and can go on with the cases with which it is not done. One that was
// done with each is done. It may run late and more than once.
func (s *Service) GiveUp(ctx context.Context) error {
	waits, err := store.One[int](ctx, s.DB, `SELECT count(*) FROM macro_batch b WHERE b.due_at IS NOT NULL AND b.done_at IS NULL AND b.due_at < $1`, s.DB.Now().Add(-time.Minute))
	if err != nil || waits == 0 {
		return err
	}
	lost, err := jobs.GivenUp[macro.BatchArgs](ctx, s.DB, macro.BatchKind)
	for _, l := range lost {
		if err = s.giveUp(ctx, l.Args, l.At); err != nil {
			return err
		}
	}
	return err
}

// giveUp ends one batch whose job gave up at a moment.
func (s *Service) giveUp(ctx context.Context, in macro.BatchArgs, at store.Time) error {
	by, err := s.Fresh(ctx, authz.Actor{PersonID: in.Person, Face: authz.Desk})
	if err != nil {
		return err
	}
	planned, err := s.find(ctx, by, in.ID)
	switch {
	case fault.As(err) != nil: // the right was lost, too
		return s.miss(ctx, in, fault.New(fault.Unavailable, whyGivenUp), at)
	case err != nil || !planned.DoneAt.IsZero() || planned.DueAt.IsZero():
		return err
	}
	rest, _, err := s.rest(ctx, by, planned)
	if err != nil {
		return err
	}
	if len(rest) == 0 {
		return s.end(ctx, planned)
	}
	return s.miss(ctx, in, fault.New(fault.Unavailable, whyGivenUp), at)
}

// rest are the cases of a batch that it did not do already, in their order; done are the others.
func (s *Service) rest(ctx context.Context, by authz.Actor, p Planned) (rest, done []string, err error) {
	done, err = store.All[string](ctx, s.DB, `SELECT b.case_number FROM macro_batch_case b WHERE b.batch_id = $1 AND b.person_id = $2 AND b.done ORDER BY b.case_number`, p.ID, by.PersonID)
	if err != nil {
		return nil, nil, fmt.Errorf("read batch: %w", err)
	}
	return slices.DeleteFunc(slices.Clone(p.Change.Numbers), func(n string) bool { return slices.Contains(done, n) }), done, nil
}

// proposed is a batch of which nothing is done, or not all: what would be done as the cases stand, or why that cannot be.
func (s *Service) proposed(ctx context.Context, by authz.Actor, out Planned) (Planned, error) {
	var err error
	if out.Change.Numbers, out.Before, err = s.rest(ctx, by, out); err != nil {
		return out, err
	}
	out.Change.Preview = true
	out.Batch, err = s.Do(ctx, by, out.Change)
	if out.Wrong = fault.As(err); out.Wrong != nil {
		out.Wrong, err = first(out.Wrong), nil
	}
	return out, err
}
