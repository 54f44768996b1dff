package home_test

import (
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/platform/store"
)

// A message that must not be sent twice, and of which nobody knows whether it left, asks an administrator, and nobody else.
func TestAnAdministratorIsAskedAboutWhatMayNotHaveLeft(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		const title = "1 message may not have left"
		a.Visitor().Send("/sign-in", map[string][]string{"email": {apptest.Email("amina")}})
		a.Drain()
		for _, page := range []string{"/", "/admin"} {
			a.Desk("noor").Get(page).Hides(title)
		}
		err := a.DB.Tx(t.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec(t.Context(), `UPDATE mail_outbox SET state = 'unknown', attempts = 1 WHERE once`)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		a.Desk("noor").Get("/admin").Is(200).Shows(title)
		for _, key := range []string{"marta", "ingrid", "lena"} {
			a.Desk(key).Get("/").Hides(title)
		}
		a.Desk("ingrid").Get("/admin").Is(200).Hides(title)
	})
}
