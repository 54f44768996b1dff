package stories

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"hearth/internal/apptest"
	"hearth/internal/demo/content"
	"hearth/internal/desk"
	"hearth/internal/letters"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/paper/papertest"
	"hearth/internal/platform/store"
)

// templates saves the demo's templates of letters.
func (w *world) templates(t *testing.T) {
	t.Helper()
	for _, x := range content.LetterTemplates() {
		in := letters.SaveTemplate{ID: x.ID, Name: x.Name, Kind: x.Kind, RetentionMonths: x.Months, RetentionReason: x.Reason, Signer: x.Signer}
		for _, v := range x.Versions {
			in.Versions = append(in.Versions, letters.Version(v))
		}
		if _, err := w.Letters.SaveTemplate(t.Context(), w.Actor(authz.Desk, "ingrid"), in); err != nil {
			t.Fatal(err)
		}
	}
}

// Pavel's landlord wants a letter in Polish. Marta writes it; what is missing is named first. Pavel reads it on a phone that runs no scripts, and files the signed copy.
func TestALetterForALandlordInPolish(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.templates(t)
		w.ask("landlord", "pavel", desk.Open{Subject: "A letter for my landlord", Body: "He reads Polish. We sign on Friday.", Service: "hours"})
		w.Drain()
		marta := open(t, w.App, screen)
		marta.be("marta", authz.Desk)
		marta.visit(w.path("/desk/cases/{landlord}"))
		marta.goes("Write a letter")
		marta.choose("Template", "For a bank or a landlord")
		marta.choose("Language of the letter", "Polski")
		marta.goes("Show the letter")
		marta.reads("What no record says", "Pavel Dvořák pracuje w", "1 stycznia 2020", "2 things are missing")
		marta.axe()
		marta.leaves(func() { marta.keys(kb.Enter, kb.ModifierCtrl) })
		marta.reads("The letter needs this, and no record has it: To whom the letter goes.")
		marta.axe()
		marta.picture("missing")
		marta.fill("To whom the letter goes", "Pan Łukasz Wójcik")
		marta.fill("Kind of contract, in the letter's language", "na czas nieokreślony")
		marta.goes("Check it")
		marta.reads("Nothing is missing", "Zaświadczenie dla: Pan Łukasz Wójcik")
		marta.picture("checked")
		marta.goes("Issue the letter")
		marta.reads("Zaświadczenie dla: Pan Łukasz Wójcik")
		marta.picture("issued")
		w.Drain()
		pavel := open(t, w.App, screen)
		pavel.be("pavel", authz.Portal)
		pavel.scripting(false)
		pavel.visit(w.path("/requests/{landlord}"))
		pavel.reads("Your letters", "Zaświadczenie dla: Pan Łukasz Wójcik")
		pavel.picture("request")
		pavel.goes("Zaświadczenie dla: Pan Łukasz Wójcik")
		pavel.reads("Rodzaj umowy: na czas nieokreślony", "Marta Kowalczyk", "Download the PDF", "This letter is kept until")
		pavel.picture("letter")
		pavel.scripting(true)
		all, err := w.Letters.Letters(t.Context(), w.Actor(authz.Portal, "pavel"), letters.ReadLetters{Number: w.values["landlord"]})
		if err != nil || len(all.Items) != 1 {
			t.Fatal(all, err)
		}
		at := w.path("/requests/{landlord}/letters/") + all.Items[0].ID
		pavel.visit(at)
		pavel.axe()
		pdf := w.Portal("pavel").Get(at + "/letter.pdf").Is(http.StatusOK)
		scan := filepath.Join(t.TempDir(), "signed.pdf")
		err = os.WriteFile(scan, []byte(pdf.Text), 0o600)
		if err == nil {
			err = os.WriteFile(filepath.Join("shots", strings.ReplaceAll(t.Name(), "/", "-")+".pdf"), []byte(pdf.Text), 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
		pavel.attach("Signed copy", scan)
		pavel.goes("File the signed copy")
		pavel.reads("The signed copy is filed")
		pavel.visit("/me")
		pavel.reads("Your personnel file", "Signed copy", "Filed on", "So that we can answer the bank or the landlord if they ask back.")
		pavel.axe()
		pavel.picture("file")
	})
}

