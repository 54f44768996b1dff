// Package crawl holds the tests that look at the whole product from outside for what must not be seen. It has no code of its own.
//
// The canary crawl plants a unique word in each sensitive field of each object, lets every kind of person visit every address, and compares whose
// words they met with what policy_test.go, written by hand, lets them meet. The two worlds differ in one hidden thing, and look the same, byte for
// byte, to those who may not know of it. The work done for what is hidden is the work done for what is absent.
//
// With HEARTH_LONG=1 there are three times as many objects, every word is searched for, and ten times as many words and pairs are tried, on both databases.
package crawl
