package desk

import "hearth/internal/desk/record"

// The facts of this module. CaseOpened tells that a case was opened; CaseReplied, that somebody wrote a message, and from which side; CaseChanged, that something else about a case changed: who
// works on it, who sees it, what it waits for. CaseMoved tells, besides, that another team works on it, with an id of its own, what caused it where that was no person, and the id of who had it; CaseGiven, that somebody works on it to whom somebody else or a rule gave it; CaseResumed, that the
// date of a pause came. CaseAnswered tells that a case was answered; CaseClosed, that an answered one is over; CaseReopened, that the answer missed something. AnsweredChanged tells that
// something else about a case that is answered or over changed: who sees it, what was decided, how that was worked out.
type (
	CaseOpened      = record.CaseOpened
	CaseReplied     = record.CaseReplied
	CaseChanged     = record.CaseChanged
	CaseMoved       = record.CaseMoved
	CaseGiven       = record.CaseGiven
	CaseResumed     = record.CaseResumed
	CaseAnswered    = record.CaseAnswered
	CaseClosed      = record.CaseClosed
	CaseReopened    = record.CaseReopened
	AnsweredChanged = record.AnsweredChanged
)
