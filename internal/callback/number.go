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

// This file is how another number is given for a call, whose times stay as they are.

// GiveNumber is where somebody may be called from now on.
type GiveNumber struct {
	Number string `path:"number" json:"-"`
	Phone  string `json:"phone"` // "" is at their desk
}

// GiveNumber changes the number of the call that is asked for on a case, and nothing else: its times, also one that has begun, who calls and what is promised stay. The same twice is one. It refuses a
// number that cannot be, and a case on which no call is asked for.
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
		if r.Phone != in.Phone || r.Wrong {
			if err := s.renumber(ctx, tx, by, c, &r, in.Phone); err != nil {
				return err
			}
		}
		out, err = s.one(ctx, tx, by, c, r)
		return err
	})
	return out, err
}

func (s *Service) renumber(ctx context.Context, tx *store.Tx, by authz.Actor, c *desk.Upon, r *row, phone string) error {
	r.Phone, r.Wrong = phone, false
	if _, err := tx.Exec(ctx, `UPDATE callback_call SET phone = $2, wrong = $3 WHERE id = $1`, r.ID, r.Phone, r.Wrong); err != nil {
		return fmt.Errorf("change number: %w", err)
	}
	if err := c.Happened(ctx, false, history.Happened("%s gave another number for the call.", history.Whom(by.PersonID))); err != nil {
		return err
	}
	tx.Publish(Asked{c.ID, r.ID})
	return nil
}

// dialled is the condition on attempts t of a call k that HR called: one at a number that did not work counts until another is given, because they can be called anew then.
const dialled = `(t.result <> 'wrong_number' OR k.wrong)`
