package stories

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// axeScript is the accessibility checker, from the packages that the build fetched.
var axeScript = sync.OnceValues(func() (string, error) {
	body, err := os.ReadFile(filepath.Join("..", "node_modules", "axe-core", "axe.min.js"))
	return string(body), err
})

// violation is a rule that the page breaks, and where.
type violation struct {
	ID, Help string
	Nodes    []string
}

// axe fails when the page breaks a rule of accessibility, and names what breaks it. Everything that is folded away is opened first.
func (b *tab) axe() {
	b.t.Helper()
	script, err := axeScript()
	if err != nil {
		b.t.Fatalf("axe-core is missing, run `make generate`: %v", err)
	}
	b.unfold()
	eval[bool](b, script+`;true`)
	found := eval[[]violation](b, `axe.run(document, {resultTypes: ['violations']}).then((r) => r.violations.map((v) =>
		({ID: v.id, Help: v.help, Nodes: v.nodes.map((n) => n.target.join(' ') + ': ' + n.html.slice(0, 160) + ' ' + n.any.concat(n.all, n.none).map((c) => c.message).join('; '))})))`)
	for _, v := range found {
		b.t.Errorf("%s (%s): %s: %s\n  %s", b.path(), b.as, v.ID, v.Help, strings.Join(v.Nodes, "\n  "))
	}
}

// unfold opens every fold of the page.
func (b *tab) unfold() {
	b.t.Helper()
	eval[bool](b, `document.querySelectorAll('details').forEach((d) => { d.open = true }), true`)
}
