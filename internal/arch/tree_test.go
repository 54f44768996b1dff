package arch

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

const (
	root     = "../.."
	internal = "hearth/internal/"
)

// source is a Go file of the product. Generated files are not read: their templates are.
type source struct {
	path  string // from the root of the tree: "internal/desk/case.go"
	dir   string // "internal/desk"
	test  bool
	lines int
	file  *ast.File
	set   *token.FileSet
}

// module returns the first part of the path below internal, "desk", or "".
func (s source) module() string {
	below, ok := strings.CutPrefix(s.dir, "internal/")
	if !ok {
		return ""
	}
	name, _, _ := strings.Cut(below, "/")
	return name
}

// web returns the module whose web s belongs to, or "".
func (s source) web() string {
	for part := range strings.SplitSeq(s.dir, "/") {
		if m, ok := strings.CutSuffix(part, "web"); ok && m != "" {
			return m
		}
	}
	return ""
}

// at says where n is.
func (s source) at(n ast.Node) string {
	p := s.set.Position(n.Pos())
	return s.path + ":" + itoa(p.Line)
}

// length is the number of lines of n.
func (s source) length(n ast.Node) int {
	return s.set.Position(n.End()).Line - s.set.Position(n.Pos()).Line + 1
}

var read = sync.OnceValues(func() ([]source, error) {
	var all []source
	for _, top := range []string{"cmd", "internal", "tools", "stories", "faults", "hostile"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(path string, d fs.DirEntry, err error) error {
			if os.IsNotExist(err) {
				return nil
			}
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_templ.go") {
				return err
			}
			s, err := parse(path)
			all = append(all, s)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return all, nil
})

func parse(path string) (source, error) {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, nil, parser.ParseComments)
	if err != nil {
		return source{}, err
	}
	short, err := filepath.Rel(root, path)
	if err != nil {
		return source{}, err
	}
	return source{
		path: short, dir: filepath.Dir(short), test: strings.HasSuffix(path, "_test.go"),
		lines: set.Position(file.FileEnd).Line, file: file, set: set,
	}, nil
}

// sources returns the Go files of the tree. It fails when there are suspiciously few: then the tests would prove nothing.
func sources(t *testing.T) []source {
	t.Helper()
	all, err := read()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 50 {
		t.Fatalf("only %d Go files found below %s: has the tree moved?", len(all), root)
	}
	return all
}

// code returns the files that are no tests.
func code(t *testing.T) []source {
	t.Helper()
	var some []source
	for _, s := range sources(t) {
		if !s.test {
			some = append(some, s)
		}
	}
	return some
}

// templates calls f for each line of each template.
func templates(t *testing.T, f func(path string, line int, text string)) {
	t.Helper()
	n := 0
	err := filepath.WalkDir(filepath.Join(root, "internal"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".templ") {
			return err
		}
		body, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		n++
		short, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		line := 0
		for text := range strings.Lines(string(body)) {
			line++
			f(short, line, text)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if n == 0 {
		t.Fatal("no template found: has the tree moved?")
	}
}
