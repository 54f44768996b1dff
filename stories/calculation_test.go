package stories

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
)

// Marta works out Amina's night allowance by keyboard, is told what a total came to that she mistyped, and later corrects a line. Amina, whose phone runs no scripts, reads it line by line.
func TestANightAllowanceIsWorkedOutLineByLine(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.ask("nights", "amina", desk.Open{Subject: "Night allowance missing from October pay", Body: "I worked four nights.", Service: "pay"})
		w.Drain()
		marta := open(t, w.App, screen)
		marta.be("marta", authz.Desk)
		marta.visit(w.path("/desk/cases/{nights}"))
		marta.goes("Work it out, line by line")
		marta.axe()
		marta.picture("empty")
		for i, date := range []string{"3 Oct", "10 Oct", "17 Oct", "24 Oct"} {
			for _, typed := range [][2]string{{"text", "Night shift, " + date}, {"quantity", "1"}, {"rate", "38.00"}, {"source", "Shift roster, " + date}, {"clause", "pay 4.2"}} {
				marta.writes(cellID(i, typed[0]), typed[1])
			}
		}
		marta.writes("total", "150.00")
		marta.leaves(func() { marta.keys(kb.Enter, kb.ModifierCtrl) })
		marta.reads("The lines come to 152.00, not 150.00.", "Everything you wrote is kept.")
		for i, date := range []string{"3 Oct", "10 Oct", "17 Oct", "24 Oct"} {
			marta.holds(cellID(i, "text"), "Night shift, "+date)
			marta.holds(cellID(i, "source"), "Shift roster, "+date)
			marta.holds(cellID(i, "rate"), "38.00")
		}
		marta.holds("total", "150.00")
		marta.axe()
		marta.picture("mistyped")
		marta.writes("total", "152")
		marta.leaves(func() { marta.keys(kb.Enter) })
		marta.reads("This is what they will read", "€152.00")
		marta.holds(cellID(3, "amount"), "38.00")
		marta.axe()
		marta.picture("checked")
		marta.writes("total", "152")
		marta.leaves(func() { marta.keys(kb.Enter, kb.ModifierCtrl) })
		marta.reads("How we worked it out", "€152.00")
		marta.picture("sent")
		w.Drain()

		amina := open(t, w.App, screen)
		amina.be("amina", authz.Portal)
		amina.scripting(false)
		amina.visit(w.path("/requests/{nights}"))
		amina.reads("How we worked it out", "Night shift, 3 Oct", "Shift roster, 24 Oct", "pay 4.2", "€38.00", "Total", "€152.00", "Each line is rounded half up, to 2 decimals.")
		amina.picture("paper")

		marta.goes("Correct a line, or work something else out")
		marta.reaches(func() string { return `document.activeElement.textContent.trim() === 'Correct line 2'` })
		marta.leaves(func() { marta.keys(kb.Enter) })
		marta.writes("quantity", "2")
		marta.leaves(func() { marta.keys(kb.Enter) })
		marta.reads("Say what was wrong.")
		marta.holds("quantity", "2")
		marta.axe()
		marta.picture("correcting")
		marta.writes("reason", "You worked both halves of that night.")
		marta.reaches(func() string { return `document.activeElement.textContent.trim() === 'Correct it'` })
		marta.leaves(func() { marta.keys(kb.Enter) })
		marta.reads("€190.00")
		w.Drain()
		amina.visit(w.path("/requests/{nights}"))
		amina.reads("Corrected, counts no more:", "Night shift, 10 Oct", "You worked both halves of that night.", "€76.00", "€190.00")
		amina.picture("corrected")
		amina.scripting(true)
		amina.visit(w.path("/requests/{nights}"))
		amina.axe()
		if n := eval[int](amina, `document.querySelectorAll('[data-struck] s').length`); n != 4 {
			t.Errorf("%d places are struck through", n)
		}
		jonas := open(t, w.App, screen)
		jonas.be("jonas", authz.Portal)
		jonas.visit(w.path("/requests/{nights}"))
		jonas.hides("190.00", "Shift roster")
	})
}

func cellID(row int, name string) string { return "lines[" + string(rune('0'+row)) + "]." + name }

// reaches goes on with the tab key until a condition of the page holds.
func (b *tab) reaches(condition func() string) {
	b.t.Helper()
	for range 150 {
		if eval[bool](b, condition()) {
			return
		}
		b.keys(kb.Tab)
	}
	b.t.Fatalf("%s: the tab key never comes to %s", b.path(), condition())
}

// writes goes to a field by the tab key and replaces what is in it.
func (b *tab) writes(id, text string) {
	b.t.Helper()
	b.reaches(func() string { return `document.activeElement.id === ` + quoted(id) })
	eval[bool](b, `document.activeElement.select(), true`)
	b.types(text)
}

// holds fails when a field does not hold a text.
func (b *tab) holds(id, want string) {
	b.t.Helper()
	if got := eval[string](b, `document.getElementById(`+quoted(id)+`).value`); got != want {
		b.t.Errorf("%s: %s holds %q, not %q", b.path(), id, got, want)
	}
}
