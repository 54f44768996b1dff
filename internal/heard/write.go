package heard

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"hearth/internal/desk"
	"hearth/internal/desk/history"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// betweenReminders is how long a summary waits until each reminder: two days of nine hours of the requester's site, in business minutes.
const betweenReminders = 2 * 9 * 60

// reminders is how many there are before silence holds up nothing.
const reminders = 2

// Write is what HR heard.
type Write struct {
	Number     string   `path:"number" json:"-"`
	Happened   string   `json:"happened"`
	Asks       string   `json:"asks"`
	ByWhen     string   `json:"by_when,omitempty"`
	Worry      string   `json:"worry,omitempty"`
	NotTo      []string `json:"not_to,omitempty"` // "manager", or people who must see nothing of the case
	NotToShare string   `json:"not_to_share,omitempty"`
}

// Write writes down what HR heard, asks the requester whether it is right, and keeps whom they do not want to know of it from the case. The same twice is one. It
// refuses a case that is answered or where a plain answer will do, missing words, and people who are not known.
func (s *Service) Write(ctx context.Context, by authz.Actor, in Write) (Summary, error) {
	var out Summary
	err := s.desk.Within(ctx, by, in.Number, WriteSummary, func(tx *store.Tx, c *desk.Upon) error {
		if err := open(c.Of); err != nil {
			return err
		}
		if err := in.check(); err != nil {
			return err
		}
		if len(in.NotTo) > 0 {
			if err := c.Exclude(ctx, in.NotTo); err != nil {
				return err
			}
		}
		last, there, err := Latest(ctx, tx, c.ID)
		if err != nil {
			return err
		}
		next := in.summary(c.Number, last.Version+1, tx.Now())
		if there && last.State == Asked && last.same(next) {
			out = last
			return nil
		}
		if next.RemindAt, err = s.promises.Expect(ctx, tx, promise.Place{Site: c.Site}, betweenReminders); err != nil {
			return err
		}
		out = next
		return s.add(ctx, tx, by, c, next)
	})
	return out, err
}

// open refuses a case on which nothing is written down any more, or was never.
func open(c desk.Of) error {
	switch {
	case c.State == desk.Answered || c.State == desk.Closed:
		return fault.New(fault.Conflict, "This request is answered already.")
	case !Offered(c):
		return fault.New(fault.Conflict, "This is a plain question: answer it. What we heard is for services that decide, or where it may hurt.")
	}
	return nil
}

func (in Write) check() error {
	var f fault.Fields
	words(&f, "happened", in.Happened, "Write what happened, as you understood it.", maxWords)
	words(&f, "asks", in.Asks, "Write what they ask for.", maxWords)
	words(&f, "by_when", in.ByWhen, "", maxShort)
	words(&f, "worry", in.Worry, "", maxWords)
	words(&f, "not_to_share", in.NotToShare, "", maxWords)
	return f.Err()
}

func (in Write) summary(number string, version int, now store.Time) Summary {
	trim := strings.TrimSpace
	return Summary{ID: ident.New(), Number: number, Version: version, Happened: trim(in.Happened), Asks: trim(in.Asks), ByWhen: trim(in.ByWhen), Worry: trim(in.Worry), NotToShare: trim(in.NotToShare),
		WrittenAt: now, State: Asked}
}

// same reports whether two summaries say the same.
func (s Summary) same(o Summary) bool {
	return s.Happened == o.Happened && s.Asks == o.Asks && s.ByWhen == o.ByWhen && s.Worry == o.Worry && s.NotToShare == o.NotToShare
}

// add keeps a new summary and asks the requester.
func (s *Service) add(ctx context.Context, tx *store.Tx, by authz.Actor, c *desk.Upon, next Summary) error {
	if _, err := tx.Exec(ctx, `UPDATE heard_summary SET state = 'replaced', remind_at = NULL WHERE case_id = $1 AND state IN ('asked', 'not_confirmed')`, c.ID); err != nil {
		return fmt.Errorf("replace summary: %w", err)
	}
	_, err := tx.Exec(ctx, `INSERT INTO heard_summary (id, case_id, case_number, person_id, version, happened, asks, by_when, worry, not_to_share, written_by, written_at, state, correction, reminded, remind_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, NULLIF($11, ''), $12, 'asked', '', 0, $13)`,
		next.ID, c.ID, c.Number, c.ForPerson, next.Version, next.Happened, next.Asks, next.ByWhen, next.Worry, next.NotToShare, by.PersonID, next.WrittenAt, next.RemindAt)
	if err != nil {
		return fmt.Errorf("keep summary: %w", err)
	}
	tx.Publish(Written{c.ID, next.ID})
	if err := c.Happened(ctx, false, history.Happened("HR wrote down what it understood, and asks whether it is right.")); err != nil {
		return err
	}
	return c.Tell(ctx, "HR wrote down what it understood of your request %s. Please say whether it is right.", c.Number)
}

// Confirm is the requester's answer.
type Confirm struct {
	Number     string   `path:"number" json:"-"`
	OK         bool     `json:"ok"`
	Correction string   `json:"correction,omitempty"` // what is wrong or missing; where it is not OK
	Version    int      `json:"version,omitempty"`    // which one was read; 0: the newest
	NotTo      []string `json:"not_to,omitempty"`     // "manager", or people who must see nothing of it
}

