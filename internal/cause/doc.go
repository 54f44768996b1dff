// Package cause says why people wrote to HR: the cause that closing a case records, with the clause that was cited and the work that it took beside it.
//
// # Nouns
//
// A cause and its name belong to package catalogue; that a case has one, to package desk. Figures are the causes of a time: how many cases were answered in it that came about so,
// which clauses their decisions and calculations cite, and how many minutes of work were written down. Words are what was written where the cause is Other.
//
// # What always holds
//
//   - Figures are over the cases whose words are open to the reader as somebody of HR when they look. What they may not see changes no figure: their own cases, those against them,
//     and those that they are kept from do not count.
//   - Cases that hold health data are counted for nobody.
//   - Nothing is kept about who worked or who decided, so nothing can be grouped by a person. Work counts for teams.
//   - A case counts on the day of its answer, from midnight to midnight UTC. One that is opened again does not count until it has an answer again.
//
// # How it is counted
//
// A tally by day and month is kept with every change of an answered case, for what the whole of HR or a team sees. A reader's figures are its sums, corrected by the cases to which
// they stand in a relation of their own. The tally follows a case within a second or two; cases that come in from elsewhere, within hours.
package cause
