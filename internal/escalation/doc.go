// Package escalation acts on promises before they break: it tells who works on a case, brings it to somebody who is at work, and tells the customer.
//
// # What it does
//
// At 50 percent of a promise's working minutes, the person who works on the case is told. At 80 percent they are told again; where nobody works on it, or they are not at work,
// so is one of the team who is. The customer hears that it may become later, unless HR has written since half of the time passed. At 100 percent the case is escalated
// to somebody else, and the customer hears that it is late; from then on a next word is promised, so that this comes again until somebody writes. Where a calendar changes and promises have other moments, the customer and the owner are told once.
//
// Steps of a case, second looks at a decision and questions about a statement have promises of their own. At 50 percent of one whoever it is with is told, at 80 percent again, and where they are
// not at work somebody who is; at 100 percent both are. Of a second look and a question the customer hears before the promise breaks, and when it does, as of the case's own; and whoever they and
// steps are with, and the customer, hear once where a calendar changes and they have other moments.
//
// Who asked to be called gave times for it. As such a window begins, and when four fifths of it have passed and nobody has called, whoever has taken the call is told, else whoever works on the
// case; where that is nobody, or they are not at work, or no other window is left, so is somebody who is. Of a window that went by whoever has it is told. The customer hears nothing before a window
// is over: a word some minutes earlier could change nothing for them, and would reach them while the call can still come. Right after it they get the apology and are asked for new times.
//
// # What always holds
//
//   - Each is done once for a promise, whatever stops and runs again: what was told is written in the transaction that tells it.
//   - Whoever it comes to at 80 and 100 percent finds it in their own list of what waits, and nobody else does, whether a message went out or not. The history says when none did, and why.
//   - Nobody gets to know of a case on which they may not work. A case that names people goes to those alone.
//   - To whom a case is escalated follows from a rule, and its history says which: another of the team who is at work, else a head of HR who is, else whose hours begin first.
//     Among equals the promise decides, so that it is not always the same person. No figure counts it by person.
//   - While a promise waits, or once it is kept, nothing is told of it.
package escalation
