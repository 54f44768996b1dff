// Package statement is what a request took: the estimate before the work, the work as it was written down, and the paper that reconciles both.
//
// # Nouns
//
// An Estimate is the work by steps, each with a range, and what it costs. An entry of effort is minutes of a team on a step. A Statement is what everything comes to: work,
// time until the answer, money. A Question is about one of its lines.
//
// # What always holds
//
//   - When work or cost grows, a new estimate with its cause is made; the clock stops, and the requester reads it first and chooses: go on, smaller, or stop.
//   - The ledger is only added to: an entry is taken back by another.
//   - Effort is of a step and a team, never of a person. Who wrote an entry stands in a row of its own, which only that person's own undo reads, and which goes when the
//     case is closed. The record names the team. There is no list, figure or export by person.
//   - What does not add up is a finding, which HR reads before the requester finds it; see package reckon.
//   - Page, printed copy, file and API show the same sums, and the lines of each come to its totals. Findings are on HR's page and in its API alone.
//   - What the unit pays is read by the requester, by whom it is for, and by HR.
//   - Money is whole cents; time is whole minutes.
//
// # Facts
//
// Estimated, Chosen, Logged, Questioned, Explained.
//
// # Who may
//
// Those of HR who work on the case write. Who asked, and whom it is for, read, choose and question; who stands by them reads. A manager reads nothing of it.
package statement
