package intake

import (
	"context"
	"errors"
	"fmt"

	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/privacy/erasure"
	"hearth/internal/platform/store"
)

// Retention is the system task that erases imported cases when their date has passed.
const Retention = "intake.retention"

// atATime is how many imported cases are erased in one transaction.
const atATime = 50

// Expire erases the imported cases whose date has passed, with their mails and files. One with somebody in it whose record is under a legal hold stays until a later day, and one that cannot be
// erased holds up no other. Each batch is one entry of the record, which says how many there were.
func (s *Service) Expire(ctx context.Context) error {
	var failed error
	for after := ""; ctx.Err() == nil; {
		ids, err := store.All[string](ctx, s.DB, `SELECT case_id FROM intake_import WHERE keep_until <= $1 AND case_id > $2 ORDER BY case_id LIMIT $3`, s.DB.Now(), after, atATime)
		if err != nil {
			return errors.Join(failed, fmt.Errorf("imported cases that are due: %w", err))
		}
		if len(ids) == 0 {
			return failed
		}
		after = ids[len(ids)-1]
		if s.DB.Tx(ctx, func(tx *store.Tx) error { return s.expire(ctx, tx, ids) }) == nil {
			continue
		}
		for _, id := range ids { // each for itself: it is one of them
			if err := s.DB.Tx(ctx, func(tx *store.Tx) error { return s.expire(ctx, tx, []string{id}) }); err != nil {
				failed = errors.Join(failed, fmt.Errorf("imported case %s: %w", id, err))
			}
		}
	}
	return errors.Join(failed, ctx.Err())
}

func (s *Service) expire(ctx context.Context, tx *store.Tx, ids []string) error {
	gone := 0
	for _, id := range ids {
		held := func(people []string) (bool, error) { return erasure.Holding(ctx, tx, people) }
		erased, err := s.Desk.ErasePast(ctx, tx, id, held)
		if err != nil {
			return err
		}
		if !erased {
			continue
		}
		rows, err := store.All[mailRow](ctx, tx, `SELECT `+mailColumns+` FROM intake_mail m WHERE m.case_id = $1 AND m.case_id <> '' ORDER BY m.id`, id)
		if err != nil {
			return fmt.Errorf("mails of a case: %w", err)
		}
		for _, r := range rows {
			if err := s.empty(ctx, tx, r); err != nil {
				return err
			}
		}
		if _, err := tx.Exec(ctx, `DELETE FROM intake_import WHERE case_id = $1`, id); err != nil {
			return fmt.Errorf("imported case: %w", err)
		}
		gone++
	}
	if gone == 0 {
		return nil
	}
	return s.Audit.Record(ctx, tx, audit.Entry{By: authz.System(Retention), Action: Retention, Kind: "imported cases", Object: fmt.Sprint(gone)})
}
