package stories

import (
	"context"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"hearth/internal/apptest"
	"hearth/internal/platform/authz"
)

// width is a screen that people use.
type width struct {
	name          string
	width, height int64
	phone         bool
}

var (
	phone = width{"phone", 390, 844, true}
	wide  = width{"desk", 1440, 900, false}
)

// tab is a page in a browser profile of its own. Its methods end the test when they fail.
type tab struct {
	t   *testing.T
	a   *apptest.App
	ctx context.Context
	as  string // who looks, for messages

	width      width
	headersNow map[string]any
	language   string // of people who are not signed in
}

// open starts a profile without cookies, in which nobody is signed in.
func open(t *testing.T, a *apptest.App, w width) *tab {
	t.Helper()
	ctx, stop := chromedp.NewContext(browser(t), chromedp.WithNewBrowserContext())
	t.Cleanup(stop)
	b := &tab{t: t, a: a, ctx: ctx}
	if err := chromedp.Do(ctx); err != nil { // the first call binds the tab to its context, so it has no time limit
		t.Fatal(err)
	}
	b.screen(w)
	return b
}

// be makes the member key the person who looks, in a face, as apptest's clients do.
func (b *tab) be(key string, face authz.Face) *tab {
	b.t.Helper()
	b.as = key
	b.headers(map[string]any{"Test-Person": key, "Test-Face": string(face)})
	return b
}

// nobody takes back what be did.
func (b *tab) nobody() { b.t.Helper(); b.as = ""; b.headers(map[string]any{}) }

func (b *tab) headers(all map[string]any) {
	b.t.Helper()
	b.headersNow = all
	if b.language != "" {
		all = maps.Clone(all)
		all["Test-Language"] = b.language
	}
	call(b, network.SetExtraHTTPHeaders, network.SetExtraHTTPHeadersParams{Headers: all})
}

// forget removes what the browser kept: sessions, and that it is a terminal.
func (b *tab) forget() {
	b.t.Helper()
	call(b, network.ClearBrowserCookies, cdp.Empty{})
}

// answer does something that leads to a page and returns the status of that page.
func (b *tab) answer(step chromedp.Action[chromedp.Void]) int {
	b.t.Helper()
	ctx, stop := context.WithTimeout(b.ctx, patience)
	defer stop()
	response, err := chromedp.RunResponse(ctx, step)
	if err != nil {
		b.t.Fatal(err)
	}
	return int(response.Status)
}

// screen sets the size of the window.
func (b *tab) screen(w width) {
	b.t.Helper()
	b.width = w
	call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: w.width, Height: w.height, DeviceScaleFactor: 1, Mobile: w.phone})
}

// theme is what the device prefers: "light" or "dark".
func (b *tab) theme(name string) {
	b.t.Helper()
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: name}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
}

// scripting turns the scripts of pages on or off.
func (b *tab) scripting(on bool) {
	b.t.Helper()
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
}

// visit opens an address of the product.
func (b *tab) visit(path string) {
	b.t.Helper()
	if !strings.HasPrefix(path, "http") {
		path = b.a.Server.URL + path
	}
	b.do(chromedp.Navigate(path))
}

// path is the address of the page that is shown, without its host.
func (b *tab) path() string {
	b.t.Helper()
	return eval[string](b, `location.pathname + location.search`)
}

// text is what a person reads on the page; parts that are folded away do not count.
func (b *tab) text() string {
	b.t.Helper()
	return eval[string](b, `document.body.innerText.replace(/\s+/g, ' ')`)
}

// reads waits until the page shows every one of texts.
func (b *tab) reads(texts ...string) {
	b.t.Helper()
	shown := ""
	for _, want := range texts {
		if !b.until(func() bool {
			var err error
			shown, err = try[string](b, `document.body.innerText.replace(/\s+/g, ' ')`)
			return err == nil && strings.Contains(shown, want)
		}) {
			b.picture("failed")
			b.t.Fatalf("%s does not show %q, but: %s", b.path(), want, cut(shown))
		}
	}
}

// hides fails when the page shows one of texts, also where it is folded away or in an attribute.
func (b *tab) hides(texts ...string) {
	b.t.Helper()
	source := strings.ToLower(eval[string](b, `document.documentElement.outerHTML`))
	for _, text := range texts {
		if strings.Contains(source, strings.ToLower(text)) {
			b.t.Fatalf("%s shows %q", b.path(), text)
		}
	}
}

// until tries f until it is true or patience ends.
func (b *tab) until(f func() bool) bool {
	for end := time.Now().Add(patience / 2); time.Now().Before(end); time.Sleep(25 * time.Millisecond) {
		if f() {
			return true
		}
	}
	return f()
}

// leaves does what leads to another page and waits until that page is there.
func (b *tab) leaves(f func()) {
	b.t.Helper()
	eval[bool](b, `window.left = true`)
	f()
	if !b.until(func() bool {
		there, err := try[bool](b, `!window.left && document.readyState === 'complete'`)
		return err == nil && there
	}) {
		b.picture("failed")
		b.t.Fatalf("%s stays, and shows: %s", b.path(), cut(b.text()))
	}
}

// keys presses keys one after the other, wherever the focus is. A key that is named in package kb is one of them. As on a keyboard, a key whose press the
// page takes for itself writes nothing.
func (b *tab) keys(keys string, held ...kb.Modifier) {
	b.t.Helper()
	for _, r := range keys {
		var down, up input.DispatchKeyEventParams
		for _, event := range kb.Encode(r) {
			switch event.Type {
			case kb.KeyDown:
				down = *event
			case kb.KeyChar:
				down.Text, down.UnmodifiedText = event.Text, event.UnmodifiedText
			case kb.KeyUp:
				up = *event
			}
		}
		for _, m := range held {
			down.Modifiers, up.Modifiers = down.Modifiers|int64(m), up.Modifiers|int64(m)
		}
		call(b, input.DispatchKeyEvent, down)
		call(b, input.DispatchKeyEvent, up)
	}
}

// types writes a text where the focus is, as pasted. It waits for the focus: a browser gives it to an autofocus field a moment after the page is there.
func (b *tab) types(text string) {
	b.t.Helper()
	if !b.until(func() bool {
		return eval[bool](b, `document.activeElement?.matches('input, textarea, [contenteditable]') ?? false`)
	}) {
		b.t.Fatalf("%s: %q would be written into nothing", b.path(), text)
	}
	call(b, input.InsertText, input.InsertTextParams{Text: text})
}

// picture keeps what the page looks like in shots/, which is not part of the repository.
func (b *tab) picture(name string) {
	b.t.Helper()
	body, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
	if err == nil {
		err = os.MkdirAll("shots", 0o755)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join("shots", strings.NewReplacer("/", "-", " ", "-", "?", "-").Replace(b.t.Name()+"-"+name)+".png"), body, 0o644)
	}
	if err != nil {
		b.t.Logf("picture: %v", err)
	}
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, stop := context.WithTimeout(b.ctx, patience)
	defer stop()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

func cut(text string) string {
	if len(text) > 1500 {
		return text[:1500] + " …"
	}
	return text
}

// quoted writes a value as JavaScript.
func quoted(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err) // a test passed something that is no value
	}
	return string(text)
}
