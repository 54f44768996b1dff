package app_test

import (
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
	"hearth/internal/webhook"
)

// webhookOf makes a system that is told of cases, once it is switched on, with a trial that it did not take, and returns the ids of both.
func webhookOf(t testing.TB, a *apptest.App) (system, trial string) {
	t.Helper()
	e, err := a.Webhook.Save(t.Context(), a.Actor(authz.Desk, "noor"), webhook.Save{Name: "Payroll", URL: "https://payroll.ferrow-lund.example/hearth", Facts: webhook.Facts()})
	if err != nil {
		t.Fatal(err)
	}
	err = a.DB.Tx(t.Context(), func(tx *store.Tx) error {
		trial, err = store.One[string](t.Context(), tx, `INSERT INTO webhook_delivery (endpoint_id, message_id, fact, side, line, at, state, attempts, next_at, held_until, status, reason)
			VALUES ($1, $2, $3, '', $2, $4, 'failed', 1, $4, $4, 500, '') RETURNING CAST(n AS text) AS n`, e.ID, "msg_"+strings.ReplaceAll(ident.New(), "-", ""), webhook.Trial, tx.Now())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return e.ID, trial
}
