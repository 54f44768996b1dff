package stories

import (
	"testing"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
)

// Marta lets Amina's case wait and says what she needs: Amina reads it as soon as she comes, and answers. Then Jonas, who leads her, has to say something: he reads that alone on his page, and writes it in the case.
func TestWhoeverIsWaitedForReadsWhatIsNeeded(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.ask("hours", "amina", desk.Open{Subject: "80% from January", Body: "I would like to work four days a week.", Service: "hours"})
		marta := open(t, w.App, screen)
		marta.be("marta", authz.Desk)
		waits := func(whom, needed string) {
			marta.visit(w.path("/desk/cases/{hours}"))
			marta.click("Let it wait")
			marta.choose("For whom; the requester reads it", whom)
			marta.fill("What is needed from them", needed)
			marta.date("Until; then it goes on by itself", "2026-11-19T12:00")
			marta.leaves(func() { marta.press(marta.named("Let it wait", "button"), "Let it wait") })
		}
		waits("Who asked: something is needed from them", "")
		marta.reads("Write what you need from them: they read it on their page and in the mail.")
		marta.axe()
		marta.picture("what is missing")
		marta.fill("What is needed from them", "Which day you would like to have free.")
		marta.leaves(func() { marta.press(marta.named("Let it wait", "button"), "Let it wait") })
		marta.reads("Something is needed from who asked.", "Which day you would like to have free.", "Waits until Thu 19 Nov, 12:00")

		amina := open(t, w.App, screen)
		amina.be("amina", authz.Portal)
		amina.visit("/")
		amina.reads("Waiting for you", "HR needs this from you: Which day you would like to have free.")
		amina.axe()
		amina.picture("home")
		amina.visit(w.path("/requests/{hours}"))
		amina.reads("Waits for you", "We need something from you.", "Which day you would like to have free.")
		amina.axe()
		amina.picture("request")
		amina.fill("Write to HR", "Wednesday, please.")
		amina.goes("Send")
		amina.hides("Waits for you")

		waits("Their manager: they have to answer first", "Can line 3 be staffed with eleven on Wednesdays?")
		jonas := open(t, w.App, screen)
		jonas.be("jonas", authz.Portal)
		jonas.visit("/")
		jonas.reads("HR needs this from you: Can line 3 be staffed with eleven on Wednesdays?")
		jonas.axe()
		jonas.picture("manager at home")
		jonas.visit(w.path("/requests/{hours}"))
		jonas.reads("Can line 3 be staffed with eleven on Wednesdays?", "Who asked reads this and what you answer.")
		jonas.axe()
		jonas.picture("manager")
		jonas.fill("Write to HR", "Yes, from January.")
		jonas.goes("Send")
		jonas.hides("Write to HR")
	})
}
