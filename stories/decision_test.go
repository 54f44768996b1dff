package stories

import (
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
)

// Marta refuses an allowance. It cannot be sent without a reason, a clause and a way to disagree. Amina, whose phone runs no scripts, disagrees; Priya decides, and Marta cannot.
func TestARefusalHasAReasonAClauseAndAWayToDisagree(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.ask("evening", "amina", desk.Open{Subject: "Night allowance for October", Body: "I worked four late shifts in October and see no night money.", Service: "grade"})
		w.Drain()
		marta := open(t, w.App, screen)
		marta.be("marta", authz.Desk)
		marta.visit(w.path("/desk/cases/{evening}"))
		marta.reads("Send as decision")
		marta.leaves(func() { marta.keys("d") })
		marta.reads("I worked four late shifts in October", "Assembly worker")
		marta.click("Not approved They do not get it.")
		marta.fill("Why", "Unfortunately this is just how things work.")
		marta.leaves(func() { marta.keys(kb.Enter, kb.ModifierCtrl) })
		marta.reads("7 answers need another look.", "is no reason by itself", "Name the clause that this rests on", "Say which facts you rely on", "Say what the person can do instead", "Say what happens now", "Say by which day it happens",
			"Say who takes a second look", "Everything you wrote is kept.")
		marta.axe()
		marta.picture("refused")
		marta.fill("Why", "Your shifts began at 18:30, and the night allowance begins at 20:00. Prior to that the evening rate is paid.")
		marta.fill("The rule", "pay 4.2")
		marta.fill("Facts you rely on", "The shift list has you from 18:30 on all four days.")
		marta.fill("What the person can do instead", "Ask Jonas for shifts that begin at 20:00.")
		marta.fill("What happens now", "Nothing changes in your pay.")
		marta.date("By", "2026-11-20")
		marta.fill("Who takes a second look", "Priya Raman")
		marta.goes("Check it")
		marta.reads("Instead of “Prior to” write “before”.")
		marta.picture("checked")
		marta.axe()
		marta.fill("Why", "Your shifts began at 18:30, and the night allowance begins at 20:00. Before that the evening rate is paid.")
		marta.leaves(func() { marta.keys(kb.Enter, kb.ModifierCtrl) })
		marta.reads("Answered", "Not approved", "Correct it")
		marta.picture("sent")
		w.Drain()
		amina := open(t, w.App, screen)
		amina.be("amina", authz.Portal)
		amina.scripting(false)
		amina.visit(w.path("/requests/{evening}"))
		amina.reads("Not approved", "Your shifts began at 18:30", "A shift that begins between 20:00 and 02:00 earns the night allowance.", "By Fri 20 Nov.", "Ask for a second look until Thu 17 Dec. Priya Raman takes it, and not Marta.",
			"This is a summary, not a waiver.")
		amina.picture("box")
		amina.goes("Ask for a second look")
		amina.goes("Ask for a second look")
		amina.reads("Say what you disagree with")
		amina.fill("What do you disagree with?", "On two of these days I began at 20:30. The line was late.")
		amina.picture("appeal")
		amina.goes("Ask for a second look")
		amina.reads("You disagreed on", "Priya Raman looks at it now.", "The answer comes by", "On two of these days I began at 20:30.", "This is a summary, not a waiver.")
		amina.picture("waits")
		marta.visit(w.path("/desk/cases/{evening}/decide"))
		marta.reads("Somebody else takes the second look.")
		marta.hides("Send the decision")
		priya := open(t, w.App, screen)
		priya.be("priya", authz.Desk)
		priya.visit("/desk?view=mine")
		priya.goes("Night allowance for October")
		priya.click("Give another time before it passes")
		priya.choose("Which promise", "Appeal by Thu 19 Nov, 13:00")
		priya.fill("Why; the requester reads it", "The foreman has the list, and is back on Monday.")
		priya.date("New time", "2026-11-23T16:00")
		priya.goes("Give the new time")
		priya.reads("by Mon 23 Nov, 16:00", "The foreman has the list, and is back on Monday.", "The second look has a new time, Mon 23 Nov, 16:00")
		priya.picture("later")
		w.Drain()
		amina.visit(w.path("/requests/{evening}"))
		amina.reads("The answer comes by Mon 23 Nov, 16:00.", "The foreman has the list, and is back on Monday.")
		amina.picture("told-later")
		priya.leaves(func() { priya.keys("d") })
		priya.reads("This is the second look.", "On two of these days I began at 20:30.")
		priya.click("Approved in part They get some of it.")
		priya.fill("Why", "You are right about two of the days. Each of them earns €38.00.")
		priya.fill("The rule", "pay 4.2")
		priya.fill("Facts you rely on", "The foreman's list has 20:31 and 20:28 on two of the days.")
		priya.fill("What the person can do instead", "Ask Jonas for shifts that begin at 20:00.")
		priya.fill("What happens now", "€76.00 comes with the next pay.")
		priya.date("By", "2026-11-25")
		priya.fill("Who takes a second look", "The works council")
		priya.leaves(func() { priya.keys(kb.Enter, kb.ModifierCtrl) })
		priya.reads("Answered", "Approved in part")
		w.Drain()
		amina.visit(w.path("/requests/{evening}/decision"))
		amina.reads("Approved in part", "after a second look", "You are right about two of the days.", "What was decided before", "Not approved", "Replaced")
		amina.picture("second")
		amina.scripting(true)
		amina.visit(w.path("/requests/{evening}/decision"))
		amina.axe()
	})
}

