// Package spike notices when one question is asked unusually often, and lets HR say once what it knows: in an announcement that people see before they ask.
//
// # What always holds
//
//   - Part take only cases that everybody sees who sees the notice: open to all of HR, without health data, and about, against and kept from nobody. Names of the directory are no words of a notice,
//     nor is anything with a digit in it.
//   - Fewer than eight different people are never a notice. Nothing is counted by agent.
//   - What is unusual is decided by package burst, against the same hours of the weeks before, whose false alarms and delay its tests measure.
//   - A notice that HR put away, with a reason, does not come back while the same is asked on; after a week in which it was not, it is another one.
//   - An announcement is of a team: for its services alone. It has a beginning and an end, and can be withdrawn; nobody is kept from asking by it.
//
// There are no articles in this product, so none is offered.
package spike
