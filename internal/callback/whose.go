package callback

import (
	"context"
	"fmt"
	"slices"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/ical"
	"hearth/internal/platform/store"
)

// This file is whose a call is: of several customers of a case, theirs who gave times or a number for it last.

// called is the id of who is called: the customer who asks; where somebody asks for others, who is called already with the call r, or whom the case is for where none is asked for.
func called(by authz.Actor, c desk.Of, r row) string {
	switch {
	case c.Rel.Has(authz.By | authz.For):
		return by.PersonID
	case r.PersonID != "":
		return r.PersonID
	}
	return c.ForPerson
}

// hand makes a call that of another customer: it counts as asked for by them now, so that what HR did before is no call to them, who would have called is free again, and the times of the former that are not
// needed any more are forgotten. The former's invitation is withdrawn where something of all, the windows until now, lies ahead. The caller has counted up the sequence.
func (s *Service) hand(ctx context.Context, tx *store.Tx, r *row, whom string, all []windowRow) error {
	former := *r
	r.PersonID, r.AskedAt = whom, tx.Now()
	if _, err := tx.Exec(ctx, `UPDATE callback_call SET person_id = $2, asked_at = $3 WHERE id = $1`, r.ID, r.PersonID, r.AskedAt); err != nil {
		return fmt.Errorf("hand over call: %w", err)
	}
	if _, err := tx.Exec(ctx, `DELETE FROM callback_window WHERE call_id = $1 AND state = 'dropped'`, r.ID); err != nil {
		return fmt.Errorf("forget windows: %w", err)
	}
	if _, err := tx.Exec(ctx, `DELETE FROM callback_slot WHERE call_id = $1`, r.ID); err != nil {
		return fmt.Errorf("free slot: %w", err)
	}
	if before := r.Sequence - 1; ahead(all, before, tx.Now()) {
		return s.invite(ctx, tx, former, ical.Cancel, spansOf(all, before), nil)
	}
	return nil
}

// handTimes is hand for a call whose times stay: who is called now is invited to those that lie ahead.
func (s *Service) handTimes(ctx context.Context, tx *store.Tx, r *row, whom string) error {
	all, err := windowsOf(ctx, tx, r.ID)
	if err != nil {
		return err
	}
	r.Sequence++
	if _, err := tx.Exec(ctx, `UPDATE callback_call SET sequence = $2 WHERE id = $1`, r.ID, r.Sequence); err != nil {
		return fmt.Errorf("change call: %w", err)
	}
	if _, err := tx.Exec(ctx, `UPDATE callback_window SET sequence = $2 WHERE call_id = $1 AND sequence = $3`, r.ID, r.Sequence, r.Sequence-1); err != nil {
		return fmt.Errorf("change windows: %w", err)
	}
	if err := s.hand(ctx, tx, r, whom, all); err != nil {
		return err
	}
	left := slices.DeleteFunc(slices.Clone(all), func(w windowRow) bool { return w.State != Open || !w.ToAt.After(tx.Now()) })
	return s.invite(ctx, tx, *r, ical.Request, spansOf(left, r.Sequence-1), nil)
}

// ahead reports whether something lies ahead of the times that the invitation with a sequence had.
func ahead(all []windowRow, sequence int, now store.Time) bool {
	return slices.ContainsFunc(all, func(w windowRow) bool { return w.Sequence == sequence && w.State == Open && w.ToAt.After(now) })
}

// spansOf are the times that the invitation with a sequence had.
func spansOf(all []windowRow, sequence int) (spans []ical.Span) {
	for _, w := range all {
		if w.Sequence == sequence {
			spans = append(spans, ical.Span{From: w.FromAt.Time, To: w.ToAt.Time})
		}
	}
	return spans
}
