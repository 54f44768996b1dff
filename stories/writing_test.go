package stories

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
)

// Marta begins a difficult answer and wants Priya's eyes. Priya, who was about to write her own, sees it, goes along, and both write in one text: what one types the other reads where it stands. They
// change one sentence at once, choose, and Priya sends it; Marta, who presses send as well, is told. Amina gets one answer.
func TestTwoAgentsWriteOneAnswer(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.ask("case", "amina", desk.Open{Subject: "May I swap my nights?", Body: "Pavel would take them, but he is new.", Service: "hours"})
		w.Drain()
		marta, priya := open(t, w.App, screen), open(t, w.App, screen)
		priya.be("priya", authz.Desk)
		priya.visit(w.path("/desk/cases/{case}"))
		marta.be("marta", authz.Desk)
		marta.visit(w.path("/desk/cases/{case}"))
		marta.keys("r")
		marta.types("Dear Amina")
		priya.reads("Marta Kowalczyk is writing an answer.")
		priya.axe()
		priya.picture("a colleague writes")
		marta.keys(kb.Escape)
		marta.leaves(func() { marta.keys("i") })
		marta.reads("Whoever works on this case reads and changes it.", "Priya Raman is reading this too.")
		marta.becomes("text", "Dear Amina")
		marta.axe()
		marta.picture("begun")

		priya.reads("An answer is being written together.", "Dear Amina")
		priya.axe()
		priya.picture("it is there")
		priya.leaves(func() { priya.keys("i") })
		priya.becomes("text", "Dear Amina")

		// what one adds comes to the other, and where the other stands stays
		marta.keys("r")
		eval[bool](marta, `(() => { const f = document.querySelector('#text'); f.setSelectionRange(5, 5); return true })()`)
		priya.keys("r")
		eval[bool](priya, `(() => { const f = document.querySelector('#text'); f.setSelectionRange(f.value.length, f.value.length); return true })()`)
		priya.types("\n\nYou may, when Jonas agrees.")
		priya.reads("Saved for all of you")
		marta.becomes("text", "Dear Amina\n\nYou may, when Jonas agrees.")
		marta.reads("A colleague wrote in it.")
		if at := eval[int](marta, `document.querySelector('#text').selectionStart`); at != 5 {
			t.Errorf("Marta's cursor went to %d", at)
		}
		marta.types("est ")
		marta.becomes("text", "Dear est Amina\n\nYou may, when Jonas agrees.")
		priya.becomes("text", "Dear est Amina\n\nYou may, when Jonas agrees.")

		// both change one sentence at once: Marta's is saved first
		other := marta.grown("Dear Amina\n\nYou may, when Jonas agrees.")
		eval[bool](priya, `(() => { const f = document.querySelector('#text'); f.value = 'Dearest Amina\n\nYou may, when Jonas agrees.'; f.dispatchEvent(new Event('input', {bubbles: true})); return true })()`)
		w.put("marta", w.path("/api/v1/cases/{case}/together/reply"), other)
		priya.reads("You both changed one paragraph. Choose above how it goes on.", "Go on with mine")
		priya.axe()
		priya.picture("both changed it")
		priya.click("Go on with mine")
		priya.becomes("text", "Dearest Amina\n\nYou may, when Jonas agrees.")
		priya.reads("Saved for all of you")
		marta.becomes("text", "Dearest Amina\n\nYou may, when Jonas agrees.")

		// a file that one adds is there for the other, who need not take the page anew
		priya.attach("Attach files", written(t, "swap-form.csv", "Who;Night\nPavel;3 December\n"))
		priya.presses("Save")
		priya.reads("swap-form.csv")
		marta.reads("swap-form.csv", "Take out")
		marta.becomes("text", "Dearest Amina\n\nYou may, when Jonas agrees.")
		marta.axe()
		marta.picture("a colleague's file")

		priya.leaves(func() { priya.keys("r"); priya.keys(kb.Enter, kb.ModifierCtrl) })
		priya.reads("Dearest Amina", "swap-form.csv")
		marta.reads("This text was sent or ended.")
		marta.axe()
		marta.picture("sent")
		w.Drain()

		amina := open(t, w.App, screen)
		amina.be("amina", authz.Portal)
		amina.visit(w.path("/requests/{case}"))
		amina.reads("Dearest Amina", "You may, when Jonas agrees.", "swap-form.csv")
		amina.hides("written together", "is writing", "is reading")
		amina.picture("one answer")
	})
}

