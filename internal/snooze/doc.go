// Package snooze puts a case away until a moment: it leaves the list of whoever works on it, and comes back by itself.
//
// # What always holds
//
//   - Only the list changes. The case keeps its owner, and the promises to its customer run on.
//   - Nothing is put away for good, nor a case that nobody works on, nor one of which a promise warns already.
//   - It comes back at its moment, or before it when somebody writes, a promise warns, the case is answered, or something else comes into it: a message of another case, another case as its part, what
//     its customer filled in.
//   - That a case is put away, until when and by whom, is read by those of HR who work on it, and by nobody else.
package snooze
