package stories

import (
	"testing"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
)

// Each day people ask to swap a shift, and each time somebody puts the same word on it and sorts it. Ingrid makes a rule of it, tries it on last month's cases first, and switches it on. The next one
// is sorted when Marta opens it, and she reads which rule did that and why. Theo, of payroll, knows of no such rule.
func TestIngridLetsARuleSortTheSwaps(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.ask("before", "amina", desk.Open{Subject: "May I swap Thursday?", Body: "With Nils.", Service: "hours"})
		w.ask("other", "pavel", desk.Open{Subject: "My hours in May", Body: "Two are missing.", Service: "hours"})
		w.Drain()
		ingrid := open(t, w.App, screen)
		ingrid.be("ingrid", authz.Desk)
		ingrid.visit("/desk/rules")
		ingrid.reads("There are no rules yet")
		ingrid.axe()
		ingrid.goes("Make a rule")
		ingrid.fill("Name of the rule", "Swaps first")
		ingrid.presses("Make the rule")
		ingrid.reads("Say what the rule does")
		ingrid.axe()
		ingrid.picture("says nothing")
		ingrid.choose("About the cases of", "HR advice")
		ingrid.choose("Service", "Working hours")
		ingrid.fill("Words in the title", "swap")
		ingrid.fill("Put this tag on it", "shift swap")
		ingrid.fill("Note for HR", "Ask the planner of the hall before you answer.")
		ingrid.axe()
		ingrid.picture("makes")
		ingrid.presses("Make the rule")
		ingrid.reads("Swaps first", "Off", "A case is opened", "shift swap")
		ingrid.axe()
		ingrid.picture("made")
		ingrid.goes("Try it on last month’s cases")
		ingrid.reads("It would have acted on 1 of the cases that you see.", "May I swap Thursday?", "Nothing was changed")
		ingrid.hides("My hours in May")
		ingrid.axe()
		ingrid.picture("tried")
		ingrid.goes("The rule")
		ingrid.presses("Switch it on")
		ingrid.reads("On", "Switch it off")

		w.ask("swap", "amina", desk.Open{Subject: "Can I swap my night shift?", Body: "With Rosa.", Service: "hours"})
		w.Drain()
		marta := open(t, w.App, screen)
		marta.be("marta", authz.Desk)
		marta.visit("/desk/cases/" + w.values["swap"])
		marta.reads("What rules did", "Swaps first", "shift swap", "Ask the planner of the hall before you answer.")
		marta.axe()
		marta.picture("sorted")
		marta.goes("All that rules did, and why")
		marta.reads("Swaps first", "Version 1")
		marta.unfold()
		marta.reads("Working hours", "swap")
		marta.axe()
		marta.picture("why")
		marta.visit("/desk/rules")
		marta.reads("Swaps first", "On")
		marta.hides("Make a rule")

		theo := open(t, w.App, screen)
		theo.be("theo", authz.Desk)
		theo.visit("/desk/rules")
		theo.hides("Swaps first")
		amina := open(t, w.App, screen)
		amina.be("amina", authz.Portal)
		amina.visit("/requests/" + w.values["swap"])
		amina.hides("Swaps first", "planner", "shift swap")
	})
}
