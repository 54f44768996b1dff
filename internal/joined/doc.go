// Package joined is for cases that are one and the same: it notices them while somebody asks again and when HR works on one, joins one into the other, and makes a
// case of its own of messages that are about something else.
//
// # What always holds
//
//   - A case is named as like another to those alone who may see it and read its words, and not on one that is less protected.
//   - What was written stays stored in the case where it was written, and is read in another one by those alone who may see where it stands. Taking apart is exact by that.
//   - Joined are only cases with the same customers that the same people see. A part has no parts, so that there is no circle and no chain. Whatever changes who sees the whole changes it for its parts, and
//     nothing changes it for a part alone; taken apart, a part stays as protected as the whole was.
//   - What is split off is as protected as the case out of which it comes.
//   - What was promised for either holds: the earlier moment for both. Of two promises of one kind one is kept or missed, and counted once; the other is neither.
//   - Nobody is held up: who is told that they asked already may send what they wrote all the same.
package joined
