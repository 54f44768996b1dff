package stories

import (
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/policy"
)

// Amina asks for an exception on her phone. Marta has no mouse: she reads the three nearest earlier ones, has to say why this one differs, and grants it until a day. Amina reads
// it in her request and beside the rule.
func TestAnExceptionIsGrantedBesideItsThreePrecedents(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.precedents(t)
		w.ask("wedding", "amina", desk.Open{Subject: "Leave from Thursday on", Body: "My sister marries on Friday. May I have Thursday and Friday off?", Service: "hours"})
		w.Drain()

		amina := open(t, w.App, phone)
		amina.be("amina", authz.Portal)
		amina.visit(w.path("/requests/{wedding}"))
		amina.goes("Ask for an exception")
		amina.reads("A rule is made for many.")
		amina.fill("From which rule", "leave 99")
		amina.goes("Ask for it")
		amina.reads("There is no such clause", "Say why this case is different")
		amina.axe()
		amina.picture("asked wrong")
		amina.fill("From which rule", "leave 2.3")
		amina.fill("Why this case is different", "The wedding was in May, and the hall moved it. I heard of it yesterday.")
		amina.fill("How much money it is about", "130")
		amina.goes("Ask for it")
		amina.reads("Exception from clause leave 2.3", "Not decided yet", "the hall moved it")
		amina.axe()
		amina.picture("asked")
		w.Drain()

		marta := open(t, w.App, screen)
		marta.be("marta", authz.Desk)
		marta.visit(w.path("/desk/cases/{wedding}"))
		marta.onward("leave 2.3")
		marta.reads("Leave is asked for two weeks before it begins.", "the hall moved it", "The nearest earlier ones", "My son is christened.", "My father was taken to hospital.", "I forgot to ask.")
		marta.hides("I sail around the world.")
		marta.axe()
		marta.picture("beside")
		marta.reaches(func() string { return `document.activeElement.type === 'radio'` })
		marta.keys(" ")
		marta.writes("reason", "Nobody could know the new day two weeks before. The team has room on both days.")
		marta.writes("expires", "")
		marta.leaves(func() { marta.keys(kb.Enter, kb.ModifierCtrl) })
		marta.reads("Say how this compares with the earlier exceptions beside it", "Say until when it holds", "Everything you wrote is kept.")
		marta.holds("reason", "Nobody could know the new day two weeks before. The team has room on both days.")
		marta.axe()
		marta.picture("not yet")
		marta.writes("differs", "As with the hospital, the day was not theirs to choose. What was forgotten was.")
		marta.reaches(func() string { return `document.activeElement.id === 'expires'` })
		marta.keys("12012026")
		marta.leaves(func() { marta.keys(kb.Enter, kb.ModifierCtrl) })
		marta.reads("Granted", "It holds until Mon 30 Nov.", "Compared with earlier ones", "the day was not theirs to choose")
		marta.hides("Send the decision")
		marta.axe()
		marta.picture("decided")
		w.Drain()

		amina.visit(w.path("/requests/{wedding}"))
		amina.reads("Exception from clause leave 2.3", "Granted", "Nobody could know the new day two weeks before.", "It holds until Mon 30 Nov.")
		amina.hides("Compared with earlier ones", "the day was not theirs to choose", "My father was taken to hospital.")
		amina.axe()
		amina.picture("granted")
		amina.visit("/policies/leave")
		amina.reads("Asking for leave", "You have an exception", "until Mon 30 Nov")
		amina.axe()
		amina.picture("beside the rule")
		marta.visit("/desk/policies/leave/clauses/2.3")
		marta.reads("3 exceptions from it hold")
		marta.axe()
		marta.picture("beside the clause")
		marta.onward("Read them")
		marta.reads("Look at the clause", "the hall moved it", "Not granted")
		marta.axe()
		marta.picture("register")

		jonas := open(t, w.App, screen)
		jonas.be("jonas", authz.Portal)
		jonas.visit(w.path("/requests/{wedding}"))
		jonas.hides("leave 2.3", "the hall moved it", "Nobody could know")
	})
}

