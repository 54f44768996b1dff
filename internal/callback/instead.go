package callback

import (
	"context"
	"fmt"

	"hearth/internal/desk"
	"hearth/internal/desk/history"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// This file is how an answer meets a call that its customer waits for: it does not end the call unseen.

// Waited reports whether the customer of a case waits for a call: HR has not called at its times yet, or missed one of them and reached nobody. It asks nobody's rights.
func Waited(ctx context.Context, q store.Querier, caseID string) (bool, error) {
	r, live, err := liveOn(ctx, q, caseID)
	if err != nil || !live {
		return false, err
	}
	return r.waited(ctx, q)
}

// waited is Waited for a call that is asked for still.
func (r row) waited(ctx context.Context, q store.Querier) (bool, error) {
	if r.State != Tried {
		return true, nil
	}
	n, err := store.One[int](ctx, q, `SELECT count(*) FROM callback_window w WHERE w.call_id = $1 AND w.state = 'missed'`, r.ID)
	if err != nil {
		return false, fmt.Errorf("count missed windows: %w", err)
	}
	return n > 0, nil
}

// Held refuses to close a case whose customer waits for a call, unless the answer says that it takes the place of the call. One of which HR missed no time, and did not reach them, holds nothing up.
func (s *Service) Held(ctx context.Context, q store.Querier, caseID string, instead bool) error {
	waited, err := Waited(ctx, q, caseID)
	if err != nil || !waited || instead {
		return err
	}
	return fault.New(fault.Conflict, "They asked to be called, and nobody has reached them at their times. Call them first. If this answer takes the place of the call, tick that below the answer: they are told, and can ask for the call again.")
}

// Joins refuses to make a case part of another one while its customer waits for a call about it.
func (s *Service) Joins(ctx context.Context, q store.Querier, caseID string) error {
	waited, err := Waited(ctx, q, caseID)
	if err != nil || !waited {
		return err
	}
	return fault.New(fault.Conflict, "The requester waits for a call about this case. Make the call first, or join the other case into this one.")
}

// replaced ends a call of which an answer took the place.
func (s *Service) replaced(ctx context.Context, tx *store.Tx, c *desk.Upon, r row) error {
	for _, sql := range []string{`UPDATE callback_window SET answered = TRUE WHERE call_id = $1 AND state = 'open'`, `UPDATE callback_call SET answered = TRUE WHERE id = $1`} {
		if _, err := tx.Exec(ctx, sql, r.ID); err != nil {
			return fmt.Errorf("note that an answer came before the call: %w", err)
		}
	}
	line, sentence := "We answered before we had called within the hours given. The call is not planned any more, and can be asked for again.", "We answered %s before we had called you. If you still want to talk, ask for the call again on the page: your times are kept there."
	if r.State == Tried {
		line, sentence = "We answered before we had called at each of the times given. The call is not planned any more, and can be asked for again.", "We answered %s before we had reached you. If you still want to talk, ask for the call again on the page."
	}
	if err := c.Happened(ctx, false, history.Happened(line)); err != nil {
		return err
	}
	r.Answered = true
	ended, err := s.end(ctx, tx, r, Cancelled)
	if err != nil {
		return err
	}
	if withdrawn := ended.Sequence > r.Sequence; withdrawn && r.PersonID != "" {
		p, err := people.ByID(ctx, tx, r.PersonID)
		if err != nil || p.Email != "" { // the mail that withdraws the invitation says it
			return err
		}
	}
	return c.Tell(ctx, sentence, c.Number)
}

// again opens an answered case whose customer wants the call of which the answer took the place. It refuses everybody else, and any other case that is answered.
func (s *Service) again(ctx context.Context, tx *store.Tx, by authz.Actor, c *desk.Upon) error {
	n, err := store.One[int](ctx, tx, `SELECT count(*) FROM callback_call k WHERE k.case_id = $1 AND k.answered AND NOT EXISTS (SELECT 1 FROM callback_call l WHERE l.case_id = k.case_id AND l.asked_at > k.asked_at)`, c.ID)
	if err != nil {
		return fmt.Errorf("read calls: %w", err)
	}
	if n == 0 || c.State != desk.Answered || !c.Rel.Has(authz.By|authz.For) {
		return fault.New(fault.Conflict, "This request is answered. Say that something is missing, and then ask to be called.")
	}
	if err := c.OpenAgain(ctx); err != nil {
		return err
	}
	return c.Happened(ctx, false, history.Happened("%s still wants the call. It is open again.", history.Whom(by.PersonID)))
}
