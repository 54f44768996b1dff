package app_test

import (
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/macro"
	"hearth/internal/platform/authz"
)

// A macro of payroll's, where Olga and Theo are: both use and change it. Others of HR know of none.
var usesMacro = policy{in: "team against", never: "stranger about manager otherface admin dpo by", others: hidden}

// macroOf keeps a macro of payroll's, and returns its id.
func macroOf(t testing.TB, a *apptest.App) string {
	t.Helper()
	m, err := a.Macro.Keep(t.Context(), a.Actor(authz.Desk, "olga"), macro.Keep{Name: "Payslip", Team: "payroll", Texts: []macro.Text{{Language: "en", Body: "Dear {first name}"}}})
	if err != nil {
		t.Fatal(err)
	}
	return m.ID
}
