// Package decision is how HR says yes and no: every decision carries its reason, the clause it rests on, what happens now, and a way to disagree.
//
// # Nouns
//
// A Decision belongs to a case and has versions: what was decided first, what replaced it after the case was opened again, and corrections. An Appeal asks somebody
// else for a second look at one version.
//
// # What always holds
//
//   - Nothing is refused, in whole or in part, without a reason, a clause, facts, alternatives, what happens now with a date, and until when and with whom the person can
//     disagree. Decide refuses it and names each missing part; the database refuses it too, whoever writes.
//   - The clause stands in the decision as it read that day. A later version of the policy changes no decision.
//   - A decision is never changed or deleted. A newer version says which one it replaces, and both are shown. Erasing a person takes the words away, nothing else does.
//   - Whoever decided does not decide about an appeal against it, nor correct that second decision. The database refuses it too.
//   - While somebody waits for a second look their case cannot be closed in another way, and the next decision is the answer to it.
//   - An appeal has a clock of its own, and is no waiver: Waiver stands under every decision and appeal.
//   - A decision is not sent while what we heard waits to be confirmed, nor while a figure does not add up.
//
// # Who may
//
// Whoever works on a case in HR decides and corrects. Whoever reads the conversation of a case reads its decision, a manager too where the service shows them the
// conversation: the answer there says the same. That somebody disagreed, and in which words, is read by who asked, whom it is for, who stands by them, and HR; never by a
// manager. The same people may appeal. Of a health case all of this is open only to those who read its texts.
//
// # Files
//
// By noun: decide.go and decide_parts.go send one, decision_*.go read, correct and keep them. Exceptions and what else is decided beside a case stand in files of their own.
//
// # Facts
//
// Decided, Corrected, Appealed.
package decision
