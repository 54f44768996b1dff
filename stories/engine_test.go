package stories

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
)

// tabTo presses Tab until what has the focus begins with a text.
func (b *tab) tabTo(text string) {
	b.t.Helper()
	for range 200 {
		b.keys(kb.Tab)
		if strings.HasPrefix(strings.TrimSpace(eval[string](b, `document.activeElement?.textContent ?? ''`)), text) {
			return
		}
	}
	b.picture("failed")
	b.t.Fatalf("%s: Tab never comes to %q", b.path(), text)
}

// Why is it due then? Marta opens the answer with the keyboard, on a case that waited and was moved. Amina, whose phone runs no scripts, opens it with one touch.
func TestAPromiseSaysWhyItIsDueThen(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.ask("shift", "amina", desk.Open{Subject: "Swap of a shift", Body: "May I swap with Pavel?", Service: "hours"})
		at := w.path("/api/v1/cases/{shift}")
		w.Advance(time.Hour)
		w.post("marta", at+"/pause", map[string]any{"reason": "other", "until": w.DB.Now().Add(20 * time.Hour)})
		w.Advance(20 * time.Hour)
		w.Drain()
		w.post("marta", at+"/renegotiate", map[string]any{"kind": "decision", "due_at": w.DB.Now().Add(72 * time.Hour), "reason": "Jonas is back on Friday."})
		w.Drain()
		marta := open(t, w.App, screen)
		marta.be("marta", authz.Desk)
		marta.visit(w.path("/desk/cases/{shift}"))
		marta.tabTo("Why")
		marta.keys(kb.Enter)
		marta.reads("We promised it within 4 h of working time.", "1 h", "3 h", "It waited until", "Somebody else has to answer us first.")
		marta.tabTo("Why")
		marta.keys(kb.Enter)
		marta.reads("Marta Kowalczyk moved it on", "The reason: Jonas is back on Friday.", "closed on Saturday")
		w.post("amina", at+"/messages", map[string]any{"body": "Pavel agrees."})
		marta.reads("Pavel agrees.", "1 h", "Marta Kowalczyk moved it on") // what somebody opened stays open when the page is made anew
		marta.axe()
		marta.picture("moved")
		marta.dim("moved")

		amina := open(t, w.App, screen)
		amina.be("amina", authz.Portal)
		amina.scripting(false)
		amina.visit(w.path("/requests/{shift}"))
		amina.click("Why")
		amina.reads("We promised it within 4 h of working time.", "It waited until", "Somebody else has to answer us first.")
		amina.picture("request")
	})
}

// Nobody answers. Amina hears that it may become later before the time passes; when it has passed, it comes to a colleague of Marta's who is at work, and the case says by which rule.
func TestALateCaseComesToSomebodyWhoIsAtWork(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.ask("shift", "amina", desk.Open{Subject: "Swap of a shift", Body: "May I swap with Pavel?", Service: "hours"})
		w.post("marta", w.path("/api/v1/cases/{shift}/assign"), map[string]any{"assignee": "me"})
		w.Advance(200 * time.Minute)
		w.Drain()
		amina := open(t, w.App, screen)
		amina.be("amina", authz.Portal)
		amina.scripting(false)
		amina.visit(w.path("/requests/{shift}"))
		amina.reads("It may become later.")
		amina.picture("warned")
		w.Advance(41 * time.Minute)
		w.Drain()
		amina.visit(w.path("/requests/{shift}"))
		amina.reads("did not keep it", "We are sorry")
		amina.hides("escalated")
		amina.picture("late")
		other, lists := "priya", 0
		for _, key := range []string{"priya", "ingrid"} {
			all, err := w.Escalation.Spec().ToDo(t.Context(), w.Actor(authz.Desk, key))
			if err != nil {
				t.Fatal(err)
			}
			if len(all) > 0 {
				other, lists = key, lists+1
			}
		}
		if lists != 1 {
			t.Fatalf("it came to %d people", lists)
		}
		colleague := open(t, w.App, screen)
		colleague.be(other, authz.Desk)
		colleague.visit("/desk/day")
		colleague.reads("This is late, and came to you because you are at work.")
		colleague.axe()
		colleague.picture("home")
		colleague.visit(w.path("/desk/cases/{shift}"))
		colleague.reads("It was escalated to", "of the team, and at work now")
		colleague.axe()
		colleague.picture("case")
	})
}

// Ingrid closes the office on Wednesdays. What is open is counted anew; Amina reads the new time, and why.
func TestOtherHoursMoveOpenPromises(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.ask("shift", "amina", desk.Open{Subject: "Swap of a shift", Body: "May I swap with Pavel?", Service: "hours"})
		w.Drain()
		ingrid := open(t, w.App, screen)
		ingrid.be("ingrid", authz.Desk)
		ingrid.visit("/admin/calendars/office")
		ingrid.reads("Promises that run are counted anew, and people are told of another time once.")
		ingrid.fill("Tuesday", "08:00–14:00")
		ingrid.fill("Wednesday", "")
		ingrid.goes("Save the calendar")
		w.Advance(10 * time.Second)
		w.Drain()
		amina := open(t, w.App, screen)
		amina.be("amina", authz.Portal)
		amina.scripting(false)
		amina.visit(w.path("/requests/{shift}"))
		amina.reads("Thu 19 Nov, 11:00", "Our working hours changed.")
		amina.click("Why")
		amina.reads("closed on Wednesday")
		amina.picture("moved")
	})
}
