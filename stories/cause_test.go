package stories

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
)

// Theo answers two requests that came about alike, one of them in words of his own. Ingrid looks at what came up in the last months: how often, by which clause and with how much work,
// and reads the words; on a phone the way there is behind More.
func TestWhatComesBackIsSeenInTheCauses(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		way := func(b *tab, name string) {
			b.t.Helper()
			if screen.phone {
				b.click("More")
				b.picture("more")
				b.axe()
			}
			b.goes(name)
		}
		ingrid := open(t, w.App, screen)
		ingrid.be("ingrid", authz.Desk)
		ingrid.visit("/desk/causes")
		ingrid.reads("0 cases were answered", "Between these days no case was answered that is open to you.")
		ingrid.axe()
		ingrid.picture("none")

		for name, cause := range map[string]map[string]any{"nights": {"cause": "pay-error"}, "swap": {"cause": "other", "cause_text": "A swap was agreed on paper"}} {
			w.ask(name, "amina", desk.Open{Subject: "Night allowance of " + name, Body: "It is not on my payslip.", Service: "pay"})
			w.post("theo", w.path("/api/v1/cases/{"+name+"}/calculation"), map[string]any{"unit": "EUR", "rounding": "half_up",
				"lines": []map[string]any{{"text": "Nights", "quantity": "4", "rate": "38.00", "source": "Shift list", "clause": "pay 4.2"}}})
			w.post("theo", w.path("/api/v1/cases/{"+name+"}/effort"), map[string]any{"step": "Look at the list", "minutes": 25})
			cause["answer"], cause["outcome"] = "You get 152 euros.", "done"
			w.post("theo", w.path("/api/v1/cases/{"+name+"}/close"), cause)
		}
		w.ask("mine", "ingrid", desk.Open{Subject: "My own payslip", Body: "Where is it?", Service: "pay"})
		w.post("theo", w.path("/api/v1/cases/{mine}/close"), map[string]any{"answer": "In your box.", "outcome": "done", "cause": "other", "cause_text": "Ingrid looked in the wrong box"})
		w.Drain()

		theo := open(t, w.App, screen)
		theo.be("theo", authz.Desk)
		theo.visit(w.path("/desk/cases/{swap}"))
		theo.reads("Cause", "Something else", "A swap was agreed on paper", "pay 4.2", "25 min")
		theo.axe()
		theo.picture("beside")
		theo.goes("All causes")
		theo.reads("3 cases were answered", "Ingrid looked in the wrong box")

		ingrid.visit("/desk")
		way(ingrid, "Insight")
		ingrid.picture("insight")
		ingrid.onto("Causes")
		ingrid.leaves(func() { ingrid.keys(kb.Enter) })
		ingrid.reads("2 cases were answered", "A payment was wrong", "pay 4.2", "1 case", "25 min", "written down in 1 of 1 cases", "A swap was agreed on paper", "nothing here can be split by person")
		ingrid.hides("Ingrid looked in the wrong box", "Theo")
		ingrid.axe()
		ingrid.picture("filled")
		ingrid.theme("dark")
		ingrid.visit("/desk/causes")
		ingrid.axe()
		ingrid.picture("filled-dark")
		ingrid.theme("light")
		ingrid.date("From", "2026-11-30")
		ingrid.goes("Show it")
		ingrid.reads("The last day is before the first. Change one of them.")
		ingrid.axe()
		ingrid.picture("refused")
		ingrid.visit("/desk")
		way(ingrid, "Me")
		ingrid.reads("Ingrid Salo")
	})
}
