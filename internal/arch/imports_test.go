package arch

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// modules says which modules each module may import. Read it as the map of the product: a new edge is one reviewed line, so
// circles cannot be written.
var modules = map[string][]string{
	"people":    {},
	"calendar":  {},
	"promise":   {"calendar", "people"},
	"catalogue": {"people", "calendar", "promise"},
	"agreement": {"calendar"},
	"policy":    {"people", "calendar"},
	"desk":      {"people", "calendar", "promise", "catalogue"},
	"heard":     {"people", "catalogue", "promise", "desk"},
	"decision":  {"people", "calendar", "promise", "catalogue", "desk", "calculation"},
	"rating":    {"people", "catalogue", "desk", "stats"},
	"exception": {"people", "calendar", "desk", "decision"},
	"letters":   {"people", "desk", "decision", "calculation"},
	"intake":    {"people", "catalogue", "desk"},
	"home":      {},
	"stats":     {},
	"fairness":  {"people", "agreement", "policy", "decision", "exception", "stats"},
	"callback":  {"people", "catalogue", "promise", "desk", "stats"},
	"views":     {"people", "desk", "tag"},
	"snooze":    {"people", "promise", "desk"},
	"routing":   {"people", "calendar", "promise", "catalogue", "agreement", "desk"},
	"hold":      {"people", "desk"},
	"side":      {"people", "catalogue", "desk", "heard", "follow"},
	"together":  {"people", "desk", "hold"},
	"demo":      {"people", "calendar", "promise", "catalogue", "policy", "desk", "rating", "intake", "heard", "decision", "calculation", "statement", "letters", "exception", "agreement", "fairness", "escalation", "callback", "tag", "field", "follow", "link", "joined", "views", "snooze", "routing", "automation", "webhook", "macro", "side", "outreach", "together", "spike"},

	"calculation": {"people", "catalogue", "desk"},
	"escalation":  {"people", "promise", "desk", "callback"},
	"statement":   {"people", "catalogue", "promise", "desk", "calculation"},
	"link":        {"catalogue", "desk"},
	"joined":      {"people", "catalogue", "promise", "desk"},
	"follow":      {"people", "desk"},
	"webhook":     {"people", "catalogue", "desk"},
	"tag":         {"people", "catalogue", "desk"},
	"field":       {"people", "calendar", "catalogue", "desk"},
	"spike":       {"people", "calendar", "catalogue", "desk"},
	"automation":  {"people", "calendar", "catalogue", "promise", "desk", "tag", "field", "follow"},
	"macro":       {"people", "calendar", "catalogue", "promise", "desk", "tag", "field", "hold", "letters"},
	"outreach":    {"people", "catalogue", "desk", "letters", "macro"},
	"cause":       {"people", "calendar", "catalogue", "desk", "decision", "calculation", "statement"},
}

// composing packages put the product together or test it as a whole; they may import everything.
var composing = []string{"app", "cli", "apptest", "crawl", "arch"}

// pages are packages that are all web although their name does not end so: they may use HTTP and templates.
var pages = []string{"home", "demo"}

func TestImportsFollowTheMap(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		if s.module() == "" || slices.Contains(composing, s.module()) {
			continue
		}
		for _, im := range s.file.Imports {
			path := strings.Trim(im.Path.Value, `"`)
			if why := refused(s, path); why != "" {
				t.Errorf("%s imports %s: %s", s.at(im), path, why)
			}
		}
	}
}

// refused says why s may not import path, or "".
func refused(s source, path string) string {
	below, ours := strings.CutPrefix(path, internal)
	if !ours {
		return foreign(s, path)
	}
	to, _, _ := strings.Cut(below, "/")
	switch {
	case to == "platform":
		return ""
	case slices.Contains(composing, to):
		if to == "apptest" && s.test {
			return ""
		}
		return "only cmd puts the product together."
	case s.module() == "platform":
		return "the platform knows no module; declare an interface there and let package app pass the module in."
	case to == "demo" && s.module() != "demo":
		return "the demo organisation is for packages app and cli only."
	}
	target := source{dir: "internal/" + below}
	switch from := s.web(); {
	case target.web() != "" && target.web() != from && !strings.HasSuffix(below, "/part"):
		return "a web shows another module's pages through that web's package part, or not at all."
	case target.web() != "" && from == "":
		return "a module knows nothing of pages; its web does."
	}
	if to == s.module() || slices.Contains(modules[s.module()], to) {
		return ""
	}
	return "this edge is not on the map in " + "internal/arch/imports_test.go."
}

// foreign says why s may not import a package that is not ours.
func foreign(s source, path string) string {
	if path == "database/sql" && !within(s.dir, "internal/platform/store", "internal/platform/jobs") {
		return "only packages store and jobs speak to database/sql; use store.DB and store.Tx."
	}
	if s.test || s.module() == "platform" || s.web() != "" || slices.Contains(pages, s.module()) {
		return ""
	}
	if path == "net/http" || path == "html/template" || path == "github.com/a-h/templ" {
		return "that belongs into " + s.module() + "web."
	}
	return ""
}

func within(dir string, tops ...string) bool {
	return slices.ContainsFunc(tops, func(top string) bool { return dir == top || strings.HasPrefix(dir, top+"/") })
}

func TestEveryModuleIsOnTheMap(t *testing.T) {
	t.Parallel()
	entries, err := os.ReadDir(filepath.Join(root, "internal"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		_, known := modules[e.Name()]
		if e.IsDir() && !known && e.Name() != "platform" && !slices.Contains(composing, e.Name()) {
			t.Errorf("internal/%s is not on the map: add the line that says which modules it may import.", e.Name())
		}
	}
	for m := range modules {
		if _, err := os.Stat(filepath.Join(root, "internal", m)); err != nil {
			t.Errorf("Module %s is on the map but not in the tree: %v", m, err)
		}
	}
}

// The page that explains the architecture names every module and every package of the platform.
func TestTheDocumentNamesEveryPackage(t *testing.T) {
	t.Parallel()
	body, err := os.ReadFile(filepath.Join(root, "docs/ARCHITECTURE.md"))
	if err != nil {
		t.Fatal(err)
	}
	named := func(name string) bool { return strings.Contains(string(body), "`"+name+"`") }
	for m := range modules {
		if !named(m) {
			t.Errorf("docs/ARCHITECTURE.md does not name module %s.", m)
		}
	}
	entries, err := os.ReadDir(filepath.Join(root, "internal/platform"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.IsDir() && !named(e.Name()) {
			t.Errorf("docs/ARCHITECTURE.md does not name package platform/%s.", e.Name())
		}
	}
}

// A map that is wrong lets everything through; these edges must stay refused.
func TestTheMapRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ from, to string }{
		{"internal/people", "hearth/internal/desk"},
		{"internal/desk", "net/http"},
		{"internal/desk", "hearth/internal/desk/deskweb"},
		{"internal/desk", "hearth/internal/rating"},
		{"internal/desk", "database/sql"},
		{"internal/desk/deskweb", "hearth/internal/rating/ratingweb"},
		{"internal/desk/deskweb", "hearth/internal/rating"},
		{"internal/desk", "hearth/internal/demo"},
		{"internal/desk", "hearth/internal/app"},
		{"internal/platform/store", "hearth/internal/people"},
	} {
		if refused(source{dir: c.from}, c.to) == "" {
			t.Errorf("%s may import %s", c.from, c.to)
		}
	}
}
