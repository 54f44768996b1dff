// Package callback is calls that people asked for: when they may be called, each time that HR tried, and whether it was within those times.
//
// # Nouns
//
// A Call is what somebody asked for on a case, with its Windows, a number or "at my desk", and their time zone. An Attempt is one time that HR called. A slot says
// who of HR calls, and when.
//
// # What always holds
//
//   - Hours are given, never reasons.
//   - An attempt is judged by the server's clock alone. One outside every window is kept and shown, but never counts: it closes nothing and keeps no promise.
//   - A window that passed without an attempt in it is booked against the desk, which says so to the customer.
//   - Nobody of HR has two slots at one time.
//   - The number is read by the person whose it is and by those who may work the case; it is in no mail, no record and no line of the conversation.
//   - Figures are by service, of no fewer than eight, and never by person. The record says that HR called, not who did.
//
// # Who may
//
// Those who may write in a case ask to be called, and those of HR who may work it do so for them. Only the customer cancels.
//
// # States
//
//	open ─► reached     an attempt within a window reached them
//	open ─► tried       the last window passed; HR called within one and did not reach them
//	open ─► missed      the last window passed, and HR called within none
//	open, tried, missed ─► open        new windows
//	open, tried, missed ─► cancelled   they do not need it any more, or the case was answered
package callback
