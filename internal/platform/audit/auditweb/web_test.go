package auditweb_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/platform/audit/auditweb"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// TestWhoSawTheRecord has Theo open a request of Amina's at 12:00 and Olga at 14:00, and the officer ask.
func TestWhoSawTheRecord(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		a.Add(apptest.Member{Key: "olga", Given: "Olga", Family: "Petrova", Number: "2005", Roles: []string{"agent"}, Teams: []string{"payroll"}})
		c := apptest.Decode[struct{ Number string }](t, a.API("amina").Post("/api/v1/cases", map[string]any{"subject": "Payslip", "body": "It is wrong.", "service": "pay"}), http.StatusCreated)
		for _, key := range []string{"theo", "olga"} {
			apptest.Decode[any](t, a.API(key).Get("/api/v1/cases/"+c.Number), http.StatusOK)
			a.Advance(2 * time.Hour)
		}
		ask := func(person string, from, to time.Time) auditweb.Answer {
			t.Helper()
			query := url.Values{"person": {person}, "from": {from.Format(time.RFC3339)}, "to": {to.Format(time.RFC3339)}}
			return apptest.Decode[auditweb.Answer](t, a.API("lena").Get("/api/v1/audit?"+query.Encode()), http.StatusOK)
		}
		names := func(all auditweb.Answer) string {
			var out []string
			for _, s := range all.Items {
				out = append(out, s.By.Name+", "+s.Team+": "+s.Why)
			}
			return strings.Join(out, "; ")
		}
		noon, theo, olga := dbtest.Noon, "Theo Brandt, Payroll: To work on a request", "Olga Petrova, Payroll: To work on a request"
		system := ", Payroll: Told people that a promise is near or late" // nobody answered within half of the time
		if got := names(ask("1003", noon, noon.Add(3*time.Hour))); got != olga+"; "+system+"; "+theo {
			t.Errorf("all: %s", got)
		}
		if got := names(ask(apptest.Email("amina"), noon.Add(time.Hour), noon.Add(2*time.Hour))); got != "" {
			t.Errorf("a time that ends when Olga begins: %s", got)
		}
		if got := names(ask(apptest.ID("amina"), noon, noon.Add(time.Second))); got != theo {
			t.Errorf("the first second: %s", got)
		}
		if got := names(ask("1006", noon, noon.Add(9*time.Hour))); got != "Lena Berg, : Asked who saw the record" {
			t.Errorf("of somebody else: %s", got)
		}
		a.Desk("lena").Get("/admin/audit?person=1003").Shows("Theo Brandt", "Olga Petrova", "The system, by itself", "Lena Berg", "Asked who saw the record")
		a.Desk("lena").Get("/admin/audit?person=9999").Shows("No person has this address or number.")
		if got := a.Desk("ingrid").Get("/admin/audit?person=1003"); got.Status != http.StatusForbidden {
			t.Errorf("the head of HR: status %d", got.Status)
		}
		err := a.DB.Tx(t.Context(), func(tx *store.Tx) error { return a.Audit.Personal(nil)[0].Erase(t.Context(), tx, apptest.ID("theo")) })
		if err != nil {
			t.Fatal(err)
		}
		if got := names(ask("1003", noon, noon.Add(time.Second))); got != ", Payroll: To work on a request" {
			t.Errorf("Theo is erased: %s", got)
		}
		a.Desk("lena").Get("/admin/audit?person=1003").Shows("Somebody who was erased", "Olga Petrova")
		if _, err := a.Audit.Verify(t.Context(), a.DB); err != nil {
			t.Error(err)
		}
	})
}

func TestAQuestionThatIsNotUnderstood(t *testing.T) {
	t.Parallel()
	a := apptest.New(t, store.SQLite)
	for _, query := range []string{"", "person=9999", "person=1003&from=2026-11-17T12:00:00Z&to=2026-11-17T12:00:00Z", "person=1003&from=yesterday"} {
		if got := a.API("lena").Get("/api/v1/audit?" + query); got.Status != http.StatusUnprocessableEntity {
			t.Errorf("%q: status %d", query, got.Status)
		}
	}
	n, err := store.One[int](t.Context(), a.DB, `SELECT count(*) FROM audit_entry WHERE action = 'audit.read'`)
	if err != nil || n != 0 {
		t.Errorf("%d answers recorded, %v", n, err)
	}
}

// Every page of a long answer follows the one before, without a hole or an entry twice, also where many happened at the same instant.
func TestALongAnswerIsWhole(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		lena := a.API("lena")
		const asked = 230
		for range asked {
			apptest.Decode[any](t, lena.Get("/api/v1/audit?person=1003&to=2026-11-17T11:00:00Z"), http.StatusOK)
		}
		seen, after := 0, ""
		for pages := 1; ; pages++ {
			page := apptest.Decode[auditweb.Answer](t, lena.Get("/api/v1/audit?person=1003&after="+after), http.StatusOK)
			seen += len(page.Items)
			if after = page.Next; after == "" {
				if pages != 3 || seen != asked+1 { // the first of these pages is in itself
					t.Errorf("%d entries on %d pages", seen, pages)
				}
				return
			}
		}
	})
}
