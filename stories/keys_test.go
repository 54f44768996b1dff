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

// Marta goes to a case by its number and to a view by its name, and does what she wants there by its name; without scripts a page does the same. Then she has another key for a reply, and
// none for the next case.
func TestMartaGoesAnywhereByKeyboard(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.ask("swap", "amina", desk.Open{Subject: "May I swap Thursday?", Body: "With Nils.", Service: "hours"})
		w.ask("pay", "pavel", desk.Open{Subject: "My payslip", Body: "A line is wrong.", Service: "hours"})
		w.Drain()
		marta := open(t, w.App, screen)
		marta.be("marta", authz.Desk)
		marta.visit("/desk")
		marta.keys("k", kb.ModifierCtrl)
		marta.reads("A case’s number, a page, a view, a name, or what you want to do here", "New replies")
		marta.axe()
		marta.types(w.path("{swap}"))
		marta.reads("May I swap Thursday? Case")
		marta.axe()
		marta.picture("a case")
		marta.leaves(func() { marta.keys(kb.Enter) })
		marta.reads("With Nils.")

		marta.keys("k", kb.ModifierCtrl)
		marta.types("take")
		marta.reads("Take it On this page")
		marta.axe()
		marta.picture("an action")
		marta.leaves(func() { marta.keys(kb.Enter) })
		marta.hides(`name="assignee" value="me"`)

		marta.keys("k", kb.ModifierCtrl)
		marta.types("zzzz")
		marta.reads("Nothing that is open to you begins like this.")
		marta.keys(kb.Escape)
		marta.keys("k", kb.ModifierCtrl)
		marta.types("new rep")
		marta.reads("New replies View")
		marta.leaves(func() { marta.keys(kb.Enter) })

		marta.scripting(false)
		marta.visit("/desk/go?q=" + w.path("{pay}"))
		marta.reads("My payslip")
		marta.scripted()
		marta.picture("without scripts")
		marta.scripting(true)

		marta.visit("/desk/keys")
		marta.axe()
		marta.fill("Reply", "n")
		marta.leaves(func() { marta.keys(kb.Enter) })
		marta.reads("Both are on N: “Reply” and “Internal note; on the queue: new case”.")
		marta.axe()
		marta.picture("a conflict")
		marta.fill("Reply", "y")
		marta.leaves(func() { marta.keys(kb.Enter) })
		marta.reads("It comes as R.")
		marta.axe()
		marta.picture("keys")
		marta.visit(w.path("/desk/cases/{pay}"))
		marta.keys("r")
		marta.keys("y")
		marta.types("Which line?")
		marta.leaves(func() { marta.keys(kb.Enter, kb.ModifierCtrl) })
		marta.reads("Which line?")
		marta.axe()
	})
}

// script is what Marta does by the keyboard alone: it counts the keys that she presses and the texts that she types into fields.
type script struct {
	*tab
	actions int
}

func (s *script) key(key string, held ...kb.Modifier) { s.actions++; s.keys(key, held...) }

func (s *script) text(text string) { s.actions++; s.types(text) }

// next types a text into the field after this one: going on to it is no action of its own.
func (s *script) next(text string) { s.keys(kb.Tab); s.text(text) }

// mostActions is how many keys and texts a task of every day may need.
const mostActions = 4

// task does something, the last step of which leads to another page, and fails if it takes more actions than a task may.
func (s *script) task(name string, before, last func()) {
	s.t.Helper()
	s.actions = 0
	before()
	s.leaves(last)
	if s.actions > mostActions {
		s.t.Errorf("%s: %d actions, of at most %d", name, s.actions, mostActions)
	}
	s.t.Logf("%s: %d actions", name, s.actions)
}

