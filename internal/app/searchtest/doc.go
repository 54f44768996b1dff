// Package searchtest holds the tests that ask the whole product's search and compare each answer with what brute force finds. It has no code of its own.
//
// Requests as people write them to HR, in twelve languages, fill the product. An oracle, written from the sentences of the rules, reads every text for every question: it
// shares with the product the lists of languages' stems that both take from a library, and nothing of the index, its SQL or the check of rights. Random viewers ask random
// questions, texts and rights change at random, and planted faults turn each comparison red.
//
// A word is found by each that has a stem in common with it in one of the languages, so the oracle says of each question exactly what it finds.
//
// With HEARTH_LONG=1 there are 40,000 requests and ten times as many questions and changes.
package searchtest
