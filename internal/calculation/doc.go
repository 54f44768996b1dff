// Package calculation shows how something was worked out, line by line, so that it can be followed and adds up: an allowance, a deduction, a balance, a rise.
//
// # Nouns
//
// A Calculation stands on a case, with a unit (a currency, hours, days, percent or points) and a stated rounding. Its lines say what, how much of it, at which rate, what that
// comes to, and where it comes from.
//
// # What always holds
//
//   - Quantity × rate is the amount, under the stated rounding, and the lines are the total. Where only the total is rounded, what that added is shown beside them.
//     Numbers are exact; none is ever a floating-point number. The total is never stored: it is what the lines come to.
//   - A line names its source, which somebody can open. What doors, gates, badges or log-ins record is never one, and neither is a system alone.
//   - Nothing is changed: a line is corrected by one that stands under it, with the reason, and the whole by another that says instead of which. The database refuses everything else.
//     Whoever it is for is told.
//
// # Who may
//
// Those of HR who work on the case write and correct. Who asked, whom it is for, and who stands by them read. A manager reads none of it, even where the service lets them
// see the case. Nothing of it is searched.
package calculation
