// Package jobs runs work after the commit: jobs that a use case enqueues, subscribers to the facts that it published, and
// periodic work. All of it is durable, because it is written in the transaction that asks for it.
//
//   - A job runs at least once, in no particular order. It must be safe to run twice.
//   - A job that fails or panics is tried again after 1, 16, 81, 256 … seconds, and is discarded after its last attempt. Others
//     are not held up by it. Discarded jobs stay listed for 90 days, so that somebody can mend the cause and retry.
//   - A job that was taken for dead, as when its process was frozen, keeps nothing more once another attempt may run: its transactions are refused. What a job does
//     in one transaction under a key of its own therefore takes effect once.
//   - A job that takes longer than half a second holds up no other. One that does not end when its time is over is left behind and listed with that error;
//     it is not begun again beside itself. An endless loop keeps its processor until the server is restarted.
//   - Facts that cannot become jobs, because a subscriber fails or panics when it is asked whether it wants them, hold up no others: for each subscriber they become a job of the
//     kind jobs.facts, which is tried again and listed with what is wrong.
//   - The arguments of a job and the text of its error are shown to administrators and outlive what they speak of: they hold
//     identifiers, never names, addresses or what a person wrote. An error made by package fault is kept without its arguments.
//   - A job begins its own transactions. While one is open it must not use the DB itself: SQLite has a single writer.
//
// Every node of an installation on PostgreSQL runs a Runner; a job, a fact and a tick are taken by one of them. What a node ran when it died, the others take some seconds later, or it itself when it is started again: see alive. The queue beneath is river;
// no other package knows that.
package jobs
