package desk

import (
	"context"
	"strings"
	"unicode/utf8"

	"hearth/internal/desk/history"
	"hearth/internal/desk/meanwhile"
	"hearth/internal/desk/record"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// The reasons for a pause that have a name; any other text is a reason too.
const (
	WaitCustomer = record.WaitCustomer // something is needed from the requester
	WaitManager  = record.WaitManager  // their manager has to say something
	WaitOutside  = record.WaitOutside  // an outside agency has to do something
	WaitDate     = record.WaitDate     // it was agreed to go on at a date
)

// Waits lists the named reasons in the order of the form.
func Waits() []string { return record.Waits() }

// WaitText returns a reason as a message key when it is one of the named ones, or as somebody wrote it.
func WaitText(reason string) (text string, named bool) { return record.WaitText(reason) }

const maxReason = 500

// Pause makes a case wait.
type Pause struct {
	Number string     `path:"number" json:"-"`
	Reason string     `json:"reason"`         // one of Waits, or words; the customer reads it
	Until  store.Time `json:"until"`          // the customer reads it too
	Seen   string     `json:"seen,omitempty"` // the id of the last entry that whoever chose this saw; "" skips the check
}

// Pause stops the clocks of a case until a date, or until its customer writes. It refuses a pause without a reason or with a date that has passed, and
// one of a case that is not open or waiting. It refuses with Conflict when somebody else let it wait or go on since Seen. The same twice is once.
func (s *Service) Pause(ctx context.Context, by authz.Actor, in Pause) (Case, error) {
	in.Reason = strings.TrimSpace(in.Reason)
	return s.change(ctx, by, in.Number, WorkCase, func(tx *store.Tx, r *row, rel authz.Relation) error {
		if err := s.mayText(by, WorkCase, *r, rel); err != nil {
			return err
		}
		if r.State == Waiting && r.WaitingReason == in.Reason && r.WaitingUntil.Equal(in.Until) {
			return nil
		}
		if err := meanwhile.Did(ctx, tx, meanwhile.Since{CaseID: r.ID, PersonID: by.PersonID, Seen: in.Seen}, meanwhile.Paused, meanwhile.Resumed); err != nil {
			return err
		}
		return s.pause(ctx, tx, by, r, in)
	})
}

func (s *Service) pause(ctx context.Context, tx *store.Tx, by authz.Actor, r *row, in Pause) error {
	var f fault.Fields
	needReason(&f, in.Reason, "Say what we wait for; the requester reads it.")
	f.Need(in.Until.After(tx.Now()), "until", "Choose a date in the future: then it goes on by itself.")
	if err := f.Err(); err != nil {
		return err
	}
	if r.State != StateOpen && r.State != Waiting {
		return fault.New(fault.Conflict, "Only an open case can wait. This one is answered.")
	}
	if r.State == Waiting {
		if err := s.promises.Resume(ctx, tx, OwnerKind, r.ID); err != nil {
			return err
		}
	}
	if err := s.promises.Pause(ctx, tx, OwnerKind, r.ID, in.Reason, in.Until); err != nil {
		return err
	}
	r.State, r.WaitingReason, r.WaitingUntil, r.Unread = Waiting, in.Reason, in.Until, true
	whom := "other"
	if in.Reason == WaitCustomer {
		whom = sideCustomer
	}
	if err := record.WaitFor(ctx, tx, r.ID, whom); err != nil {
		return err
	}
	if err := record.Tell(ctx, tx, *r, by, false, history.Happened(meanwhile.Paused, history.Moment(in.Until), reasonArg(in.Reason))); err != nil {
		return err
	}
	why, ours := WaitText(r.WaitingReason)
	return s.notices.Paused(ctx, tx, letters(*r), why, ours, r.WaitingUntil)
}

func reasonArg(reason string) history.Arg {
	if text, named := WaitText(reason); named {
		return history.Word(text)
	}
	return history.Words(reason)
}

func needReason(f *fault.Fields, reason, empty string) {
	f.Need(reason != "", "reason", empty)
	f.Need(utf8.RuneCountInString(reason) <= maxReason, "reason", "Keep the reason to %d characters.", maxReason)
}

// Resume is the end of a pause.
type Resume struct {
	Number string `path:"number" json:"-"`
	Seen   string `json:"seen,omitempty"` // as that of Pause
}

// Resume ends a pause before its date. It refuses with Conflict as Pause does.
func (s *Service) Resume(ctx context.Context, by authz.Actor, in Resume) (Case, error) {
	return s.change(ctx, by, in.Number, WorkCase, func(tx *store.Tx, r *row, _ authz.Relation) error {
		if err := meanwhile.Did(ctx, tx, meanwhile.Since{CaseID: r.ID, PersonID: by.PersonID, Seen: in.Seen}, meanwhile.Paused, meanwhile.Resumed); err != nil {
			return err
		}
		if r.State != Waiting {
			return fault.New(fault.Conflict, "This case does not wait.")
		}
		if err := s.goOn(ctx, tx, r); err != nil {
			return err
		}
		return record.Tell(ctx, tx, *r, by, false, history.Happened(meanwhile.Resumed))
	})
}

// goOn ends the pause of a waiting case.
func (s *Service) goOn(ctx context.Context, tx *store.Tx, r *row) error {
	r.State, r.WaitingReason, r.WaitingUntil = StateOpen, "", store.Time{}
	if err := record.WaitFor(ctx, tx, r.ID, sideHR); err != nil {
		return err
	}
	return s.promises.Resume(ctx, tx, OwnerKind, r.ID)
}

// Renegotiate gives a promise another time.
type Renegotiate struct {
	Number string     `path:"number" json:"-"`
	Kind   string     `json:"kind,omitempty"` // decision when empty
	DueAt  store.Time `json:"due_at"`
	Reason string     `json:"reason"`         // the customer reads it
	Seen   string     `json:"seen,omitempty"` // as that of Pause
}

// Renegotiate replaces a promise before it passes, and tells the customer why. It refuses one that has passed or does not run, a time that is not later than
// now, and a missing reason; with Conflict when somebody else gave another time since Seen.
func (s *Service) Renegotiate(ctx context.Context, by authz.Actor, in Renegotiate) (Case, error) {
	in.Reason = strings.TrimSpace(in.Reason)
	if in.Kind == "" {
		in.Kind = promise.Decision
	}
	return s.change(ctx, by, in.Number, WorkCase, func(tx *store.Tx, r *row, rel authz.Relation) error {
		if err := s.mayText(by, WorkCase, *r, rel); err != nil {
			return err
		}
		var f fault.Fields
		needReason(&f, in.Reason, "Say why; the requester reads it.")
		f.Need(in.Kind == promise.FirstAnswer || in.Kind == promise.Decision || in.Kind == promise.NextWord, "kind", "Choose which promise: first_answer, decision or next_word.")
		f.Need(in.DueAt.After(tx.Now()), "due_at", "Choose a time in the future.")
		if err := f.Err(); err != nil {
			return err
		}
		if err := meanwhile.Did(ctx, tx, meanwhile.Since{CaseID: r.ID, PersonID: by.PersonID, Seen: in.Seen}, meanwhile.NewTime); err != nil {
			return err
		}
		p, err := s.promises.Renegotiate(ctx, tx, OwnerKind, r.ID, in.Kind, in.DueAt, in.Reason)
		if err != nil {
			return err
		}
		r.Unread = true
		if err := record.Tell(ctx, tx, *r, by, false, history.Happened(meanwhile.NewTime, history.Moment(p.DueAt), history.Words(in.Reason))); err != nil {
			return err
		}
		return s.notices.MovedTo(ctx, tx, letters(*r), p.DueAt, in.Reason)
	})
}
