// Package routing finds who of a team takes a case: by skill, language, working hours, site and weighted load, by a rule that is agreed on and that explains itself.
//
// # What always holds
//
//   - It is off until the agreement on it is in force: until then cases wait in the queue of their team, and nobody is said to have room or to be full.
//   - The rule is package choose. The weight of a case is what its team agreed on for its service: effort × emotional weight. The caps on load and on heavy cases hold always: where
//     nobody has room a case waits in the queue of its team, and the rule looks again by itself.
//   - A case that is put into the queue of another team, by a person or by a rule, goes to somebody of that team as a new one does; not to who had it until then. One that is put back into the queue of its own
//     team stays there.
//   - Whoever has a case reads why, and passes it on without a reason; it does not come back to them. Nobody counts who passed on what, and it is forgotten when the case is answered.
//   - A load is shown to its owner alone. Of others one reads "has room" or "full". What changes caps or weights counts from the next day on, so that nobody can find out a load by
//     moving a cap until somebody is full.
//   - Away are days without a reason. When somebody is away, their cases on which something is due before they are back, or whose customer wrote, go to others by the same rule.
//   - Nobody who has left HR keeps a case: by the rule where it is agreed on, else by the queue of the team, it goes to others; one that names people, of whom nobody is left, is opened to those who take
//     concerns.
//   - The rule gives nobody a case on which they may not work: package desk decides that each time.
package routing
