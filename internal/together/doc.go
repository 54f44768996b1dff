// Package together is the text that several people of HR write together before it is sent: one answer and one note for each case.
//
// # What always holds
//
//   - It is read and changed by those who work on the case and read its texts, at each save and each look anew, and by nobody else. A requester does not learn that there is one.
//   - No typed word is lost. A save says which text it grew from; what others wrote since is joined with it by paragraphs (Merge). Where both changed one paragraph the save is refused, and both texts are
//     shown side by side. What comes too late, because the text was sent or ended, is its writer's own draft then.
//   - It is sent once, as somebody read it: a send that would bring words along which its sender has not seen is refused. Until it cannot be undone any more it is still there, and is back when it is undone.
//   - Files that are added to it are seen by all who write it, and go out with it; one that its sender has not seen does not.
//   - An answer that somebody wrote alone is not sent past it unseen: see Checked.
//   - There is one version of it. Who began, sent and ended it is in the audit record; who wrote which word, when and how much is nowhere.
package together
