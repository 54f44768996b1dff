package stories

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
)

// Marta looks at the same few requests each day. She keeps the view and shares it with her team, by keyboard, in three actions; Priya finds it with the cases that she may see.
func TestMartaKeepsAView(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.ask("swap", "amina", desk.Open{Subject: "May I swap Thursday?", Body: "With Nils.", Service: "hours"})
		w.ask("priya", "pavel", desk.Open{Subject: "How Priya talked to me", Body: "It was not right.", Service: "hours", Against: []string{"priya@ferrow-lund.example"}})
		w.ask("pay", "amina", desk.Open{Subject: "My payslip", Body: "A line is wrong.", Service: "pay"})
		w.Drain()
		marta := open(t, w.App, screen)
		marta.be("marta", authz.Desk)
		marta.visit("/desk?service=hours&owner=nobody&sort=newest")
		marta.reads("May I swap Thursday?", "How Priya talked to me")
		marta.hides("My payslip")
		marta.axe()
		marta.picture("narrowed")
		marta.leaves(func() { marta.keys("v") })
		marta.reads("Keep this view", "The queue is kept as it is narrowed now.")
		marta.axe()
		marta.picture("keeps")
		marta.leaves(func() { marta.keys(kb.Enter) })
		marta.reads("Give the view a name, for example Payroll, late.")
		marta.fill("Name", "Hours, nobody yet")
		marta.choose("Who sees it", "HR advice")
		marta.presses("Keep the view")
		marta.reads("Kept views", "Hours, nobody yet 2", "May I swap Thursday?")
		marta.axe()
		marta.picture("kept")
		marta.visit("/desk/views")
		marta.reads("Hours, nobody yet 2")
		marta.axe()
		marta.picture("views")

		priya := open(t, w.App, screen)
		priya.be("priya", authz.Desk)
		priya.visit("/desk")
		priya.reads("Kept views", "Hours, nobody yet 1")
		priya.goes("Hours, nobody yet")
		priya.reads("May I swap Thursday?")
		priya.hides("How Priya talked to me", "My payslip")
		priya.axe()
		priya.picture("shared")

		marta.visit("/desk/views")
		marta.unfold()
		marta.fill("Name", "")
		marta.presses("Change the view")
		marta.reads("Give the view a name, for example Payroll, late.")
		marta.axe()
		marta.picture("no name")
		marta.fill("Name", "Hours, mine alone")
		marta.choose("Who sees it", "Only me")
		marta.presses("Change the view")
		marta.reads("Hours, mine alone 2")
		priya.visit("/desk")
		priya.hides("Hours, nobody yet", "Hours, mine alone")
	})
}
