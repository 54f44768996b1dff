package main

import (
	"testing"

	"hearth/internal/app"
	"hearth/internal/demo/seed"
)

// Who is measured has twelve views, and they stand on the page that is measured.
func TestAnAgentWhoIsMeasuredHasTwelveViews(t *testing.T) {
	t.Parallel()
	k := &keeper{dir: t.TempDir()}
	err := k.small(t.Context(), lite, func(a *app.App, _ place) error {
		token, err := tokenOf(t.Context(), a, seed.AgentNumber(1))
		if err != nil {
			return err
		}
		for _, want := range []int{10, 12, 12} { // a database from before has none, and a second time adds none
			if n, err := shownViews(t.Context(), a, token); err != nil || n != want {
				t.Errorf("%d views are shown, %v; want %d", n, err, want)
			}
			if err := keepViews(t.Context(), a, 2); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