// precedents are four exceptions from a rule that were decided before: two granted, one not, and one that is about far more.
func (w *world) precedents(t *testing.T) {
	t.Helper()
	if _, err := w.Policies.SavePolicy(t.Context(), w.Actor(authz.Desk, "ingrid"), policy.SavePolicy{ID: "leave", Title: "Leave and parental leave", Summary: "Holiday, and free days for what life brings.",
		Clauses: []policy.PublishedText{{Number: "2.3", Title: "Asking for leave", Text: "Leave is asked for two weeks before it begins.", From: "2026-01-01"}}}); err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		who, why, reason string
		cents            int64
	}{
		{"pavel", "My son is christened.", "The church gave the day late.", 10000},
		{"hanna", "My father was taken to hospital.", "Nobody plans that.", 15000},
		{"rosa", "I forgot to ask.", "It could have been asked for in time.", 12000},
		{"stefan", "I sail around the world.", "It is a year of your own.", 900000},
	} {
		w.ask("before", x.who, desk.Open{Subject: "Leave", Body: "May I?", Service: "hours"})
		at := "/api/v1/cases/" + w.values["before"] + "/exception"
		asked := w.post(x.who, at, map[string]any{"clause": "leave 2.3", "why": x.why, "amount_cents": x.cents})
		in := map[string]any{"outcome": "granted", "reason": x.reason, "differs": "It is the first of its kind.", "expires": "2027-01-15"}
		if x.who == "rosa" || x.who == "stefan" {
			in = map[string]any{"outcome": "refused", "reason": x.reason, "differs": "The others could not be planned.", "disagree": "Priya Raman, until 17 December."}
		}
		id, _ := asked["id"].(string)
		w.post("marta", at+"/"+id+"/decision", in)
		w.Advance(time.Minute)
	}
}

// Marta goes an extra mile for Amina, who thanks for it. A second one would cost more than is left of the year's budget: it is refused, and nothing that she wrote is lost.
func TestAnExtraMileEndsWithTheBudget(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.put("ingrid", "/api/v1/budgets/advice", `{"cents":10000,"currency":"EUR"}`)
		w.ask("consulate", "amina", desk.Open{Subject: "A letter for the consulate", Body: "My appointment is on Monday at nine.", Service: "hours"})
		w.Drain()
		marta := open(t, w.App, screen)
		marta.be("marta", authz.Desk)
		marta.visit(w.path("/desk/cases/{consulate}"))
		marta.onward("Go an extra mile")
		marta.reads("Left of this year's budget of the team: €100.00")
		marta.axe()
		marta.picture("mile")
		marta.writes("what", "A courier brought the signed letter to your door on Saturday.")
		marta.writes("cents", "61.50")
		marta.leaves(func() { marta.keys(kb.Enter) })
		marta.reads("A courier brought the signed letter", "What did we learn?")
		marta.axe()
		marta.picture("gone")
		w.Drain()

		amina := open(t, w.App, phone)
		amina.be("amina", authz.Portal)
		amina.scripting(false)
		amina.visit(w.path("/requests/{consulate}"))
		amina.reads("Done once, for you", "A courier brought the signed letter")
		amina.hides("61.50")
		amina.fill("A word to the team", "The visa came in time.")
		amina.leaves(func() { amina.keys(kb.Enter) })
		amina.reads("You said thank you.", "The visa came in time.")
		amina.picture("thanked")

		marta.visit(w.path("/desk/cases/{consulate}"))
		marta.reads("Thanked:", "The visa came in time.")
		marta.fill("What did we learn?", "Ask at once whether a consulate wants ink.")
		marta.goes("Keep it")
		marta.reads("Learned:", "Ask at once whether a consulate wants ink.")
		marta.onward("Go an extra mile")
		marta.reads("Left of this year's budget of the team: €38.50")
		marta.writes("what", "A taxi to the consulate.")
		marta.writes("cents", "45")
		marta.leaves(func() { marta.keys(kb.Enter) })
		marta.reads("budget of this year does not reach for that. The head of HR can raise it.")
		marta.holds("what", "A taxi to the consulate.")
		marta.holds("cents", "45")
		marta.axe()
		marta.picture("spent")
		w.API("marta").Post("/api/v1/cases/"+w.values["consulate"]+"/miles", map[string]any{"what": "A taxi to the consulate.", "cents": 4500}).Is(422)
		amina.visit(w.path("/requests/{consulate}"))
		amina.hides("A taxi to the consulate.")
	})
}

// onward goes to a link by the tab key and follows it.
func (b *tab) onward(text string) {
	b.t.Helper()
	b.reaches(func() string { return `document.activeElement.textContent.trim() === ` + quoted(text) })
	b.leaves(func() { b.keys(kb.Enter) })
}
