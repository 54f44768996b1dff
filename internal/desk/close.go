package desk

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"hearth/internal/catalogue"
	"hearth/internal/desk/attach"
	"hearth/internal/desk/draft"
	"hearth/internal/desk/history"
	"hearth/internal/desk/meanwhile"
	"hearth/internal/desk/record"
	"hearth/internal/desk/tally"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/files"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// Settling is how long the page of an answered case asks whether the answer suffices; then the case is over.
const Settling = 10 * 24 * time.Hour

// Close answers a case.
type Close struct {
	Number        string         `path:"number" json:"-"`
	Answer        string         `json:"answer"`
	Outcome       string         `json:"outcome"` // one of Outcomes
	Cause         string         `json:"cause"`   // a cause's id
	CauseText     string         `json:"cause_text,omitempty"`
	HandedTo      string         `json:"handed_to,omitempty"`       // for not_for_hr: who takes it over, unless the answer says it
	Seen          string         `json:"seen,omitempty"`            // the id of the last entry that the writer saw
	Aware         string         `json:"aware,omitempty"`           // as that of Write
	InsteadOfCall bool           `json:"instead_of_call,omitempty"` // it takes the place of a call that the requester waits for
	Files         []files.Upload `form:"files" json:"-"`
	Kept          []string       `json:"-"` // as those of Write
}

// Close sends the answer and sets the case answered: its requester may accept it, or reopen it within Settling. It keeps the promises, or
// cancels them where the request was withdrawn or is a duplicate. It refuses what Options.Held refuses, a missing answer, outcome or cause, the cause Other without words, and
// all outcomes but withdrawn and duplicate where the service needs a decision, and files that package files refuses.
func (s *Service) Close(ctx context.Context, by authz.Actor, in Close) (Case, error) {
	staged, err := attach.StageFor(ctx, s.files, by, in.Files, func() error { _, err := s.Look(ctx, s.db, by, in.Number, WorkCase); return err })
	if err != nil {
		return Case{}, err
	}
	return s.change(ctx, by, in.Number, WorkCase, func(tx *store.Tx, r *row, rel authz.Relation) error {
		if err := s.mayText(by, WorkCase, *r, rel); err != nil {
			return err
		}
		if err := meanwhile.Wrote(ctx, tx, meanwhile.Since{CaseID: r.ID, PersonID: by.PersonID, Seen: in.Seen}); err != nil {
			return err
		}
		if r.State == Answered || r.State == Closed {
			return fault.New(fault.Conflict, "This case is answered already.")
		}
		if err := s.checkClose(ctx, tx, *r, in); err != nil {
			return err
		}
		return s.answer(ctx, tx, by, r, in, staged)
	})
}

func (s *Service) checkClose(ctx context.Context, tx *store.Tx, r row, in Close) error {
	if err := s.held(ctx, tx, r.ID, in); err != nil {
		return err
	}
	var f fault.Fields
	needBody(&f, "answer", in.Answer, "Write the answer: it is what the requester reads.")
	f.Need(slices.Contains(Outcomes(), in.Outcome), "outcome", "Choose an outcome: answered, done, withdrawn, duplicate or not for HR.")
	plain := in.Outcome != OutcomeWithdrawn && in.Outcome != OutcomeDuplicate
	f.Need(!r.NeedsDecision || !plain, "outcome", "This service needs a decision. Without one it can only be closed as withdrawn or a duplicate.")
	f.Need(len([]rune(in.HandedTo)) <= record.MaxReason, "handed_to", "Keep it to %d characters.", record.MaxReason)
	return record.NeedCause(ctx, tx, in.Cause, in.CauseText, &f)
}

