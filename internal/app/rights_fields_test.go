package app_test

import (
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/field"
	"hearth/internal/platform/authz"
)

// fieldOf gives a service a field that its requesters fill in with words, and returns its key.
func fieldOf(t testing.TB, a *apptest.App, service string) string {
	t.Helper()
	f, err := a.Field.Save(t.Context(), a.Actor(authz.Desk, "ingrid"), field.Save{Service: service, Key: "word", Kind: field.Text, Label: "Word"})
	if err != nil {
		t.Fatal(err)
	}
	return f.Key
}
