package arch

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// asking are the beginnings of the names of functions that ask authz: for an action on its own, for a list, and for one thing that
// is stored.
var asking = []string{"may", "May", "sees", "Counting"}

// writing are the calls that change something; none may come before the asking.
var writing = []string{"Exec", "Publish", "Enqueue", "Later", "Put", "Keep", "Record", "Delete"}

// Every use case asks authz before it changes anything, and asks at all. A use case is an exported method of a module that takes an
// actor; the functions of its own package that it calls are followed.
func TestUseCasesAskFirst(t *testing.T) {
	t.Parallel()
	byName := functions(t)
	n := 0
	for _, s := range code(t) {
		if _, module := modules[s.module()]; !module || s.web() != "" || slices.Contains(pages, s.module()) {
			continue
		}
		for _, d := range s.file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Recv == nil || !f.Name.IsExported() || !takesActor(f) {
				continue
			}
			n++
			w := walk{byName: byName, dir: s.dir, seen: map[*ast.FuncDecl]bool{}}
			switch w.follow(f.Body); {
			case w.wrote != "":
				t.Errorf("%s: %s calls %s before it asks whether the actor may.", s.at(f), f.Name.Name, w.wrote)
			case !w.asked:
				t.Errorf("%s: %s never asks whether the actor may.", s.at(f), f.Name.Name)
			}
		}
	}
	if n == 0 {
		t.Error("No use case found: has the shape changed?")
	}
}

// functions returns the functions and methods of each package by "directory name".
func functions(t *testing.T) map[string][]*ast.FuncDecl {
	all := map[string][]*ast.FuncDecl{}
	for _, s := range code(t) {
		for _, d := range s.file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
				all[s.dir+" "+f.Name.Name] = append(all[s.dir+" "+f.Name.Name], f)
			}
		}
	}
	return all
}

// walk follows a use case in the order of its text until it asks or writes.
type walk struct {
	byName map[string][]*ast.FuncDecl
	dir    string
	seen   map[*ast.FuncDecl]bool
	asked  bool
	wrote  string
}

func (w *walk) follow(body *ast.BlockStmt) {
	ast.Inspect(body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || w.asked || w.wrote != "" {
			return !w.asked && w.wrote == ""
		}
		name := calledName(call)
		switch {
		case slices.ContainsFunc(asking, func(p string) bool { return strings.HasPrefix(name, p) }):
			w.asked = true
		case slices.Contains(writing, name):
			w.wrote = name
		case handsOn(call) && w.byName[w.dir+" "+name] == nil:
			w.asked = true // a use case of another module, which asks itself
		default:
			for _, f := range w.byName[w.dir+" "+name] {
				if !w.seen[f] {
					w.seen[f] = true
					w.follow(f.Body)
				}
			}
		}
		return true
	})
}

// handsOn reports whether the call passes the actor on as it is.
func handsOn(call *ast.CallExpr) bool {
	return slices.ContainsFunc(call.Args, func(a ast.Expr) bool {
		id, ok := a.(*ast.Ident)
		return ok && id.Name == "by"
	})
}

func calledName(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.SelectorExpr:
		return f.Sel.Name
	case *ast.Ident:
		return f.Name
	case *ast.IndexExpr:
		return calledName(&ast.CallExpr{Fun: f.X})
	}
	return ""
}

func takesActor(f *ast.FuncDecl) bool {
	return slices.ContainsFunc(f.Type.Params.List, func(p *ast.Field) bool {
		e, ok := p.Type.(*ast.SelectorExpr)
		return ok && e.Sel.Name == "Actor"
	})
}

// Inside a transaction the DB itself must not be touched: the read would miss the transaction's own writes, and on SQLite a second
// writer would wait for ever.
func TestNoDBInsideTransactions(t *testing.T) {
	t.Parallel()
	for _, s := range code(t) {
		ast.Inspect(s.file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || calledName(call) != "Tx" || len(call.Args) == 0 {
				return true
			}
			ast.Inspect(call.Args[len(call.Args)-1], func(n ast.Node) bool {
				if e, ok := n.(*ast.SelectorExpr); ok && e.Sel.Name == "db" {
					t.Errorf("%s uses the database inside a transaction; use tx.", s.at(e))
				}
				return true
			})
			return true
		})
	}
}

var named = regexp.MustCompile(`\b(?:FROM|JOIN|INTO|UPDATE|TABLE|EXISTS)\s+([a-z]+)_[a-z_]+`)

// A module's SQL names only its own tables, whose names begin with the module's. What another module's tables have to say comes as a
// store.Where that their owner exports.
func TestModulesNameTheirOwnTablesOnly(t *testing.T) {
	t.Parallel()
	n := 0
	for _, s := range code(t) {
		if _, module := modules[s.module()]; !module {
			continue
		}
		ast.Inspect(s.file, func(node ast.Node) bool {
			lit, ok := node.(*ast.BasicLit)
			if !ok {
				return true
			}
			text, err := strconv.Unquote(lit.Value)
			if err != nil {
				return true
			}
			for _, m := range named.FindAllStringSubmatch(text, -1) {
				n++
				if m[1] != s.module() {
					t.Errorf("%s: %q is a table of %s; ask that module for a condition or a function.", s.at(lit), m[0], m[1])
				}
			}
			return true
		})
	}
	if n == 0 {
		t.Error("No SQL found: has the shape changed?")
	}
}

// A check that finds nothing proves nothing: these must be told apart.
func TestTheOrderOfAskingIsSeen(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]walk{
		`s.may(by); tx.Exec(x)`:                        {asked: true},
		`s.db.Tx(func() { tx.Exec(x); s.may(by) })`:    {wrote: "Exec"},
		`s.desk.ForRating(ctx, by, x); tx.Exec(x)`:     {asked: true},
		`if err := look(x); err != nil { return err }`: {},
	} {
		file, err := parser.ParseFile(token.NewFileSet(), "", "package p\nfunc f() { "+text+" }", 0)
		if err != nil {
			t.Fatal(err)
		}
		var got walk
		got.follow(file.Decls[0].(*ast.FuncDecl).Body)
		if got.asked != want.asked || got.wrote != want.wrote {
			t.Errorf("%s: got asked=%v wrote=%q, want asked=%v wrote=%q", text, got.asked, got.wrote, want.asked, want.wrote)
		}
	}
}
