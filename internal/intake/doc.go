// Package intake takes mails in: nothing that came is lost, nothing is answered twice, and nobody writes into a case that is not theirs.
//
// # Nouns
//
// A Mailbox is an address of HR, with the team that looks after it: it is fetched by IMAP or delivered here. A Mail is what came, kept as it came.
// It ends as a case, as a reply in one, as a record (a bounce, the answer of a machine, our own mail come back), or in quarantine, where it waits for a person
// with the reason.
//
// # What always holds
//
//   - A mail is on the disk, under a digest of what it says, before whoever brought it is told so. The same mail brought again is the same mail.
//   - Reading comes after, and whatever a mail contains, it ends in one of the four ways. One that cannot be read three times goes into quarantine.
//   - A mail enters a case by a sign of ours alone (package thread), in the hands of the person for whom it was made, who may write there. Subject, names,
//     and fields that senders write decide nothing. Everything else waits for a person.
//   - No program is answered, and nobody more than once for a mail and four times a day.
//   - Administrators see envelopes and reasons. What a mail says is read by the team of its mailbox, or by those who see its case, and each reading is recorded.
//
// # States
//
//	stored → case | reply | record | quarantine
//	quarantine → case | reply | dropped      by a person
package intake
