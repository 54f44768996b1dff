// Package searchtest holds the tests that ask the whole product's search and compare each answer with what brute force finds. It has no code of its own.
//
// Requests as people write them to HR, in twelve languages, fill the product. An oracle, written from the sentences of the rules, reads every text for every question: it
// shares with the product the lists of languages' stems that both take from a library, and nothing of the index, its SQL or the check of rights. Random viewers ask random
// questions, texts and rights change at random, and planted faults turn each comparison red.
//
// A word is found by its stem in the languages that it was seen in, and the product tells languages by itself. The oracle knows what each text was written in and
// tells two sets: what must be found, by the stems of those languages, and what may be, by those of any. Nearly always they are the same; how often is printed.
//
// With HEARTH_LONG=1 there are 40,000 requests and ten times as many questions and changes.
package searchtest
