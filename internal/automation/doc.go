// Package automation is rules of teams of HR: when something happens to a case, and it is as the rule says, then the rule does something about it.
//
// # What always holds
//
//   - A rule belongs to a team and acts on cases of that team which the team sees as a team: never on one that named people alone read. It runs with the team's sight, whoever wrote it.
//   - A rule tells somebody of HR of a case only where they read its words at that moment; else it says on the case that it did not, and they hear nothing.
//   - A rule never writes to a customer, never answers or closes, never gives a case to a person, and never brings a case to somebody who did not see it: one that is open to its team alone, or
//     holds health data, stays with its team.
//   - Heads of HR make and change the rules of each team; the team reads its own. An edit makes a new version, and what ran names the version that ran.
//   - What it asks of a field is asked of no case that holds health data, and what it found there is kept nowhere: who reads that the rule acted reads the words of the case as somebody of HR.
//   - A rule acts once on an event, whatever stops and runs again. What rules did may set off rules in turn, Deepest deep and no further; each of them acts on one case at most Often times in an
//     hour, however many others do. What was braked is shown on the case and on the rule, and is not tried again.
//   - What a rule did, and why, stands on the case for everybody of HR who reads its words.
package automation
