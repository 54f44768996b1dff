package intake_test

import (
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/intake"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/store"
)

// Whoever wrote a mail reads that HR opened it as it came, and the officer reads who did; nobody else has it in their record.
func TestOpeningAMailIsAnOpening(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, a *apptest.App) {
		comes(t, a, written("Amina Yusuf <amina@ferrow-lund.example>", "hr@ferrow-lund.example", "Payslip of October", "Two hours are missing."), "case")
		id, err := store.One[string](t.Context(), a.DB, `SELECT id FROM intake_mail`)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if _, err := a.Intake.Look(t.Context(), actor(a, "marta"), intake.Named{ID: id}); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := a.Intake.Look(t.Context(), actor(a, "lena"), intake.Named{ID: id}); err == nil {
			t.Error("the officer reads mails")
		}
		if n := strings.Count(a.Portal("amina").Get("/me/openings").Is(200).Text, "To read a mail that you wrote"); n != 1 {
			t.Errorf("she reads it %d times", n)
		}
		a.Portal("pavel").Get("/me/openings").Is(200).Hides("To read a mail")
		seen, err := audit.SeenOf(t.Context(), a.DB, apptest.ID("amina"), audit.Asked{}, 50)
		if err != nil || len(seen) == 0 || !seen[0].Opening || seen[0].Action != string(intake.ReadMail) || seen[0].Object != id {
			t.Errorf("%+v, %v", seen, err)
		}
		a.Desk("lena").Get("/admin/audit?person=1003").Is(200).Shows("To read a mail from them", "Marta Kowalczyk")
	})
}
