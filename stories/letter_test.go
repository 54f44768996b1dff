package stories

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"hearth/internal/demo/content"
	"hearth/internal/desk"
	"hearth/internal/letters"
	"hearth/internal/platform/authz"
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
