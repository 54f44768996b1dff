package app_test

import (
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/desk"
)

// What was looked for is marked where it was found: in the title, and in the words around it, in the form in which it stands there.
func TestWhatWasFoundIsMarked(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		apptest.Decode[desk.Case](t, a.API("amina").Post("/api/v1/cases", map[string]any{"subject": "Two payslips for October", "service": "pay",
			"body": "The first payslip says 31 hours, the Überstunden are missing, and the second one has them."}), 201)
		a.Drain()
		for _, face := range []*apptest.Client{a.Desk("marta"), a.Portal("amina")} {
			face.Get("/search?q=payslip").Is(200).Shows("Two <mark>payslips</mark> for October", "first <mark>payslip</mark> says").Hides("<mark>October", "<mark>hours")
			face.Get("/search?q=uberstunden").Is(200).Shows("<mark>Überstunden</mark> are missing")
			face.Get("/search?q=%22second+one%22").Is(200).Shows("<mark>second one</mark>")
		}
	})
}
