package main

import "testing"

// The end of a target's time is no failure of it; an input that fails is one, also when it fails for a deadline.
func TestOnlyTheEndOfItsTimeIsForgiven(t *testing.T) {
	t.Parallel()
	const begun = "fuzz: elapsed: 18s, execs: 89533 (6124/sec), new interesting: 116 (total: 120)\nfuzz: elapsed: 20s, execs: 100093 (5009/sec), new interesting: 119 (total: 123)\n"
	for out, want := range map[string]bool{
		begun + "--- FAIL: FuzzEvent (20.11s)\n    context deadline exceeded\nFAIL\nexit status 1\nFAIL\thearth/internal/desk\t20.163s\n":                                            true,
		begun + "--- FAIL: FuzzEvent (3.11s)\n    --- FAIL: FuzzEvent (0.00s)\n        event_test.go:9: wrong\n    \n    Failing input written to testdata/fuzz/FuzzEvent/1\nFAIL\n": false,
		begun + "--- FAIL: FuzzEvent (3.11s)\n    context deadline exceeded\nFAIL\n    Failing input written to testdata/fuzz/FuzzEvent/1\n":                                         false,
		begun + "--- FAIL: FuzzEvent (3.11s)\n    fuzzing process hung or terminated unexpectedly: exit status 2\nFAIL\n":                                                            false,
		begun + "PASS\nok  \thearth/internal/desk\t20.2s\n":                                             false,
		"# hearth/internal/desk\nevent.go:1: undefined: x\nFAIL\thearth/internal/desk [build failed]\n": false,
	} {
		if got := outOfTime(out); got != want {
			t.Errorf("%v for %s", got, out)
		}
	}
}
