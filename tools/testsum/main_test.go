package main

import (
	"strings"
	"testing"
)

func TestEventsAreCounted(t *testing.T) {
	t.Parallel()
	events := []event{
		{Action: "output", Package: "hearth/a", Test: "TestOne", Output: "fine\n"},
		{Action: "pass", Package: "hearth/a", Test: "TestOne"},
		{Action: "pass", Package: "hearth/a"},
		{Action: "skip", Package: "hearth/b", Test: "TestTwo"},
		{Action: "fail", Package: "hearth/c", Test: "TestThree"},
		{Action: "fail", Package: "hearth/c"}, // follows from TestThree
		{Action: "build-output", ImportPath: "hearth/d", Output: "undefined: x\n"},
		{Action: "fail", Package: "hearth/d", FailedBuild: "hearth/d"},
	}
	got := tally{output: map[string]*strings.Builder{}, broken: map[string]bool{}}
	for _, e := range events {
		got.take(e)
	}
	if want := "1 passed, 2 failed, 1 skipped"; got.String() != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if len(got.output) != 0 {
		t.Errorf("output kept: %v", got.output)
	}
}

func TestPackagesAreLeftOutWithThoseBelow(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]bool{"hearth/stories": true, "hearth/stories/kit": true, "hearth/storiesx": false, "hearth/internal/app": false} {
		if got := within(path, "./stories/..."); got != want {
			t.Errorf("%s: got %v, want %v", path, got, want)
		}
	}
}
