// Package rating asks the people whom HR served how it was: satisfaction, effort, and whether they would come back by choice.
//
// # What always holds
//
//   - Only who asked rates, once for a case; rating again replaces the first rating.
//   - A team reads totals only, over whole months that have passed, and only of at least MinGroup ratings: fewer, or a total that grows one by one,
//     would tell who gave which.
//   - A comment is read by the agent who answered, and by nobody else in HR, if and only if the person ticked so.
//
// # Facts
//
// Rated.
package rating
