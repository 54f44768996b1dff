package app_test

import (
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/outreach"
	"hearth/internal/platform/authz"
)

// A round of payroll, whose service is open to the whole of HR: it is for that team and for the head of HR, and not there for others.
var ofRound = policy{in: "team against head", never: "stranger about manager otherface admin dpo by concern", others: hidden}

// roundOf prepares a round of Olga's, and returns its id.
func roundOf(t testing.TB, a *apptest.App) string {
	t.Helper()
	r, err := a.Outreach.Make(t.Context(), a.Actor(authz.Desk, "olga"), outreach.Make{List: "1006", Service: "pay", Texts: []outreach.Text{{Language: "en", Title: "Payslips", Body: "Dear {first name}, they come later."}}})
	if err != nil {
		t.Fatal(err)
	}
	return r.ID
}
