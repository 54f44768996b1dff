package demo_test

import (
	"strings"
	"testing"
	"time"

	"hearth/internal/calendar"
	"hearth/internal/demo"
	"hearth/internal/demo/content"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/policy"
)

func TestTheRulesHoldForThoseWhomTheyAreFor(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC)
	w := newWorld(t, store.SQLite, now, demo.Plan{Every: 40})
	amina, stefan := w.as("amina-yusuf", authz.Portal), w.as("stefan-lang", authz.Portal)
	at := func(person string, on calendar.Date) string {
		t.Helper()
		v, err := policy.ClauseAt(t.Context(), w.DB, "pay 4.2", on, person)
		if err != nil {
			return err.Error()
		}
		return v.Text
	}
	for on, want := range map[calendar.Date]string{calendar.NewDate(2025, time.March, 3): "€36.00", calendar.NewDate(2025, time.December, 3): "€38.00", calendar.NewDate(2026, time.March, 3): "swapped on the day"} {
		if got := at(stefan.PersonID, on); !strings.Contains(got, want) {
			t.Errorf("on %s: %q, want %q", on, got, want)
		}
	}
	part := ""
	for _, p := range content.People(content.Seed) {
		if p.Site == content.PortoSite && p.WeeklyHours < 35 && p.EndedDaysAgo == 0 && p.StartedDaysAgo > 400 {
			part = p.Number
			break
		}
	}
	person, err := people.Find(t.Context(), w.DB, part)
	if err != nil {
		t.Fatal(err)
	}
	if got := at(person.ID, calendar.NewDate(2026, time.March, 3)); !strings.Contains(got, "€4.75") {
		t.Errorf("a part-timer in Porto: %q", got)
	}
	ahead, err := w.Policies.ReadHistory(t.Context(), amina, policy.ReadClause{ID: "home", Number: "1.1"})
	if err != nil || len(ahead.Versions) != 2 || ahead.Versions[1].From.String() != "2027-01-01" {
		t.Errorf("%+v, %v", ahead.Versions, err)
	}
	if todo, err := w.Policies.Spec().ToDo(t.Context(), amina); err != nil || len(todo) != 1 || todo[0].Title != "Pay and allowances" {
		t.Errorf("to do: %+v, %v", todo, err)
	}
	counts, err := w.Policies.CountAcknowledgements(t.Context(), w.as("marta-kowalczyk", authz.Desk), policy.ReadPolicy{ID: "pay"})
	if err != nil || len(counts.Items) != 1 || counts.Items[0].Acknowledged == 0 || counts.Items[0].Of <= counts.Items[0].Acknowledged {
		t.Errorf("%+v, %v", counts, err)
	}
}
