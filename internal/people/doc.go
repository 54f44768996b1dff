// Package people is the directory and the organisation: who works here, where, for whom, and which part each person has in
// HR.
//
// # Nouns
//
// A Person is somebody with a name in any script. An e-mail address is optional: a person without one is a full customer,
// found by personnel number. An Employment says under which personnel number, in which Unit, at which site, in which
// position, led by whom, from when to when, and for how many hours. A person may have had several; the latest is the one
// that counts. A Unit has a parent or is a root. A site is known by its name. A role is something that a person may be
// besides an employee; a Team is a group of HR people that works on cases.
//
// # What always holds
//
//   - An e-mail address and a personnel number each belong to one person at most; both are compared without regard to case.
//   - Nobody leads themselves, directly or through others: the tree of managers has no circle.
//   - What a person chose for themselves (the fields in Own) is not overwritten by an import.
//   - People are never deleted because a file does not name them.
//   - There is always an administrator, once there has been one.
//   - Local dates are texts of the form YYYY-MM-DD; the empty text is no date. An employment is over on the day after its
//     end.
//
// # Import
//
// A file is taken in one transaction: all rows that are not refused, or none. Whoever chose the wrong file sees that in the preview, before anything
// changes: how many people would be new, who works here and is not in it. A file whose columns do not say who somebody is changes nothing. An
// interrupted run has changed nothing and is run again. While 100,000 new people are written, other writing waits for some ten seconds.
//
// # Facts
//
// PersonAdded, PersonChanged, RoleChanged, TeamChanged, and PeopleImported for a whole file.
//
// # Who may
//
// Everyone may read and change their own choices, and find a colleague by a whole address or personnel number. HR and
// administrators search and read the directory; the head of HR and administrators change and import it, and keep the teams; administrators
// alone give and take roles. The functions that take a store.Querier serve other modules inside the product: they do not
// ask who is asking, because their callers have.
package people
