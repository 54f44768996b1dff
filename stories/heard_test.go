package stories

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
)

// fewer is a service that decides, and whose requests managers may see.
func (w *world) fewer() {
	w.T.Helper()
	if _, err := w.Catalogue.SaveService(w.T.Context(), authz.System(catalogue.Demo), catalogue.SaveService{ID: "fewer", Name: "Fewer hours", TeamID: "advice", ManagerSees: true, NeedsDecision: true,
		FirstAnswerMinutes: 240, DecisionMinutes: 1080, Active: true}); err != nil {
		w.T.Fatal(err)
	}
}

// dim shows the page in the dark for a picture.
func (b *tab) dim(name string) {
	b.t.Helper()
	b.theme("dark")
	b.axe()
	b.picture(name + "-dark")
	b.theme("light")
}

// Marta writes by keyboard what she heard. Amina, whose phone runs no scripts, corrects it with one form; Marta writes it anew, Amina confirms it, and the correction stays to be read.
func TestWhatWeHeardIsCorrectedBeforeAnythingIsDecided(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.fewer()
		w.ask("hours", "amina", desk.Open{Subject: "Move to 80% hours from January", Body: "My mother has to go to the clinic every Wednesday. Can I work four days? I don't want to lose line 3 though.", Service: "fewer"})
		w.Drain()
		marta := open(t, w.App, screen)
		marta.be("marta", authz.Desk)
		marta.visit(w.path("/desk/cases/{hours}"))
		marta.reads("Write what you heard")
		marta.leaves(func() { marta.keys("h") })
		marta.writes("happened", "Your mother starts day treatment on Wednesdays, and nobody else can go with her.")
		marta.writes("worry", "Losing your place on line 3.")
		marta.leaves(func() { marta.keys(kb.Enter, kb.ModifierCtrl) })
		marta.reads("Write what they ask for.", "Everything you wrote is kept.")
		marta.holds("worry", "Losing your place on line 3.")
		marta.axe()
		marta.picture("refused")
		marta.writes("asks", "To work 80% from 11 January 2027, four days a week, with Wednesdays free.")
		marta.writes("by_when", "Friday 4 December, when the clinic plans the places.")
		marta.leaves(func() { marta.keys(kb.Enter, kb.ModifierCtrl) })
		marta.reads("What we heard", "Waits to be confirmed", "Losing your place on line 3.")
		marta.axe()
		marta.picture("waits")
		marta.dim("waits")
		marta.leaves(func() { marta.keys("d") })
		marta.reads("What we heard waits to be confirmed.", "Losing your place on line 3.")
		w.Drain()

		amina := open(t, w.App, screen)
		amina.be("amina", authz.Portal)
		amina.visit("/")
		amina.reads("HR wrote down what it understood. Is it right?", "Waits for your confirmation")
		amina.axe()
		amina.picture("home")
		amina.visit("/requests")
		amina.reads("Move to 80% hours from January", "Waits for your confirmation")
		amina.axe()
		amina.picture("listed")
		marta.visit("/desk")
		marta.reads("Move to 80% hours from January", "Not confirmed")
		marta.axe()
		marta.picture("queue")
		amina.visit(w.path("/requests/{hours}"))
		amina.axe()
		amina.dim("asked")
		amina.scripting(false)
		amina.visit(w.path("/requests/{hours}"))
		amina.reads("Marta wrote down what we understood. Is it right?", "What you ask for", "with Wednesdays free", "Yes, that’s right", "Until you answer, we go on working, but we do not decide.", "This is a summary, not a waiver.")
		amina.picture("asked")
		amina.click("Something is wrong or missing")
		amina.goes("Send the correction")
		amina.reads("Say what is wrong or missing.")
		amina.picture("nothing")
		amina.fill("What is wrong or missing?", "I want to go back to 100% when the treatment is over.\nThat is the main thing.")
		amina.goes("Send the correction")
		amina.reads("You corrected this on", "HR reads your correction before it decides.")
		amina.hides("Yes, that’s right", "Waits for your confirmation")
		if strings.Contains(amina.text(), "with Wednesdays free") {
			t.Error("what was corrected is not folded away")
		}
		amina.picture("folded")
		amina.click("You corrected this on")
		amina.reads("with Wednesdays free", "I want to go back to 100% when the treatment is over. That is the main thing.")
		amina.picture("corrected")

		marta.visit(w.path("/desk/cases/{hours}"))
		marta.reads("Corrected Tue 17 Nov", "I want to go back to 100%")
		marta.axe()
		marta.picture("corrected")
		marta.leaves(func() { marta.keys("h") })
		marta.reads("What they read now", "I want to go back to 100%")
		marta.holds("happened", "Your mother starts day treatment on Wednesdays, and nobody else can go with her.")
		marta.axe()
		marta.picture("anew")
		marta.dim("anew")
		marta.writes("asks", "To work 80% from 11 January 2027 with Wednesdays free, and back to 100% when the treatment is over.")
		marta.leaves(func() { marta.keys(kb.Enter, kb.ModifierCtrl) })
		w.Drain()
		amina.visit(w.path("/requests/{hours}"))
		amina.goes("Yes, that’s right")
		amina.reads("You confirmed what we heard on")
		amina.picture("confirmed")
		amina.goes("Read what we heard")
		amina.reads("What we heard from you", "and back to 100% when", "What was written before", "That is the main thing.")
		amina.picture("page")
		amina.scripting(true)
		amina.visit(w.path("/requests/{hours}/heard"))
		amina.axe()
		amina.dim("page")
		marta.visit(w.path("/desk/cases/{hours}"))
		marta.reads("Confirmed Tue 17 Nov", "after 1 correction")
		marta.picture("confirmed")
		marta.leaves(func() { marta.keys("d") })
		marta.hides("What we heard waits to be confirmed.")
	})
}

