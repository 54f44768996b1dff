// Package side holds side conversations: what HR asks somebody else about a case, a colleague of the directory or one address outside, apart from the conversation with the requester.
//
// # What always holds
//
//   - Nothing of the case goes along by itself: neither its number, its title, its requester nor a file. Whoever is asked sees the words that were written to them, the files that were chosen,
//     and the answers in that conversation.
//   - It is opened, read, written in, closed and withdrawn by those of HR who read the words of the case at this moment, and by nobody else. The requester sees none of it; that
//     somebody opened what concerns them to answer HR, and when, stands among the openings of their record, like any other.
//   - Nobody whose case it is, who is kept from it or against whom it is can be asked, and whoever becomes so loses the conversation at once, with mails that wait to leave.
//   - Where the requester wants nobody to be asked, nobody is. From a protected case (health, named people, a complaint of somebody), only colleagues are asked, only in the words that its requester approved, without files, and mails name
//     nothing. A case that becomes more protected takes its conversations away from those who were asked before.
//   - An answer by mail comes in by an address that was made for the one who was asked, from their address alone. Anything else waits for a person, as with cases.
//
// # States
//
//	open → closed      nobody waits for an answer any more; who was asked can still read it
//	open → withdrawn   who was asked has lost it
//	closed → withdrawn
package side
