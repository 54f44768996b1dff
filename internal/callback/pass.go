package callback

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"hearth/internal/desk"
	"hearth/internal/desk/history"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// inOnePass is how many calls one pass books.
const inOnePass = 500

// Pass books the windows that have passed, and tells customers of those in which HR did not call; HR is told of those that are open, and nobody has called. It returns how many calls it moved on. It may run late, more than
// once and on two nodes: what is booked is not booked again. A call that cannot be booked holds up no other; its error is among those returned, and it is tried again.
func (s *Service) Pass(ctx context.Context) (int, error) {
	type due struct{ ID, CaseNumber string }
	all, err := store.All[due](ctx, s.DB, `SELECT DISTINCT c.id, c.case_number FROM callback_window w JOIN callback_call c ON c.id = w.call_id WHERE w.state = 'open' AND w.to_at <= $1 ORDER BY c.id LIMIT $2`,
		s.DB.Now(), inOnePass)
	if err != nil {
		return 0, fmt.Errorf("read what is due: %w", err)
	}
	var failed []error
	for _, d := range all {
		err := s.Desk.Within(ctx, authz.System(desk.Tick), d.CaseNumber, book, func(tx *store.Tx, c *desk.Upon) error {
			r, err := store.One[row](ctx, tx, selectRow+` WHERE c.id = $1`, d.ID)
			if err != nil {
				return fmt.Errorf("read call: %w", err)
			}
			_, err = s.bookCall(ctx, tx, c, &r, true)
			return err
		})
		if err != nil {
			failed = append(failed, fmt.Errorf("book call %s: %w", d.ID, err))
		}
	}
	booked := len(all) - len(failed)
	return booked, errors.Join(append(failed, s.warn(ctx))...)
}

// bookCall books the windows of a call that have passed: as tried where HR called in them, as missed where it did not, and returns how many it missed. When none is left, the call waits for
// new times: what was promised is a call by the last of them, so that one in an earlier window does not make up for the last. The customer is told where tell; of a case that is answered nobody is.
func (s *Service) bookCall(ctx context.Context, tx *store.Tx, c *desk.Upon, r *row, tell bool) (missed int, err error) {
	windows, err := windowsOf(ctx, tx, r.ID)
	if err != nil {
		return 0, err
	}
	left, e := 0, ended{}
	var lost string
	for _, w := range windows {
		switch {
		case w.State != Open:
		case w.ToAt.After(tx.Now()):
			left++
		default:
			if err := s.bookWindow(ctx, tx, c, &w); err != nil {
				return missed, err
			}
			if w.State == Missed {
				missed, lost = missed+1, w.ID
			}
		}
		if w.Sequence == r.Sequence && w.State != Dropped {
			e = ended{w.ToAt, e.any || w.State == Tried, w.State == Tried}
		}
	}
	if missed > 0 {
		tx.Publish(Unkept{c.ID, r.ID, lost})
	}
	tell = tell && unanswered(c.Of)
	if r.State == Open && left == 0 {
		sentence, err := s.waits(ctx, tx, r, e)
		if err != nil || !tell {
			return missed, err
		}
		return missed, c.Tell(ctx, sentence, c.Number)
	}
	if missed > 0 && tell {
		return missed, c.Tell(ctx, "We did not call you at one of your times for %s. We are sorry. We call you at one of the others; the page says when.", c.Number)
	}
	return missed, nil
}

// bookWindow books a window that is open: as tried where HR called in it, else as missed, which the conversation says.
func (s *Service) bookWindow(ctx context.Context, tx *store.Tx, c *desk.Upon, w *windowRow) error {
	if w.State = Tried; !w.Called {
		w.State = Missed
		if err := c.Happened(ctx, false, history.Happened("We did not call between %s and %s, as we had promised. We are sorry.", history.Moment(w.FromAt), history.Moment(w.ToAt))); err != nil {
			return err
		}
	}
	if _, err := tx.Exec(ctx, `UPDATE callback_window SET state = $2 WHERE id = $1 AND state = 'open'`, w.ID, w.State); err != nil {
		return fmt.Errorf("book window: %w", err)
	}
	return nil
}

