package app_test

import (
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/platform/authz"
	"hearth/internal/views"
)

// A view that Olga keeps and shares with payroll, where Theo is: he uses it and changes nothing. Others of HR know of none.
var (
	keepsView = policy{in: "team", never: "stranger about manager otherface admin dpo by against", others: hidden}
	usesView  = policy{in: "team against", never: "stranger about manager otherface admin dpo by", others: hidden}
)

// viewOf keeps a view of Olga's, and returns its id.
func viewOf(t testing.TB, a *apptest.App) string {
	t.Helper()
	v, err := a.Views.Keep(t.Context(), a.Actor(authz.Desk, "olga"), views.Keep{Name: "Payroll, late", Query: "team=payroll&due=late", Team: "payroll"})
	if err != nil {
		t.Fatal(err)
	}
	return v.ID
}
