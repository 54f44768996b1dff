package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// count is how tests ended.
type count struct {
	passed, failed int
	skipped        []string
}

func (c *count) add(d count) {
	c.passed += d.passed
	c.failed += d.failed
	c.skipped = append(c.skipped, d.skipped...)
}

// String reads "812 passed, 0 failed, 0 skipped".
func (c count) String() string {
	return fmt.Sprintf("%d passed, %d failed, %d skipped", c.passed, c.failed, len(c.skipped))
}

// command is a step that counts as one test: it passes when run finds nothing to say.
func command(name string, run func(ctx context.Context) (findings string, err error)) step {
	return func(ctx context.Context) (count, error) {
		findings, err := run(ctx)
		if err != nil {
			return count{}, err
		}
		if findings == "" {
			return count{passed: 1}, nil
		}
		fmt.Printf("FAIL %s\n%s\n", name, findings)
		return count{failed: 1}, nil
	}
}

// tool runs a program whose output, when it fails, is what it found.
func tool(name string, args ...string) func(context.Context) (string, error) {
	return func(ctx context.Context) (string, error) {
		out, err := exec.CommandContext(ctx, name, args...).CombinedOutput()
		if err == nil {
			return "", nil
		}
		return strings.TrimSpace(string(out) + "\n" + err.Error()), ctx.Err()
	}
}

// gofmt lists files that are not formatted; generated templates are not ours.
func gofmt(ctx context.Context) (string, error) {
	out, err := exec.CommandContext(ctx, "git", "ls-files", "-co", "--exclude-standard", "*.go").Output()
	if err != nil { // not in a git tree: look at everything
		out, err = exec.CommandContext(ctx, "find", "cmd", "internal", "tools", "stories", "faults", "hostile", "-name", "*.go", "!", "-name", "*_templ.go").Output()
	}
	if err != nil {
		return "", fmt.Errorf("list Go files: %w", err)
	}
	var files []string
	for _, f := range strings.Fields(string(out)) {
		if _, err := os.Stat(f); err == nil {
			files = append(files, f)
		}
	}
	found, err := exec.CommandContext(ctx, "gofmt", append([]string{"-l"}, files...)...).CombinedOutput()
	return strings.TrimSpace(string(found)), err
}

// selection is what a step tests: a pattern of packages less others.
type selection func(ctx context.Context) ([]string, error)

// except returns the packages of all but those of any pattern in but.
func except(all string, but ...string) selection {
	return func(ctx context.Context) ([]string, error) {
		packages, err := list(ctx, all)
		if err != nil {
			return nil, err
		}
		var left []string
		for _, p := range packages {
			if !slices.ContainsFunc(but, func(b string) bool { return within(p, b) }) {
				left = append(left, p)
			}
		}
		return left, nil
	}
}

// within reports whether the import path is matched by a pattern such as "./stories/...".
func within(path, pattern string) bool {
	dir := "hearth/" + strings.TrimSuffix(strings.TrimPrefix(pattern, "./"), "/...")
	return path == dir || strings.HasPrefix(path, dir+"/")
}

func list(ctx context.Context, pattern string) ([]string, error) {
	out, err := exec.CommandContext(ctx, "go", "list", pattern).Output()
	if err != nil {
		return nil, fmt.Errorf("go list %s: %w", pattern, err)
	}
	if len(out) == 0 { // a part must not vanish without a word
		return nil, fmt.Errorf("no package matches %s", pattern)
	}
	return strings.Fields(string(out)), nil
}

// tests is a step that runs `go test` on a pattern or a selection of packages. What follows -args is passed to the tests.
func tests[P string | selection](which P, args ...string) step {
	return again(which, append([]string{"-count=1"}, args...)...)
}

// again is tests that also takes what was seen to pass before and has not changed since.
func again[P string | selection](which P, args ...string) step {
	return func(ctx context.Context) (count, error) {
		packages, err := resolve(ctx, which)
		if err != nil { // the other parts still have something to say
			fmt.Println("FAIL", err)
			return count{failed: 1}, ctx.Err()
		}
		before, after := args, []string(nil)
		if i := slices.Index(args, "-args"); i >= 0 {
			before, after = args[:i], args[i:]
		}
		line := slices.Concat([]string{"test", "-json"}, before, packages, after)
		return goTest(ctx, line)
	}
}

func resolve(ctx context.Context, which any) ([]string, error) {
	switch w := which.(type) {
	case selection:
		return w(ctx)
	case string:
		return list(ctx, w)
	}
	return nil, fmt.Errorf("no packages in a %T", which)
}

// event is one line of `go test -json`.
type event struct {
	Action, Package, Test, Output, ImportPath string
	FailedBuild                               string
	Elapsed                                   float64 // seconds
}

func goTest(ctx context.Context, args []string) (count, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	out, err := cmd.StdoutPipe()
	if err != nil {
		return count{}, err
	}
	if err := cmd.Start(); err != nil {
		return count{}, err
	}
	t := tally{output: map[string]*strings.Builder{}, broken: map[string]bool{}}
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var e event
		if json.Unmarshal(lines.Bytes(), &e) != nil {
			fmt.Println(lines.Text())
			continue
		}
		t.take(e)
	}
	err = cmd.Wait()
	if ctx.Err() != nil {
		return t.count, ctx.Err()
	}
	if err != nil && t.failed == 0 {
		t.failed++
		fmt.Printf("FAIL go %s: %v\n%s\n", strings.Join(args, " "), err, complaints.String())
	}
	return t.count, nil
}
