// Package callback is calls that people asked for: when they may be called, each time that HR tried, and whether it was within those times.
//
// # Nouns
//
// A Call is what somebody asked for on a case, with its Windows, a number or "at my desk", and their time zone. An Attempt is one time that HR called. A slot says
// who of HR calls, and when.
//
// # What always holds
//
//   - Hours are given, never reasons. Hours that repeat, without the days that are left out, are kept as the windows that they are: nothing else has to know of them.
//   - An attempt is judged by the server's clock alone. One outside every window is kept and shown, but never counts: it closes nothing and keeps no promise. One at a number that did not work counts until another
//     is given: see dialled, which decides it for whatever asks.
//   - A window that passed without an attempt in it is booked against the desk, which says so to the customer; so is one that has begun, when HR itself gives new times instead of it.
//   - A call is theirs who is called: of several customers of a case, whoever gave times or a number for it last. Nobody else of them reads the number or keeps an invitation.
//   - Nobody has two slots at one time, neither who calls nor who is called. A slot that has passed counts no more, nor does one of somebody who is away, has left, or whose case went on to somebody
//     else: the call is free for others. So is that of a case of which somebody does not know who takes another call of its customer at that time: they are not refused, because that would tell them of it.
//   - HR is told as a window begins and before it ends, while nobody has called in it, and of each that went by: package escalation says whom.
//   - No call that somebody waits for is closed away: an answer has to say that it takes the place of the call. Then the windows that it ended are kept and shown as that, counted in the figures,
//     and its customer can ask for the call again in one step. A decision, which has a date of its own, need not say so; the rest holds for it too.
//   - The number is read by the person whose it is and by those who may work the case; it is in no mail, no record and no line of the conversation.
//   - Figures are by service, of no fewer than eight, and never by person nor the work of fewer than three people, also not in what one has more than another: see Figures. The record says that HR called, not who did.
//
// # Who may
//
// Those who may write in a case ask to be called, and those of HR who may work it do so for them. Only the customer cancels, and asks again for a call in whose place an answer came.
//
// # States
//
//	open ─► reached     an attempt within a window reached them
//	open ─► tried       the last window passed; HR called within one and did not reach them
//	open ─► missed      the last window passed, and HR called within none; its promise ends as one that was not kept
//	open, tried, missed ─► open        new windows
//	open, tried, missed ─► cancelled   they do not need it any more, or the case was answered
package callback
