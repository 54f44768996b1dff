package stories

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"

	"hearth/internal/apptest"
	"hearth/internal/calculation"
	"hearth/internal/desk"
	"hearth/internal/letters"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/paper/papertest"
	"hearth/internal/platform/store"
	"hearth/internal/statement"
)

// sheetOfPaper is A4 within the margins that pages are printed with, at 96 dots per inch.
const sheetOfPaper = 658

// Amina prints what was decided and what it took: the matter and nothing of the page around it, with what was corrected struck through. The statement as a PDF says the same.
func TestAminaPrintsWhatSheWasTold(t *testing.T) {
	t.Parallel()
	browser(t)
	w := &world{apptest.New(t, store.SQLite), map[string]string{}}
	w.settled("nights")
	amina, marta := open(t, w.App, wide), open(t, w.App, wide)
	amina.be("amina", authz.Portal)
	marta.be("marta", authz.Desk)
	for _, one := range []struct {
		b     *tab
		path  string
		reads []string
	}{
		{amina, "/requests/{nights}/statement", []string{"Service statement", "€190.00", "Total work", "How we count"}},
		{amina, "/requests/{nights}/decision", []string{"Approved: €190.00", "A shift that begins between 20:00 and 02:00", "What was decided before", "You worked four night shifts, and each earns the allowance."}},
		{amina, "/requests/{nights}", []string{"Approved: €190.00", "Four nights are missing."}},
		{marta, "/desk/cases/{nights}/statement", []string{"Service statement", "€190.00"}},
	} {
		one.b.visit(w.path(one.path))
		one.b.onPaper(strings.ReplaceAll(one.path, "/", " "))
		one.b.reads(one.reads...)
		one.b.onScreen()
	}
	pdf := []byte(w.Portal("amina").Get(w.path("/requests/{nights}/statement.pdf")).Is(200).Text)
	if err := os.WriteFile(filepath.Join("shots", "statement.pdf"), pdf, 0o600); err != nil {
		t.Log(err)
	}
	text := papertest.Text(t, pdf)
	for _, want := range []string{"Service statement", "Corrected, counts no more.", "€152.00", "€190.00", "Taken back, counts no more:", "Total work"} {
		if !strings.Contains(text, want) {
			t.Errorf("the PDF lacks %q: %s", want, text)
		}
	}
}

// The decision is corrected after Amina had a letter about it. The letter says so to her and to Marta, who issues a new one; a line that Amina questions is marked on the decision.
func TestALetterSaysThatTheDecisionChangedLater(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.templates(t)
		w.settled("nights")
		amina, marta := open(t, w.App, screen), open(t, w.App, screen)
		amina.be("amina", authz.Portal)
		marta.be("marta", authz.Desk)
		amina.visit(w.path("/requests/{nights}"))
		amina.reads("The decision that this letter tells of was changed later.")
		amina.goes("Our decision")
		amina.reads("The decision that this letter tells of was changed later.", "Ask HR for a new one on your request", "Download the PDF")
		amina.axe()
		amina.picture("letter")
		marta.visit(w.path("/desk/cases/{nights}"))
		marta.reads("The decision that this letter tells of was changed later.")
		marta.picture("case")
		marta.goes("Issue a new version")
		marta.reads("You worked five night shifts")
		marta.goes("Issue the letter")
		marta.hides("was changed later")
		w.Drain()
		amina.visit(w.path("/requests/{nights}"))
		amina.reads("Replaced by a newer version")
		amina.hides("was changed later")

		amina.visit(w.path("/requests/{nights}/statement"))
		amina.reads("Print or keep it:", "PDF", "Its lines as CSV")
		amina.picture("statement")
		amina.goes("Question line 1")
		amina.fill("Your question", "Was one of them a holiday?")
		amina.goes("Send question")
		amina.visit(w.path("/requests/{nights}/decision"))
		amina.reads("A line of this is being looked at")
		amina.axe()
		amina.picture("questioned")
		marta.visit(w.path("/desk/cases/{nights}"))
		marta.reads("A line of this is being looked at")
		marta.axe()
		marta.picture("questioned case")
	})
}