// Pavel's 2.4 % becomes 2.7 %, and Marta corrects herself visibly.
func TestMartaCorrectsHerselfVisibly(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.ask("rise", "pavel", desk.Open{Subject: "How were my 2.4% worked out?", Body: "Nobody can tell me why. Was it because I was sick in June?", Service: "grade"})
		day := func(days int) string { return w.DB.Now().AddDate(0, 0, days).Format(time.DateOnly) }
		w.post("marta", w.path("/api/v1/cases/{rise}/decision"), map[string]any{"outcome": "in_part", "reason": "Skill 3.5, quality 4.0 and flexibility 2.0 make 3.40. Table B gives 2.4% for it.", "clause": "pay 4.2",
			"facts": []string{"The marks of your sheet."}, "alternatives": []string{"Talk to Stefan about flexibility."}, "next": map[string]any{"text": "Your rise of 2.4% is paid from October.", "date": day(8)},
			"appeal": map[string]any{"until": day(30), "to": apptest.Email("priya")}})
		w.Drain()
		marta := open(t, w.App, screen)
		marta.be("marta", authz.Desk)
		marta.visit(w.path("/desk/cases/{rise}"))
		marta.goes("Correct it")
		marta.goes("Send the correction")
		marta.reads("Say what was wrong: the person reads it.")
		marta.axe()
		marta.fill("What was wrong?", "I counted the three weeks in which you were ill. The rule says that they do not count.")
		marta.fill("Why", "Without June, flexibility is 3.0. The sum is 3.60, and table B gives 2.7% for it.")
		marta.fill("The rule", "pay 6.3")
		marta.fill("What happens now", "Your rise of 2.7% is paid from October.")
		marta.picture("correcting")
		marta.goes("Send the correction")
		marta.reads("Answered", "Marta Kowalczyk")
		w.Drain()
		pavel := open(t, w.App, screen)
		pavel.be("pavel", authz.Portal)
		pavel.scripting(false)
		pavel.visit(w.path("/requests/{rise}"))
		pavel.reads("Corrected", "Marta Kowalczyk, on Tue 17 Nov", "I counted the three weeks in which you were ill.", "It said before:", "Table B gives 2.4% for it.", "table B gives 2.7% for it.", "Weeks of absence come out of the window.",
			"Marta Kowalczyk corrected the decision.")
		pavel.picture("corrected")
		pavel.scripting(true)
		pavel.visit(w.path("/requests/{rise}"))
		pavel.axe()
	})
}