// Confirm confirms what HR heard, or says what is wrong or missing; a case that waited goes on, as after a message. The same answer twice is one; a yes that comes late counts. It refuses a correction without
// words, an answer to one that HR has replaced, and one where nothing was asked.
func (s *Service) Confirm(ctx context.Context, by authz.Actor, in Confirm) (Summary, error) {
	in.Correction = strings.TrimSpace(in.Correction)
	var out Summary
	err := s.desk.Within(ctx, by, in.Number, AnswerSummary, func(tx *store.Tx, c *desk.Upon) error {
		last, there, err := Latest(ctx, tx, c.ID)
		if err != nil {
			return err
		}
		if !there {
			return fault.New(fault.Conflict, "HR has not written down yet what it understood.")
		}
		var f fault.Fields
		if !in.OK {
			words(&f, "correction", in.Correction, "Say what is wrong or missing.", maxWords)
		}
		if err := f.Err(); err != nil {
			return err
		}
		if in.Version != 0 && in.Version != last.Version {
			return fault.New(fault.Conflict, "HR has written it anew since you read it. Please read the new text first.")
		}
		if len(in.NotTo) > 0 {
			if err := c.Exclude(ctx, in.NotTo); err != nil {
				return err
			}
		}
		out, err = s.answer(ctx, tx, by, c, last, in)
		return err
	})
	return out, err
}

// answer keeps the answer to a summary.
func (s *Service) answer(ctx context.Context, tx *store.Tx, by authz.Actor, c *desk.Upon, last Summary, in Confirm) (Summary, error) {
	state, line := Confirmed, "%s confirmed what we heard."
	if !in.OK {
		state, line = Corrected, "%s corrected what we heard."
	}
	switch {
	case last.State == state && (in.OK || last.Correction == in.Correction):
		return last, nil
	case last.State == Confirmed || last.State == Corrected:
		return last, fault.New(fault.Conflict, "You have answered this. If something changed, write to HR.")
	}
	last.State, last.AnsweredAt = state, tx.Now()
	if !in.OK {
		last.Correction = in.Correction
	}
	if _, err := tx.Exec(ctx, `UPDATE heard_summary SET state = $2, correction = $3, answered_by = $4, answered_at = $5, remind_at = NULL WHERE id = $1`,
		last.ID, last.State, last.Correction, by.PersonID, last.AnsweredAt); err != nil {
		return last, fmt.Errorf("keep answer: %w", err)
	}
	tx.Publish(Answered{c.ID, last.ID})
	return last, answered(ctx, c, false, history.Happened(line, history.Whom(by.PersonID)))
}

// Remind reminds requesters of what waits for them, and lets what was reminded of twice hold up nothing more. It returns how many summaries it moved on. It may run late and more
// than once.
func (s *Service) Remind(ctx context.Context) (int, error) {
	type due struct{ ID, CaseNumber string }
	all, err := store.All[due](ctx, s.db, `SELECT id, case_number FROM heard_summary WHERE state = 'asked' AND remind_at <= $1 ORDER BY remind_at, id LIMIT 500`, s.db.Now())
	if err != nil {
		return 0, fmt.Errorf("read what is due: %w", err)
	}
	n := 0
	var failed error // one that fails holds up no other
	for _, d := range all {
		moved := false
		err := s.desk.Within(ctx, authz.System(desk.Tick), d.CaseNumber, remind, func(tx *store.Tx, c *desk.Upon) error {
			one, err := store.One[Summary](ctx, tx, selectSummary+` WHERE s.id = $1`, d.ID)
			if err != nil || one.State != Asked || one.RemindAt.After(tx.Now()) {
				return err
			}
			moved = true
			return s.remindOf(ctx, tx, c, one)
		})
		if failed = errors.Join(failed, err); err == nil && moved {
			n++
		}
	}
	return n, failed
}

// remindOf sends the next reminder of a summary. Of a case that is answered meanwhile nobody is reminded.
func (s *Service) remindOf(ctx context.Context, tx *store.Tx, c *desk.Upon, one Summary) error {
	state, next := Asked, store.Time{}
	reminded := one.Reminded + 1
	over := c.State == desk.Answered || c.State == desk.Closed
	if over || reminded >= reminders {
		state = NotConfirmed
	} else {
		var err error
		if next, err = s.promises.Expect(ctx, tx, promise.Place{Site: c.Site}, betweenReminders); err != nil {
			return err
		}
	}
	if over {
		reminded = one.Reminded
	}
	if _, err := tx.Exec(ctx, `UPDATE heard_summary SET state = $2, reminded = $3, remind_at = $4 WHERE id = $1`, one.ID, state, reminded, next); err != nil {
		return fmt.Errorf("remind: %w", err)
	}
	if over {
		return nil
	}
	if state == NotConfirmed {
		if err := c.Happened(ctx, false, history.Happened("What we heard is not confirmed. It holds up nothing any more.")); err != nil {
			return err
		}
		return c.Tell(ctx, "We have not heard from you whether we understood your request %s. It goes on, as not confirmed; you can still correct it.", c.Number)
	}
	return c.Tell(ctx, "A reminder: please say whether we understood your request %s.", c.Number)
}
