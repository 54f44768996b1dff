package app_test

import (
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// Hanna was asked something aside. Nobody else knows of it but HR, on the page of the case.
var wasAsked = policy{in: "stranger", others: hidden}

// sideOf asks Hanna about a case, and lends her its files, whatever it is protected by: no use case would ask about some. It returns the id of the conversation.
func sideOf(t testing.TB, a *apptest.App, caseID string) string {
	t.Helper()
	id := ident.New()
	err := a.DB.Tx(t.Context(), func(tx *store.Tx) error {
		n, err := store.One[int64](t.Context(), tx, `SELECT count(*) FROM side_talk`)
		if err != nil {
			return err
		}
		for _, x := range []struct {
			sql  string
			args []any
		}{
			{`INSERT INTO side_talk (id, case_id, case_number, person_id, asked_by, opened_by, subject, state, sensitivity, health, quiet, outside, news, mark, opened_at, last_at, last_side, wanted_on)
				SELECT $1, c.id, 'HR-' || CAST(c.number AS text), c.for_person, c.by_person, $3, 'A rate', 'open', c.sensitivity, c.health, c.quiet, $4, $4, $5, $6, $6, 'hr', '' FROM desk_case c WHERE c.id = $2`,
				[]any{id, caseID, apptest.ID("ingrid"), false, n + 1, tx.Now()}},
			{`INSERT INTO side_member (talk_id, person_id, way) VALUES ($1, $2, 'page')`, []any{id, apptest.ID("hanna")}},
			{`INSERT INTO side_word (id, talk_id, at, side, author_person, body, by_mail, erased) VALUES ($1, $1, $2, 'hr', $3, 'Which rate is it?', $4, $4)`, []any{id, tx.Now(), apptest.ID("ingrid"), false}},
			{`INSERT INTO side_file (file_id, word_id, lent) SELECT f.file_id, w.id, NOT w.erased FROM desk_file f JOIN side_word w ON w.id = $1 WHERE f.case_id = $2`, []any{id, caseID}},
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
