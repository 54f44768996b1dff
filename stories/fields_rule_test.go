package stories

import (
	"testing"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
)

// Long leaves need somebody who stands in, and HR hears of them too late. Ingrid makes a rule of what parents fill in: from twenty weeks on, Priya is told. She tries it on last month's cases. Amina, who was called away from the form, finds
// again what she had typed. Marta reads on the case whom the rule told, and why; her answer says the weeks without her typing them.
func TestIngridLetsARuleLookAtWhatParentsFillIn(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		for key, in := range map[string]map[string]any{"weeks": {"kind": "whole", "label": "Weeks wished", "unit": "weeks"}, "kind": {"kind": "choice", "label": "Kind of leave", "choices": []string{"In one block", "Shared"}},
			"centre": {"kind": "text", "label": "Cost centre", "side": "hr_only"}} {
			w.putJSON("ingrid", "/api/v1/services/grade/fields/"+key, in)
		}
		w.ask("before", "pavel", desk.Open{Subject: "A child in June", Body: "What do I do?", Service: "grade", Fields: map[string]any{"weeks": "30"}})
		w.ask("short", "rosa", desk.Open{Subject: "Two weeks in May", Body: "What do I do?", Service: "grade", Fields: map[string]any{"weeks": "2"}})
		w.Drain()
		ingrid := open(t, w.App, screen)
		ingrid.be("ingrid", authz.Desk)
		ingrid.visit("/desk/rules/new")
		ingrid.fill("Name of the rule", "Long leave")
		ingrid.choose("About the cases of", "HR advice")
		ingrid.choose("A field", "Pay grade: Weeks wished")
		ingrid.choose("What stands in it", "is at least")
		ingrid.fill("Compared with", "many")
		ingrid.choose("Tell somebody of HR", "Priya Raman")
		ingrid.presses("Make the rule")
		ingrid.reads("Give “Weeks wished” as a whole number, for example 20.")
		ingrid.axe()
		ingrid.picture("no number")
		ingrid.fill("Compared with", "20")
		ingrid.presses("Make the rule")
		ingrid.reads("Weeks wished is at least 20", "It is asked of no case that holds health data.", "Tell them of it, where they read the case", "Priya Raman")
		ingrid.axe()
		ingrid.picture("made")
		ingrid.goes("Try it on last month’s cases")
		ingrid.reads("It would have acted on 1 of the cases that you see.", "A child in June")
		ingrid.hides("Two weeks in May")
		ingrid.goes("The rule")
		ingrid.presses("Switch it on")

		amina := open(t, w.App, screen)
		amina.be("amina", authz.Portal)
		amina.visit("/ask/grade")
		amina.fill("In a few words", "A child in spring")
		amina.fill("Weeks wished", "26")
		amina.choose("Kind of leave", "Shared")
		amina.visit("/requests")
		amina.visit("/ask/grade")
		amina.fill("What would you like to know, or what happened?", "What do I have to do?")
		amina.axe()
		amina.picture("finds it again")
		amina.presses("Send to HR")
		amina.reads("We have your request.", "26 weeks", "Shared")
		number := amina.path()[len("/requests/"):][:7]
		w.Drain()

		marta := open(t, w.App, screen)
		marta.be("marta", authz.Desk)
		marta.visit("/desk/cases/" + number)
		marta.reads("What rules did", "Long leave", "Told them of it", "Priya Raman")
		marta.axe()
		marta.picture("told")
		marta.visit("/desk/macros/new")
		marta.reads("{field weeks}", "What the case holds in the field Weeks wished")
		marta.hides("{field centre}")
		marta.fill("Name", "Weeks")
		marta.fill("English", "Dear {first name}, you wish for {field weeks} weeks, at {field centre}.")
		marta.presses("Keep the macro")
		marta.reads("HR alone reads what stands in {field centre}, and this text goes to who asked. Take it out.")
		marta.axe()
		marta.picture("refused")
		marta.fill("English", "Dear {first name}, you wish for {field weeks} weeks.")
		marta.presses("Keep the macro")
		marta.visit("/desk/cases/" + number + "/macros")
		marta.reads("Weeks")
	})
}