// letGo books as missed the window of a call that has begun, and in which nobody has called, as HR itself gives new times instead: else the desk could erase it. It leaves alone one that has not begun, and one that is among
// the new times, which goes on.
func (s *Service) letGo(ctx context.Context, tx *store.Tx, c *desk.Upon, r row, in Ask) (missed int, err error) {
	windows, err := windowsOf(ctx, tx, r.ID)
	if err != nil {
		return 0, err
	}
	for _, w := range windows {
		stays := slices.ContainsFunc(in.Windows, func(x Stretch) bool { return w.FromAt.Equal(x.From) && w.ToAt.Equal(x.To) })
		if w.State != Open || w.Called || stays || w.FromAt.After(tx.Now()) {
			continue
		}
		if err := s.bookWindow(ctx, tx, c, &w); err != nil {
			return missed, err
		}
		missed++
		tx.Publish(Unkept{c.ID, r.ID, w.ID})
	}
	return missed, nil
}

// ended is how the times of a call went by: when the last ended, and whether HR called in any, and in the last.
type ended struct {
	at             store.Time
	any, inTheLast bool
}

// waits ends the times of a call: it waits for new ones. It returns what is said of that. Where HR did not call in the last of them, its promise was not kept, and ends as that: the case has other times to keep.
func (s *Service) waits(ctx context.Context, tx *store.Tx, r *row, e ended) (string, error) {
	sentence := "We did not call you at the times that you gave for %s. We are sorry. Please give us new times, or say that you do not need the call any more."
	r.State = Missed
	if e.any {
		sentence = "We did not call you at the last of your times for %s. We are sorry. Please give us new times, or say that you do not need the call any more."
	}
	if e.inTheLast {
		r.State, sentence = Tried, "We called you for %s and did not reach you. Please give us new times, or say that you do not need the call any more."
		if err := s.Promises.Release(ctx, tx, desk.OwnerKind, r.CaseID, promise.Callback, e.at); err != nil {
			return "", err
		}
	} else if err := s.Promises.Miss(ctx, tx, desk.OwnerKind, r.CaseID, promise.Callback); err != nil {
		return "", err
	}
	if _, err := tx.Exec(ctx, `UPDATE callback_call SET state = $2 WHERE id = $1`, r.ID, r.State); err != nil {
		return "", fmt.Errorf("book call: %w", err)
	}
	if _, err := tx.Exec(ctx, `DELETE FROM callback_slot WHERE call_id = $1`, r.ID); err != nil {
		return "", fmt.Errorf("free slot: %w", err)
	}
	return sentence, nil
}

// answered ends the call of a case that was answered. Where HR had not called within the times, or missed one of them, an answer took the place of the call: its windows are kept as that, the customer is told, and
// asks for it again with Ask.
func (s *Service) answered(ctx context.Context, caseID string) error {
	r, live, err := liveOn(ctx, s.DB, caseID)
	if err != nil || !live {
		return err
	}
	return s.Desk.Within(ctx, authz.System(desk.Tick), r.CaseNumber, book, func(tx *store.Tx, c *desk.Upon) error {
		r, live, err := liveOn(ctx, tx, caseID)
		if err != nil || !live || unanswered(c.Of) {
			return err
		}
		if _, err := s.bookCall(ctx, tx, c, &r, false); err != nil {
			return err
		}
		waited, err := r.waited(ctx, tx)
		if err != nil {
			return err
		}
		if !waited {
			if err := c.Happened(ctx, false, history.Happened("With the answer, the call is not planned any more.")); err != nil {
				return err
			}
			_, err = s.end(ctx, tx, r, Cancelled)
			return err
		}
		return s.replaced(ctx, tx, c, r)
	})
}

// forget forgets who called on a case that is over.
func (s *Service) forget(ctx context.Context, caseID string) error {
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		if _, err := tx.Exec(ctx, `UPDATE callback_attempt SET by_person = NULL WHERE call_id IN (SELECT c.id FROM callback_call c WHERE c.case_id = $1)`, caseID); err != nil {
			return fmt.Errorf("forget who called: %w", err)
		}
		return nil
	})
}
