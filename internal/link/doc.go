// Package link says that two cases belong together: they have the same cause, one follows from the other, or one belongs to the other.
//
// # What always holds
//
//   - Whoever links works on both cases and reads the words of both.
//   - The other end is shown to those who may see it and to nobody else: for them it is absent without a gap, a number or a count.
//   - A case is not named on one that is less protected, not even to those who may see both: there it would be read over a shoulder or in a copy. Such a link stands on the page of the more
//     protected case alone. How it stands is decided when it is read, so that it follows each change of who sees a case.
//   - The requester does not see links; they are not about them.
package link
