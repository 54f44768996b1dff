package stories

import (
	"strconv"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/demo"
	"hearth/internal/demo/content"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// A visitor of the demo chooses to be Amina, reads her request, then Theo, and reads it from the other side.
func TestAVisitorOfTheDemoSeesBothSides(t *testing.T) {
	t.Parallel()
	browser(t)
	w := &world{apptest.Demo(t, store.SQLite, dbtest.Noon, demo.Plan{Every: 1 << 30}), map[string]string{}}
	for i, screen := range []width{phone, wide} { // each answers a case of its own: the clock stands, so that a reply waits to be sent
		t.Run(screen.name, func(t *testing.T) {
			b := open(t, w.App, screen)
			b.visit("/")
			b.reads("This is a demonstration. Everybody in it is invented, and no mail leaves.")
			b.goes("Choose whom to be")
			b.reads("Whom would you like to be?", "Amina Yusuf", "amina.yusuf@ferrow-lund.example", "Twelve situations of today")
			b.picture("stage")
			b.sound()
			b.goes("Be Amina")
			b.reads("This is a demonstration. You are Amina Yusuf.", "How can we help, Amina?")
			b.goes("Your mail")
			b.reads("Amina Yusuf")
			b.sound()
			b.goes("Be somebody else")
			b.goes("Be Marta")
			b.reads("You are Marta Kowalczyk", "Queue", "What you carry")
			b.picture("desk")
			b.sound()
			b.visit("/desk?view=open")
			b.leaves(func() {
				eval[bool](b, `document.querySelectorAll('a[href*="/desk/cases/HR-"]')[`+strconv.Itoa(i)+`].click(), true`)
			})
			if screen == wide { // what is typed is saved every ten seconds: one wait is enough
				b.keys("n")
				b.types("She waits since Friday, I believe.")
				b.reads("Keep the note", "Saved")
				if strings.Contains(b.text(), "Send and close") {
					t.Error("a note can be sent as the answer that closes")
				}
				b.picture("note")
				b.sound()
				eval[bool](b, `localStorage.clear(), true`) // as on another day, in another browser
				b.visit(b.path())
				b.reads("Keep the note")
				// what was left unsaved here as a reply, before the note was changed elsewhere, does not make a reply of the note
				eval[bool](b, `localStorage.setItem('hearth-draft:' + document.body.dataset.me + ':' + document.querySelector('#body').form.dataset.draft,
					JSON.stringify({was: [['internal', 'on'], ['body', 'She waits.']], values: [['internal', ''], ['body', 'Dear']]})), true`)
				b.visit(b.path())
				b.reads("Keep the note")
				if kept := eval[string](b, `document.querySelector('textarea[name=body]').value`); kept != "She waits since Friday, I believe." {
					t.Errorf("of the note is left %q", kept)
				}
				b.keys("r")
			}
			b.fill("Write to ", "Thank you, I look into it.")
			b.goes("Send")
			b.reads("Until then nobody else reads it.")
			b.visit(b.path())
			if left := eval[string](b, `document.querySelector('textarea[name=body]').value`); left != "" {
				t.Errorf("what was sent is a draft again, that could be sent twice: %q", left)
			}
		})
	}
	t.Run("pseudo", func(t *testing.T) {
		b := open(t, w.App, phone)
		b.language = locale.Pseudo
		b.nobody()
		w.speak(locale.Pseudo)
		var given []string
		for _, p := range content.People(content.Seed) {
			given = append(given, p.Name(), p.FirstName(), p.Email)
		}
		for _, page := range []string{"/demo", "/demo/mail", "/"} {
			b.visit(page)
			b.pseudo(append(given, w.words()...)...)
			b.fits()
			b.screen(wide)
			b.fits()
			b.screen(phone)
			if page == "/demo" {
				b.leaves(func() {
					eval[bool](b, `document.querySelector('input[value="amina-allowance"]').form.requestSubmit(), true`)
				})
			}
		}
	})
}

// sound fails when the page breaks a rule of accessibility or does not fit, in light or dark.
func (b *tab) sound() {
	b.t.Helper()
	for _, theme := range []string{"dark", "light"} {
		b.theme(theme)
		b.fits()
		b.axe()
	}
}
