package callback

import (
	"context"
	"fmt"
	"strings"

	"hearth/internal/desk"
	"hearth/internal/desk/history"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// This file is how another number is given for a call, whose times stay as they are, and what counts as a call to a number.

// GiveNumber is where somebody may be called from now on.
type GiveNumber struct {
	Number string `path:"number" json:"-"`
	Phone  string `json:"phone"` // "" is at their desk
}

// GiveNumber changes the number of the call that is asked for on a case, and nothing else: its times, also one that has begun, who calls and what is promised stay. A customer of the case who was not the one to be
// called is so from then on, because the number is theirs: they are invited instead of the other, and the call is free for whoever calls them. The same twice is one. What has passed is booked first, by the
// number that HR had. It refuses a number that cannot be, and a case on which no call is asked for.
func (s *Service) GiveNumber(ctx context.Context, by authz.Actor, in GiveNumber) (Call, error) {
	var out Call
	err := s.Desk.Within(ctx, by, in.Number, AskCall, func(tx *store.Tx, c *desk.Upon) error {
		in.Phone = strings.TrimSpace(in.Phone)
		var f fault.Fields
		if f.Need(in.Phone == "" || callable(in.Phone), "phone", badNumber); f.Err() != nil {
			return f.Err()
		}
		r, live, err := liveOn(ctx, tx, c.ID)
		if err != nil {
			return err
		}
		if !live {
			return fault.New(fault.Conflict, "No call is planned here.")
		}
		if whom := called(by, c.Of, r); r.Phone != in.Phone || r.Wrong || r.PersonID != whom {
			if _, err := s.bookCall(ctx, tx, c, &r, true); err != nil {
				return err
			}
			if err := s.renumber(ctx, tx, by, c, &r, in.Phone, whom); err != nil {
				return err
			}
		}
		out, err = s.one(ctx, tx, by, c, r)
		return err
	})
	return out, err
}

func (s *Service) renumber(ctx context.Context, tx *store.Tx, by authz.Actor, c *desk.Upon, r *row, phone, whom string) error {
	r.Phone, r.Wrong = phone, false
	if _, err := tx.Exec(ctx, `UPDATE callback_call SET phone = $2, wrong = $3 WHERE id = $1`, r.ID, r.Phone, r.Wrong); err != nil {
		return fmt.Errorf("change number: %w", err)
	}
	line := "%s gave another number for the call."
	if r.PersonID != whom {
		line = "%s gave a number for the call, and is called there."
		if err := s.handTimes(ctx, tx, r, whom); err != nil {
			return err
		}
	}
	if err := c.Happened(ctx, false, history.Happened(line, history.Whom(by.PersonID))); err != nil {
		return err
	}
	tx.Publish(Asked{c.ID, r.ID})
	return nil
}

// dialled is the condition on attempts t of a call k that HR called who is called now: one at a number that did not work counts until another is given, because they can be called anew then; one before the
// call was theirs does not count. What has passed is booked before a number or a customer is another one, so that this holds of windows that are open.
const dialled = `(t.at >= k.asked_at AND (t.result <> 'wrong_number' OR k.wrong))`

// counted is the condition on attempts t of a call k that they count: they are what made a window one in which HR called, or would.
const counted = `(t.window_id IS NOT NULL AND (` + dialled + ` OR EXISTS (SELECT 1 FROM callback_window v WHERE v.id = t.window_id AND v.state = 'tried')))`

// calledIn is the condition on a window w that HR called in it. Whoever has to know asks this, or windowRow.Called; of a window that was booked, its state says so.
const calledIn = `EXISTS (SELECT 1 FROM callback_attempt t JOIN callback_call k ON k.id = t.call_id WHERE t.window_id = w.id AND ` + dialled + `)`
