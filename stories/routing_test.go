package stories

import (
	"testing"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
)

// The works council has agreed. Priya is away; Amina's question comes to Marta, who reads why, sees her own day first, passes the case on without a reason, and says when she is away herself.
// Ingrid, who leads HR, sees of both no more than who has room.
func TestACaseFindsWhoTakesIt(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.post("ingrid", "/api/v1/agreements", map[string]any{"subject": "load_routing", "agreed_with": "Works council Malmby, paper of 9 November", "legal_basis": "Works agreement 15, section 2",
			"purpose": "To share work fairly. Nobody reads what a colleague carries.", "starts": "2026-11-01", "ends": "2027-11-01"})
		w.post("priya", "/api/v1/routing/absences", map[string]any{"first_day": "2026-11-17", "back_day": "2026-11-20"})
		w.ask("first", "amina", desk.Open{Subject: "Swap on 24 December", Body: "May Pavel take my shift on the 24th?", Service: "hours"})
		w.Drain()

		marta := open(t, w.App, screen)
		marta.be("marta", authz.Desk)
		marta.visit("/desk/day")
		marta.reads("What you carry", "2 of 40", "Only you see this.", "Swap on 24 December", "When you are away", "What you take")
		marta.axe()
		marta.picture("own day")
		marta.presses("Swap on 24 December")
		marta.reads("Why me?", "Nobody else of the team who takes such cases had room.", "You were at work when it came.", "You need no reason.")
		marta.axe()
		marta.picture("why me")
		marta.presses("Pass it on")
		marta.reads("Nothing of yours is due today.", "0 of 40")
		marta.visit(w.path("/desk/cases/{first}"))
		marta.reads("It was passed on.", "It waits in the queue of the team")
		marta.visit("/desk/routing")
		marta.reads("has room", "full", "What the team agreed on", "At most 40 to carry")
		marta.hides("Somebody is away")
		marta.axe()
		marta.picture("what the team agreed on")
		marta.visit("/desk")
		marta.reads("You carry 0 of 40.")

		ingrid := open(t, w.App, screen)
		ingrid.be("ingrid", authz.Desk)
		ingrid.visit("/desk/routing")
		ingrid.reads("has room", "full", "Somebody is away")
		ingrid.axe()
		ingrid.picture("for the head")

		amina := open(t, w.App, screen)
		amina.be("amina", authz.Portal)
		amina.visit(w.path("/requests/{first}"))
		amina.hides("rule of the team", "passed on")
	})
}
