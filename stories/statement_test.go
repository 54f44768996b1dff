package stories

import (
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
)

// The repair bill. Marta estimates what a translation takes, and the work grows. Amina, whose phone runs no scripts, is asked first and makes it smaller. The statement adds up; she questions
// a line of it, and it is corrected visibly.
func TestTheRepairBillAddsUp(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.ask("bill", "amina", desk.Open{Subject: "My welding certificate in Swedish", Body: "The new line asks for it. Mine is in Somali, and it is somewhere in the archive.", Service: "pay"})
		w.Drain()
		w.Advance(40 * time.Minute)
		marta := open(t, w.App, screen)
		marta.be("marta", authz.Desk)
		marta.visit(w.path("/desk/cases/{bill}"))
		marta.goes("Estimate the work")
		marta.axe()
		for i, row := range [][4]string{{"Find the certificate", "10", "20", ""}, {"Translate it", "20", "40", "45"}} {
			for j, id := range []string{"name", "low", "high", "cost"} {
				if row[j] != "" {
					marta.writes(id+"-"+string(rune('0'+i)), row[j])
				}
			}
		}
		marta.reaches(func() string { return `document.activeElement.id === 'cost_to-1'` })
		marta.keys(kb.ArrowDown)
		marta.picture("estimate")
		marta.leaves(func() { marta.keys(kb.Enter, kb.ModifierCtrl) })
		marta.reads("Effort, min", "Find the certificate", "10–20", "30–60")
		marta.keys("t")
		marta.types("15")
		marta.leaves(func() { marta.keys(kb.Enter) })
		marta.reads("Find the certificate", "15")
		marta.picture("logged")

		marta.goes("Estimate anew")
		marta.writes("high-1", "90")
		marta.leaves(func() { marta.keys(kb.Enter, kb.ModifierCtrl) })
		marta.reads("Say why it takes more; the requester reads it first.", "Everything you wrote is kept.")
		marta.holds("high-1", "90")
		marta.axe()
		marta.picture("no cause")
		marta.writes("cause", "It has four pages, and two of them are written by hand.")
		marta.leaves(func() { marta.keys(kb.Enter, kb.ModifierCtrl) })
		marta.reads("The requester is asked how to go on")
		w.Drain()

		amina := open(t, w.App, screen)
		amina.be("amina", authz.Portal)
		amina.scripting(false)
		amina.visit("/")
		amina.reads("HR estimated what your request takes, and asks how to go on.")
		amina.visit(w.path("/requests/{bill}"))
		amina.reads("It takes more than we said. How shall we go on?", "It has four pages, and two of them are written by hand.", "Nothing more is done before you choose.", "Expected work", "Your unit pays €45.00.")
		amina.picture("asked")
		amina.goes("Send my choice")
		amina.reads("Choose how to go on")
		amina.click("Make it smaller We leave something out. Say below what matters most.")
		amina.goes("Send my choice")
		amina.reads("Say what you can do without, or what matters most.")
		amina.picture("no words")
		amina.fill("What matters most, or what can we leave out? (optional)", "The two printed pages are enough.")
		amina.goes("Send my choice")
		amina.reads("chose to make it smaller.")
		w.Drain()

		marta.visit(w.path("/desk/cases/{bill}"))
		marta.hides("The requester is asked how to go on")
		w.Advance(2 * time.Hour)
		marta.visit(w.path("/desk/cases/{bill}/effort"))
		marta.axe()
		marta.writes("minutes", "95")
		marta.choose("Step", "Translate it")
		marta.writes("note", "The two printed pages, with a stamp.")
		marta.picture("effort")
		marta.leaves(func() { marta.keys(kb.Enter, kb.ModifierCtrl) })
		marta.reads("1 thing does not add up yet", "This took more than was estimated, and the requester was not asked first.")
		marta.picture("found")
		w.post("marta", "/api/v1/cases/"+w.values["bill"]+"/calculation", map[string]any{"title": "Your fee, paid back", "unit": "EUR", "rounding": "half_up",
			"lines": []map[string]any{{"text": "Fee of the stamp", "quantity": "2", "rate": "6.50", "source": "Receipt of 17 Nov"}}})
		w.post("marta", "/api/v1/cases/"+w.values["bill"]+"/close", map[string]any{"answer": "Both pages are in your file, and a copy is on its way.", "outcome": "done", "cause": "other", "cause_text": "A lost certificate"})
		w.Drain()

		amina.visit(w.path("/requests/{bill}"))
		amina.goes("Read the service statement")
		amina.reads("Service statement", "What it changed for you", "Receipt of 17 Nov", "€13.00", "Where the time went", "Waiting for you", "From question to answer", "Total work", "110", "Why:", "Chosen: make it smaller.", "The two printed pages are enough.")
		amina.addsUp()
		amina.picture("statement")
		amina.goes("Question “Translate it”")
		amina.goes("Send question")
		amina.reads("Write what is unclear or wrong.")
		amina.fill("Your question", "You wrote at 14:20 that it was ready. Was it not an hour?")
		amina.goes("Send question")
		amina.reads("Was it not an hour?", "Answer by")
		amina.click("Why Wed 18 Nov")
		amina.reads("We promised it within")
		amina.picture("questioned")
		w.Drain()

		marta.visit(w.path("/desk/cases/{bill}/statement"))
		marta.reads("Was it not an hour?")
		marta.axe()
		marta.fill("Your answer; the requester reads it", "You are right. The break was counted, too.")
		marta.click("The line was wrong. Correct it: the old one stays, struck through.")
		marta.fill("Minutes it took", "60")
		marta.picture("answering")
		marta.goes("Send the answer")
		marta.reads("Corrected", "Everything adds up.")
		marta.picture("answered")
		w.Drain()

		amina.visit(w.path("/requests/{bill}/statement"))
		amina.reads("Taken back, counts no more:", "You are right. The break was counted, too.", "75", "Corrected")
		amina.addsUp()
		amina.picture("corrected")
		amina.scripting(true)
		amina.visit(w.path("/requests/{bill}/statement"))
		amina.axe()
		jonas := open(t, w.App, screen)
		jonas.be("jonas", authz.Portal)
		jonas.visit(w.path("/requests/{bill}/statement"))
		jonas.hides("Translate it", "€13.00")
	})
}

// addsUp sums up the table of the work on the page, and compares it with its total.
func (b *tab) addsUp() {
	b.t.Helper()
	b.scripting(true)
	defer b.scripting(false)
	sums := eval[[]int](b, `['Actual', 'Difference'].flatMap(name => {
		const number = cell => Number(cell.textContent.trim().replace('−', '-').replace('+', ''))
		const all = [...document.querySelectorAll('[data-step] td')].filter(cell => cell.dataset.l === name).map(number)
		const total = [...document.querySelectorAll('table[aria-labelledby=t-work] tfoot td')].filter(cell => cell.dataset.l === name).map(number)
		return [all.reduce((a, b) => a + b, 0), total[0]]
	})`)
	if len(sums) != 4 || sums[0] != sums[1] || sums[2] != sums[3] || sums[0] == 0 {
		b.t.Errorf("%s: the work does not sum up: %v", b.path(), sums)
	}
}
