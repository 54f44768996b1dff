// Package policy holds the rules of the organisation, so that everybody can read what a rule said on a day for a person.
//
// # Nouns
//
// A Policy is a subject, such as pay. A Clause is one rule of it with a number that stays, such as 4.2. A Version is what a clause says, from a day on, to an
// Audience: to everybody, or to some sites or kinds of employment.
//
// # What always holds
//
//   - A published version is never changed or removed, and the database refuses it too. A correction is a new version, which begins on a later day. Only a version that has
//     not begun yet can be replaced, by another that begins on the same day; both can be read.
//   - For a person on a day at most one version of a clause holds. Versions for the same audience follow each other: each ends when the next begins. Of versions for
//     different audiences the one for the narrowest holds, and audiences that cross are refused, because nobody could say which of the two holds.
//   - A version that withdraws a rule says nothing: for its audience the rule for a wider one holds again, or none.
//   - Whom a version holds for is decided by the employment on the day that is asked about. Within one employment the directory keeps the present site and hours only.
//     Somebody whose hours are not known has neither kind of employment: what is for one kind is not shown, and the answer says so.
//   - What a person has acknowledged is a version. A newer one that asks for it has to be acknowledged again.
//   - Counts of acknowledgements are shown of groups of MinGroup people and more, without names.
//
// # Facts
//
// ClauseChanged, when a version is published, which may be before it begins.
//
// # Who may
//
// Everyone reads what holds for them. HR at the desk reads everything, for anybody. The head of HR publishes. Managers see nothing of those they lead. The functions that
// take a store.Querier serve other modules inside the product: they do not ask who is asking, because their callers have.
package policy
