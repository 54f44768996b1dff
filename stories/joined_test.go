package stories

import (
	"strings"
	"testing"
	"time"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
)

// Amina asks again about her allowance. She is told of her open request before it is sent, and sends the new one all the same. Marta sees that both may be the
// same, joins them, answers once, and takes them apart again when Amina asks her to.
func TestWhatWasAskedTwiceIsOneCase(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.ask("first", "amina", desk.Open{Subject: "Night allowance of November", Body: "It is not on my payslip.", Service: "pay"})
		w.ask("other", "hanna", desk.Open{Subject: "Night allowance of November", Body: "Mine is missing too.", Service: "pay"})
		w.Drain()
		w.Clock.Advance(time.Minute)
		amina := open(t, w.App, screen)
		amina.be("amina", authz.Portal)
		amina.visit("/ask/pay")
		amina.fill("In a few words", "My night allowance")
		amina.fill("What would you like to know, or what happened?", "November has no night allowance on my payslip, still.")
		amina.goes("Send to HR")
		amina.reads("Have you asked this already?", w.values["first"], "This is not sent yet.")
		amina.hides(w.values["other"])
		amina.holds("body", "November has no night allowance on my payslip, still.")
		amina.axe()
		amina.picture("asked already")
		amina.goes("Send it all the same")
		amina.reads("We have your request.")
		second, _, _ := strings.Cut(strings.TrimPrefix(amina.path(), "/requests/"), "?")
		w.Drain()

		marta := open(t, w.App, screen)
		marta.be("marta", authz.Desk)
		marta.visit(w.path("/desk/cases/{first}"))
		marta.reads("May be the same", second)
		marta.axe()
		marta.picture("may be the same")
		marta.visit("/desk/cases/" + second + "/join")
		marta.fill("Number of the case that goes on", w.values["other"])
		marta.goes("Join them")
		marta.reads("The customers of the two are not the same people")
		marta.axe()
		marta.picture("refused")
		marta.visit(w.path("/desk/cases/{first}"))
		marta.goes("Join " + second + " into " + w.values["first"])
		marta.reads("Joined to this case", "written in "+second, "November has no night allowance")
		marta.axe()
		marta.picture("joined")
		w.post("marta", w.path("/api/v1/cases/{first}/messages"), map[string]any{"body": "It comes with the pay of December."})
		w.Drain()

		amina.visit("/requests/" + second)
		amina.reads("We work on this together with", "November has no night allowance")
		amina.axe()
		amina.picture("a part")
		amina.visit(w.path("/requests/{first}"))
		amina.reads("written in "+second, "It comes with the pay of December.")
		amina.axe()
		amina.picture("the whole")

		marta.visit("/desk/cases/" + second)
		marta.reads("Part of another case")
		marta.axe()
		marta.picture("a part on the desk")
		marta.goes("Take apart again")
		marta.reads("Join into another case")
		amina.visit("/requests/" + second)
		amina.reads("This is a request of its own again.")
		amina.hides("It comes with the pay of December.")
	})
}

// In her thread about hours Hanna asks where she may park. Marta makes that a case of its own; Hanna finds it from the message that she wrote, and nothing of her thread is gone.
func TestASecondQuestionBecomesACaseOfItsOwn(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.ask("hours", "hanna", desk.Open{Subject: "My rota of week 50", Body: "It has three nights in a row.", Service: "hours"})
		w.post("hanna", w.path("/api/v1/cases/{hours}/messages"), map[string]any{"body": "And where may I park at night?"})
		w.Drain()
		marta := open(t, w.App, screen)
		marta.be("marta", authz.Desk)
		marta.visit(w.path("/desk/cases/{hours}/split"))
		marta.reads("It has three nights in a row.", "And where may I park at night?")
		marta.fill("What it is about, in a few words", "Parking at night")
		marta.goes("Make it a case of its own")
		marta.reads("Choose the messages that become a case of their own.")
		marta.axe()
		marta.picture("refused")
		marta.tick(eval[string](marta, `document.querySelectorAll("input[name=messages]")[1].id`))
		marta.goes("Make it a case of its own")
		marta.reads("Parking at night", "Split off", w.values["hours"], "And where may I park at night?")
		marta.axe()
		marta.picture("a case of its own")
		number, _, _ := strings.Cut(strings.TrimPrefix(marta.path(), "/desk/cases/"), "?")

		hanna := open(t, w.App, screen)
		hanna.be("hanna", authz.Portal)
		hanna.visit(w.path("/requests/{hours}"))
		hanna.reads("It has three nights in a row.", "And where may I park at night?", "Now "+number)
		hanna.axe()
		hanna.picture("in its place")
		hanna.visit("/requests/" + number)
		hanna.reads("You wrote this in "+w.values["hours"], "And where may I park at night?")
		hanna.hides("three nights")

		marta.goes("Put it back")
		marta.reads("My rota of week 50", "Joined to this case")
		hanna.visit("/requests/" + number)
		hanna.reads("We work on this together with " + w.values["hours"])
	})
}