// settled is a case of Amina's with estimates, work, a calculation and a decision, each of which was corrected.
func (w *world) settled(name string) {
	w.T.Helper()
	w.ask(name, "amina", desk.Open{Subject: "Night allowance for October", Body: "Four nights are missing.", Service: "grade"})
	at := "/api/v1/cases/" + w.values[name]
	step := map[string]any{"name": "Compare rota, gate times and the swap note", "minutes_low": 10, "minutes_high": 30}
	w.post("marta", at+"/estimate", map[string]any{"steps": []any{step, map[string]any{"name": "Decide and write to you", "minutes_low": 10, "minutes_high": 20, "cost_cents": 4500, "cost_to": "unit"}}})
	w.Advance(3 * time.Hour)
	w.post("marta", at+"/effort", map[string]any{"minutes": 55, "step": step["name"], "note": "The swap was on paper, and nobody knew where it was.", "why_more": "Theo had to find it and ask Jonas to confirm it."})
	w.post("marta", at+"/effort", map[string]any{"minutes": 15, "step": "Decide and write to you"})
	w.post("marta", at+"/calculation", map[string]any{"title": "Night allowance for October", "unit": "EUR", "rounding": "half_up",
		"lines": []any{map[string]any{"text": "Night shifts, 13 to 16 October", "quantity": "4", "rate": "38", "source": "Shift roster of October", "clause": "pay 4.2"}}})
	next := map[string]any{"text": "An extra payment reaches your account.", "date": "2026-11-20"}
	w.post("marta", at+"/decision", map[string]any{"outcome": "granted", "reason": "You worked four night shifts, and each earns the allowance.", "clause": "pay 4.2", "facts": []string{"The roster shows four nights."}, "next": next,
		"alternatives": []string{}})
	if w.lettered() {
		w.post("marta", at+"/letters", map[string]any{"template": "decision", "language": "en"})
	}
	s, err := w.Statement.Read(w.T.Context(), w.Actor(authz.Portal, "amina"), statement.ReadOne{Number: w.values[name]})
	if err != nil {
		w.T.Fatal(err)
	}
	q := w.post("amina", at+"/statement/questions", map[string]any{"line": "step:" + s.Lines[1].Step, "question": "Was it not ten minutes?"})
	w.post("marta", at+"/statement/questions/"+q["id"].(string)+"/answer", map[string]any{"text": "You are right.", "correct": true, "minutes": 10})
	line := s.Changed[0].Lines[0]
	if _, err := w.Calculation.Correct(w.T.Context(), w.Actor(authz.Desk, "marta"), calculation.CorrectLine{Number: w.values[name], Line: line.ID, Text: line.Text, Quantity: "5", Rate: line.Rate, Source: line.Source, Clause: line.Clause,
		Reason: "The roster shows five nights."}); err != nil {
		w.T.Fatal(err)
	}
	w.post("marta", at+"/decision/correction", map[string]any{"why": "It were five nights.", "reason": "You worked five night shifts, and each earns the allowance."})
	w.Drain()
}

// lettered reports whether there are templates of letters.
func (w *world) lettered() bool {
	all, err := w.Letters.Templates(w.T.Context(), w.Actor(authz.Desk, "marta"), letters.Nothing{})
	return err == nil && len(all.Items) > 0
}

// onPaper shows the page as it is printed, and fails when something to press stands there, something is cut off, a link is underlined, or what is struck through does not look so.
func (b *tab) onPaper(name string) {
	b.t.Helper()
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: sheetOfPaper, Height: 980, DeviceScaleFactor: 1})
	if wrong := eval[[]string](b, printed); len(wrong) > 0 {
		b.t.Errorf("%s (%s) as it is printed:\n  %s", b.path(), b.as, strings.Join(wrong, "\n  "))
	}
	b.picture("printed" + name)
	pdf := call(b, page.PrintToPDF, page.PrintToPDFParams{})
	if err := os.WriteFile(filepath.Join("shots", strings.ReplaceAll(b.t.Name()+name, "/", "-")+".pdf"), pdf.Data, 0o600); err != nil {
		b.t.Log(err)
	}
}

// onScreen shows the page on the screen again.
func (b *tab) onScreen() {
	b.t.Helper()
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "screen"})
	b.screen(b.width)
}

// printed lists what does not belong on paper, or is not as it should be there.
const printed = `(() => {
	const out = [], where = e => e.tagName.toLowerCase() + '.' + (e.getAttribute('class') || '') + ': ' + e.textContent.trim().replace(/\s+/g, ' ').slice(0, 60)
	for (const e of document.body.querySelectorAll('*')) {
		const box = e.getBoundingClientRect(), style = getComputedStyle(e)
		if (e.closest('.sr-only,option') || !e.checkVisibility() || box.width <= 1 || box.height <= 1) continue
		if (e.matches('nav,header.top,.top,.foot,.rail,form,button,input,select,textarea,.btn')) out.push('stands on paper: ' + where(e))
		if (box.right > innerWidth + 1 || box.left < -1) out.push('cut off: ' + where(e))
		if (e.matches('a') && style.textDecorationLine.includes('underline')) out.push('underlined: ' + where(e))
		if (e.matches('s,del') && !style.textDecorationLine.includes('line-through')) out.push('not struck through: ' + where(e))
	}
	for (const d of document.querySelectorAll('details'))
		if (d.checkVisibility() && ![...d.children].every(c => c.matches('summary') || c.checkVisibility())) out.push('folded away: ' + where(d))
	return [...new Set(out)]
})()`
