// Package agreement is the register of what could watch people: it is off until an agreement that allows it is entered, with whom it was made, on which legal
// basis, for what and until when.
//
// # What always holds
//
//   - What is not in the register, or whose entry is over, is off; the modules that could watch ask InForce each time.
//   - An entry is never changed. It ends at its date, or is ended before; a new agreement is a new entry.
//   - Everybody who is signed in reads the register, with what is over: employees and their representatives see each change.
//   - The head of HR enters and ends.
package agreement
