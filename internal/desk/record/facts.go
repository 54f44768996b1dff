package record

import (
	"context"

	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// The facts of package desk, which says what each tells.
type (
	CaseOpened      struct{ CaseID string }
	CaseChanged     struct{ CaseID string }
	CaseAnswered    struct{ CaseID string }
	CaseClosed      struct{ CaseID string }
	CaseReopened    struct{ CaseID string }
	AnsweredChanged struct{ CaseID string }
)

// CaseReplied is package desk's fact of that name.
type CaseReplied struct {
	CaseID, EntryID string
	Customer        bool
}

// CaseMoved is package desk's fact of that name.
type CaseMoved struct{ CaseID, TeamID, Event, Cause, From string }

// CaseJoined tells that a case became part of another one, in which it goes on, and who did that.
type CaseJoined struct{ CaseID, WholeID, Event, By string }

// CaseParted tells that a case is by itself again that was part of another one, and who did that.
type CaseParted struct{ CaseID, WholeID, Event, By string }

// FactName implements store.Fact.
func (CaseJoined) FactName() string { return "case.joined" }

// FactName implements store.Fact.
func (CaseParted) FactName() string { return "case.parted" }

// CaseGiven is package desk's fact of that name.
type CaseGiven struct{ CaseID, PersonID, Event string }

// CaseTaken tells that somebody works on a case who did not before, and who took it themselves. Event is an id of its own.
type CaseTaken struct{ CaseID, PersonID, Event string }

// CaseResumed is package desk's fact of that name.
type CaseResumed struct{ CaseID, Event string }

// FactName implements store.Fact.
func (CaseOpened) FactName() string { return "case.opened" }

// FactName implements store.Fact.
func (CaseReplied) FactName() string { return "case.replied" }

// FactName implements store.Fact.
func (CaseChanged) FactName() string { return "case.changed" }

// FactName implements store.Fact.
func (CaseAnswered) FactName() string { return "case.answered" }

// FactName implements store.Fact.
func (CaseClosed) FactName() string { return "case.closed" }

// FactName implements store.Fact.
func (CaseReopened) FactName() string { return "case.reopened" }

// FactName implements store.Fact.
func (AnsweredChanged) FactName() string { return "case.answered_changed" }

// FactName implements store.Fact.
func (CaseMoved) FactName() string { return "case.moved" }

// FactName implements store.Fact.
func (CaseGiven) FactName() string { return "case.given" }

// FactName implements store.Fact.
func (CaseTaken) FactName() string { return "case.taken" }

// Given tells that somebody works on a case who did not before: CaseGiven where it was somebody else who brought that about, CaseTaken where they did.
func Given(tx *store.Tx, r Row, was, by string) {
	switch r.AssigneePerson {
	case "", was:
	case by:
		tx.Publish(CaseTaken{CaseID: r.ID, PersonID: by, Event: ident.New()})
	default:
		tx.Publish(CaseGiven{CaseID: r.ID, PersonID: r.AssigneePerson, Event: ident.New()})
	}
}

// FactName implements store.Fact.
func (CaseResumed) FactName() string { return "case.resumed" }

// Stirred tells that something came into a case that HR has to look at and that nobody wrote there: a message from another case, what its customer filled in, another case that goes on in it.
type Stirred struct {
	CaseID string
	At     store.Time
}

// FactName implements store.Fact.
func (Stirred) FactName() string { return "case.stirred" }

// Stir tells it of a case, and marks it as one with a new reply where it is one.
func Stir(tx *store.Tx, r *Row, reply bool) {
	r.NewReply = r.NewReply || reply
	tx.Publish(Stirred{CaseID: r.ID, At: tx.Now()})
}

// Follow lets what is promised in a case and beside it count by the hours of where the case is now; event names what brought it there.
type Follow func(ctx context.Context, tx *store.Tx, r Row, event string) error

// ToQueue gives a case to the queue of a team and tells where that is another team, and what caused it where that was no person; it reports whether the case was not there. What was promised counts by the
// hours of that team from then on, where they are others.
func ToQueue(ctx context.Context, tx *store.Tx, follow Follow, r *Row, team, cause string) (bool, error) {
	was, event := r.TeamID, ident.New()
	if was == team && r.AssigneePerson == "" {
		return false, nil
	}
	if was != team {
		tx.Publish(CaseMoved{CaseID: r.ID, TeamID: team, Event: event, Cause: cause, From: r.AssigneePerson})
	}
	if r.TeamID, r.AssigneePerson = team, ""; was == team {
		return true, nil
	}
	return true, follow(ctx, tx, *r, event)
}
