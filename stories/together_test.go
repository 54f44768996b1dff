package stories

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
)

// Three people ask about swapped shifts. Marta puts one word on their cases by the keyboard alone, and finds them together; Ingrid, who leads HR, joins a second spelling to it. Amina sees none
// of it.
func TestATeamFindsItsCasesTogether(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.ask("first", "amina", desk.Open{Subject: "Swap on 24 December", Body: "May Pavel take my shift on the 24th?", Service: "hours"})
		w.ask("second", "pavel", desk.Open{Subject: "Two shifts in one day", Body: "I swapped, and now I have two shifts on one day.", Service: "hours"})
		w.ask("third", "hanna", desk.Open{Subject: "Who says yes to a swap?", Body: "My team lead is away until Monday.", Service: "hours"})
		w.post("priya", w.path("/api/v1/cases/{third}/tags"), map[string]any{"word": "swapped shift"})
		w.Drain()
		marta := open(t, w.App, screen)
		marta.be("marta", authz.Desk)
		marta.visit(w.path("/desk/cases/{first}"))
		marta.reads("What it is about, never a name or a note about a person.")
		marta.keys("l")
		marta.types("shift swap")
		marta.leaves(func() { marta.keys(kb.Enter) })
		marta.reads("shift swap")
		marta.axe()
		marta.picture("on a case")
		marta.visit(w.path("/desk/cases/{second}"))
		marta.keys("l")
		marta.types("Pavel")
		marta.leaves(func() { marta.keys(kb.Enter) })
		marta.reads("A tag never names a person. Write what the case is about.")
		marta.axe()
		marta.picture("a name is refused")
		marta.presses("shift swap")
		marta.reads("shift swap")
		marta.visit("/desk/tags")
		marta.reads("shift swap", "2 cases", "swapped shift", "1 case")
		marta.axe()
		marta.picture("words")
		marta.presses("shift swap")
		marta.reads("Only cases with the tag shift swap.", "Swap on 24 December", "Two shifts in one day")
		marta.picture("queue")

		ingrid := open(t, w.App, screen)
		ingrid.be("ingrid", authz.Desk)
		ingrid.visit("/desk/tags")
		ingrid.reads("Rename or join")
		ingrid.axe()
		ingrid.picture("lead")

		amina := open(t, w.App, screen)
		amina.be("amina", authz.Portal)
		amina.visit(w.path("/requests/{first}"))
		amina.hides("shift swap")
	})
}

// Jonas's report of a colleague goes to one team. Marta mentions Theo, who does not read it: nothing is kept, and she is told to see to access. She mentions Priya instead, who finds it in her
// list, watches the case by the keyboard, and hears of the next message.
func TestAColleagueIsToldOfACase(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.ask("review", "jonas", desk.Open{Subject: "How our team works together", Body: "I would like a review with the whole team.", Service: "review"})
		w.Drain()
		marta := open(t, w.App, screen)
		marta.be("marta", authz.Desk)
		marta.visit(w.path("/desk/cases/{review}"))
		marta.reads("Nobody watches this. Who does is told of messages, decisions and its end.")
		marta.keys("n")
		marta.types("@Theo, do you know their rota?")
		marta.leaves(func() { marta.keys(kb.Enter, kb.ModifierCtrl) })
		marta.reads("Theo Brandt does not see this case, so nobody was told and the note is not kept.")
		marta.axe()
		marta.picture("access first")
		marta.visit(w.path("/desk/cases/{review}/colleagues"))
		marta.reads("@Priya Raman")
		marta.axe()
		marta.picture("colleagues")
		marta.visit(w.path("/desk/cases/{review}"))
		marta.keys("n")
		marta.types("Do you know their rota, @pr")
		marta.reads("@Priya Raman")
		marta.axe()
		marta.picture("offered")
		marta.keys(kb.Enter)
		marta.holds("body", "Do you know their rota, @Priya Raman ")
		marta.leaves(func() { marta.keys(kb.Enter, kb.ModifierCtrl) })
		marta.reads("Do you know their rota, @Priya Raman")
		w.Drain()

		priya := open(t, w.App, screen)
		priya.be("priya", authz.Desk)
		priya.visit("/desk/day")
		priya.reads("A colleague mentioned you in a note.")
		priya.visit(w.path("/desk/cases/{review}"))
		priya.leaves(func() { priya.keys("w") })
		priya.reads("Stop watching", "Priya Raman")
		priya.axe()
		priya.picture("watching")
		w.post("jonas", w.path("/api/v1/cases/{review}/messages"), map[string]any{"body": "Monday would suit us."})
		w.Drain()
		priya.leaves(func() { priya.keys("w") })
		priya.reads("Nobody watches this.")
	})
}

// Two requests come from one rota. Marta links them from a phone or a desk; Theo, of another team, finds nothing on the open one of a third that is protected.
func TestCasesThatBelongTogetherAreLinked(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.ask("first", "amina", desk.Open{Subject: "My rota of week 50", Body: "It has three nights in a row.", Service: "hours"})
		w.ask("second", "pavel", desk.Open{Subject: "Nights in week 50", Body: "May I have fewer nights?", Service: "hours"})
		w.ask("review", "jonas", desk.Open{Subject: "How our team works together", Body: "I would like a review with the whole team.", Service: "review"})
		w.Drain()
		marta := open(t, w.App, screen)
		marta.be("marta", authz.Desk)
		marta.visit(w.path("/desk/cases/{first}/links"))
		marta.reads("No other case that you see is linked to this one.")
		marta.fill("Number of the other case", "HR-1")
		marta.presses("Link them")
		marta.reads("There is no such case that you work on.")
		marta.axe()
		marta.picture("refused")
		marta.fill("Number of the other case", w.values["second"])
		marta.presses("Link them")
		marta.reads("Same cause as", w.values["second"], "Nights in week 50")
		marta.axe()
		marta.picture("linked")
		w.post("marta", w.path("/api/v1/cases/{review}/links"), map[string]any{"other": w.values["first"], "kind": "follows_from"})
		marta.visit(w.path("/desk/cases/{review}"))
		marta.reads("Follows from", w.values["first"])

		theo := open(t, w.App, screen)
		theo.be("theo", authz.Desk)
		theo.visit(w.path("/desk/cases/{first}/links"))
		theo.reads("Nights in week 50")
		theo.hides(w.values["review"], "How our team works together")
	})
}
