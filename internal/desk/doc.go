// Package desk is the heart of Hearth: cases, in which somebody asks HR, HR answers in time, and nothing is lost.
//
// # Nouns
//
// A Case has a number that people can read out, a service, a state and a conversation. It was asked by somebody, for somebody, about
// nobody or somebody, and perhaps against somebody: four separate fields. An Entry is a message (both sides read it), a
// note (HR reads it), or an event (what happened, in plain words). A Step is a part of the work with an owner. Promises belong to
// package promise; the case keeps a copy of the next one so that queues can be sorted.
//
// # What always holds
//
//   - A person against whom a case is, or whom its requester excluded, never sees it: not as a row, a count, a suggestion or an audit line.
//   - One's own case is never one's work: whoever it is by, for or about does not see its notes and does not answer it.
//   - The texts of a health case open to its requester, its assignee and the people named for it.
//   - What decides about sight (manager, about, health) is what the service said when the case was opened.
//   - A message that was sent is never edited. Withdrawing it leaves a trace without content.
//   - A case is answered before it is closed; only its requester reopens it, and only while it is answered.
//
// # States
//
//	open ⇄ waiting        Pause, then a reply or the date
//	open, waiting → answered  Close
//	answered → closed     Accept, or ten days
//	answered → open       Reopen
//
// # Facts
//
// CaseOpened, CaseReplied, CaseChanged, CaseAnswered, AnsweredChanged, CaseClosed, CaseReopened.
package desk
