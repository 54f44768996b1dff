// Package silencetest lets HR, customers and time do at random what they can do with cases, and after each step asks the database whether a case has fallen silent.
package silencetest
