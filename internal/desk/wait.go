package desk

import (
	"context"
	"slices"
	"strings"

	"hearth/internal/desk/clocks"
	"hearth/internal/desk/history"
	"hearth/internal/desk/mailing"
	"hearth/internal/desk/meanwhile"
	"hearth/internal/desk/party"
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
	WaitOther    = record.WaitOther    // somebody else has to say something
	WaitDate     = record.WaitDate     // it was agreed to go on at a date
)

// Pause makes a case wait.
type Pause struct {
	Number string     `path:"number" json:"-"`
	Reason string     `json:"reason"`           // for whom or what: customer, manager, outside, other, date, or words; the customer reads it
	Needed string     `json:"needed,omitempty"` // what is needed from them, in words that they and the customer read; manager must have it, and on a page customer too
	Until  store.Time `json:"until"`            // the customer reads it too; within 60 days for customer, else within a year
	Seen   string     `json:"seen,omitempty"`   // the id of the last entry that whoever chose this saw; "" skips the check
	Form   bool       `json:"-"`                // it was chosen on a page
}

// Pause stops the clocks of a case until a date, or until its customer writes, or the manager for whom it waits. The next word goes on, unless it waits for its customer: see Row.OwesWord. It refuses a pause without a reason, with a date that has passed or is
// farther away than record.LongestForCustomer or else a year, one for the manager, and on a page one for the customer, without a word of what is needed, one for a manager who does not read the case (they are asked aside) or whom the requester does not want to be asked, and one of a case that is not open or waiting. It refuses with Conflict when somebody else let it wait or go on since Seen. The same twice is once.
func (s *Service) Pause(ctx context.Context, by authz.Actor, in Pause) (Case, error) {
	in.Reason, in.Needed = strings.TrimSpace(in.Reason), strings.TrimSpace(in.Needed)
	return s.change(ctx, by, in.Number, WorkCase, func(tx *store.Tx, r *row, rel authz.Relation) error {
		if err := s.mayText(by, WorkCase, *r, rel); err != nil {
			return err
		}
		if r.State == Waiting && r.WaitingReason == in.Reason && r.WaitingNeeded == in.Needed && r.WaitingUntil.Equal(in.Until) {
			return nil
		}
		if err := meanwhile.Did(ctx, tx, meanwhile.Since{CaseID: r.ID, PersonID: by.PersonID, Seen: in.Seen}, meanwhile.Paused, meanwhile.Resumed); err != nil {
			return err
		}
		var f fault.Fields
		record.NeedSoon(&f, in.Reason, in.Until, tx.Now())
		if record.NeedNeeded(&f, in.Needed, in.Reason == WaitManager || in.Form && in.Reason == WaitCustomer); in.Reason != WaitManager {
			return s.pause(ctx, tx, by, r, in, &f)
		}
		if err := s.asks(ctx, tx, r.ID); err != nil {
			return err
		}
		who, err := party.Awaited(ctx, tx, r.ID, r.ForPerson)
		f.Need(who != "", "reason", "No manager reads this case in full. Ask them aside: then they see only what you write to them.")
		if err != nil {
			return err
		}
		return s.pause(ctx, tx, by, r, in, &f)
	})
}

// pause is Pause without what only people are asked for; f holds what is wrong with that.
func (s *Service) pause(ctx context.Context, tx *store.Tx, by authz.Actor, r *row, in Pause, f *fault.Fields) error {
	record.NeedReason(f, in.Reason, "Say what we wait for; the requester reads it.")
	f.Need(in.Until.After(tx.Now()), "until", "Choose a date in the future: then it goes on by itself.")
	if err := f.Err(); err != nil {
		return err
	}
	if r.State != StateOpen && r.State != Waiting {
		return fault.New(fault.Conflict, "Only an open case can wait. This one is answered.")
	}
	if r.State == Waiting {
		if err := s.clocks.Resume(ctx, tx, r.ID); err != nil {
			return err
		}
	}
	if err := s.clocks.Pause(ctx, tx, r.ID, in.Reason, in.Until); err != nil {
		return err
	}
	r.State, r.WaitingReason, r.WaitingNeeded, r.WaitingUntil, r.Unread = Waiting, in.Reason, in.Needed, in.Until, true
	whom := "other"
	if in.Reason == WaitCustomer {
		whom = sideCustomer
	}
	if err := record.WaitFor(ctx, tx, r.ID, whom); err != nil {
		return err
	}
	if err := record.Tell(ctx, tx, *r, by, false, history.Happened(meanwhile.Paused, history.Moment(in.Until), record.Reason(in.Reason))); err != nil {
		return err
	}
	if in.Needed != "" {
		if err := record.Tell(ctx, tx, *r, by, false, history.Happened(record.Needed, history.Words(in.Needed))); err != nil {
			return err
		}
	}
	if err := s.clocks.Explain(ctx, tx, *r, by); err != nil {
		return err
	}
	w := mailing.Wait{Needed: in.Needed, Until: in.Until}
	if w.Why, w.Ours = record.WaitText(in.Reason); in.Reason == WaitManager {
		var err error
		if w.Manager, err = party.Awaited(ctx, tx, r.ID, r.ForPerson); err != nil {
			return err
		}
	}
	return s.notices.Paused(ctx, tx, letters(*r), w)
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
	r.State, r.WaitingReason, r.WaitingNeeded, r.WaitingUntil = StateOpen, "", "", store.Time{}
	if err := record.WaitFor(ctx, tx, r.ID, sideHR); err != nil {
		return err
	}
	return s.clocks.Resume(ctx, tx, r.ID)
}

