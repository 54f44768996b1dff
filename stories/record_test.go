package stories

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/privacy/erasure"
)

// onto moves the focus with Tab until it is on what has this text or label.
func (b *tab) onto(name string) {
	b.t.Helper()
	for range 60 {
		b.keys(kb.Tab)
		if eval[bool](b, `(() => { const e = document.activeElement, says = (e.labels?.[0] ?? e).textContent.trim(); return says.startsWith(`+quoted(name)+`) })()`) {
			return
		}
	}
	b.t.Fatalf("%s: Tab never comes to %q", b.path(), name)
}

// Amina reads when her request was opened and why; Lena, who watches over data protection, reads who it was, between two times, and is in the record herself.
func TestWhoOpenedTheRecordIsTold(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.ask("night", "amina", desk.Open{Subject: "Night allowance is missing", Body: "I worked four nights.", Service: "pay"})
		w.Drain()
		theo := open(t, w.App, screen)
		theo.be("theo", authz.Desk)
		theo.visit(w.path("/desk/cases/{night}"))
		theo.reads("I worked four nights.")
		w.Drain()
		amina := open(t, w.App, screen)
		amina.be("amina", authz.Portal)
		amina.visit(w.path("/requests/{night}"))
		amina.goes("See when your record was opened")
		amina.reads("When your record was opened", "Tue 17 Nov, 13:00", "To work on your request", "Payroll", w.values["night"])
		amina.hides("Theo") // the team, and nobody's name
		amina.picture("openings")
		amina.sound()

		lena := open(t, w.App, screen)
		lena.be("lena", authz.Desk)
		lena.visit("/admin")
		lena.goes("Who saw a record")
		ask := func(from, to string) {
			t.Helper()
			lena.fill("E-mail address or personnel number", apptest.Email("amina"))
			lena.date("From", from)
			lena.date("Until before", to)
			lena.goes("Show who saw it")
		}
		ask("2026-11-17T12:30", "2026-11-17T14:00")
		lena.reads("Who saw the record of Amina Yusuf", "Theo", "To work on a request")
		lena.picture("who-saw")
		lena.sound()
		ask("2026-11-16T08:00", "2026-11-16T18:00")
		lena.reads("Nobody did")
		lena.sound()
		ask("2026-11-17T12:30", "2026-11-17T14:00")
		lena.reads("Asked who saw the record") // her own question
	})
}

// Lena holds Pavel's record for a proceeding by keyboard alone. Nobody can erase him until she lifts it.
func TestLenaHoldsARecordAndLetsItGo(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		b := open(t, w.App, screen)
		b.be("lena", authz.Desk)
		b.visit("/admin/holds")
		b.reads("Nobody is under a hold")
		b.picture("none")
		b.onto("E-mail address or personnel number")
		b.types(apptest.Email("pavel"))
		b.onto("Place the hold")
		b.leaves(func() { b.keys(kb.Enter) }) // without a reason
		if kept := eval[string](b, `document.querySelector('#person').value`); kept != apptest.Email("pavel") || !strings.HasPrefix(eval[string](b, `document.title`), "Error: ") {
			t.Errorf("what Lena typed became %q", kept)
		}
		b.sound()
		b.onto("Why")
		b.types("Proceeding 4 C 12 at the labour court")
		b.onto("Place the hold")
		b.leaves(func() { b.keys(kb.Enter) })
		b.reads("Pavel Dvořák", "Proceeding 4 C 12 at the labour court", "Lift the hold")
		b.picture("placed")
		b.sound()
		if err := erase(w, "pavel"); err == nil || !strings.Contains(err.Error(), "Proceeding 4 C 12") {
			t.Errorf("erasing says %v", err)
		}
		b.onto("Lift the hold")
		b.leaves(func() { b.keys(kb.Enter) })
		b.reads("Lifted")
		b.picture("lifted")
		b.sound()
		if err := erase(w, "pavel"); err != nil {
			t.Errorf("erasing says %v", err)
		}
	})
}

// erase does what an administrator does at the server.
func erase(w *world, key string) error {
	_, err := w.Erasure.Erase(w.T.Context(), authz.System(erasure.CLI), erasure.Erase{Person: apptest.ID(key)})
	return err
}
