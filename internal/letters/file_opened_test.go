package letters_test

import (
	"net/http"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/letters"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
)

// HR opens two files one after the other: both people read it, and so does the data-protection officer, who reads why.
func TestEveryFileThatIsOpenedIsRecorded(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		for _, key := range []string{"pavel", "amina", "pavel"} {
			if _, err := a.Letters.OpenFile(t.Context(), a.Actor(authz.Desk, "marta"), letters.OpenFile{Person: apptest.Email(key), Reason: "The landlord called back."}); err != nil {
				t.Fatal(err)
			}
			a.Advance(15 * time.Second)
		}
		for _, key := range []string{"pavel", "amina"} {
			seen, err := audit.SeenOf(t.Context(), a.DB, apptest.ID(key), audit.Asked{}, 10)
			if err != nil || len(seen) != 1 {
				t.Errorf("%s: %+v, %v", key, seen, err)
			}
			a.Portal(key).Get("/me/openings").Is(http.StatusOK).Shows("To read your personnel file")
			a.Desk("lena").Get("/admin/audit?person="+apptest.ID(key)).Is(http.StatusOK).Shows("To read their personnel file", "Marta Kowalczyk")
		}
	})
}
