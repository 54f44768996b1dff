package exception

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"hearth/internal/calendar"
	"hearth/internal/decision/plain"
	"hearth/internal/desk"
	"hearth/internal/desk/history"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// The outcomes.
const (
	Granted = "granted"
	Refused = "refused"
)

// maxYears is how long an exception may hold: then it is asked for again.
const maxYears = 2

// Decide is what HR says to a wish for an exception.
type Decide struct {
	Number   string `path:"number" json:"-"`
	ID       string `path:"exception" json:"-"`
	Outcome  string `json:"outcome"`
	Reason   string `json:"reason"`             // the requester reads it
	Differs  string `json:"differs,omitempty"`  // how this compares with the earlier ones that were shown
	Disagree string `json:"disagree,omitempty"` // how to disagree and until when; for a refusal
	Expires  string `json:"expires,omitempty"`  // YYYY-MM-DD, the first day on which it does not hold any more; for a grant
}

// Decide decides a wish once. It refuses a missing reason, one that does not say how the case compares with the earlier ones that are shown, a grant without an end or
// for more than two years, a refusal whose reason gives none, such as “No.” or “as per policy”, or that does not say how to disagree, and a second decision that is another one.
func (s *Service) Decide(ctx context.Context, by authz.Actor, in Decide) (Exception, error) {
	var out Exception
	err := s.Desk.Within(ctx, by, in.Number, DecideOne, func(tx *store.Tx, c *desk.Upon) error {
		r, err := store.One[row](ctx, tx, selectRow+` WHERE e.id = $1 AND e.case_id = $2`, in.ID, c.ID)
		if err != nil {
			return absent(err)
		}
		if r.Outcome != "" {
			if r.Outcome == in.Outcome && r.Reason == strings.TrimSpace(in.Reason) {
				out = r.shown(c.Number, tx.Now())
				return nil
			}
			return fault.New(fault.Conflict, "This is decided already. What has to change is asked for anew.")
		}
		earlier, err := s.compared(ctx, tx, by, r)
		if err != nil {
			return err
		}
		if err := in.check(len(earlier), calendar.DateOf(tx.Now().UTC())); err != nil {
			return err
		}
		if r, err = decided(ctx, tx, by, r, in, earlier); err != nil {
			return err
		}
		tx.Publish(Decided{c.ID, r.ID})
		out = r.shown(c.Number, tx.Now())
		return s.tell(ctx, c, r)
	})
	return out, err
}

func (in Decide) check(compared int, today calendar.Date) error {
	var f fault.Fields
	f.Need(in.Outcome == Granted || in.Outcome == Refused, "outcome", "Choose granted or refused.")
	needWords(&f, "reason", in.Reason, "Say why, in plain words; the requester reads it.", maxWords)
	if in.Outcome == Refused && strings.TrimSpace(in.Reason) != "" {
		phrase, empty := plain.Empty(in.Reason)
		if !empty && plain.Bare(in.Reason) && utf8.RuneCountInString(in.Reason) <= maxWords {
			phrase, empty = strings.TrimSpace(in.Reason), true
		}
		f.Need(!empty, "reason", "“%s” is no reason by itself. Say what counts in this case, so that the person can follow it.", phrase)
	}
	if compared > 0 {
		needWords(&f, "differs", in.Differs, "Say how this compares with the earlier exceptions beside it: what is the same, and what differs.", maxWords)
	}
	switch in.Outcome {
	case Refused:
		needWords(&f, "disagree", in.Disagree, "Say to whom one can disagree, and until when.", maxShort)
	case Granted:
		year, month, day := today.YearMonthDay()
		expires, err := calendar.ParseDate(in.Expires)
		f.Need(err == nil, "expires", "Say until when it holds: year, month and day, for example %s.", calendar.NewDate(year+1, month, day))
		f.Need(err != nil || expires.After(today), "expires", "This day has passed. Choose a later one.")
		f.Need(err != nil || !expires.After(calendar.NewDate(year+maxYears, month, day)), "expires", "Let it hold for %d years at most; then it is looked at again.", maxYears)
	}
	return f.Err()
}

// decided writes the decision down, with what was shown beside it.
func decided(ctx context.Context, tx *store.Tx, by authz.Actor, r row, in Decide, earlier []Exception) (row, error) {
	r.Outcome, r.Reason, r.Differs, r.DecidedAt = in.Outcome, strings.TrimSpace(in.Reason), strings.TrimSpace(in.Differs), tx.Now()
	if r.Outcome == Refused {
		r.Disagree = strings.TrimSpace(in.Disagree)
	} else {
		r.Expires = in.Expires
	}
	_, err := tx.Exec(ctx, `UPDATE exception_request SET outcome = $2, reason = $3, differs = $4, disagree = $5, expires = $6, compared = $7, decided_by = NULLIF($8, ''), decided_at = $9
		WHERE id = $1 AND outcome = ''`, r.ID, r.Outcome, r.Reason, r.Differs, r.Disagree, r.Expires, len(earlier), by.PersonID, r.DecidedAt)
	if err != nil {
		return r, fmt.Errorf("decide exception: %w", err)
	}
	for i, e := range earlier {
		if _, err := tx.Exec(ctx, `INSERT INTO exception_precedent (request_id, place, earlier_id, similarity) VALUES ($1, $2, $3, $4)`, r.ID, i, e.ID, e.Similarity); err != nil {
			return r, fmt.Errorf("keep precedents: %w", err)
		}
	}
	return r, nil
}

// tell says in the conversation, and to the requester, what was decided.
func (s *Service) tell(ctx context.Context, c *desk.Upon, r row) error {
	line := "The exception is granted." // from which rule stands where fewer people read
	if r.Outcome == Refused {
		line = "The exception is not granted."
	}
	if err := c.Happened(ctx, false, history.Happened(line)); err != nil {
		return err
	}
	return c.Tell(ctx, "There is a decision on the exception in your request %s. The page says what and why.", c.Number)
}
