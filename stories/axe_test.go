package stories

import (
	"os"
	"path/filepath"
	"sync"
)

// axeScript is the accessibility checker, from the packages that the build fetched.
var axeScript = sync.OnceValues(func() (string, error) {
	body, err := os.ReadFile(filepath.Join("..", "node_modules", "axe-core", "axe.min.js"))
	return string(body), err
})

// axe fails when the page breaks a rule of accessibility, and names what breaks it. Everything that is folded away is opened first.
func (b *tab) axe() {
	b.t.Helper()
	b.unfold()
	for _, broken := range b.violations() {
		b.t.Errorf("%s (%s): %s", b.path(), b.as, broken)
	}
}

// violations returns the rules that the page breaks, each with the places where.
func (b *tab) violations() []string {
	b.t.Helper()
	script, err := axeScript()
	if err != nil {
		b.t.Fatalf("axe-core is missing, run make generate: %v", err)
	}
	eval[bool](b, script+`;true`)
	return eval[[]string](b, `axe.run(document, {resultTypes: ['violations']}).then((r) => r.violations.map((v) => v.id + ': ' + v.help +
		v.nodes.map((n) => '\n  ' + n.target.join(' ') + ': ' + n.html.slice(0, 160) + ' ' + n.any.concat(n.all, n.none).map((c) => c.message).join('; ')).join('')))`)
}

// unfold opens every fold of the page.
func (b *tab) unfold() {
	b.t.Helper()
	eval[bool](b, `document.querySelectorAll('details').forEach((d) => { d.open = true }), true`)
}