// Before Jonas is asked about line 3, Amina sees the words, and changes them. The second time she wants nobody to be asked, and nobody is.
func TestNobodyIsAskedInWordsThatSheHasNotApproved(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.fewer()
		w.ask("hours", "amina", desk.Open{Subject: "Move to 80% hours from January", Body: "My mother has to go to the clinic every Wednesday.", Service: "fewer"})
		w.Drain()
		marta, amina := open(t, w.App, screen), open(t, w.App, screen)
		marta.be("marta", authz.Desk)
		marta.visit(w.path("/desk/cases/{hours}/heard"))
		marta.goes("Show it to the requester")
		marta.reads("Say whom you would ask.", "Write exactly what you would say or write to them.")
		marta.axe()
		marta.fill("Whom would you ask?", "Jonas Eklund, your team lead")
		marta.fill("In exactly which words?", "Amina’s mother is ill. Can line 3 be staffed without her on Wednesdays?")
		marta.goes("Show it to the requester")
		marta.reads("Jonas Eklund, your team lead: waits for the requester")
		marta.hides("I asked this")
		w.Drain()

		amina.be("amina", authz.Portal)
		amina.visit(w.path("/requests/{hours}"))
		amina.axe()
		amina.dim("words")
		amina.scripting(false)
		amina.visit(w.path("/requests/{hours}"))
		amina.reads("HR would like to ask somebody else", "Whom: Jonas Eklund, your team lead", "If nobody is asked, HR decides with what you said.")
		amina.picture("words")
		amina.fill("In exactly these words", " ")
		amina.goes("You may ask this")
		amina.reads("Write what HR may ask, or choose that nobody is asked.")
		amina.fill("In exactly these words", "Can line 3 be staffed with eleven on Wednesdays from January?")
		amina.goes("You may ask this")
		amina.reads("You approved these words. HR has not asked yet.", "staffed with eleven on Wednesdays")
		amina.picture("approved")

		marta.visit("/desk")
		marta.visit(w.path("/desk/cases/{hours}/heard"))
		marta.reads("may be asked, in the approved words", "staffed with eleven on Wednesdays")
		marta.hides("Amina’s mother is ill")
		marta.axe()
		marta.picture("approved")
		marta.goes("I asked this")
		marta.reads("was asked")
		marta.fill("Whom would you ask?", "Stefan Lang, who plans hall 2")
		marta.fill("In exactly which words?", "Could somebody of hall 2 take a place on line 3 on Wednesdays?")
		marta.goes("Show it to the requester")
		w.Drain()
		amina.visit(w.path("/requests/{hours}"))
		amina.reads("HR asked somebody else")
		amina.goes("Ask nobody")
		amina.reads("Nobody else is asked")
		amina.picture("nobody")
		marta.visit(w.path("/desk/cases/{hours}/heard"))
		marta.fill("Whom would you ask?", "Rosa Lindgren")
		marta.fill("In exactly which words?", "What do you think of it?")
		marta.goes("Show it to the requester")
		marta.reads("The requester wants nobody to be asked. Decide with what you have, or talk with them.", "Everything you wrote is kept.")
		marta.picture("barred")
	})
}

