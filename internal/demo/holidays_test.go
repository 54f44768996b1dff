package demo

import (
	"slices"
	"testing"
	"time"

	"hearth/internal/demo/content"
)

func TestEasterAsAlmanacsHaveIt(t *testing.T) {
	t.Parallel()
	for _, want := range []string{"1818-03-22", "2000-04-23", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25"} {
		at, err := time.Parse(time.DateOnly, want)
		if err != nil {
			t.Fatal(err)
		}
		if got := easter(at.Year()).Format(time.DateOnly); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestPublicHolidays(t *testing.T) {
	t.Parallel()
	for site, days := range map[string][]string{
		content.MalmbySite: {"2026-01-06", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14", "2026-06-06", "2026-06-19", "2026-12-24"},
		content.PortoSite:  {"2026-04-03", "2026-04-25", "2026-06-04", "2026-06-10", "2026-06-24", "2026-12-08", "2026-12-25"},
		content.LondonSite: {"2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31", "2026-12-25"},
	} {
		all := holidays(site, 2025, 2028)
		for _, day := range days {
			if !slices.Contains(all, day) {
				t.Errorf("%s works on %s", site, day)
			}
		}
		if slices.Contains(all, "2026-11-17") {
			t.Errorf("%s is closed on an ordinary day", site)
		}
	}
}
