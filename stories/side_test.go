package stories

import (
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
)

// Amina asks why her pension contribution changed. Marta asks Stefan, who plans the shifts, beside the case: she sees what goes out before it does. Stefan reads that and nothing else, and answers;
// Marta finds the answer on the case. Amina sees none of it.
func TestMartaAsksSomebodyElse(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.ask("pension", "amina", desk.Open{Subject: "My pension contribution changed", Body: "It is 40 less than in October, and nobody told me.", Service: "hours"})
		marta := open(t, w.App, screen)
		marta.be("marta", authz.Desk)
		marta.visit(w.path("/desk/cases/{pension}"))
		marta.reads("Asked aside", "Nobody else was asked.")
		marta.goes("Ask somebody else")
		marta.reads("Whoever you ask sees what you write here and the files that you choose, and nothing else")
		marta.axe()
		marta.picture("whom and what")
		marta.fill("Whom", apptest.Email("stefan"))
		marta.fill("Subject", "Shifts of line 2 in November")
		marta.fill("What you ask", "Did line 2 work on the night of 3 November?")
		marta.presses("Look at what goes out")
		marta.reads("What goes out", "Nothing is sent yet.", "by e-mail and on their page", "Subject of the mail:", "No file goes along.")
		marta.axe()
		marta.picture("what goes out")
		marta.presses("Send it")
		marta.reads("Asked today, no word yet", "Did line 2 work on the night of 3 November?")
		marta.axe()
		marta.picture("waits")

		stefan := open(t, w.App, screen)
		stefan.be("stefan", authz.Portal)
		stefan.visit("/me/asked")
		stefan.reads("Shifts of line 2 in November", "HR waits for you")
		stefan.axe()
		stefan.picture("asked of Stefan")
		stefan.goes("Shifts of line 2 in November")
		stefan.reads("Did line 2 work on the night of 3 November?")
		stefan.hides("Amina", "My pension contribution changed", w.values["pension"])
		stefan.fill("Your answer", "It did, from 22:00 on.")
		stefan.axe()
		stefan.picture("answers")
		stefan.presses("Send to HR")
		stefan.reads("It did, from 22:00 on.", "Answered")
		w.Drain()

		marta.visit(w.path("/desk/cases/{pension}"))
		marta.reads("New answer", "It did, from 22:00 on.")
		marta.picture("a new answer")
		marta.goes("Shifts of line 2 in November")
		marta.reads("Stefan Lang", "It did, from 22:00 on.")
		marta.axe()
		marta.picture("the answer")

		amina := open(t, w.App, screen)
		amina.be("amina", authz.Portal)
		amina.visit(w.path("/requests/{pension}"))
		amina.hides("22:00", "Stefan", "line 2", "Asked aside")
	})
}
