// Package hostile holds tests that send to every address of the product what its makers hope nobody sends: texts that break others' software, attacks by
// class, files that pretend to be something else, forms from other sites. Each address has a sample of what is sent to it on a good day; its fields come from
// the input type, so that a new field is tried without a word, and a new address without a sample fails the test.
package hostile
