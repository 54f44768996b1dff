package stories

import (
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
)

// Marta writes the same thing every week. She keeps it once, in two languages; by keyboard it stands in her answer to Pavel in German, and with one button it is sent and waits for him. What she sends so she
// can take back for ten seconds. Then she tells three people at once that the rota is late, after she has seen what each of them will read.
func TestMartaWritesItOnce(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.ask("first", "amina", desk.Open{Subject: "Where is the rota?", Body: "It is not on the wall.", Service: "hours"})
		w.ask("second", "pavel", desk.Open{Subject: "Sick child on Monday", Body: "Which paper do you need?", Service: "hours"})
		w.ask("third", "hanna", desk.Open{Subject: "My step", Body: "It should be higher.", Service: "grade"})
		if _, err := w.People.SaveMe(w.T.Context(), w.Actor(authz.Portal, "pavel"), speaks("de")); err != nil {
			t.Fatal(err)
		}
		ten := 10
		if _, err := w.People.SaveKeys(w.T.Context(), w.Actor(authz.Desk, "marta"), people.SaveKeys{Undo: &ten}); err != nil {
			t.Fatal(err)
		}
		w.Drain()
		marta := open(t, w.App, screen)
		marta.be("marta", authz.Desk)
		marta.visit("/desk/macros")
		marta.reads("No macros yet")
		marta.goes("New macro")
		marta.fill("Name", "Certificate needed")
		marta.fill("English", "Dear {forename}, please send the certificate.")
		marta.goes("Keep the macro")
		marta.reads("In the text for en there is no placeholder {forename}.")
		marta.axe()
		marta.picture("refused")
		marta.fill("English", "Dear {first name}, please send the certificate for {case number}. {my name}")
		marta.fill("German", "Guten Tag {first name}, bitte senden Sie die Bescheinigung zu {case number}. {my name}")
		marta.fill("Put a tag on the case", "certificate")
		marta.fill("Wait for who asked, in days", "5")
		marta.goes("Keep the macro")
		marta.reads("Certificate needed", "German, English", "Tag: certificate", "Waits 5 days")
		marta.axe()
		marta.picture("kept")

		marta.visit(w.path("/desk/cases/{second}"))
		marta.keys("r")
		marta.types("Thank you for asking. ")
		marta.keys(kb.Escape)
		marta.keys("m")
		marta.keys("c") // the first that begins so
		marta.keys(kb.Enter)
		marta.reads("Send, tag “certificate” and wait until")
		marta.axe()
		marta.picture("inserted")
		marta.goes("Send, tag “certificate” and wait until")
		marta.reads("what else the macro does is done, in a few seconds", "Tag: certificate", "Waits 5 days", "Undo")
		marta.hides("Waits until")
		marta.axe()
		marta.picture("on its way")
		marta.goes("Undo")
		marta.hides("what else the macro does")
		marta.holds("body", "Thank you for asking. Guten Tag Pavel, bitte senden Sie die Bescheinigung zu "+w.path("{second}")+". Marta Kowalczyk")
		marta.goes("Send, tag “certificate” and wait until")
		marta.reads("what else the macro does is done, in a few seconds")
		w.Advance(10 * time.Second)
		w.Drain()
		marta.reads("Guten Tag Pavel, bitte senden Sie die Bescheinigung", "Waits until", "Go on now", "We need something from you.", "certificate")
		marta.picture("sent")
		goOn := func() string { return `document.activeElement.textContent.trim() === 'Go on now'` }
		marta.reaches(goOn)
		w.post("priya", w.path("/api/v1/cases/{second}/messages"), map[string]any{"body": "He has it on paper.", "internal": true})
		marta.reads("He has it on paper.")
		if !eval[bool](marta, goOn()) {
			t.Error("the button that the keyboard had reached lost it to what a colleague wrote")
		}

		marta.visit(w.path("/desk/bulk?numbers={first}&numbers={second}&numbers={third}"))
		marta.axe()
		marta.picture("choose")
		marta.fill("Or a text", "Dear {first name}, the rota is late. You have it on Friday.")
		marta.choose("And close them", "Done")
		marta.goes("Preview")
		marta.reads("Nothing is done yet.", "This happens to 2 cases", "Dear Amina, the rota is late.", "It is closed: Done.", "1 case is left out", "This service needs a decision.")
		marta.axe()
		marta.picture("preview")
		marta.goes("Do it for 2 cases")
		marta.reads("It is done for 2 cases in a few seconds")
		w.Advance(10 * time.Second)
		w.Drain()
		marta.goes("Look what became of it")
		marta.reads("2 cases are done.", "1 case is left out")
		marta.axe()
		marta.picture("done")

		amina := open(t, w.App, screen)
		amina.be("amina", authz.Portal)
		amina.visit(w.path("/requests/{first}"))
		amina.reads("Dear Amina, the rota is late. You have it on Friday.")
	})
}

func speaks(lang string) people.SaveMe { return people.SaveMe{Language: &lang} }
