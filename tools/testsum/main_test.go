package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
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
		{Action: "output", Package: "hearth/e", Test: "TestFour", Output: "fatal error\n"},
		{Action: "fail", Package: "hearth/e"}, // its process ended amid TestFour
		{Action: "build-output", ImportPath: "hearth/d", Output: "undefined: x\n"},
		{Action: "fail", Package: "hearth/d", FailedBuild: "hearth/d"},
	}
	got := tally{output: map[string]*strings.Builder{}, broken: map[string]bool{}}
	for _, e := range events {
		got.take(e)
	}
	if want := "1 passed, 3 failed, 1 skipped"; got.String() != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if len(got.output) != 0 {
		t.Errorf("output kept: %v", got.output)
	}
}

func TestWhatATestShowsIsFound(t *testing.T) {
	t.Parallel()
	got := wants("=== RUN   TestOne\n    a_test.go:1: shown: 3 routes of 3\n    a_test.go:2: seed 4, not shown: x\n    a_test.go:9: shown: 2 kills\n--- PASS: TestOne\n")
	if !slices.Equal(got, []string{"3 routes of 3", "2 kills"}) {
		t.Errorf("got %q", got)
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

func TestFuzzTargetsAreFound(t *testing.T) {
	t.Parallel()
	got := targets("FuzzOne\nFuzzTwo\nok  \thearth/a\t0.1s\n?   \thearth/b\t[no test files]\nok  \thearth/c\t0.2s\nFuzzThree\nok  \thearth/d\t0.1s\n")
	want := []target{{"hearth/a", "FuzzOne"}, {"hearth/a", "FuzzTwo"}, {"hearth/d", "FuzzThree"}}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if n := tried("fuzz: elapsed: 0s, execs: 12 (4/sec)\nfuzz: elapsed: 3s, execs: 4711 (9/sec)\nPASS\n"); n != 4711 {
		t.Errorf("got %d executions, want 4711", n)
	}
}

// The long run asks for the whole counts, but of the race detector, and fuzzes; the short one does neither.
func TestTheLongRunIsWhole(t *testing.T) {
	t.Parallel()
	whole := map[string]bool{}
	for _, p := range parts(false, true) {
		whole[p.name] = p.full
	}
	for name, want := range map[string]bool{"units and use cases, whole counts": true, "mails, whole counts": true, "crawl, whole counts": true, "rights, whole counts": true, "browser, every combination": true,
		"faults, whole counts": true, "fuzzing": true, "race detector": false} {
		if got, there := whole[name]; !there || got != want {
			t.Errorf("%s: got %v (there: %v), want %v", name, got, there, want)
		}
	}
	for _, p := range parts(false, false) {
		if p.full {
			t.Errorf("%s asks for the whole counts in the short run", p.name)
		}
	}
}

// A machine half as fast gets twice the time, and says so; a faster one gets no less.
func TestBudgetsFollowTheMachine(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		took, speed time.Duration
		want        string
		failed      bool
	}{
		{90 * time.Second, reference, "lint                                      90 s of  100 s   ok", false},
		{90 * time.Second, reference / 3, "lint                                      90 s of  100 s   ok", false},
		{101 * time.Second, reference, "lint                                     101 s of  100 s   ok   OVER ITS BUDGET", true},
		{190 * time.Second, 2 * reference, "lint                                     190 s of  200 s   ok   on a machine 2.0 times as slow", false},
		{301 * time.Second, 8 * reference, "lint                                     301 s of  300 s   ok   on a machine 3.0 times as slow   OVER ITS BUDGET", true},
		{201 * time.Second, 2 * reference, "lint                                     201 s of  200 s   ok   on a machine 2.0 times as slow   OVER ITS BUDGET", true},
	} {
		r := &run{strict: true}
		if got := r.report("lint", 100*time.Second, c.took, c.speed, "ok"); got != c.want || r.failed != c.failed {
			t.Errorf("%v at %v: got %q, failed %v", c.took, c.speed, got, r.failed)
		}
	}
	if work := pace(); work < reference/50 {
		t.Errorf("the work takes %v: it is none", work)
	}
}

// What the part of the rights runs by name is left out of the others: a test of that name elsewhere would run nowhere.
func TestNoTestIsLeftOutByItsName(t *testing.T) {
	t.Parallel()
	left := regexp.MustCompile(`(?m)^func (` + strings.TrimPrefix(rights, "^") + `\w*)\(t \*testing`)
	inPart := 0
	err := filepath.WalkDir(filepath.Join("..", ".."), func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == "node_modules":
			return fs.SkipDir
		case !strings.HasSuffix(path, "_test.go"):
			return nil
		}
		text, err := os.ReadFile(path)
		for _, found := range left.FindAllStringSubmatch(string(text), -1) {
			if inPart++; !strings.HasPrefix(path, filepath.Join("..", "..", "internal", "app")) {
				t.Errorf("%s: %s is run by no part: call it otherwise", path, found[1])
			}
		}
		return err
	})
	if err != nil || inPart < 5 {
		t.Errorf("%d tests of the part found, %v", inPart, err)
	}
}
