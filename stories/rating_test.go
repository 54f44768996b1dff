package stories

import (
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/rating"
)

// tick presses the answer of a question that has this id, where it is on the screen: several questions have an answer that is called Yes.
func (b *tab) tick(id string) {
	b.t.Helper()
	at := eval[[]float64](b, `(() => { const l = document.getElementById(`+quoted(id)+`).closest('label'); l.scrollIntoView({block: 'center'}); const r = l.getBoundingClientRect();
		return [r.x + r.width / 2, r.y + r.height / 2] })()`)
	b.do(chromedp.MouseClickXY(at[0], at[1]))
	if !eval[bool](b, `document.getElementById(`+quoted(id)+`).checked`) {
		b.t.Fatalf("%s: %s cannot be chosen", b.path(), id)
	}
}

// said lets somebody ask, one of HR answer, and somebody say how it was.
func (w *world) said(key, service, agent string, satisfaction int) {
	w.T.Helper()
	by := w.Actor(authz.Portal, key)
	c, err := w.App.App.Desk.Open(w.T.Context(), by, desk.Open{Subject: "My month", Body: "It is not as it should be.", Service: service})
	if err == nil {
		_, err = w.App.App.Desk.Close(w.T.Context(), w.Actor(authz.Desk, agent), desk.Close{Number: c.Number, Answer: "It is mended.", Outcome: desk.OutcomeDone, Cause: "tool"})
	}
	if err == nil {
		_, err = w.App.App.Desk.Accept(w.T.Context(), by, desk.Accept{Number: c.Number})
	}
	if err == nil {
		again := map[bool]string{true: "yes", false: "no"}[satisfaction >= 4]
		_, err = w.Rating.Rate(w.T.Context(), by, rating.Rate{Number: c.Number, Satisfaction: satisfaction, Effort: satisfaction, Solved: again, Again: again})
	}
	if err != nil {
		w.T.Fatal(err)
	}
}

// Amina is asked on her phone, without script, how it was. She says it, and changes it. When the quarter is over, Ingrid reads by keyboard what people said; what three people said
// of a service is withheld, and Marta, who answered, reads Amina's words without her name.
func TestAminaSaysHowItWasAndTheFiguresNameNobody(t *testing.T) {
	t.Parallel()
	browser(t)
	w := &world{apptest.New(t, store.SQLite), map[string]string{}}
	w.ask("swap", "amina", desk.Open{Subject: "Swap a shift", Body: "With Rosa.", Service: "hours"})
	w.post("marta", w.path("/api/v1/cases/{swap}/close"), map[string]any{"answer": "You may.", "outcome": "done", "cause": "tool"})

	amina := open(t, w.App, phone)
	amina.be("amina", authz.Portal)
	amina.scripting(false)
	seen := func(name string) {
		t.Helper()
		amina.scripting(true) // for what looks at the pages
		amina.axe()
		amina.picture(name)
		amina.scripting(false)
	}
	amina.visit(w.path("/requests/{swap}"))
	amina.goes("That answers it")
	amina.reads("How was it?", "Swap a shift", "Would you come back by choice?", "Nobody in HR sees your answer on its own.")
	seen("asked")
	w.Drain()
	amina.visit("/")
	amina.reads("Swap a shift", "This is over. How was it?")
	seen("home")
	amina.goes("Say how it was")
	amina.goes("Send your answer")
	amina.reads("Choose how satisfied you are, from 1 to 5.", "Choose whether you would come back: yes, no or unsure.")
	seen("incomplete")
	for _, id := range []string{"satisfaction-1", "effort-2", "solved-1", "again-1"} {
		amina.tick(id)
	}
	amina.fill("What should we know?", "I had to ask in the canteen first.")
	amina.tick("show_agent")
	amina.goes("Send your answer")
	amina.reads("Thank you. We have your answer.", "You can change it here until")
	seen("said")
	w.Advance(3 * 24 * time.Hour)
	amina.visit(w.path("/requests/{swap}/rating"))
	if !eval[bool](amina, `document.getElementById('satisfaction-1').checked && document.getElementById('solved-1').checked`) {
		t.Error("what she said is not shown")
	}
	amina.tick("satisfaction-4")
	amina.tick("again")
	amina.goes("Send your answer")
	amina.reads("Thank you. We have your answer.")
	amina.visit("/me")
	amina.reads("Never ask me")
	amina.tick("never")
	amina.goes("Save whether to ask me")
	amina.visit("/me")
	if !eval[bool](amina, `document.getElementById('never').checked`) {
		t.Error("she is asked again")
	}
	seen("never")

	agents := []string{"marta", "priya", "ingrid"}
	for i := range 24 {
		key := fmt.Sprint("crew", i)
		w.Add(apptest.Member{Key: key, Given: "Crew", Family: "Of " + string(rune('A'+i)), Number: fmt.Sprintf("91%02d", i)})
		w.said(key, "hours", agents[i%3], 2+i%4)
	}
	for i, key := range []string{"pavel", "rosa", "hanna"} {
		w.said(key, "ask", agents[i], 1)
	}
	w.Advance(90 * 24 * time.Hour)
	if _, err := w.Rating.Count(t.Context()); err != nil {
		t.Fatal(err)
	}

	ingrid := open(t, w.App, wide)
	ingrid.be("ingrid", authz.Desk)
	ingrid.visit("/desk")
	ingrid.reaches(func() string { return `document.activeElement.getAttribute('href') === '/desk/insight'` })
	ingrid.leaves(func() { ingrid.keys(kb.Enter) })
	ingrid.reaches(func() string { return `document.activeElement.getAttribute('href') === '/desk/satisfaction'` })
	ingrid.leaves(func() { ingrid.keys(kb.Enter) })
	ingrid.reads("October to December 2026", "28 requests were answered", "13 of 28", "Would come back by choice", "Withheld: fewer than 8 answers", "Employees", "By group of customers")
	ingrid.hides("Amina", "Marta", "canteen")
	ingrid.axe()
	ingrid.picture("figures")
	ingrid.reaches(func() string { return `document.activeElement.id === 'quarter'` })
	ingrid.reaches(func() string { return `document.activeElement.textContent.trim() === 'Show it'` })
	ingrid.leaves(func() { ingrid.keys(kb.Enter) })
	ingrid.reads("October to December 2026", "we heard how it was")
	ingrid.theme("dark")
	ingrid.visit("/desk/satisfaction")
	ingrid.axe()
	ingrid.picture("figures-dark")

	marta := open(t, w.App, phone)
	marta.be("marta", authz.Desk)
	marta.visit("/desk/satisfaction")
	marta.reads("13 of 28", "What people let you read", "I had to ask in the canteen first.")
	marta.hides("Amina", "Swap a shift")
	marta.axe()
	marta.picture("figures-phone")
}
