package stories

import (
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
)

// Marta sends Amina the wrong rota, and takes it back before it is gone: her words and her file are in the field again. Then she lets the case wait, as
// Priya has done a moment ago: the page says so.
func TestMartaTakesBackAFileAndSeesWhatPriyaDid(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.ask("rota", "amina", desk.Open{Subject: "The rota of week 50", Body: "Could you send me the rota?", Service: "hours"})
		ten := 10
		if _, err := w.People.SaveKeys(t.Context(), w.Actor(authz.Desk, "marta"), people.SaveKeys{Undo: &ten}); err != nil {
			t.Fatal(err)
		}
		w.Drain()
		marta := open(t, w.App, screen)
		marta.be("marta", authz.Desk)
		marta.visit(w.path("/desk/cases/{rota}"))
		marta.click("Attach files")
		marta.attach("Attach files", written(t, "rota-week-49.csv", "Person;Monday\nAmina Yusuf;22:00\n"))
		marta.keys("r")
		marta.types("Here it is.")
		marta.leaves(func() { marta.keys(kb.Enter, kb.ModifierCtrl) })
		marta.reads("Until then nobody else reads it.", "rota-week-49.csv", "Undo")
		marta.axe()
		marta.picture("on its way")
		marta.leaves(func() { marta.keys(kb.Escape); marta.keys("z") })
		marta.reads("Files that came back with your text.", "rota-week-49.csv")
		marta.holds("body", "Here it is.")
		marta.axe()
		marta.picture("back in the field")
		amina := open(t, w.App, screen)
		amina.be("amina", authz.Portal)
		amina.visit(w.path("/requests/{rota}"))
		amina.hides("rota-week-49.csv")

		marta.leaves(func() { marta.keys("r"); marta.keys(kb.Enter, kb.ModifierCtrl) })
		marta.reads("Until then nobody else reads it.")
		w.Advance(10 * time.Second)
		w.Drain()
		amina.visit(w.path("/requests/{rota}"))
		amina.reads("Here it is.", "rota-week-49.csv")
		amina.axe()

		marta.scripting(false) // the page does not hear of it
		marta.visit(w.path("/desk/cases/{rota}"))
		w.post("priya", w.path("/api/v1/cases/{rota}/pause"), map[string]any{"reason": "customer", "needed": "The plan of your shifts.", "until": w.Clock.Now().Add(48 * time.Hour)})
		marta.click("Let it wait")
		marta.date("Until; then it goes on by itself", "2026-11-19T12:00")
		marta.leaves(func() { marta.press(marta.named("Let it wait", "button"), "Let it wait") })
		marta.reads("Priya Raman did this meanwhile", "Choose again if it should still be done.")
		marta.scripting(true)
		marta.axe()
		marta.picture("what Priya did")
	})
}

// Three questions about the Christmas rota get one answer: a tag, words and an owner in one batch, which Marta undoes as a whole to mend a word.
func TestMartaUndoesAWholeBatch(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		for name, key := range map[string]string{"first": "amina", "second": "pavel", "third": "hanna"} {
			w.ask(name, key, desk.Open{Subject: "When is the Christmas rota out?", Body: "We have to plan.", Service: apptest.Services()[1].ID})
		}
		ten := 10
		if _, err := w.People.SaveKeys(t.Context(), w.Actor(authz.Desk, "marta"), people.SaveKeys{Undo: &ten}); err != nil {
			t.Fatal(err)
		}
		w.Drain()
		marta := open(t, w.App, screen)
		marta.be("marta", authz.Desk)
		marta.visit(w.path("/desk/bulk?numbers={first}&numbers={second}&numbers={third}"))
		marta.axe()
		marta.picture("choose")
		marta.fill("Put a tag on them", "winter plan")
		marta.fill("Or a text", "Dear {first name}, it is out on Fryday.")
		marta.choose("Give them", "To me")
		marta.goes("Preview")
		marta.reads("This happens to 3 cases", "Dear Amina, it is out on Fryday.", "It gets the tag winter plan.", "You work on it.")
		marta.axe()
		marta.picture("preview")
		marta.goes("Do it for 3 cases")
		marta.reads("It is done for 3 cases in a few seconds", "Undo all of it")
		marta.axe()
		marta.picture("can be undone")
		marta.leaves(func() { marta.keys("z") })
		marta.goes("Change it")
		marta.fill("Or a text", "Dear {first name}, it is out on Friday.")
		marta.goes("Preview")
		marta.goes("Do it for 3 cases")
		w.Advance(10 * time.Second)
		w.Drain()
		marta.goes("Look what became of it")
		marta.reads("3 cases are done.")
		marta.axe()
		pavel := open(t, w.App, screen)
		pavel.be("pavel", authz.Portal)
		pavel.visit(w.path("/requests/{second}"))
		pavel.reads("Dear Pavel, it is out on Friday.")
		pavel.hides("Fryday", "winter plan")
	})
}
