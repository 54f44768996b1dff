// Package audit is the record of who did what and who opened what. It is only ever added to.
//
// An entry holds no free text. People stand in it as random keys; which key is whose stands in one table, and removing that row is
// how a person is erased from the record without a hole in it. Every entry carries an HMAC over its fields, so that a row changed by hand is found
// (Verify); the columns seq and prev are there for sealing the order of entries.
//
// What somebody does is recorded in the transaction that does it. What somebody opens is recorded before anything is shown where the thing is restricted
// (OpenedNow), and within a second otherwise (Opened), where openings by one person of one thing within five minutes are one entry.
package audit
