package app_test

import (
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/automation"
	"hearth/internal/platform/authz"
)

// A rule of team advice, where Marta answers and reads it. Ingrid, the head of HR, changes it. Payroll knows of none.
var (
	readsRule = policy{in: "agent head", never: "stranger about manager otherface admin dpo concern by", others: hidden}
	makesRule = policy{in: "head", others: never}
)

// automationOf makes a rule, and returns its id.
func automationOf(t testing.TB, a *apptest.App) string {
	t.Helper()
	r, err := a.Automation.Make(t.Context(), a.Actor(authz.Desk, "ingrid"), automation.Save{Says: automation.Says{Name: "Swaps first", Team: "advice", When: "wrote", IfTitle: "swap", ThenPriority: "high"}})
	if err != nil {
		t.Fatal(err)
	}
	return r.ID
}
