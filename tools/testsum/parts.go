package main

import (
	"context"
	"time"
)

// part is one part of the suite, with the time it may take on two cores. What it runs sees HEARTH_LONG=1 when it is full, and HEARTH_TEST_REFUSE=1 when it is refused.
type part struct {
	name    string
	budget  time.Duration
	steps   []step
	full    bool
	refused bool
}

// step does a piece of a part and counts what passed.
type step func(ctx context.Context) (count, error)

// The tests that are parts of their own, by the packages they are in or by the beginning of their names.
const (
	stories = "./stories/..."
	faults  = "./faults/..."
	rights  = "^TestRights"

	vetted = "-vet=off" // by the first part, all of it
)

// long are the packages that try out the whole product: minutes, which nobody waits for before a commit.
var long = []string{"./hostile/...", "./internal/crawl/...", "./internal/app/...", "./internal/demo"}

func parts(quick, whole bool) []part {
	lint := part{name: "lint", budget: 4 * time.Minute, steps: []step{
		command("gofmt", gofmt),
		command("go vet", tool("go", "vet", "./...")),
		command("staticcheck", tool("go", "tool", "staticcheck", "./...")),
		tests("./internal/arch/..."),
	}}
	around := []string{stories, faults, "./internal/arch/..."}
	if quick {
		return []part{lint, {name: "quick tests", budget: 3 * time.Minute, steps: []step{again(except("./...", append(around, long...)...), "-short", vetted)}}}
	}
	if whole {
		return append([]part{lint}, full(around)...)
	}
	units := except("./...", around...)
	return []part{
		lint,
		{name: "units and use cases, both databases", budget: 22 * time.Minute, steps: []step{tests(units, "-timeout", "16m", "-skip", rights, vetted)}},
		{name: "rights", budget: 4 * time.Minute, steps: []step{tests("./internal/app/...", "-run", rights, vetted)}},
		{name: "browser", budget: 26 * time.Minute, steps: []step{tests(stories, "-timeout", "35m", vetted)}},
		{name: "faults", budget: 6 * time.Minute, steps: []step{tests(faults, vetted)}},
	}
}

// full are the parts of the long run: the same tests with their whole counts, which HEARTH_LONG=1 asks for, then every fuzz target, once more the tests while the database refuses each
// transaction once, and the race detector.
// The last looks at every package in which goroutines of ours may run, with the counts of the short run: it is ten times as slow.
// What is around the units is tested apart.
func full(around []string) []part {
	counts := func(name, pattern string) part {
		around = append(around, pattern)
		return part{name: name + ", whole counts", budget: time.Hour, full: true, steps: []step{tests(pattern, "-timeout", "2h", "-skip", rights)}}
	}
	parts := []part{counts("mails", "./internal/platform/mail/..."), counts("reading mails", "./internal/platform/letter/..."), counts("intake", "./internal/intake/..."),
		counts("hostile input", "./hostile/..."), counts("crawl", "./internal/crawl/..."), counts("the whole product", "./internal/app/...")}
	return append(parts, []part{
		{name: "units and use cases, whole counts", budget: time.Hour, full: true, steps: []step{tests(except("./...", around...), "-timeout", "2h")}},
		{name: "rights, whole counts", budget: time.Hour, full: true, steps: []step{tests("./internal/app/...", "-timeout", "1h", "-run", rights)}},
		{name: "browser, every combination", budget: 2 * time.Hour, full: true, steps: []step{tests(stories, "-timeout", "2h", "-args", "-all")}},
		{name: "faults, whole counts", budget: 3 * time.Hour, full: true, steps: []step{tests(faults, "-timeout", "3h")}},
		{name: "fuzzing", budget: time.Hour, full: true, steps: []step{fuzz("./...", fuzzTime)}},
		{name: "refused transactions", budget: 2 * time.Hour, refused: true, steps: []step{tests(except("./...", stories, faults), "-count", "2", "-timeout", "2h")}},
		{name: "race detector", budget: 2 * time.Hour, steps: []step{tests(except("./...", stories, faults), "-race", "-timeout", "1h")}},
	}...)
}
