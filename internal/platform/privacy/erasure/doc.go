// Package erasure exports what is kept about a person, erases it, and holds it: all through the sources that package privacy collects.
//
// Erasing is one transaction over every table, so that a crash leaves all of a person or nothing. Before it, the decision goes into a ledger beside the
// record's heads: a file of ids and keyed hashes, each line with its MAC. After it, the database is rewritten, so that no deleted word is left in unused
// bytes. Whatever was interrupted is completed by erasing the person again. A restored backup knows nothing of what was erased since: Reapply erases it
// from there too, before a server opens.
//
// A legal hold on a person refuses the erasure until it is lifted, and so does one on somebody about whom something would go with the person. A hold that is
// placed after an erasure was cut off outweighs the line of the ledger. Nobody lifts a hold on themselves.
package erasure