// answer adds the answer to the conversation and moves the case to answered.
func (s *Service) answer(ctx context.Context, tx *store.Tx, by authz.Actor, r *row, in Close, staged []files.Staged) error {
	if r.State == Waiting {
		if err := s.goOn(ctx, tx, r); err != nil {
			return err
		}
	}
	id, err := s.write(ctx, tx, *r, entry{Kind: "message", Side: sideHR, AuthorPerson: by.PersonID, Body: in.Answer, Channel: Portal}, staged)
	if err != nil {
		return err
	}
	if err := s.afterMessage(ctx, tx, r, sideHR); err != nil {
		return err
	}
	if in.Outcome != OutcomeWithdrawn && in.Outcome != OutcomeDuplicate {
		if err := s.promises.Keep(ctx, tx, OwnerKind, r.ID, promise.Decision, promise.Legal); err != nil {
			return err
		}
	}
	if err := s.promises.Cancel(ctx, tx, OwnerKind, r.ID); err != nil {
		return err
	}
	if err := record.WaitFor(ctx, tx, r.ID, ""); err != nil {
		return err
	}
	r.State, r.AnsweredAt, r.AnsweredBy = Answered, tx.Now(), by.PersonID
	r.Outcome, r.CauseID, r.CauseText, r.HandedTo = in.Outcome, in.Cause, strings.TrimSpace(in.CauseText), strings.TrimSpace(in.HandedTo)
	if r.HandedTo != "" {
		if err := record.Tell(ctx, tx, *r, by, false, history.Happened("This is taken over by: %s", history.Words(r.HandedTo))); err != nil {
			return err
		}
	}
	if err := draft.Drop(ctx, tx, by.PersonID, draft.Case(r.ID)); err != nil {
		return err
	}
	tx.Publish(CaseAnswered{CaseID: r.ID})
	return s.notices.Answered(ctx, tx, letters(*r), id, in.Answer)
}

// Accept names an answered case whose answer suffices.
type Accept struct {
	Number string `path:"number" json:"-"`
}

// Accept closes an answered case at its requester's word. A closed case stays closed; an open one is refused.
func (s *Service) Accept(ctx context.Context, by authz.Actor, in Accept) (Case, error) {
	return s.change(ctx, by, in.Number, SettleCase, func(tx *store.Tx, r *row, _ authz.Relation) error {
		switch r.State {
		case Closed:
			return nil
		case StateOpen, Waiting:
			return fault.New(fault.Conflict, "This request is not answered yet.")
		}
		if err := record.Tell(ctx, tx, *r, by, false, history.Happened("%s said that this answers it.", history.Whom(by.PersonID))); err != nil {
			return err
		}
		return s.end(tx, r)
	})
}

func (s *Service) end(tx *store.Tx, r *row) error {
	r.State, r.ClosedAt, r.Unread = Closed, tx.Now(), false
	tx.Publish(CaseClosed{CaseID: r.ID})
	return nil
}

// Reopen says what an answer left out.
type Reopen struct {
	Number  string `path:"number" json:"-"`
	Missing string `json:"missing"`
}

// Reopen opens an answered case again, with what is missing as its requester's message, and promises a next word and a new time for settling it. Only
// an answered case can be reopened; a closed one is refused with what to do instead.
func (s *Service) Reopen(ctx context.Context, by authz.Actor, in Reopen) (Case, error) {
	return s.change(ctx, by, in.Number, SettleCase, func(tx *store.Tx, r *row, _ authz.Relation) error {
		switch r.State {
		case StateOpen, Waiting:
			return fault.New(fault.Conflict, "This request is open: write a message.")
		case Closed:
			return fault.New(fault.Conflict, "This request is closed. Please make a new request.")
		}
		var f fault.Fields
		needBody(&f, "missing", in.Missing, "Say what is missing, so that we can answer it.")
		if err := f.Err(); err != nil {
			return err
		}
		_, err := s.reopen(ctx, tx, by, r, entry{Kind: "message", Side: sideCustomer, AuthorPerson: by.PersonID, Body: in.Missing, Channel: Portal}, nil)
		return err
	})
}

// reopen opens an answered case with e, which says what is missing, and returns the id of that entry.
func (s *Service) reopen(ctx context.Context, tx *store.Tx, by authz.Actor, r *row, e entry, staged []files.Staged) (string, error) {
	if err := s.openAgain(ctx, tx, r); err != nil {
		return "", err
	}
	if err := record.Tell(ctx, tx, *r, by, false, history.Happened("%s said that something is missing. It is open again.", history.Whom(by.PersonID))); err != nil {
		return "", err
	}
	return s.write(ctx, tx, *r, e, staged)
}

// openAgain opens an answered or closed case at its customer's word, with new promises.
func (s *Service) openAgain(ctx context.Context, tx *store.Tx, r *row) error {
	r.State, r.Reopened, r.Outcome, r.CauseID, r.CauseText, r.HandedTo = StateOpen, r.Reopened+1, "", "", "", ""
	r.AnsweredAt, r.AnsweredBy, r.ClosedAt = store.Time{}, "", store.Time{}
	if err := s.afterMessage(ctx, tx, r, sideCustomer); err != nil {
		return err
	}
	if err := s.promiseAnew(ctx, tx, *r); err != nil {
		return err
	}
	if err := record.WaitFor(ctx, tx, r.ID, sideHR); err != nil {
		return err
	}
	tx.Publish(CaseReopened{CaseID: r.ID})
	return s.notices.OpenAgain(ctx, tx, letters(*r))
}

