package stories

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/chromedp"
)

// call sends a command of the browser's protocol.
func call[P, R any](b *tab, command cdp.Command[P, R], params P) R {
	b.t.Helper()
	ctx, stop := context.WithTimeout(b.ctx, patience)
	defer stop()
	out, err := chromedp.Call(ctx, command, params)
	if err != nil {
		b.t.Fatal(err)
	}
	return out
}

// try asks the page something, which fails while it is being replaced.
func try[T any](b *tab, expression string) (T, error) {
	ctx, stop := context.WithTimeout(b.ctx, patience)
	defer stop()
	return chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// eval asks the page something.
func eval[T any](b *tab, expression string) T {
	b.t.Helper()
	out, err := try[T](b, expression)
	if err != nil {
		b.t.Fatalf("%.80s: %v", expression, err)
	}
	return out
}

// named finds what has a role and a name for people who do not see the page: that is also what others read on it. A name may go on after the one
// that is looked for, such as with the key that does the same.
func (b *tab) named(name string, roles ...string) cdp.BackendNodeID {
	b.t.Helper()
	var found cdp.BackendNodeID
	if !b.until(func() bool { found = b.lookFor(name, roles); return found != 0 }) {
		b.picture("failed")
		b.t.Fatalf("%s has nothing that is called %q, a %v; it shows: %s", b.path(), name, roles, cut(b.text()))
	}
	return found
}

// lookFor returns the first part of the page with one of the roles whose name is name or, if there is none, begins with it; 0 for none.
func (b *tab) lookFor(name string, roles []string) (found cdp.BackendNodeID) {
	ctx, stop := context.WithTimeout(b.ctx, patience)
	defer stop()
	tree, err := chromedp.Call(ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	if err != nil {
		return 0 // the page is being replaced
	}
	for _, node := range tree.Nodes {
		called := strings.Join(strings.Fields(axText(node.Name)), " ")
		if node.Ignored || !strings.HasPrefix(called, name) || !slices.Contains(roles, axText(node.Role)) {
			continue
		}
		if called == name {
			return node.BackendDOMNodeID
		}
		if found == 0 {
			found = node.BackendDOMNodeID
		}
	}
	return found
}

func axText(v *accessibility.Value) (text string) {
	if v != nil {
		_ = json.Unmarshal(v.Value, &text) // no text is no name
	}
	return text
}

// Roles of what can be pressed and of what can be filled, as the browser names them.
var (
	pressed = []string{"button", "link", "DisclosureTriangle", "checkbox", "radio", "tab"}
	filled  = []string{"textbox", "searchbox", "combobox"}
)

// click presses what has this name, where it is on the screen.
func (b *tab) click(name string) {
	b.t.Helper()
	b.press(b.named(name, pressed...), name)
}

func (b *tab) press(node cdp.BackendNodeID, name string) {
	b.t.Helper()
	call(b, dom.ScrollIntoViewIfNeeded, dom.ScrollIntoViewIfNeededParams{BackendNodeID: node})
	quads := call(b, dom.GetContentQuads, dom.GetContentQuadsParams{BackendNodeID: node}).Quads
	if len(quads) == 0 {
		b.t.Fatalf("%s: %q cannot be seen", b.path(), name)
	}
	q := quads[0]
	b.do(chromedp.MouseClickXY((q[0]+q[4])/2, (q[1]+q[5])/2))
}

// goes presses what has this name and waits for the page that it leads to.
func (b *tab) goes(name string) {
	b.t.Helper()
	b.leaves(func() { b.t.Helper(); b.click(name) })
}

// fill replaces what is in the field with this label.
func (b *tab) fill(label, text string) {
	b.t.Helper()
	node := b.named(label, filled...)
	call(b, dom.Focus, dom.FocusParams{BackendNodeID: node})
	eval[bool](b, `document.activeElement.select?.(), true`)
	b.types(text)
}

// choose sets the list with this label to the choice that is called option.
func (b *tab) choose(label, option string) {
	b.t.Helper()
	call(b, dom.Focus, dom.FocusParams{BackendNodeID: b.named(label, "combobox")})
	if !eval[bool](b, `(() => { const list = document.activeElement, want = [...list.options].find((o) => o.text.trim() === `+quoted(option)+`);
		if (!want) return false; list.value = want.value; list.dispatchEvent(new Event('change', {bubbles: true})); return true })()`) {
		b.t.Fatalf("%s: %q cannot be chosen in %q, but %q", b.path(), option, label, eval[string](b, `[...document.activeElement.options].map((o) => o.text.trim()).join(', ')`))
	}
}

// attach puts a file into the field with this label, which browsers show as a button.
func (b *tab) attach(label, path string) {
	b.t.Helper()
	call(b, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: []string{path}, BackendNodeID: b.named(label, "button")})
}

// date sets a field for a moment, which browsers do not let be typed the same way everywhere: "2026-11-18T12:00".
func (b *tab) date(label, value string) {
	b.t.Helper()
	call(b, dom.Focus, dom.FocusParams{BackendNodeID: b.named(label, "DateTime", "InputTime", "Date")})
	if got := eval[string](b, `(() => { let f = document.activeElement; f.value = `+quoted(value)+`; f.dispatchEvent(new Event('input', {bubbles: true})); return f.value })()`); got != value {
		b.t.Fatalf("%s: %q became %q", b.path(), label, got)
	}
}
