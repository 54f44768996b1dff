package desk

// CaseOpened tells that a case was opened.
type CaseOpened struct{ CaseID string }

// FactName implements store.Fact.
func (CaseOpened) FactName() string { return "case.opened" }

// CaseReplied tells that somebody wrote a message; Customer says from which side.
type CaseReplied struct {
	CaseID, EntryID string
	Customer        bool
}

// FactName implements store.Fact.
func (CaseReplied) FactName() string { return "case.replied" }

// CaseChanged tells that something else about a case changed: who works on it, who sees it, what it waits for.
type CaseChanged struct{ CaseID string }

// FactName implements store.Fact.
func (CaseChanged) FactName() string { return "case.changed" }

// CaseAnswered tells that a case was answered.
type CaseAnswered struct{ CaseID string }

// FactName implements store.Fact.
func (CaseAnswered) FactName() string { return "case.answered" }

// CaseClosed tells that an answered case is over.
type CaseClosed struct{ CaseID string }

// FactName implements store.Fact.
func (CaseClosed) FactName() string { return "case.closed" }

// CaseReopened tells that the answer missed something.
type CaseReopened struct{ CaseID string }

// FactName implements store.Fact.
func (CaseReopened) FactName() string { return "case.reopened" }
