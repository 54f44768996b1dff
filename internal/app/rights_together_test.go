package app_test

import (
	"testing"

	"hearth/internal/apptest"
	waiting "hearth/internal/hold/kept"
	"hearth/internal/platform/store"
)

// attachmentOf puts a file to the note that HR writes together on a case, and returns its id. The reply there, which the addresses of a case are asked for, leaves it alone.
func attachmentOf(t testing.TB, a *apptest.App, caseID string) (id string) {
	t.Helper()
	staged, err := a.Files.StageWhole("draft.txt", "text/plain", []byte("The rate is 4."))
	if err != nil {
		t.Fatal(err)
	}
	if err := a.DB.Tx(t.Context(), func(tx *store.Tx) error {
		f, err := a.Files.Keep(t.Context(), tx, caseID, staged)
		if err != nil {
			return err
		}
		id = f.ID
		_, err = tx.Exec(t.Context(), `INSERT INTO hold_file (file_id, place, person_id, for_person, asked_by, kept_at) SELECT $1, $2, $3, c.for_person, c.by_person, $4 FROM desk_case c WHERE c.id = $5`,
			id, string(waiting.Together(caseID, "note")), apptest.ID("ingrid"), tx.Now(), caseID)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return id
}
