package stories

import (
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// What looks at pages sees the faults that it is there for: a page that is spoiled on purpose shows each.
func TestTheEyesSeeFaults(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.SQLite)
	b := open(t, a, phone)
	b.be("amina", authz.Portal)
	b.visit("/")
	spoil := func(html string) {
		t.Helper()
		eval[bool](b, `document.querySelector('main').innerHTML = `+quoted(html)+`, true`)
	}
	sees := func(what string, found []string, want string) {
		t.Helper()
		if all := strings.Join(found, "\n"); !strings.Contains(all, want) {
			t.Errorf("%s: %q was not seen, but: %s", what, want, all)
		}
	}
	spoil(`<h1>Hello</h1><p>Not of the catalogue <b data-person>but this</b></p><input placeholder="Say it" aria-label="Words"><p>⟦ĥéļļö Pavel⟧</p>`)
	plain := b.unmarked("Amina")
	sees("a text", plain, `p says "Not of the catalogue"`)
	sees("a placeholder", plain, `has placeholder "Say it"`)
	sees("a label", plain, `has aria-label "Words"`)
	sees("a word in a sentence of the catalogue", plain, "Pavel")
	if all := strings.Join(plain, "\n"); strings.Contains(all, "but this") {
		t.Errorf("what a person wrote was taken for a text of the product: %s", all)
	}
	spoil(`<h1>Hello</h1><p>` + strings.Repeat("wide", 40) + `</p>`)
	sees("a text that is too wide", b.spilling(), "the page is")
	spoil(`<h1>Hello</h1><div class="overflow-hidden"><p class="whitespace-nowrap overflow-hidden">` + strings.Repeat("wide ", 40) + `</p></div>`)
	sees("a text that is cut off", b.spilling(), "cut off or spilling")
	spoil(`<h1>Hello</h1><input><img src="data:,"><button></button>`)
	rules := b.violations()
	for _, rule := range []string{"label", "image-alt", "button-name"} {
		sees("axe", rules, rule)
	}
}
