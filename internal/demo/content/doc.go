// Package content holds the words and the people of the demo organisation, Ferrow & Lund: who works there, what HR
// offers, what people asked in the past year and what is going on today.
//
// It is data and arithmetic only: no database, no clock, no randomness but that of a seed. The same seed and the same
// instant give the same organisation. Everybody in it is invented, and every address ends in ferrow-lund.example.
//
// What it promises:
//
//   - Keys are stable: a person, team, service, cause or situation keeps its key between versions as far as it stays.
//   - Managers form one tree; who has left leads nobody.
//   - No figure about the work is written down here. Whoever shows one counts it from the planned cases.
package content
