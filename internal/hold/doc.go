// Package hold keeps a reply of HR back for a few seconds after "send", so that its writer can undo it.
//
// # What always holds
//
//   - Until its moment a reply is in no conversation, mail, search or export but its writer's own: nobody else reads it. Colleagues on the case read that one is on its way, and whose.
//   - It is kept with the job that sends it in one transaction, so it is sent also when the process ends in between: once, as its writer, with the rights of that moment.
//   - What cannot be sent any more, and what is undone, is back in its writer's field. Of the latter a line in the audit record stays.
//   - What a program sends is not held unless it asks; neither are notes.
//   - What a macro does besides its text is held and undone with it.
//   - Files go and come back with their text. They are kept once, and are nobody's to read before they are sent.
package hold
