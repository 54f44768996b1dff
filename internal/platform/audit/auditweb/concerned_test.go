package auditweb_test

import (
	"net/http"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/platform/audit/auditweb"
)

// reads returns why others opened a person's record or did something about it, as an officer reads it.
func reads(t *testing.T, a *apptest.App, officer, person string) string {
	t.Helper()
	var all []string
	for _, s := range apptest.Decode[auditweb.Answer](t, a.API(officer).Get("/api/v1/audit?person="+apptest.ID(person)), http.StatusOK).Items {
		all = append(all, s.By.Name+": "+s.Why)
	}
	return strings.Join(all, "; ")
}

// The officer reads of everybody against whom a case is, but not of herself: what is against her is for another officer.
func TestNoOfficerLearnsOfACaseAgainstThem(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		a.Add(apptest.Member{Key: "olga", Given: "Olga", Family: "Petrova", Number: "3009", Roles: []string{"dpo"}})
		c := apptest.Decode[struct{ Number string }](t, a.API("pavel").Post("/api/v1/cases", map[string]any{"subject": "Snooping", "body": "She reads too much.", "service": "pay", "against": []string{apptest.Email("lena")}}), http.StatusCreated)
		mine := apptest.Decode[struct{ Number string }](t, a.API("lena").Post("/api/v1/cases", map[string]any{"subject": "Payslip", "body": "It is wrong.", "service": "pay"}), http.StatusCreated)
		const opened = "Theo Brandt: To work on a request"
		for _, number := range []string{c.Number, mine.Number} {
			apptest.Decode[any](t, a.API("theo").Get("/api/v1/cases/"+number), http.StatusOK)
		}
		a.Drain()
		if got := strings.Count(reads(t, a, "lena", "lena"), opened); got != 1 {
			t.Errorf("she reads of %d openings of her record, want that of her own request alone", got)
		}
		if got := strings.Count(a.Desk("lena").Get("/admin/audit.csv?person=3002").Is(http.StatusOK).Text, "To work on a request"); got != 1 {
			t.Errorf("her file has %d openings, want 1", got)
		}
		if got := strings.Count(reads(t, a, "olga", "lena"), opened); got != 2 {
			t.Errorf("another officer reads of %d openings, want both", got)
		}
		a.Portal("lena").Get("/me/openings").Is(http.StatusOK).Shows(mine.Number).Hides(c.Number)
		if got := strings.Count(reads(t, a, "lena", "pavel"), opened); got != 1 {
			t.Errorf("of Pavel she reads of %d openings, want 1", got)
		}
	})
}

// Whose entry in the directory is looked up reads that it was, and the officer by whom; looking at one's own is nobody's opening.
func TestLookingSomebodyUpIsAnOpening(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		for _, key := range []string{"amina", "pavel", "amina", "theo"} {
			apptest.Decode[any](t, a.API("theo").Get("/api/v1/people/"+apptest.ID(key)), http.StatusOK)
		}
		a.Desk("theo").Get("/desk/people/" + apptest.ID("hanna")).Is(http.StatusOK)
		a.API("pavel").Get("/api/v1/people/" + apptest.ID("rosa")).Is(http.StatusForbidden)
		a.Drain()
		for _, key := range []string{"amina", "pavel", "hanna"} {
			page := a.Portal(key).Get("/me/openings").Is(http.StatusOK).Shows("To look up your entry in the directory").Hides("Theo")
			if n := strings.Count(page.Text, "To look up your entry"); n != 1 {
				t.Errorf("%s reads it %d times", key, n)
			}
			if got := reads(t, a, "lena", key); !strings.HasSuffix(got, "Theo Brandt: To look somebody up in the directory") {
				t.Errorf("%s: %s", key, got)
			}
		}
		for _, key := range []string{"theo", "rosa"} {
			a.Portal(key).Get("/me/openings").Is(http.StatusOK).Hides("To look up your entry")
		}
	})
}
