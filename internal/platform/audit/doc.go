// Package audit is the record of who did what and who opened what. It is only ever added to.
//
// An entry holds no free text. People stand in it as random keys; which key is whose stands in one table, and removing that row is
// how a person is erased from the record without a hole in it. Every entry carries an HMAC over its fields, so that a row changed by hand is found, and so does
// every row that says whose a key is. An erasure leaves a keyed hash of the key behind, so that a row removed by hand is found too: it says that somebody was
// erased, and not who. Rows from before they carried one were taken as they stood by the first server that knew of it (Guard).
//
// Within a second of its commit an entry is sealed (Seal): it gets the next number, and a link that binds it to every entry before it. The head of the
// chain goes to a file outside the database as well (AnchorAt), so that entries missing at the end are found too. Verify reads all of it. What it cannot
// find is the removal of entries of the last second, and the work of somebody who holds the key of the installation; whoever fears the latter sends the
// file of heads to a place where it cannot be changed.
//
// What somebody does is recorded in the transaction that does it. What somebody opens is recorded before anything is shown where the thing is restricted
// (OpenedNow), and within a second otherwise (Opened), where openings by one person of one thing within five minutes are one entry. It stands once for each person whom the thing concerns (Concern).
package audit
