package stories

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
)

// Marta goes to a case by its number and to a view by its name, and does what she wants there by its name; without scripts a page does the same. Then she has another key for a reply, and
// none for the next case.
func TestMartaGoesAnywhereByKeyboard(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.ask("swap", "amina", desk.Open{Subject: "May I swap Thursday?", Body: "With Nils.", Service: "hours"})
		w.ask("pay", "pavel", desk.Open{Subject: "My payslip", Body: "A line is wrong.", Service: "hours"})
		w.Drain()
		marta := open(t, w.App, screen)
		marta.be("marta", authz.Desk)
		marta.visit("/desk")
		marta.keys("k", kb.ModifierCtrl)
		marta.reads("A case’s number, a page, a view, a name, or what you want to do here", "New replies")
		marta.axe()
		marta.types(w.path("{swap}"))
		marta.reads("May I swap Thursday? Case")
		marta.axe()
		marta.picture("a case")
		marta.leaves(func() { marta.keys(kb.Enter) })
		marta.reads("With Nils.")

		marta.keys("k", kb.ModifierCtrl)
		marta.types("take")
		marta.reads("Take it On this page")
		marta.axe()
		marta.picture("an action")
		marta.leaves(func() { marta.keys(kb.Enter) })
		marta.hides(`name="assignee" value="me"`)

		marta.keys("k", kb.ModifierCtrl)
		marta.types("zzzz")
		marta.reads("Nothing that is open to you begins like this.")
		marta.keys(kb.Escape)
		marta.keys("k", kb.ModifierCtrl)
		marta.types("new rep")
		marta.reads("New replies View")
		marta.leaves(func() { marta.keys(kb.Enter) })

		marta.scripting(false)
		marta.visit("/desk/go?q=" + w.path("{pay}"))
		marta.reads("My payslip")
		marta.scripted()
		marta.picture("without scripts")
		marta.scripting(true)

		marta.visit("/desk/keys")
		marta.axe()
		marta.fill("Reply", "n")
		marta.leaves(func() { marta.keys(kb.Enter) })
		marta.reads("Both are on N: “Reply” and “Internal note; on the queue: new case”.")
		marta.axe()
		marta.picture("a conflict")
		marta.fill("Reply", "y")
		marta.leaves(func() { marta.keys(kb.Enter) })
		marta.reads("It comes as R.")
		marta.axe()
		marta.picture("keys")
		marta.visit(w.path("/desk/cases/{pay}"))
		marta.keys("r")
		marta.keys("y")
		marta.types("Which line?")
		marta.leaves(func() { marta.keys(kb.Enter, kb.ModifierCtrl) })
		marta.reads("Which line?")
		marta.axe()
	})
}