// promiseAnew promises a next word and a time for settling the case. The time that a law gives goes on as it was.
func (s *Service) promiseAnew(ctx context.Context, tx *store.Tx, r row) error {
	service, err := catalogue.Find(ctx, tx, r.ServiceID)
	if err != nil {
		return err
	}
	for _, p := range []promise.Start{{Kind: promise.NextWord, Minutes: service.FirstAnswerMinutes}, {Kind: promise.Decision, Minutes: service.DecisionMinutes}} {
		p.OwnerKind, p.OwnerID, p.Place, p.Asked = OwnerKind, r.ID, r.Place(), r.Asked()
		if _, err := s.promises.Start(ctx, tx, p); err != nil {
			return err
		}
	}
	return s.promises.LawfulAgain(ctx, tx, OwnerKind, r.ID)
}

// Late returns by how much the case is late that waits longest beyond its date; 0 where none does.
func (s *Service) Late(ctx context.Context) (time.Duration, error) {
	first, err := store.One[store.Time](ctx, s.db, `SELECT MIN(c.waiting_until) FROM desk_case c WHERE c.state = 'waiting'`)
	if err != nil || first.IsZero() {
		return 0, err
	}
	return max(0, s.db.Now().Sub(first.Time)), nil
}

// passesEvery is how often Pass looks, and atOnce of how many cases it reads at once that they are due.
const (
	passesEvery = 15 * time.Second
	atOnce      = 500
)

// Ticked says what time brought about.
type Ticked struct{ Resumed, Closed int }

// due is what time brings about for cases: column is the moment from which they are due, by before.
type due struct {
	state, column string
	before        store.Time
	count         *int
	move          func(ctx context.Context, tx *store.Tx, r *row) error
}

// Pass does what time brings about, until nothing of it is left or ctx ends: pauses end at their date, and answers that nobody called incomplete close after Settling. A case that fails holds up no other, and is tried once in a pass. It may run late and
// more than once.
func (s *Service) Pass(ctx context.Context) (done Ticked, err error) {
	now := s.db.Now()
	waits := due{"waiting", "c.waiting_until", now, &done.Resumed, s.overdue}
	settled := due{"answered", "c.answered_at", now.Add(-Settling), &done.Closed, s.settled}
	err = errors.Join(s.passOn(ctx, waits), s.passOn(ctx, settled), tally.Sweep(ctx, s.db))
	return done, err
}

// passOn moves all cases on that are due, each in a transaction of its own.
func (s *Service) passOn(ctx context.Context, d due) error {
	var failed []error
	query := `SELECT c.number FROM desk_case c WHERE c.state = '` + d.state + `' AND ` + d.column + ` <= $1 AND c.number > $2 ORDER BY c.number LIMIT $3`
	for after := int64(0); ; {
		numbers, err := store.All[int64](ctx, s.db, query, d.before, after, atOnce)
		if err != nil || len(numbers) == 0 {
			return errors.Join(append(failed, err)...)
		}
		for _, n := range numbers {
			_, err := s.change(ctx, authz.System(Tick), Number(n), WorkCase, func(tx *store.Tx, r *row, _ authz.Relation) error { return d.move(ctx, tx, r) })
			switch {
			case err == nil:
				*d.count++
			case ctx.Err() != nil:
				return errors.Join(append(failed, ctx.Err())...)
			default:
				failed = append(failed, err)
			}
		}
		after = numbers[len(numbers)-1]
	}
}

// overdue ends a pause whose date has passed.
func (s *Service) overdue(ctx context.Context, tx *store.Tx, r *row) error {
	if r.State != Waiting || r.WaitingUntil.After(tx.Now()) {
		return nil
	}
	if err := s.goOn(ctx, tx, r); err != nil {
		return err
	}
	tx.Publish(CaseResumed{CaseID: r.ID, Event: ident.New()})
	return record.Tell(ctx, tx, *r, authz.System(Tick), false, history.Happened(meanwhile.Resumed))
}

// settled closes a case whose answer nobody called incomplete.
func (s *Service) settled(ctx context.Context, tx *store.Tx, r *row) error {
	if r.State != Answered || r.AnsweredAt.After(tx.Now().Add(-Settling)) {
		return nil
	}
	if err := record.Tell(ctx, tx, *r, authz.System(Tick), false, history.Happened("Nothing was missing for ten days, so this is closed.")); err != nil {
		return err
	}
	return s.end(tx, r)
}
