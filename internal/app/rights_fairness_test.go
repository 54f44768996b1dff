package app_test

import (
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/platform/store"
)

// findingOf keeps an audit of a clause with one finding, which is the head of HR's, and returns the finding's id.
func findingOf(t testing.TB, a *apptest.App, clause string) string {
	t.Helper()
	for _, sql := range []string{
		`INSERT INTO fairness_run (id, clause_ref, clause_title, report, started_by, at) VALUES ('run', $1, 'Pay', '{"clause":"pay 4.2"}', $2, $3)`,
		`INSERT INTO fairness_finding (id, run_id, clause_ref, attribute, group_value, figures, owner_person, state) SELECT 'finding', id, $1, 'Contract', 'Fixed term', '{"n":20}', $2, 'open'
			FROM fairness_run WHERE at <= $3`,
	} {
		if err := a.DB.Tx(t.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec(t.Context(), sql, clause, apptest.ID("ingrid"), tx.Now())
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	return "finding"
}
