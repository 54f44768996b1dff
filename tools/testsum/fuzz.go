package main

import (
	"context"
	"fmt"
	"os/exec"
	"regexp"
	"strings"
	"time"
)

// fuzzTime is how long each target is fuzzed; its seeds are ordinary tests of the other parts.
const fuzzTime = 20 * time.Second

// target is one fuzz function.
type target struct{ pkg, name string }

// fuzz is a step that fuzzes every target of a pattern of packages, each for a time, and prints how many there were and how often they ran. No target at
// all is a failure: the part would prove nothing.
func fuzz(pattern string, each time.Duration) step {
	return func(ctx context.Context) (count, error) {
		listed, err := exec.CommandContext(ctx, "go", "test", "-list", "^Fuzz", pattern).CombinedOutput()
		if err != nil {
			fmt.Printf("FAIL fuzz targets\n%s", indent(string(listed)))
			return count{failed: 1}, ctx.Err()
		}
		all := targets(string(listed))
		var sum count
		var runs int64
		for _, t := range all {
			n, err := t.fuzz(ctx, each)
			if ctx.Err() != nil {
				return sum, ctx.Err()
			}
			if err != nil {
				fmt.Printf("FAIL %s %s\n%s", strings.TrimPrefix(t.pkg, "hearth/"), t.name, indent(err.Error()+"\n"))
				sum.failed++
				continue
			}
			runs += n
			sum.passed++
		}
		fmt.Printf("fuzzed %d targets for %s each, %d executions\n", len(all), each, runs)
		if len(all) == 0 {
			sum.failed++
		}
		return sum, nil
	}
}

// targets reads what `go test -list` prints: the names of a package's functions, then a line with the package.
func targets(listed string) []target {
	var all []target
	var names []string
	for line := range strings.Lines(listed) {
		words := strings.Fields(line)
		switch {
		case len(words) == 1 && strings.HasPrefix(words[0], "Fuzz"):
			names = append(names, words[0])
		case len(words) > 1 && words[0] == "ok":
			for _, name := range names {
				all = append(all, target{words[1], name})
			}
			names = nil
		}
	}
	return all
}

var executions = regexp.MustCompile(`execs: (\d+)`)

// fuzz runs one target and returns how many inputs it tried. A target that tried none has not been fuzzed.
func (t target) fuzz(ctx context.Context, each time.Duration) (int64, error) {
	out, err := exec.CommandContext(ctx, "go", "test", "-run", "^$", "-fuzz", "^"+t.name+"$", "-fuzztime", each.String(), t.pkg).CombinedOutput()
	if err != nil && !outOfTime(string(out)) {
		return 0, fmt.Errorf("%s%w", out, err)
	}
	n := tried(string(out))
	if n == 0 {
		return 0, fmt.Errorf("%sno input was tried", out)
	}
	return n, nil
}

// outOfTime reports whether a target failed for nothing but the end of its time: up to Go 1.26 the fuzzer now and then takes its own deadline for a failure
// (https://go.dev/issue/75804). An input that fails is written to a file, and the output says so.
func outOfTime(out string) bool {
	_, failure, failed := strings.Cut(out, "--- FAIL: ")
	_, failure, _ = strings.Cut(failure, "\n")
	return failed && strings.HasPrefix(failure, "    context deadline exceeded\nFAIL\n") && !strings.Contains(out, "Failing input written")
}

// tried is the last number of executions that the fuzzer reports.
func tried(out string) (n int64) {
	for _, m := range executions.FindAllStringSubmatch(out, -1) {
		_, _ = fmt.Sscan(m[1], &n) // the expression lets digits through only; what overflows stays as it was
	}
	return n
}
