package main

import (
	"context"
	"time"
)

// part is one part of the suite, with the time it may take on two cores.
type part struct {
	name   string
	budget time.Duration
	steps  []step
}

// step does a piece of a part and counts what passed.
type step func(ctx context.Context) (count, error)

// The tests that are parts of their own, by the packages they are in or by the beginning of their names.
const (
	stories = "./stories/..."
	faults  = "./faults/..."
	rights  = "^TestRights"
)

func parts(quick, long bool) []part {
	lint := part{"lint", 4 * time.Minute, []step{
		command("gofmt", gofmt),
		command("go vet", tool("go", "vet", "./...")),
		command("staticcheck", tool("go", "tool", "staticcheck", "./...")),
		tests("./internal/arch/..."),
	}}
	if quick {
		return []part{lint, {"quick tests", 3 * time.Minute, []step{tests(except("./...", stories, faults, "./internal/arch/..."), "-short", "-skip", rights)}}}
	}
	all := []part{
		lint,
		{"units and use cases, both databases", 12 * time.Minute, []step{tests(except("./...", stories, faults, "./internal/arch/..."), "-timeout", "5m", "-skip", rights)}},
		{"rights", 6 * time.Minute, []step{tests("./internal/app/...", "-run", rights)}},
		{"browser", 15 * time.Minute, []step{tests(stories, "-timeout", "20m")}},
		{"faults", 8 * time.Minute, []step{tests(faults)}},
	}
	if long {
		all[3] = part{"browser, every combination", 2 * time.Hour, []step{tests(stories, "-timeout", "2h", "-args", "-all")}}
		all = append(all, part{"race detector", 2 * time.Hour, []step{tests(except("./...", stories, faults), "-race", "-timeout", "1h")}})
	}
	return all
}