// Without scripts the same is done with buttons.
func TestAnAnswerIsWrittenTogetherWithoutScripts(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.ask("case", "amina", desk.Open{Subject: "May I swap my nights?", Body: "Pavel would take them.", Service: "hours"})
		w.Drain()
		marta := open(t, w.App, screen)
		marta.be("marta", authz.Desk)
		marta.scripting(false)
		marta.visit(w.path("/desk/cases/{case}/together/reply"))
		marta.fill("Whoever works on this case reads and changes it. The requester sees nothing of it before it is sent.", "Dear Amina")
		marta.presses("Write it together")
		w.put("priya", w.path("/api/v1/cases/{case}/together/reply"), marta.grown("Hello Amina"))
		marta.fill("Whoever works on this case reads and changes it. The requester sees nothing of it before it is sent.", "Dearest Amina")
		marta.presses("Save")
		marta.reads("Priya Raman changed the same paragraph.", "Hello Amina", "The text of your colleagues")
		marta.becomes("text", "Dearest Amina")
		marta.picture("side by side")
		marta.presses("Save")
		marta.presses("Send")
		marta.reads("Dearest Amina")
	})
}

// Marta and Priya take one case, set its priority and close it, each from the page that they have open: who comes second reads what the first did, and what they typed is still there.
func TestTwoAgentsDoTheSameAtOnce(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.ask("case", "amina", desk.Open{Subject: "May I swap my nights?", Body: "Pavel would take them.", Service: "hours"})
		w.Drain()
		marta := open(t, w.App, screen)
		marta.be("marta", authz.Desk)
		marta.scripting(false) // her page stays as it is
		marta.visit(w.path("/desk/cases/{case}"))
		w.post("priya", w.path("/api/v1/cases/{case}/assign"), map[string]any{"assignee": "me"})
		marta.goes("Take it")
		marta.reads("Priya Raman has this case meanwhile.")
		marta.picture("taken by another")

		w.post("priya", w.path("/api/v1/cases/{case}/priority"), map[string]any{"priority": "high"})
		marta.choose("Priority", "Low")
		marta.presses("Set")
		marta.reads("A colleague set another priority meanwhile")

		marta.visit(w.path("/desk/cases/{case}"))
		marta.fill("Write to Amina", "You may.")
		w.post("priya", w.path("/api/v1/cases/{case}/close"), map[string]any{"answer": "Yes, you may.", "outcome": "answered", "cause": "information"})
		marta.goes("Send and close")
		marta.reads("Priya Raman answered while you were writing.", "Yes, you may.")
		if typed := eval[string](marta, `document.querySelector('#body').value`); !strings.Contains(typed, "You may.") {
			t.Errorf("what Marta typed became %q", typed)
		}
		marta.picture("closed by another")
	})
}

// grown is a text that somebody saves elsewhere, grown from what this tab shows as kept.
func (b *tab) grown(body string) string {
	b.t.Helper()
	return eval[string](b, `(() => { const form = document.querySelector('form[data-send]'); return JSON.stringify({body: `+quoted(body)+`, version: Number(form.elements.namedItem('version').value), was: form.elements.namedItem('was').value}) })()`)
}

// becomes waits until the field with an id holds a text.
func (b *tab) becomes(id, want string) {
	b.t.Helper()
	got := ""
	if !b.until(func() bool {
		got = eval[string](b, `document.getElementById(`+quoted(id)+`)?.value ?? ''`)
		return got == want
	}) {
		b.t.Fatalf("%s: %s holds %q, not %q", b.path(), id, got, want)
	}
}
