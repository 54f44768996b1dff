// Package arch holds the architecture as tests: who may import whom, how large things may be, and the rules that a reader
// would otherwise have to keep in mind. Each failure says in a sentence what to do.
package arch
