package app_test

import (
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// tagOf puts a word on a case that is on no other, and returns its id. On a protected case no use case makes up a word.
func tagOf(t testing.TB, a *apptest.App, caseID string) string {
	t.Helper()
	id := ident.New()
	err := a.DB.Tx(t.Context(), func(tx *store.Tx) error {
		for _, x := range []struct {
			sql  string
			args []any
		}{
			{`INSERT INTO tag_word (id, team_id, word, folded, used_at) VALUES ($1, 'payroll', $2, $2, $3)`, []any{id, "word " + id[24:], tx.Now()}},
			{`INSERT INTO tag_case (tag_id, case_id, put_at) VALUES ($1, $2, $3)`, []any{id, caseID, tx.Now()}},
		} {
			if _, err := tx.Exec(t.Context(), x.sql, x.args...); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}
