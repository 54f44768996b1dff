package stories

import (
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// asked fills an organisation with requests that the searches of the stories are about.
func asked(w *world) {
	w.T.Helper()
	w.ask("night", "amina", desk.Open{Subject: "Night allowance is missing", Body: "I worked four nights in October, and the payslip does not show them.", Service: "pay"})
	w.ask("creche", "amina", desk.Open{Subject: "A place in the crèche", Body: "Our daughter is three in May. Is there a place left?", Service: "hours"})
	w.ask("mine", "amina", desk.Open{Subject: "My back hurts after lifting", Body: "The physiotherapist asks for a lighter post.", Service: "health"})
	w.ask("rise", "pavel", desk.Open{Subject: "How were my 2.4 % worked out?", Body: "Eva got more, and we weld the same beams.", Service: "pay"})
	w.ask("hand", "pavel", desk.Open{Subject: "Hurt my hand at press 4", Body: "The ointment does not help.", Service: "health"})
	for i := range 23 {
		w.ask("", "rosa", desk.Open{Subject: fmt.Sprintf("Swap of a shift in week %d", i+1), Body: "May I swap with Nils? He agrees.", Service: "hours"})
	}
	w.Drain()
}

// looksFor types a search into the field of the page and waits for what it finds.
func (b *tab) looksFor(text string) {
	b.t.Helper()
	b.keys("/")
	b.types(text)
	b.leaves(func() { b.keys(kb.Enter) })
	if kept := eval[string](b, `document.querySelector('#q').value`); kept != text {
		b.t.Errorf("%s: %q is kept as %q", b.path(), text, kept)
	}
}

// Marta has somebody on the phone and looks for the case by keyboard alone, as what she hears gets clearer.
func TestMartaLooksForACaseWhileThePhoneRings(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		asked(w)
		b := open(t, w.App, screen)
		b.be("marta", authz.Desk)
		b.visit("/desk")
		b.looksFor("Yusuf")
		b.reads("1 result", "Amina Yusuf", "Person · 1003")
		b.picture("person")
		b.looksFor(w.values["rise"])
		b.reads("How were my 2.4 % worked out?", "Pavel", "Pay and payslip")
		b.looksFor("creche")
		b.reads("1 result", "A place in the crèche", "Amina Yusuf")
		b.looksFor(`"the same beams"`)
		b.reads("1 result", "How were my 2.4 % worked out?")
		b.looksFor(`"beams the same"`)
		b.reads("0 results", "Nothing here has these words", "Case by phone or visit")
		b.looksFor("alowance")
		b.reads("0 results", "Did you mean allowance?")
		b.picture("did-you-mean")
		b.sound()
		b.goes("allowance")
		b.reads("1 result", "Night allowance is missing")
		b.looksFor("swap")
		b.reads("23 results", "There is more than this page shows.", "Show more", "Show the cases in the queue")
		if title := eval[string](b, `document.title`); title != "Search for swap: 23 results – Hearth" {
			t.Errorf("the title is %q", title)
		}
		b.picture("many")
		b.click("Narrow it down")
		b.sound()
		b.choose("Service", "Pay and payslip")
		b.goes("Search with this")
		b.reads("0 results", "Nothing in this part has these words")
		b.goes("Search everywhere")
		b.reads("23 results")
		b.keys("jj")
		b.leaves(func() { b.keys(kb.Enter) })
		b.reads("Swap of a shift in week", "May I swap with Nils?", "Rosa Lindgren")
		eval[bool](b, `history.back(), true`)
		b.reads("23 results")
		if kept := eval[string](b, `document.querySelector('#q').value`); kept != "swap" {
			t.Errorf("what Marta typed became %q", kept)
		}
		b.goes("Show the cases in the queue")
		b.reads("Only cases that have swap in them.", "Swap of a shift in week 23", "Swap of a shift in week 1")
		b.sound()
		b.keys("g")
		b.leaves(func() { b.keys("s") })
		b.types("hurt") // the field has the focus
		b.leaves(func() { b.keys(kb.Enter) })
		b.hides("press 4", "lifting") // the words of health cases lead nobody in HR to them
	})
}

