// Package faults holds tests that hurt the real binary: it is killed while it writes, its database connections are cut, it is started twice. What it
// acknowledged must be there afterwards, and what is sent again must have its effect once.
package faults
