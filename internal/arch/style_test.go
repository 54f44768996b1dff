package arch

import (
	"go/ast"
	"go/token"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func itoa(n int) string { return strconv.Itoa(n) }

func TestNothingHappensAtImport(t *testing.T) {
	t.Parallel()
	for _, s := range code(t) {
		for _, d := range s.file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
				t.Errorf("%s: there is no init() here; let package app call what has to happen at the start.", s.at(f))
			}
		}
	}
}

// inline is what the content security policy of every page forbids.
var inline = regexp.MustCompile(`(?i)\s(style|on[a-z]+)\s*=|<style|<script[^>]*>\s*[^\s<]|javascript:`)

func TestTemplatesHoldNoInlineScriptOrStyle(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{`<p style="x">`, `<p onclick="x">`, `<script>x</script>`, `<a href="javascript:x">`} {
		if !inline.MatchString(bad) {
			t.Errorf("%s passes", bad)
		}
	}
	templates(t, func(path string, line int, text string) {
		if found := inline.FindString(text); found != "" {
			t.Errorf("%s:%d: %q is forbidden by the content security policy; use a class or a data attribute.", path, line, strings.TrimSpace(found))
		}
	})
}

func TestNoTimeGoesToTheDriverAsItIs(t *testing.T) {
	t.Parallel()
	for _, s := range code(t) {
		ast.Inspect(s.file, func(n ast.Node) bool {
			if e, ok := n.(*ast.SelectorExpr); ok && e.Sel.Name == "NullTime" {
				t.Errorf("%s: use store.Time; its zero value is NULL.", s.at(e))
			}
			return true
		})
	}
}

func TestExportedNamesAreDescribed(t *testing.T) {
	t.Parallel()
	described := map[string]bool{}
	for _, s := range code(t) {
		described[s.dir] = described[s.dir] || s.file.Doc != nil
		if strings.HasPrefix(s.dir, "internal/") {
			s.undescribed(func(n ast.Node, name string) {
				t.Errorf("%s: %s is exported; say in a sentence what it promises.", s.at(n), name)
			})
		}
	}
	for dir, ok := range described {
		if !ok {
			t.Errorf("Package %s has no comment; say what it is for, in doc.go or above its main file.", dir)
		}
	}
}

func (s source) undescribed(report func(n ast.Node, name string)) {
	for _, d := range s.file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Name.IsExported() && d.Doc == nil && reachable(d) {
				report(d, d.Name.Name)
			}
		case *ast.GenDecl:
			if d.Tok == token.IMPORT || d.Doc != nil {
				continue
			}
			for _, spec := range d.Specs {
				name, documented := specName(spec)
				if ast.IsExported(name) && !documented {
					report(spec, name)
				}
			}
		}
	}
}

// reachable reports whether the function, or the type it is a method of, can be named outside its package.
func reachable(f *ast.FuncDecl) bool {
	if f.Recv == nil {
		return true
	}
	on := f.Recv.List[0].Type
	if star, ok := on.(*ast.StarExpr); ok {
		on = star.X
	}
	if generic, ok := on.(*ast.IndexExpr); ok {
		on = generic.X
	}
	name, ok := on.(*ast.Ident)
	return ok && name.IsExported()
}

func specName(spec ast.Spec) (name string, documented bool) {
	switch x := spec.(type) {
	case *ast.TypeSpec:
		return x.Name.Name, x.Doc != nil || x.Comment != nil
	case *ast.ValueSpec:
		return x.Names[0].Name, x.Doc != nil || x.Comment != nil
	}
	return "", true
}