// Amina looks for her own requests, with scripts and without, and comes upon nobody else's.
func TestAminaSearchesHerOwnRequests(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		asked(w)
		b := open(t, w.App, screen)
		b.be("amina", authz.Portal)
		for _, scripts := range []bool{true, false} {
			b.scripting(scripts)
			find := func(text string) {
				t.Helper()
				b.fill("Words or a number", text)
				b.leaves(func() { b.keys(kb.Enter) })
			}
			b.visit("/requests")
			find("allowance")
			b.reads("1 result", "Night allowance is missing", "I worked four nights in October")
			b.hides("Swap of a shift")
			find(w.values["creche"])
			b.reads("1 result", "A place in the crèche")
			find(w.values["mine"])
			b.reads("1 result", "My back hurts after lifting")
			for _, others := range []string{"beams", "ointment", "swap", "physiotherapist", w.values["rise"]} {
				find(others)
				b.reads("0 results", "Nothing here has these words", "Your own requests were looked through", "Requests about health are found by their number only.")
				b.hides("2.4 %", "press 4", "Swap of")
				if kept := eval[string](b, `document.querySelector('#q').value`); kept != others {
					t.Errorf("%q is kept as %q", others, kept)
				}
			}
			find("alowance")
			b.reads("Did you mean allowance?")
			b.goes("allowance")
			b.reads("Night allowance is missing")
			b.goes("Night allowance is missing")
			b.reads("I worked four nights in October")
		}
		b.scripting(true)
		b.visit("/")
		b.goes("Search")
		b.picture("begin")
		b.sound()
		b.visit("/search?q=allowance")
		b.picture("found")
		b.sound()
		b.visit("/search?q=ointment")
		b.picture("nothing")
		b.sound()
		b.visit("/requests")
		b.picture("requests")
		b.sound()
	})
}

// The same in the pseudo-language, which is written from right to left.
func TestAminaSearchesFromRightToLeft(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		asked(w)
		w.speak(locale.Pseudo)
		b := open(t, w.App, screen)
		b.language = locale.Pseudo
		b.be("amina", authz.Portal)
		for _, path := range []string{"/search", "/search?q=allowance", "/search?q=ointment", "/search?q=alowance", "/search?q=allowance&state=closed", "/requests"} {
			b.visit(path)
			b.pseudo(w.words()...)
			b.fits()
		}
		b.picture("requests")
		b.be("marta", authz.Desk)
		for _, path := range []string{"/search?q=swap", "/search?q=Yusuf", "/desk?view=all&q=swap"} {
			b.visit(path)
			b.pseudo(append(w.words(), "swap", "Yusuf")...)
			b.fits()
		}
		b.picture("desk")
	})
}

// A day that ends before it begins is said beside the field, and what was looked for stays.
func TestASearchThatIsNotRightStandsThereAgain(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		b := open(t, w.App, screen)
		b.be("amina", authz.Portal)
		b.visit("/search?q=allowance&from=2026-11-17&to=2026-11-16")
		b.reads("The last day has to be the first or come after it.")
		if kept := eval[string](b, `document.querySelector('#q').value`); kept != "allowance" {
			t.Errorf("%q was kept", kept)
		}
		b.sound()
	})
}

// A word that a thousand requests have: Marta is told that there are more than anybody counts, and sees the newest first, as does Rosa among her own.
func TestACommonWordListsTheNewestFirst(t *testing.T) {
	t.Parallel()
	browser(t)
	w := &world{apptest.New(t, store.SQLite), map[string]string{}}
	if err := w.DB.Hurry(t.Context()); err != nil {
		t.Fatal(err)
	}
	for i := range 1003 {
		w.Advance(time.Second)
		w.ask("", "rosa", desk.Open{Subject: fmt.Sprintf("Badge %d does not open the gate", i+1), Body: "The reader blinks red.", Service: "hours"})
	}
	for _, screen := range []width{phone, wide} {
		b := open(t, w.App, screen)
		b.be("marta", authz.Desk)
		b.visit("/desk")
		b.looksFor("badge")
		b.reads("More than 1,000 results", "Many requests have these words. The newest come first.", "Badge 1003 does not open the gate", "Badge 1002 does not open the gate", "There is more than this page shows.")
		b.hides("Badge 1 does not open the gate")
		if first := eval[string](b, `document.querySelector('[data-row] a').textContent.trim()`); first != "Badge 1003 does not open the gate" {
			t.Errorf("the first is %q", first)
		}
		b.picture("common-" + screen.name)
		b.sound()
		b.looksFor("1003 badge")
		b.reads("1 result", "Badge 1003 does not open the gate")
		b.hides("The newest come first")
		b.be("rosa", authz.Portal)
		for _, scripts := range []bool{true, false} {
			b.scripting(scripts)
			b.visit("/search?q=badge")
			b.reads("More than 1,000 results", "The newest come first.", "Badge 1003 does not open the gate")
		}
	}
}
