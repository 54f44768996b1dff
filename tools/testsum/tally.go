package main

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// slow is from how many seconds on a package is named when it is done: those that a budget goes to, and a sign of life in a long run.
const slow = 60

// shown begins what a test that passed wants to be read: what it looked at.
var shown = regexp.MustCompile(`\.go:\d+: shown: (.*)`)

// tally follows a run of `go test -json`.
type tally struct {
	count
	output map[string]*strings.Builder
	broken map[string]bool // packages in which a test has failed: their own failure adds nothing
}

func (t *tally) take(e event) {
	id := e.Package + " " + e.Test
	if e.ImportPath != "" { // of the build
		id = "build " + e.ImportPath
	}
	switch e.Action {
	case "output", "build-output":
		if t.output[id] == nil {
			t.output[id] = &strings.Builder{}
		}
		t.output[id].WriteString(e.Output)
	case "pass":
		if e.Test != "" {
			t.passed++
		} else if e.Elapsed >= slow {
			fmt.Printf("  %-36s %5.0f s\n", strings.TrimPrefix(e.Package, "hearth/"), e.Elapsed)
		}
		if text := t.output[id]; text != nil {
			for _, what := range wants(text.String()) {
				fmt.Printf("  %s: %s\n", strings.TrimPrefix(e.Package, "hearth/"), what)
			}
		}
		delete(t.output, id)
	case "skip":
		if e.Test != "" {
			t.skipped = append(t.skipped, strings.TrimPrefix(e.Package, "hearth/")+" "+e.Test)
		}
		delete(t.output, id)
	case "fail":
		t.fail(e, id)
	}
}

func (t *tally) fail(e event, id string) {
	switch {
	case e.Test != "":
		t.broken[e.Package] = true
		t.failed++
	case t.broken[e.Package]:
		delete(t.output, id)
		return
	default: // the package itself: it did not build, or ended early
		t.failed++
	}
	fmt.Println("FAIL " + strings.TrimPrefix(id, "hearth/"))
	if e.FailedBuild != "" {
		t.print("build " + e.FailedBuild)
	}
	t.print(id)
	if e.Test == "" && e.ImportPath == "" { // what ran when it ended says why
		for _, other := range slices.Sorted(maps.Keys(t.output)) {
			if strings.HasPrefix(other, e.Package+" ") {
				fmt.Println("  amid " + strings.TrimPrefix(other, e.Package+" "))
				t.print(other)
			}
		}
	}
}

// wants are the lines of a test's output that it wants to be read.
func wants(output string) (all []string) {
	for line := range strings.Lines(output) {
		if m := shown.FindStringSubmatch(line); m != nil {
			all = append(all, strings.TrimSpace(m[1]))
		}
	}
	return all
}

func (t *tally) print(id string) {
	if text := t.output[id]; text != nil {
		fmt.Print(indent(text.String()))
	}
	delete(t.output, id)
}

func indent(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		if !strings.HasPrefix(line, "=== ") { // that a test began, waited or went on says nothing about why it failed
			b.WriteString("    " + line)
		}
	}
	return b.String()
}