// Jonas may see what his team asks about hours. Amina says in her correction that he must not: from then on every page, list, count, search and answer of the API is to him as if she had never asked.
func TestNotToMyManagerHoldsOnEverySurface(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.fewer()
		w.ask("first", "amina", desk.Open{Subject: "Swap on Friday", Body: "May I?", Service: "fewer"})
		w.Drain()
		jonas, phone := open(t, w.App, screen), w.Portal("jonas")
		jonas.be("jonas", authz.Portal)
		surfaces := []string{"/", "/requests", "/requests?tab=team", "/requests?tab=closed", "/search?q=january", "/search?q=clinic", "/me", "/me/openings", "/api/v1/cases", "/api/v1/cases?view=reports", "/api/v1/views", "/api/v1/search?q=january",
			"/api/v1/search?q=clinic", "/api/v1/me/openings", "/api/v1/me/export"}
		shown := func() map[string]string {
			all := map[string]string{}
			for _, path := range surfaces {
				answer := phone.Get(path)
				all[path] = changing.ReplaceAllString(answer.Text, "")
			}
			return all
		}
		before := shown()
		w.ask("hours", "amina", desk.Open{Subject: "Move to 80% hours from January", Body: "My mother has to go to the clinic every Wednesday.", Service: "fewer"})
		w.Drain()
		jonas.visit("/requests?tab=team")
		jonas.reads("Move to 80% hours from January")
		jonas.picture("before")
		w.post("marta", w.path("/api/v1/cases/{hours}/heard"), map[string]any{"happened": "Your mother is ill.", "asks": "Wednesdays free."})
		jonas.visit(w.path("/requests/{hours}"))
		jonas.hides("Your mother is ill.", "Wednesdays free.")

		amina := open(t, w.App, screen)
		amina.be("amina", authz.Portal)
		amina.scripting(false)
		amina.visit(w.path("/requests/{hours}"))
		amina.click("Something is wrong or missing")
		amina.fill("What is wrong or missing?", "Jonas must not hear of it before it is decided.")
		amina.click("My manager must not see this request")
		amina.picture("ticked")
		amina.goes("Send the correction")
		amina.reads("You corrected this on")
		w.Drain()

		for path, was := range before {
			if now := shown()[path]; now != was {
				t.Errorf("%s tells the manager of it:\n%s\nbefore:\n%s", path, cut(now), cut(was))
			}
		}
		for _, path := range []string{"/requests/{hours}", "/requests/{hours}/heard", "/requests/{hours}/decision", "/desk/cases/{hours}", "/desk/cases/{hours}/heard", "/api/v1/cases/{hours}", "/api/v1/cases/{hours}/heard"} {
			never := phone.Get(strings.ReplaceAll(path, "{hours}", "HR-999999"))
			if got := phone.Get(w.path(path)); got.Status != never.Status || strings.Contains(got.Text, "January") {
				t.Errorf("%s: %d; a case that never was: %d", path, got.Status, never.Status)
			}
		}
		if got := w.API("jonas").Post(w.path("/api/v1/cases/{hours}/heard/confirm"), map[string]any{"ok": true}); got.Status != http.StatusNotFound {
			t.Errorf("the manager answers: %d", got.Status)
		}
		jonas.visit("/requests?tab=team")
		jonas.reads("Swap on Friday")
		jonas.hides("Move to 80%", w.values["hours"])
		jonas.axe()
		jonas.picture("after")
	})
}

// changing is what two answers differ in although they say the same.
var changing = regexp.MustCompile(`nonce="[^"]*"|"(at|opened_at)":"[^"]*"`)
