// Package fairness is the fairness audit: were like cases decided alike, whoever the people are?
//
// # Nouns
//
// An attribute is something protected about people, such as a disability, with a value for each. An audit compares, for one clause, how the people of each group (a value of
// an attribute) were decided about. A Run is an audit that is kept. A Finding is a group of a Run that chance alone would hardly explain; it gets an owner, who finds
// out why and answers.
//
// # What always holds
//
//   - All of it is off until an agreement on Subject is in force: no figure is computed or shown, no attribute is taken in. Attributes can be deleted at any time.
//   - The attributes lie in a table that no other module reads. Nobody can look up what is kept about somebody, by no page and no answer: only the person's own export has
//     it. Erasing the person deletes it. Taking in a file tells nothing of what was there.
//   - People are joined with attributes in memory, inside the audit, and what leaves it are totals. A group of fewer than five people is not named and not among the others;
//     counts are rounded to fives and figures to two digits, so that nothing smaller can be found by subtracting, nor by running the audit again after one more decision.
//   - Each run and each look at figures is in the record of who did what.
//
// # How cases are compared
//
// What counts are the decisions that rest on a clause, as they hold now, and the exceptions from it that were decided. Each person counts once, with the latest: decisions
// about the same person do not stand for themselves. Granted and in part are favourable, refused is not, and what was out of scope is counted and left out.
//
// Cases are alike, and lie in one cell, when these facts are the same; all were fixed before the decision, when the exception was asked for or the case was decided first:
//
//   - whether it was a decision or an exception, and the version of the clause
//   - the service
//   - the site
//   - weekly hours: fewer than 20, fewer than 35, or more
//   - time here: less than a year, less than five years, or longer
//
// What is not known is a value of its own, as is the first month here. The team is left out, because a service has one; so is whoever decided. The statistics are those of package stats: within each cell
// a group is compared with all others, exactly, and the correction for many is over all groups of all attributes of the audit.
//
// # Who may
//
// The head of HR runs audits, reads them and gives findings to their owners. The data-protection officer reads them too, and alone takes in and deletes attributes. Either
// may own a finding. Nobody else has anything here, agents and administrators neither.
package fairness
