package arch

import (
	"go/ast"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const (
	fileLines     = 400
	functionLines = 60
	packageLines  = 5000
)

func TestFilesAndFunctionsAreShort(t *testing.T) {
	t.Parallel()
	packages := map[string]int{}
	for _, s := range code(t) {
		packages[s.dir] += s.lines
		if s.lines > fileLines {
			t.Errorf("%s has %d lines; split it by noun or verb so that no file has more than %d.", s.path, s.lines, fileLines)
		}
		for _, d := range s.file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && s.length(f) > functionLines {
				t.Errorf("%s: %s has %d lines; name its steps so that no function has more than %d.", s.at(f), f.Name.Name, s.length(f), functionLines)
			}
		}
	}
	for dir, n := range packages {
		if n > packageLines {
			t.Errorf("Package %s has %d lines; a package has at most %d.", dir, n, packageLines)
		}
	}
}

func TestTemplatesAreShort(t *testing.T) {
	t.Parallel()
	lines := map[string]int{}
	templates(t, func(path string, line int, _ string) { lines[path] = line })
	for path, n := range lines {
		if n > fileLines {
			t.Errorf("%s has %d lines; split it so that no template file has more than %d.", path, n, fileLines)
		}
	}
}

// A package is called by what it provides.
func TestNoPackageIsADrawer(t *testing.T) {
	t.Parallel()
	for _, s := range code(t) {
		if slices.Contains([]string{"util", "utils", "common", "helper", "helpers", "misc", "shared", "types"}, filepath.Base(s.dir)) {
			t.Errorf("%s: name the package by what it provides.", s.path)
		}
	}
}

// Migrations are numbered without a gap, so that two people cannot add the same number unseen.
func TestMigrationsAreNumbered(t *testing.T) {
	t.Parallel()
	for _, pattern := range []string{"internal/*/migrations", "internal/platform/*/migrations"} {
		dirs, _ := filepath.Glob(filepath.Join(root, pattern)) // the pattern is well formed
		for _, dir := range dirs {
			files, err := os.ReadDir(dir)
			if err != nil {
				t.Fatal(err)
			}
			numbers := map[string]bool{}
			for _, f := range files {
				number, _, _ := strings.Cut(f.Name(), "_")
				numbers[number] = true
			}
			for n := 1; n <= len(numbers); n++ {
				if want := "000" + itoa(n); !numbers[want[len(want)-4:]] {
					t.Errorf("%s: there is no migration %s; number them without a gap.", dir, want[len(want)-4:])
				}
			}
		}
	}
}