// Amina needs a confirmation that she works here, in Swedish, which is her language. Marta makes it by keyboard: what she leaves empty is named, and what she wrote stays. Amina reads it on
// her phone, keeps the PDF, and finds the signed copy in her file with the day until which it is kept.
func TestAnEmploymentConfirmationInHerLanguage(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.templates(t)
		w.knows("amina", "sv")
		w.ask("flat", "amina", desk.Open{Subject: "Confirmation that I work here", Body: "The housing office asks for it.", Service: "pay"})
		w.Drain()
		marta := open(t, w.App, screen)
		marta.be("marta", authz.Desk)
		marta.visit(w.path("/desk/cases/{flat}"))
		marta.reaches(func() string { return `document.activeElement.textContent.trim() === 'Write a letter'` })
		marta.leaves(func() { marta.keys(kb.Enter) })
		marta.reaches(func() string { return `document.activeElement.name === 'template'` })
		marta.keys("Emp")
		marta.reaches(func() string { return `document.activeElement.textContent.trim() === 'Show the letter'` })
		marta.leaves(func() { marta.keys(kb.Enter) })
		marta.reads("2 things are missing", "Amina Yusuf arbetar på")
		marta.writes("employment.position", "Montör")
		marta.leaves(func() { marta.keys(kb.Enter, kb.ModifierCtrl) })
		marta.reads("The letter needs this, and no record has it: Hours a week.", "Everything you wrote is kept.", "Befattning: Montör")
		marta.holds("employment.position", "Montör")
		marta.axe()
		marta.picture("missing")
		marta.writes("employment.hours", "37,5")
		marta.leaves(func() { marta.keys(kb.Enter, kb.ModifierCtrl) })
		marta.reads("Anställningsintyg", "Timmar i veckan: 37,5", "This letter is kept until")
		w.Drain()

		amina := open(t, w.App, phone)
		amina.be("amina", authz.Portal)
		amina.scripting(false)
		dir := amina.keeps()
		amina.visit(w.path("/requests/{flat}"))
		amina.goes("Anställningsintyg")
		amina.reads("Befattning: Montör", "Timmar i veckan: 37,5", "Vår referens", "17 november 2026")
		amina.scripting(true)
		amina.visit(amina.path())
		amina.axe()
		if spoken := eval[string](amina, `document.querySelector('article').lang`); spoken != "sv" {
			t.Errorf("the letter is in %q", spoken)
		}
		amina.picture("page")
		amina.click("Download the PDF")
		pdf := amina.saved(dir, ".pdf")
		page := eval[string](amina, `document.querySelector('article').innerText`)
		printed := strings.Join(strings.Fields(papertest.Text(t, pdf)), "")
		for line := range strings.SplitSeq(page, "\n") {
			if !strings.Contains(printed, strings.Join(strings.Fields(line), "")) {
				t.Errorf("the PDF lacks %q", line)
			}
		}
		scan := filepath.Join(t.TempDir(), "signed.pdf")
		if err := os.WriteFile(scan, pdf, 0o600); err != nil {
			t.Fatal(err)
		}
		marta.attach("Signed copy", scan)
		marta.reaches(func() string { return `document.activeElement.textContent.trim() === 'File the signed copy'` })
		marta.leaves(func() { marta.keys(kb.Enter) })
		marta.reads("The signed copy is filed")
		marta.picture("filed")
		amina.visit("/me")
		amina.reads("Your personnel file", "Signed copy", "kept until Sat 17 Nov 2029", "So that you can have the same letter again")
		amina.axe()
		amina.picture("file")
	})
}

// knows makes the record of somebody say in which language they read, and neither their position nor their hours.
func (w *world) knows(key, language string) {
	w.T.Helper()
	if err := w.DB.Tx(w.T.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec(w.T.Context(), `UPDATE people_person SET language = $1 WHERE id = $2`, language, apptest.ID(key))
		if err == nil {
			_, err = tx.Exec(w.T.Context(), `UPDATE people_employment SET position = '', weekly_hours = 0 WHERE person_id = $1`, apptest.ID(key))
		}
		return err
	}); err != nil {
		w.T.Fatal(err)
	}
}

// saved waits for a file in dir whose name ends so, and returns what is in it.
func (b *tab) saved(dir, ending string) (body []byte) {
	b.t.Helper()
	if !b.until(func() bool {
		found, _ := filepath.Glob(filepath.Join(dir, "*"+ending)) // the pattern is sound
		if len(found) > 0 {
			body, _ = os.ReadFile(found[0]) // an unreadable one is empty
		}
		return len(body) > 0
	}) {
		b.picture("failed")
		b.t.Fatalf("%s: no file was kept", b.path())
	}
	return body
}
