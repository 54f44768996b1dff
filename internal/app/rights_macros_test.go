package app_test

import (
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/macro"
	"hearth/internal/macro/many"
	"hearth/internal/platform/authz"
)

// A macro that Olga keeps for herself: others of HR know of none. Those of teams are in the tests of package macro.
var usesMacro = policy{in: "team", never: "stranger about manager otherface admin dpo by", others: hidden}

// A batch that Olga prepared: it is hers alone.
var usesBatch = policy{in: "team", never: "stranger about manager otherface admin dpo by concern", others: hidden}

// batchOf prepares a batch of Olga's with a case, and returns its id.
func batchOf(t testing.TB, a *apptest.App, number string) string {
	t.Helper()
	id, err := many.New(a.Macro).Plan(t.Context(), a.Actor(authz.Desk, "olga"), many.Change{Numbers: []string{number}, Reply: "Dear {first name}"}, "")
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// macroOf keeps a macro of Olga's, and returns its id.
func macroOf(t testing.TB, a *apptest.App) string {
	t.Helper()
	m, err := a.Macro.Keep(t.Context(), a.Actor(authz.Desk, "olga"), macro.Keep{Name: "Payslip", Texts: []macro.Text{{Language: "en", Body: "Dear {first name}"}}})
	if err != nil {
		t.Fatal(err)
	}
	return m.ID
}
