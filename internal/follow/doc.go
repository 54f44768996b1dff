// Package follow tells colleagues of HR of a case: who was mentioned in a note of it, and who watches it by choice.
//
// # What always holds
//
//   - Only who reads the words of a case as somebody of HR can be mentioned in it or watch it. A note that mentions anybody else is refused as a whole, before anything is kept or sent: the
//     writer is told to see to access first.
//   - Whoever loses the case is told nothing more of it, from that moment: it is asked when something happens, and again when a mail leaves.
//   - What is sent names the case by its number and says what happened; never words, a subject or a name of the requester's side.
//   - Whoever is given a case by a colleague or a rule is told, and never of what they did themselves. What comes at once is one message, which counts; of a case that few may know of not even the
//     number stands in its subject.
//   - How and how often is what the person chose for messages and answers; a mention stands in their list whatever they chose.
//   - Who watches is shown on the case to those who work on it. There is no list of what somebody watches but one's own, and no count.
package follow
