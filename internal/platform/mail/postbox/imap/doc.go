// Package imap fetches mails from a mailbox by IMAP and hands them to a Box, which keeps them. A mail is handed over before the mailbox is touched: only once
// Box.Take has said that it is on the disk is it moved to the folder Done, or marked as seen where there is none.
//
// # What has been taken
//
// The place is the UID up to which every mail is settled: taken and touched, skipped with a reason, or removed by somebody else. Only the Box keeps
// it on disk. A mail that the Box refuses stays where it is, and the place stays before it; mails behind it are taken nevertheless, which is
// remembered in memory. So nothing is forgotten by a restart: everything behind the place is looked at again, and at most the mails that were taken since
// the place was kept last come a second time. The Box knows them by their content.
//
// When the mailbox's UIDVALIDITY changes, UIDs mean nothing any more: the whole folder is looked at again, less what the server got before Options.Since.
//
// # How new mails are noticed
//
// By IDLE where the server has it, which pushes; besides, and where it has none, by looking every Options.Poll, so that a server that promises to push and
// does not is noticed no later than that. A connection in which nothing comes for too long is given up and made again, with back-off.
package imap
