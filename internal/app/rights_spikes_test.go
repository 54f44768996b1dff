package app_test

import (
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/spike"
)

// An announcement about pay: the team of that service, and the head of HR.
var ofService = policy{in: "team against head", others: never}

// spikeOf writes down that something is asked often, and returns its id.
func spikeOf(t testing.TB, a *apptest.App) string {
	t.Helper()
	err := a.DB.Tx(t.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec(t.Context(), `INSERT INTO spike_spike (id, kind, name, service_id, words, hours, people, usual, first_at, last_at, ended_why) VALUES ('often', 'word', 'portal', 'pay', 'portal', 24, 31, 40, $1, $1, '')`, tx.Now())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return "often"
}

// announcementOf announces something about pay, and returns its id.
func announcementOf(t testing.TB, a *apptest.App) string {
	t.Helper()
	n, err := a.Spike.Make(t.Context(), a.Actor(authz.Desk, "ingrid"), spike.MakeNews{Service: "pay", Until: a.DB.Now().AddDate(0, 0, 9).Format(time.DateOnly),
		Texts: []spike.Text{{Language: "en", Title: "The payslip portal is down", Body: "It is back on Monday."}}})
	if err != nil {
		t.Fatal(err)
	}
	return n.ID
}
