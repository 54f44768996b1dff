// Package tag holds the short words that teams of HR put on cases, to find them together again.
//
// # What always holds
//
//   - A word belongs to a team and to cases of it: "shift swap" of one team is another word than that of the next. Two spellings that differ by case, accents or spaces are one.
//   - Who sees a word sees it on a case whose words they read as somebody of HR. A word that is on no such case is not there for them: it is neither listed nor suggested, and no count
//     includes a case that they may not read.
//   - A tag is never a name: the names of those whose case it is are refused, and so is anything that looks like an address or a number of somebody.
//   - On a case that holds health data or that named people alone read, nobody makes up a new word, and no word of illness is taken.
//   - The requester does not see tags, and takes them along with their data. Nothing says who put one there.
package tag
