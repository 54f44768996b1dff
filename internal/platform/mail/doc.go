// Package mail sends what Hearth writes to people: e-mails and text messages. It does not receive.
//
// A message is put into the outbox in the transaction that causes it, so it exists exactly when its cause does. A Sender brings
// it on its way later, outside any transaction. Its states:
//
//	queued ──► claimed ──► transmitting ──► sent
//	  ▲           │             ├─────────► failed   refused for good, or for 72 hours, or withdrawn
//	  └───────────┴─────────────┤
//	                            └─────────► unknown  the peer may have taken it
//
// The step to transmitting is on disk before the first byte of the content leaves, so a crash can never make a sent message look
// unsent. What is unknown is sent again with the same Message-ID and the same bytes, which lets mail programs drop the second
// copy; but a message marked Once stays unknown until an administrator decides (Resend, GiveUp). Without a mail server or gateway
// configured, messages stay queued.
//
// What was sent may come back: Bounced notes that beside the state, and Undelivered tells what of a case did not arrive. A message with a Claim has a
// Message-ID, and where the installation makes such addresses a Reply-To, that lead an answer back to the case; see package thread.
package mail
