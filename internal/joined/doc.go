// Package joined is for cases that are one and the same: it notices them while somebody asks again and when HR works on one.
//
// # What always holds
//
//   - A case is named as like another to those alone who may see it and read its words, and not on one that is less protected.
//   - Nobody is held up: who is told that they asked already may send what they wrote all the same.
package joined
