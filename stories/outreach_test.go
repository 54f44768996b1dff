package stories

import (
	"testing"
	"time"

	"hearth/internal/people"
	"hearth/internal/platform/authz"
)

// Ingrid needs the bank data of many people confirmed. She pastes a list, sees who gets it, who does not and how three of them read it, and opens a case for each. Amina finds hers waiting for her and
// answers; Ingrid sees who has not, reminds them once, and in the end settles the rest.
func TestIngridAsksEachOfMany(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		if _, err := w.People.SaveMe(w.T.Context(), w.Actor(authz.Portal, "pavel"), speaks("de")); err != nil {
			t.Fatal(err)
		}
		ten := 10
		if _, err := w.People.SaveKeys(t.Context(), w.Actor(authz.Desk, "ingrid"), people.SaveKeys{Undo: &ten}); err != nil {
			t.Fatal(err)
		}
		ingrid := open(t, w.App, screen)
		ingrid.be("ingrid", authz.Desk)
		ingrid.visit("/desk/outreach")
		ingrid.reads("No rounds yet")
		ingrid.axe()
		ingrid.goes("A case for each of many")
		ingrid.fill("E-mail addresses or personnel numbers", "amina@ferrow-lund.example, 1004, 1005")
		ingrid.choose("Service", "Working hours")
		ingrid.fill("Title", "Your bank data")
		ingrid.fill("Text", "Dear {first name}, is {account} right?")
		ingrid.goes("Show the preview")
		ingrid.reads("There is no placeholder {account}.", "Choose the last day on which they can answer.")
		ingrid.axe()
		ingrid.picture("refused")
		ingrid.fill("Text", "Dear {first name},\n\nplease look at the account to which your pay goes, and tell us until {due date} whether it is right.\n\n{my name}")
		ingrid.fill("E-mail addresses or personnel numbers", "amina@ferrow-lund.example, 1004, 1005, 9999, 2004")
		ingrid.date("The last day on which they can answer", w.DB.Now().AddDate(0, 0, 30).Format("2006-01-02"))
		ingrid.picture("written")
		ingrid.goes("Show the preview")
		ingrid.reads("This goes to 3 people", "Dear Amina,", "To Pavel Dvořák, in English: there is no text in German.", "1: We know nobody by this.", "1: This is you.")
		ingrid.axe()
		ingrid.picture("preview")
		ingrid.goes("Open 3 cases")
		ingrid.reads("Under way", "0 of 3 cases are open.")
		ingrid.axe()
		ingrid.picture("under way")
		if err := w.Outreach.Pass(t.Context()); err != nil {
			t.Fatal(err)
		}
		ingrid.reads("3 of 3 cases are open.", "3 people have not answered yet") // by itself

		amina := open(t, w.App, screen)
		amina.be("amina", authz.Portal)
		amina.visit("/requests")
		amina.reads("Your bank data", "Waits for you")
		amina.goes("Your bank data")
		amina.reads("Dear Amina,", "We need something from you.")
		amina.axe()
		amina.picture("hers")
		amina.fill("Write to HR", "It is right.")
		amina.goes("Send")
		w.Drain()

		ingrid.visit("/desk/outreach")
		ingrid.goes("Your bank data")
		ingrid.reads("1 person has answered", "2 people have not answered yet", "1 answer waits for HR")
		ingrid.axe()
		ingrid.picture("answers")
		ingrid.goes("2 people have not answered yet")
		ingrid.reads("Pavel Dvořák", "Rosa Lindgren")
		ingrid.hides("Amina Yusuf")
		ingrid.axe()
		ingrid.picture("who has not")
		ingrid.goes("The round")
		ingrid.click("Remind those who have not answered")
		ingrid.reads("2 people are reminded, once")
		ingrid.goes("Remind 2 people")
		ingrid.reads("2 people are reminded in a few seconds", "Undo all of it")
		ingrid.axe()
		ingrid.picture("reminding can be undone")
		w.Advance(10 * time.Second)
		if err := w.Outreach.Pass(t.Context()); err != nil {
			t.Fatal(err)
		}
		ingrid.visit("/desk/outreach")
		ingrid.goes("Your bank data")
		ingrid.reads("2 people were reminded, once.")
		ingrid.hides("Remind those who have not answered")
		ingrid.axe()
		ingrid.reads("Settle all who have not answered") // which axe has opened
		ingrid.fill("What they read, as the answer that closes their case", "Dear {first name},\n\nwe take it that your account is right, and close this.\n\n{my name}")
		ingrid.goes("Preview")
		ingrid.reads("Nothing is done yet.", "2 cases are closed with these words:", "Dear Pavel,")
		ingrid.axe()
		ingrid.picture("settling")
		ingrid.goes("Settle 2 cases")
		ingrid.reads("2 cases are closed in a few seconds", "Undo all of it")
		ingrid.axe()
		ingrid.picture("settling can be undone")
		ingrid.leaves(func() { ingrid.keys("z") })
		ingrid.reads("Settling stopped before its end.", "0 cases were settled.", "2 that nobody answered were not")
		ingrid.axe()
		ingrid.goes("Preview") // her words are there again
		ingrid.goes("Settle 2 cases")
		ingrid.reads("Until then nothing happens.")
		w.Advance(10 * time.Second)
		if err := w.Outreach.Pass(t.Context()); err != nil {
			t.Fatal(err)
		}
		ingrid.reads("Those who had not answered were settled at once.", "2 cases are settled") // by itself
		ingrid.hides("Settle all who have not answered")
		ingrid.axe()
	})
}
