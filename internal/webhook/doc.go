// Package webhook tells other systems that something happened to a case, and hears from them.
//
// # What always holds
//
//   - What leaves holds the number of a case, ids and moments: never a word that somebody wrote, nor whose case it is. Who wants to know more asks the API, with rights of their own.
//   - A case that is for a team or for named people alone, that holds health data or is against somebody, never leaves, and nothing of it stands in a log. There is no setting for it:
//     administrators, who make endpoints, have no right to such cases that they could give.
//   - What happened is written down in the transaction in which it happened, so it is told at least once; the same message keeps its id, by which its receiver knows it again.
//   - What happened to a case is told in its order. A message that fails holds up those of its own case and of no other. One that fails for three days is given up, so that
//     those behind it go on; that is said to administrators until they send it again, out of its order, or leave it.
//   - An endpoint that takes nothing for days is stopped, with the reason, and its administrators are told. What happens meanwhile is noted all the
//     same, and sent when it is switched on again, however long that takes. For one that somebody switched off nothing is noted; what was noted before waits as long.
//   - What waits, and what was given up while nobody decided about it, goes with its endpoint alone. What is settled is forgotten thirty days after its last attempt.
package webhook
