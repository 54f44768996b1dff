package desk

// CaseOpened tells that a case was opened; CaseChanged, that something else about one changed: who works on it, who sees it, what it waits for.
type (
	CaseOpened  struct{ CaseID string }
	CaseChanged struct{ CaseID string }
)

// FactName implements store.Fact.
func (CaseOpened) FactName() string { return "case.opened" }

// CaseReplied tells that somebody wrote a message; Customer says from which side.
type CaseReplied struct {
	CaseID, EntryID string
	Customer        bool
}

// FactName implements store.Fact.
func (CaseReplied) FactName() string { return "case.replied" }

// FactName implements store.Fact.
func (CaseChanged) FactName() string { return "case.changed" }

// CaseAnswered tells that a case was answered; CaseClosed, that an answered one is over; CaseReopened, that the answer missed something. AnsweredChanged tells that something
// else about a case that is answered or over changed: who sees it, what was decided, how that was worked out.
type (
	CaseAnswered    struct{ CaseID string }
	CaseClosed      struct{ CaseID string }
	CaseReopened    struct{ CaseID string }
	AnsweredChanged struct{ CaseID string }
)

// FactName implements store.Fact.
func (CaseAnswered) FactName() string { return "case.answered" }

// FactName implements store.Fact.
func (CaseClosed) FactName() string { return "case.closed" }

// FactName implements store.Fact.
func (CaseReopened) FactName() string { return "case.reopened" }

// FactName implements store.Fact.
func (AnsweredChanged) FactName() string { return "case.answered_changed" }