// Prolong makes use of what a law allows: the time that it gives for a case is longer.
type Prolong struct {
	Number string `path:"number" json:"-"`
	Reason string `json:"reason"`         // the customer reads it
	Seen   string `json:"seen,omitempty"` // as that of Pause
}

// Prolong prolongs the legal time of a case once, before it has passed, by what the law allows, and tells the customer until when and why. It refuses a case that is neither open nor waiting, a law that does not allow it, a time that
// was prolonged already or has passed, and a missing reason; with Conflict when somebody else gave another time since Seen.
func (s *Service) Prolong(ctx context.Context, by authz.Actor, in Prolong) (Case, error) {
	in.Reason = strings.TrimSpace(in.Reason)
	return s.change(ctx, by, in.Number, WorkCase, func(tx *store.Tx, r *row, rel authz.Relation) error {
		if err := s.mayText(by, WorkCase, *r, rel); err != nil {
			return err
		}
		var f fault.Fields
		record.NeedReason(&f, in.Reason, "Say why; the requester reads it.")
		if err := f.Err(); err != nil {
			return err
		}
		if err := meanwhile.Did(ctx, tx, meanwhile.Since{CaseID: r.ID, PersonID: by.PersonID, Seen: in.Seen}, meanwhile.NewTime); err != nil {
			return err
		}
		p, err := s.promises.Prolong(ctx, tx, OwnerKind, r.ID, in.Reason)
		if err != nil {
			return err
		}
		return s.newTime(ctx, tx, by, r, p, meanwhile.HasNewTime(p, "", in.Reason), in.Reason, s.notices.Prolonged)
	})
}

// newTime tells the customer of another time that a promise has, and why. Of a second look not everybody who reads the conversation may know.
func (s *Service) newTime(ctx context.Context, tx *store.Tx, by authz.Actor, r *row, p promise.Promise, event history.Event, reason string, letter func(context.Context, *store.Tx, mailing.Case, store.Time, string) error) error {
	r.Unread = true
	if err := record.Tell(ctx, tx, *r, by, p.Kind == promise.Appeal, event); err != nil {
		return err
	}
	return letter(ctx, tx, letters(*r), p.DueAt, reason)
}

// Renegotiate gives a promise another time.
type Renegotiate struct {
	Number string     `path:"number" json:"-"`
	Kind   string     `json:"kind,omitempty"` // first_answer, decision, next_word, step, appeal or question; decision when empty
	Of     string     `json:"of,omitempty"`   // of several steps or questions which, by its id
	DueAt  store.Time `json:"due_at"`         // within a year; of next_word within five working days from now
	Reason string     `json:"reason"`         // the customer reads it
	Seen   string     `json:"seen,omitempty"` // as that of Pause
}

// Renegotiate replaces a promise before it passes, and tells the customer why. It refuses one that has passed or does not run, a time that is not later than
// now, is more than a year away, or, for a next word, beyond promise.WordDays working days from now, a legal time, which Prolong is for, a missing reason, and what clocks.Clocks.Renegotiate refuses of what is promised beside the case; with Conflict when somebody else gave another time since Seen.
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
		record.NeedReason(&f, in.Reason, "Say why; the requester reads it.")
		f.Need(in.Kind != promise.Legal, "kind", "The law gives this time: nobody here may move it.")
		f.Need(in.Kind == promise.Legal || slices.Contains(promise.Movable(), in.Kind), "kind", "Choose which promise: %s.", strings.Join(promise.Movable(), ", "))
		f.Need(in.DueAt.After(tx.Now()), "due_at", "Choose a time in the future.")
		if err := f.Err(); err != nil {
			return err
		}
		if err := meanwhile.Did(ctx, tx, meanwhile.Since{CaseID: r.ID, PersonID: by.PersonID, Seen: in.Seen}, meanwhile.NewTimes()...); err != nil {
			return err
		}
		p, title, err := s.clocks.Renegotiate(ctx, tx, *r, clocks.Renegotiate{Kind: in.Kind, Of: in.Of, By: by.PersonID, DueAt: in.DueAt, Reason: in.Reason},
			func(a authz.Action) bool { return s.policy.May(by, a, rel) == nil })
		if err != nil {
			return err
		}
		return s.newTime(ctx, tx, by, r, p, meanwhile.HasNewTime(p, title, in.Reason), in.Reason, s.notices.MovedTo(in.Kind))
	})
}