// Marta's morning, without a mouse: the ten tasks of every day, and two that come with a case that is not only for her. No task needs more than four actions.
func TestTenTasksByKeyboardAlone(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.ask("swap", "amina", desk.Open{Subject: "May I swap Thursday?", Body: "With Nils.", Service: "hours"})
		w.ask("rota", "pavel", desk.Open{Subject: "The rota of week 50", Body: "When is it out?", Service: "hours"})
		if _, err := w.App.App.Desk.Assign(t.Context(), w.Actor(authz.Desk, "marta"), desk.Assign{Number: w.path("{rota}"), Assignee: "me"}); err != nil {
			t.Fatal(err)
		}
		ten := 10
		if _, err := w.People.SaveKeys(t.Context(), w.Actor(authz.Desk, "marta"), people.SaveKeys{Undo: &ten}); err != nil {
			t.Fatal(err)
		}
		w.Drain()
		amina := open(t, w.App, screen)
		amina.be("amina", authz.Portal)
		marta := &script{tab: open(t, w.App, screen)}
		marta.be("marta", authz.Desk)
		marta.visit("/desk/snoozed")
		nothing := func() {}
		enter := func() { marta.key(kb.Enter) }

		marta.task("go to the queue", func() { marta.key("g") }, func() { marta.key("q") })
		marta.task("open the first case", func() { marta.key("j") }, enter)
		marta.reads("With Nils.")
		marta.task("take it", nothing, func() { marta.key("u") })
		marta.task("make it urgent", func() { marta.key("p"); marta.key(kb.ArrowUp); marta.key(kb.Tab) }, enter)
		marta.reads("High")
		marta.task("tag it", func() { marta.key("l"); marta.text("shift swap") }, enter)
		marta.reads("shift swap")
		marta.task("note something", func() { marta.key("n"); marta.text("Nils agrees.") }, func() { marta.key(kb.Enter, kb.ModifierCtrl) })
		marta.reads("Nils agrees.")
		marta.task("reply", func() { marta.key("r"); marta.text("Yes, tommorow.") }, func() { marta.key(kb.Enter, kb.ModifierCtrl) })
		marta.reads("Until then nobody else reads it.", "Undo")
		marta.axe()
		marta.picture("on its way")
		amina.visit(w.path("/requests/{swap}"))
		amina.hides("tommorow")
		marta.task("undo the reply", nothing, func() { marta.key("z") })
		marta.hides("Until then nobody else reads it.")
		marta.holds("body", "Yes, tommorow.")
		marta.axe()
		marta.picture("undone")
		marta.task("answer and close", func() { marta.key(kb.Escape) }, func() { marta.key("e") })
		marta.reads("and the case answered, in a few seconds")
		w.Advance(10 * time.Second)
		w.Drain()
		amina.visit(w.path("/requests/{swap}"))
		amina.reads("Yes, tommorow.")
		marta.task("go to the other case", func() { marta.key("k", kb.ModifierCtrl); marta.text(w.path("{rota}")) }, enter)
		marta.reads("When is it out?")
		marta.task("ask a colleague aside", func() {
			marta.key("o")
			marta.reads("Whoever you ask sees what you write here")
			marta.text(apptest.Email("stefan"))
			marta.next("Is the rota of week 50 ready?")
		}, func() { marta.key(kb.Enter, kb.ModifierCtrl) })
		marta.reads("Asked today, no word yet", "Is the rota of week 50 ready?")
		marta.axe()
		marta.picture("asked aside")
		marta.visit(w.path("/desk/cases/{rota}"))
		marta.task("split off a message", func() {
			marta.key(".")
			if !marta.until(func() bool { return eval[bool](marta.tab, `document.activeElement?.name === 'messages'`) }) {
				t.Fatal("the first message has no focus")
			}
			marta.key(" ")
			marta.next("The rota of Christmas")
		}, enter)
		marta.reads("The rota of Christmas")
		marta.axe()
		marta.picture("split off")
		marta.visit(w.path("/desk/cases/{rota}"))
		marta.task("snooze it until tomorrow", func() { marta.key("s") }, enter)
		marta.reads("Snoozed until Wed 18 Nov, 09:00")
		marta.axe()
		marta.picture("snoozed")
		marta.visit("/desk?view=mine")
		marta.hides("The rota of week 50")
		marta.visit("/desk/snoozed")
		marta.reads("The rota of week 50")
		marta.axe()
		marta.picture("what is snoozed")
	})
}

// What comes up now and then needs no more: to watch a case, to link another, to join two, and to put in a text that is kept.
func TestWhatComesUpNowAndThenByKeyboardAlone(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.ask("rota", "pavel", desk.Open{Subject: "The rota of week 50", Body: "When is it out?", Service: "hours"})
		w.ask("again", "pavel", desk.Open{Subject: "The rota again", Body: "Is it out now?", Service: "hours"})
		w.ask("swap", "pavel", desk.Open{Subject: "May I swap Thursday?", Body: "With Nils.", Service: "hours"})
		w.post("marta", "/api/v1/macros", map[string]any{"name": "Out on Friday", "texts": []map[string]any{{"language": "en", "body": "The rota is out on Friday at noon."}}})
		w.Drain()
		marta := &script{tab: open(t, w.App, screen)}
		marta.be("marta", authz.Desk)
		nothing := func() {}
		enter := func() { marta.key(kb.Enter) }
		marta.visit(w.path("/desk/cases/{rota}"))
		marta.task("watch it", nothing, func() { marta.key("w") })
		marta.task("link another case", func() { marta.leaves(func() { marta.key("+") }); marta.text(w.path("{swap}")) }, enter)
		marta.reads("May I swap Thursday?")
		marta.axe()
		marta.picture("linked")
		marta.visit(w.path("/desk/cases/{again}"))
		marta.task("join it into another", func() { marta.leaves(func() { marta.key("q") }); marta.text(w.path("{rota}")) }, enter)
		marta.reads("The rota of week 50", "Is it out now?")
		marta.axe()
		marta.picture("joined")
		marta.task("put in a text that is kept, and send it", func() {
			marta.key("m")
			marta.key(kb.ArrowDown)
			marta.keys(kb.Tab)
			enter()
			if !marta.until(func() bool { return eval[string](marta.tab, `document.querySelector('#body').value`) != "" }) {
				t.Fatal("the text was not put in")
			}
		}, func() { marta.key(kb.Enter, kb.ModifierCtrl) })
		marta.reads("The rota is out on Friday at noon.")
	})
}
