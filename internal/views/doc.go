// Package views is views of the queue that people of HR keep under a name, for themselves or shared with a team.
//
// # What always holds
//
//   - A view is a question, not an answer: it shows each reader what that reader may see, and "me" in it is the reader.
//   - No view asks for the cases of a colleague, and one that asks for what somebody has is not counted: so none counts by agent.
//   - Who keeps a view changes it. A shared one whose keeper was erased belongs to its team.
//   - Views are not counted before they are asked for, and no further than Most.
package views
