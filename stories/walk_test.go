package stories

import (
	"cmp"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"hearth/internal/apptest"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// look is a page in one state: who looks, in which face, and how one comes there.
type look struct {
	state string // filled, empty, error, refused, late …
	who   string // "amina" in the portal, "marta desk" at the desk, "" nobody
	path  string
	send  map[string]string // fields that are sent there as a form; what is shown then is what counts
	want  int               // the status; 200 when 0, and 422 when something is sent
	bare  bool              // of the product with nothing in it
	via   func(b *tab, w *world) string
}

func (l look) status() int {
	switch {
	case l.want != 0:
		return l.want
	case l.send != nil:
		return http.StatusUnprocessableEntity
	}
	return http.StatusOK
}

// Every page that the product has, in every state that it shows differently, is free of what axe finds, comes from the catalogue and fits the screen.
func TestEveryPageInEveryState(t *testing.T) {
	t.Parallel()
	browser(t)
	for _, language := range []string{"en", locale.Pseudo} {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			filled, bare := full(t), &world{apptest.New(t, store.SQLite), nil}
			filled.speak(language)
			bare.speak(language)
			hasEveryRoute(t, filled)
			b := open(t, filled.App, phone)
			b.language = language
			turn := 0
			for _, route := range slices.Sorted(maps.Keys(walk)) {
				for _, l := range walk[route] {
					w := filled
					if l.bare {
						w = bare
					}
					t.Run(route+" "+l.state+" "+l.who, func(t *testing.T) {
						b.t, b.a = t, w.App
						if language == locale.Pseudo {
							b.longer(w, l)
						} else {
							b.accessible(w, l, turn)
						}
					})
					turn++
				}
			}
		})
	}
}

// accessible looks at the page in one theme and width, which change with every turn, or in all.
func (b *tab) accessible(w *world, l look, turn int) {
	b.t.Helper()
	b.comes(w, l)
	for i := range 4 {
		if i == turn%4 || *every {
			b.theme([]string{"light", "dark"}[i%2])
			b.screen([]width{phone, wide}[i/2])
			b.fits()
			b.axe()
		}
	}
}

// longer looks at the page in the pseudo-language, on a phone and at a desk.
func (b *tab) longer(w *world, l look) {
	b.t.Helper()
	b.screen(phone)
	b.comes(w, l)
	b.pseudo(append(slices.Collect(maps.Values(l.send)), w.words()...)...)
	b.fits()
	b.screen(wide)
	b.fits()
}

// comes opens the page as the look says.
func (b *tab) comes(w *world, l look) {
	b.t.Helper()
	b.forget()
	key, face, _ := strings.Cut(l.who, " ")
	switch {
	case key == "":
		b.nobody()
	case face == "desk":
		b.be(key, authz.Desk)
	default:
		b.be(key, authz.Portal)
	}
	path := l.path
	if l.via != nil {
		path = cmp.Or(l.via(b, w), path)
	}
	if !strings.HasPrefix(path, "http") {
		path = w.Server.URL + w.path(path)
	}
	status := b.status(path, l.send)
	if status != l.status() {
		b.t.Fatalf("%s (%s): got %d, want %d: %s", path, l.who, status, l.status(), cut(b.text()))
	}
}

// status opens an address, or sends fields to it from the page before, and returns how it answers.
func (b *tab) status(address string, send map[string]string) int {
	b.t.Helper()
	if send == nil {
		return b.answer(chromedp.Navigate(address))
	}
	b.visit("/sign-out") // a small page of the same origin
	return b.answer(chromedp.Evaluate[chromedp.Void](`(() => { const form = document.createElement('form'); form.method = 'post'; form.action = ` + quoted(address) + `
		for (const [name, value] of Object.entries(` + quoted(send) + `)) { const field = document.createElement('textarea'); field.name = name; field.value = value; form.append(field) }
		document.body.append(form); form.submit() })()`))
}

// hasEveryRoute fails for a page that nobody looks at, and for a look at what is no page.
func hasEveryRoute(t *testing.T, w *world) {
	t.Helper()
	pages := map[string]bool{}
	for _, r := range w.Mux.Routes() {
		if r.Method == http.MethodGet && r.Endpoint.Kind == httpx.KindPage && !strings.HasPrefix(r.Path, "/demo") {
			pages[r.Path] = true
			if len(walk[r.Path]) == 0 {
				t.Errorf("Nobody looks at %s: say in walk_table_test.go how one comes there, in each of its states.", r.Path)
			}
		}
	}
	for route := range walk {
		if !pages[route] {
			t.Errorf("The walk goes to %s, which is no page.", route)
		}
	}
	if len(pages) < 20 {
		t.Errorf("only %d pages: the list is not complete", len(pages))
	}
}
