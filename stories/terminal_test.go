package stories

import (
	"net/url"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// Rosa has no e-mail. She activates her account at the terminal of the canteen with the letter that Marta printed, asks from it, and the terminal
// forgets her; later she comes back with her PIN.
func TestRosaActivatesHerAccountAtTheTerminalAndAsks(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		b := open(t, w.App, screen)
		b.be("noor", authz.Desk)
		b.visit("/admin/terminals")
		b.fill("Where it stands", "Canteen")
		b.goes("Register this browser")
		b.nobody()

		marta := open(t, w.App, screen)
		marta.be("marta", authz.Desk)
		marta.visit("/desk/people/" + apptest.ID("rosa") + "/activation")
		marta.click("By a company badge with a photo")
		marta.goes("Make a code")
		marta.reads("Activation code", "Rosa Lindgren", "1005")
		letter := eval[string](marta, `document.querySelector('dd code').textContent`)

		b.visit("/terminal")
		b.goes("You have a letter with an activation code?")
		b.fill("Personnel number", "1005")
		b.fill("Activation code", letter)
		b.fill("A PIN of your own", "12345678")
		b.fill("The PIN once more", "12345678")
		b.goes("Keep the PIN and sign in")
		b.reads("PIN")
		b.hides("How can we help")
		b.fill("A PIN of your own", "73920581")
		b.fill("The PIN once more", "73920581")
		b.goes("Keep the PIN and sign in")
		b.reads("How can we help, Rosa?")
		b.visit("/ask/pay")
		b.fill("In a few words", "Shoe money")
		b.fill("What would you like to know, or what happened?", "When is it paid?")
		b.goes("Send to HR")
		b.reads("We have your request. Its number is HR-", "You have a first answer by Tue 17 Nov, 17:00")
		b.picture("asked")

		w.Advance(5 * time.Minute)
		b.visit("/requests")
		b.hides("Shoe money")
		b.visit("/terminal")
		b.fill("Personnel number", "1005")
		b.fill("PIN", "73920581")
		b.goes("Sign in")
		b.visit("/requests")
		b.reads("Shoe money")
	})
}

// Noor takes the wrong file: first a menu, then the people of another company. Both times she reads it before anything happens, leaves, and nothing has changed.
func TestTheWrongFileIsImportedAndNothingChanges(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		before := directory(t, w)
		b := open(t, w.App, screen)
		b.be("noor", authz.Desk)
		b.visit("/admin/import")
		b.attach("File", written(t, "menu.csv", "Day;Dish\nMonday;Soup\nTuesday;Stew\n"))
		b.goes("Look at the file")
		b.reads("menu.csv")
		b.picture("menu")
		b.visit("/admin/import")
		b.attach("File", written(t, "people.csv", "Personnel number;Given name;Family name;E-mail\n1003;Bertha;Mason;bertha@thornfield.example\n7001;Grace;Poole;grace@thornfield.example\n"))
		b.goes("Look at the file")
		b.reads("Look before you import", "Nothing has changed yet. Is it the right file? If not, leave this page.", "people work here and are not in the file", "Amina", "Bertha")
		b.picture("other-company")
		b.goes("Choose another file")
		if now := directory(t, w); now != before {
			t.Errorf("the directory was\n%s\nand is\n%s", before, now)
		}
		b.visit("/desk/people?" + url.Values{"q": {"Mason"}}.Encode())
		b.hides("Bertha")
	})
}

// directory is what the directory says of everybody.
func directory(t *testing.T, w *world) (all string) {
	t.Helper()
	rows, err := store.All[people.Person](t.Context(), w.DB, `SELECT id, given_name, family_name, email FROM people_person ORDER BY id`)
	if err != nil || len(rows) == 0 {
		t.Fatalf("%d people, %v", len(rows), err)
	}
	for _, p := range rows {
		all += p.ID + " " + p.GivenName + " " + p.FamilyName + " " + p.Email + "\n"
	}
	return all
}
