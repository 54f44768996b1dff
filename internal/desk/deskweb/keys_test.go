package deskweb_test

import (
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/keyboard"
)

// What is done with a case as a whole has a key, by which the palette finds it too, where it can be done; and each of these keys can be changed.
func TestJoiningSplittingLinkingAndAskingHaveKeys(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c, err := a.App.Desk.Open(t.Context(), a.Actor(authz.Portal, "amina"), desk.Open{Subject: "My rota", Body: "When is it out?", Service: "hours"})
		if err != nil {
			t.Fatal(err)
		}
		page := a.Desk("marta").Get("/desk/cases/"+c.Number).Is(200).Shows(`data-key="o"`, `data-key="q"`, `data-key="."`, `data-key="+"`)
		a.Portal("amina").Get("/requests/"+c.Number).Is(200).Hides(`data-key="o"`, `data-key="q"`, `data-key="."`, `data-key="+"`)
		for _, part := range strings.Split(page.Text, ` data-key="`)[1:] {
			key, _, _ := strings.Cut(part, `"`)
			known := false
			for _, k := range keyboard.All() {
				known = known || strings.EqualFold(k.ID, key)
			}
			if !known {
				t.Errorf("the key %s cannot be changed", key)
			}
		}
		if _, err := a.App.Desk.Close(t.Context(), a.Actor(authz.Desk, "marta"), desk.Close{Number: c.Number, Answer: "On Friday.", Outcome: desk.OutcomeAnswered, Cause: "information"}); err != nil {
			t.Fatal(err)
		}
		a.Desk("marta").Get("/desk/cases/" + c.Number).Is(200).Hides(`data-key="q"`) // what is answered is not joined
	})
}
