package apptest_test

import (
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

func TestEverybodyReachesTheirFirstPage(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		a.Nobody().Get("/").Is(303)
		a.Portal("amina").Get("/").Is(200).Shows("Amina")
		a.Portal("rosa").Get("/me").Is(200)
		a.Desk("noor").Get("/admin").Is(200)
		a.Desk("theo").Get("/admin").Is(403)
		a.API("amina").Get("/api/v1/outbox").Is(403)
		a.Drain()
	})
}
