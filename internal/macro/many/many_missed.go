package many

import (
	"context"
	"fmt"
	"slices"

	"hearth/internal/macro"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// miss ends a batch that was confirmed and cannot be done, because of what changed in between: it is a plan again, which says why. What was written stays, so that it can be changed and tried again,
// and so does what was done already, which is not done again. One that was undone or done meanwhile is left alone.
func (s *Service) miss(ctx context.Context, in macro.BatchArgs, wrong *fault.Error) error {
	wrong = first(wrong)
	why, err := locale.M(wrong.Key, wrong.Args...).MarshalJSON()
	if err != nil {
		return err
	}
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE macro_batch SET due_at = NULL, seen = '', begun = $3, missed_at = $4, why = $5 WHERE id = $1 AND person_id = $2 AND due_at IS NOT NULL AND done_at IS NULL`,
			in.ID, in.Person, false, tx.Now(), string(why))
		if err != nil {
			return fmt.Errorf("end batch that cannot be done: %w", err)
		}
		return nil
	})
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
