// Command testsum runs the parts of the test suite one after the other, says how long each took and holds it against its
// budget, prints the output of tests that failed, and ends with one line: how many passed, failed and were skipped.
//
// Before each part and after it the speed of the machine is measured; on one that is slower than that of the budgets they are longer by as much, and the line of the part says so.
//
// HEARTH_SKIP=postgres,chromium,mta leaves out what needs those programs, and the last line counts what was left out. With CI=true
// nothing may be skipped: a skipped test is a failure.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"regexp"
	"strings"
	"syscall"
	"time"

	"hearth/internal/platform/store/dbtest"
)

func main() {
	began := flag.Int64("began", time.Now().Unix(), "when the run began, in seconds since 1970")
	quick := flag.Bool("quick", false, "format, vet, staticcheck, architecture and quick tests on SQLite only")
	long := flag.Bool("long", false, "whole counts, all combinations of the browser tests, every fuzz target and the race detector")
	only := flag.String("part", "", "a regular expression: the parts of that name alone")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	r := &run{began: time.Unix(*began, 0), ci: os.Getenv("CI") == "true", strict: !*quick}
	var err error
	if r.only, err = regexp.Compile(*only); err != nil {
		fmt.Fprintln(os.Stderr, "hearth: -part:", err)
		os.Exit(2)
	}
	ok, err := r.all(ctx, *quick, *long)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "hearth:", err)
	}
	if err != nil || !ok {
		os.Exit(1)
	}
}

// run is one run of the suite.
type run struct {
	began  time.Time
	ci     bool
	strict bool // a part over its budget fails
	only   *regexp.Regexp
	left   []string // the names of parts that were left out
	total  count
	failed bool
	pace   time.Duration // the last sample of the machine's speed
}

func (r *run) all(ctx context.Context, quick, long bool) (bool, error) {
	if skip := os.Getenv("HEARTH_SKIP"); r.ci && skip != "" {
		return false, fmt.Errorf("HEARTH_SKIP=%s is set, but with CI=true nothing may be skipped", skip)
	}
	if !quick {
		took := time.Since(r.began)
		r.pace = pace()
		fmt.Println(r.report("install and build", 6*time.Minute, took, r.pace, ""))
	}
	stop, err := r.cluster(quick)
	if err != nil {
		return false, err
	}
	defer stop()
	for _, p := range parts(quick, long) {
		if !r.only.MatchString(p.name) {
			r.left = append(r.left, p.name)
			continue
		}
		if err := r.part(ctx, p); err != nil {
			return false, fmt.Errorf("%s: %w", p.name, err)
		}
	}
	r.close()
	return !r.failed, nil
}

// cluster starts the one PostgreSQL cluster of the run, which every test binary finds by HEARTH_TEST_POSTGRES.
func (r *run) cluster(quick bool) (stop func(), err error) {
	nothing := func() {}
	if quick {
		return nothing, os.Setenv("HEARTH_SKIP", "postgres,chromium,mta")
	}
	if dbtest.Skips("postgres") || os.Getenv("HEARTH_TEST_POSTGRES") != "" {
		return nothing, nil
	}
	c, err := dbtest.StartCluster()
	if err != nil {
		return nothing, err
	}
	stop = func() {
		if err := c.Stop(); err != nil {
			fmt.Fprintln(os.Stderr, "hearth: stop PostgreSQL:", err)
		}
	}
	return stop, os.Setenv("HEARTH_TEST_POSTGRES", c.Dir())
}

// part runs one part and reports it.
func (r *run) part(ctx context.Context, p part) error {
	start := time.Now()
	for name, set := range map[string]bool{"HEARTH_LONG": p.full, "HEARTH_TEST_REFUSE": p.refused} {
		if err := os.Setenv(name, map[bool]string{true: "1"}[set]); err != nil {
			return err
		}
	}
	var sum count
	for _, s := range p.steps {
		c, err := s(ctx)
		if err != nil {
			return err
		}
		sum.add(c)
	}
	r.total.add(sum)
	r.failed = r.failed || sum.failed > 0
	took := time.Since(start)
	before := r.pace
	if r.strict {
		r.pace = pace()
	}
	fmt.Println(r.report(p.name, p.budget, took, max(before, r.pace), sum.String()))
	return ctx.Err()
}

// report returns the line of a part, with the budget as long as it is on a machine of that speed. A part that took longer fails the run.
func (r *run) report(name string, budget, took, speed time.Duration, sum string) string {
	slower := slowness(speed)
	budget = time.Duration(float64(budget) * slower)
	line := fmt.Sprintf("%-38s %5.0f s of %4.0f s", name, took.Seconds(), budget.Seconds())
	if sum != "" {
		line += "   " + sum
	}
	if slower >= 1.1 {
		line += fmt.Sprintf("   on a machine %.1f times as slow", slower)
	}
	if r.strict && took > budget {
		r.failed = true
		line += "   OVER ITS BUDGET"
	}
	return line
}

// close prints the closing line.
func (r *run) close() {
	if r.ci && len(r.total.skipped) > 0 {
		r.failed = true
		fmt.Println("With CI=true nothing may be skipped, but these tests were:")
		fmt.Println("  " + strings.Join(r.total.skipped, "\n  "))
	}
	took := time.Since(r.began).Round(time.Second)
	line := fmt.Sprintf("hearth: %s in %d min %d s", r.total.String(), int(took.Minutes()), int(took.Seconds())%60)
	if skip := os.Getenv("HEARTH_SKIP"); skip != "" {
		line += " (left out by name: " + skip + ")"
	}
	if len(r.left) > 0 {
		line += " (without " + strings.Join(r.left, "; ") + ")"
	}
	if r.failed && r.total.failed == 0 {
		line += " – failed, see above"
	}
	fmt.Println(line)
}
