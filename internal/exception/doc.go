// Package exception is treating people a little differently where that is fair: exceptions from a clause, and the extra mile.
//
// # Nouns
//
// An Exception is asked for on a case, from one clause as it stands that day. It is compared with the three nearest earlier ones on the same clause, decided with its
// reason, ends on a day, and can be seen. A Mile is a one-off solution of a team within its Budget of the year: it is no precedent for anything, it is thanked, and something
// is learned from it.
//
// # What always holds
//
//   - The facts by which exceptions are compared are taken from the directory when one is asked for, before anybody decides: site, service, weekly hours, time here, and the
//     amount that it is about. How near two are is package near.
//   - Who decides sees only the earlier ones whose cases are open to them, and says how this one differs. What was shown is kept.
//   - A refusal says how to disagree; an exception that is granted ends. The database holds both.
//   - It is decided once. What has to change is asked for anew.
//   - A mile is never among the precedents, and nobody's name stands at it. A budget that is spent refuses the next one.
//
// # Who may
//
// Whoever asked a case, or whom it is for, and those of HR who work on it ask for an exception; those of HR decide, and see the register as far as the cases are
// open to them. A manager reads neither. The head of HR sets budgets. Beside a clause everybody reads which exceptions from it they were granted and hold, and HR how many do.
package exception
