package outreach

import (
	"context"
	"fmt"
	"time"

	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// How reminding and settling stand, besides done, and "" for not yet.
const (
	underWay = "running"
	stopped  = "stopped" // by somebody, before its end
	held     = "held"    // whoever began it may not do it any more
	broken   = failed    // with some it failed for reasons of ours
)

// whyHeld and whyFailed are message keys.
const (
	whyHeld   = "Whoever began it may not do it any more, or the service is not offered now. Somebody else of the team can go on with the rest."
	whyFailed = "With some it failed, by no fault of yours. You can go on with these."
)

// whyOf says why what stands so came to no end.
func whyOf(stands string) string {
	return map[string]string{held: whyHeld, broken: whyFailed}[stands]
}

// runs reports whether something of a round can be stopped.
func (r row) runs() bool {
	return r.State == Running || r.State == Paused || r.Remind == underWay || r.Settle == underWay
}

// reminds reports whether reminding has begun, and goes on.
func (r row) reminds(now store.Time) bool { return r.Remind == underWay && !r.RemindAt.After(now) }

// undoable reports whether what runs of a round has not begun yet, so that nothing of it happens where it is stopped.
func (r row) undoable(now store.Time) (remind, settle, all bool) {
	remind, settle = r.Remind == underWay && r.RemindAt.After(now), r.Settle == underWay && r.SettledAt.After(now)
	return remind, settle, (remind || settle) && remind == (r.Remind == underWay) && settle == (r.Settle == underWay)
}

// stopped reports whether what was done last of a round was stopped already, and refuses to stop what is over.
func (r row) stopped() (bool, error) {
	if r.runs() {
		return false, nil
	}
	last, at := r.State, r.EndedAt
	if r.Remind != "" && !r.RemindAt.Before(at) {
		last, at = r.Remind, r.RemindAt
	}
	if r.Settle != "" && !r.SettledAt.Before(at) {
		last = r.Settle
	}
	if last == stopped {
		return true, nil
	}
	return false, fault.New(fault.Conflict, "Nothing of this round is under way any more, so there is nothing to stop. What was sent stays sent.")
}

// cannotPause is why a round whose cases are open, or that was stopped, cannot be paused.
func (r row) cannotPause() error {
	if r.runs() {
		return fault.New(fault.Conflict, "Reminding and settling are not paused. You can stop them, and later go on with the rest.")
	}
	return fault.New(fault.Conflict, "Nothing of this round is under way any more, so there is nothing to pause.")
}

// stop ends all that runs of a round: who was not reached yet stays as they are. It reports whether there was something.
func (s *Service) stop(ctx context.Context, tx *store.Tx, r row) (int64, error) {
	if err := s.tellAfter(ctx, tx, r); err != nil {
		return 0, err
	}
	return tx.Exec(ctx, `UPDATE outreach_round SET state = CASE WHEN state IN ('running', 'paused') THEN 'stopped' ELSE state END, ended_at = CASE WHEN state IN ('running', 'paused') THEN $2 ELSE ended_at END, why = '',
		remind_at = CASE WHEN remind = 'running' AND remind_at > $2 THEN $2 ELSE remind_at END, settled_at = CASE WHEN settle = 'running' AND settled_at > $2 THEN $2 ELSE settled_at END, remind = CASE WHEN remind = 'running' THEN 'stopped' ELSE remind END, settle = CASE WHEN settle = 'running' THEN 'stopped' ELSE settle END
		WHERE id = $1 AND (state IN ('running', 'paused') OR remind = 'running' OR settle = 'running')`, r.ID, tx.Now())
}

// begins is when what by sends to all who have not answered begins: when it cannot be undone any more.
func (s *Service) begins(ctx context.Context, by authz.Actor) (store.Time, error) {
	p, err := people.ByID(ctx, s.DB, by.PersonID)
	return s.DB.Now().Add(time.Duration(p.UndoSeconds) * time.Second), err
}

// beginReminding begins to remind at r.RemindAt, or goes on where that came to no end; whom it left out is looked at once more.
func beginReminding(ctx context.Context, tx *store.Tx, by authz.Actor, r row) (int64, error) {
	n, err := tx.Exec(ctx, `UPDATE outreach_round SET remind = 'running', remind_by = $2, remind_at = $3 WHERE id = $1 AND remind IN ('', 'stopped', 'held', 'failed')`, r.ID, by.PersonID, r.RemindAt)
	if err != nil || n == 0 {
		return n, err
	}
	_, err = tx.Exec(ctx, `UPDATE outreach_line SET reminder = '' WHERE round_id = $1 AND reminder IN ('left', 'failed')`, r.ID)
	return n, err
}

// beginSettling begins to settle those who have not answered at r.SettledAt; whom it left out before is looked at once more, and whom it settled before is not counted again.
func beginSettling(ctx context.Context, tx *store.Tx, by authz.Actor, r row, words string) (int64, error) {
	n, err := tx.Exec(ctx, `UPDATE outreach_round SET settle = 'running', settle_by = $2, settle_words = $3, settled_at = $4 WHERE id = $1 AND settle <> 'running'`, r.ID, by.PersonID, words, r.SettledAt)
	if err != nil || n == 0 {
		return n, err
	}
	_, err = tx.Exec(ctx, `UPDATE outreach_line SET settled = CASE WHEN settled = 'sent' THEN 'before' ELSE '' END WHERE round_id = $1 AND settled IN ('left', 'failed', 'sent')`, r.ID)
	return n, err
}

// hold ends the work on a round in whose name it cannot go on: somebody else of the team can let it. Words are kept for them.
func (s *Service) hold(ctx context.Context, r row) error {
	return s.DB.Tx(ctx, func(tx *store.Tx) (err error) {
		if err := s.tellAfter(ctx, tx, r); err != nil {
			return err
		}
		switch {
		case r.State == Running:
			_, err = tx.Exec(ctx, `UPDATE outreach_round SET state = 'paused', why = $2 WHERE id = $1 AND state = 'running'`, r.ID, "Who started it may not open these cases any more. Somebody else of the team can let it go on.")
		case r.reminds(tx.Now()):
			_, err = tx.Exec(ctx, `UPDATE outreach_round SET remind = 'held' WHERE id = $1 AND remind = 'running'`, r.ID)
		default:
			_, err = tx.Exec(ctx, `UPDATE outreach_round SET settle = 'held' WHERE id = $1 AND settle = 'running'`, r.ID)
		}
		if err != nil {
			return fmt.Errorf("hold round: %w", err)
		}
		return nil
	})
}
