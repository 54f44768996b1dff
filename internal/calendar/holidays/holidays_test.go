package holidays_test

import (
	"slices"
	"strings"
	"testing"

	"hearth/internal/calendar/holidays"
)

// The days of 2026 as the states publish them, written out by hand.
func TestHolidaysOf2026(t *testing.T) {
	t.Parallel()
	for place, want := range map[string]string{
		"PT":         "01-01 04-03 04-05 04-25 05-01 06-04 06-10 08-15 10-05 11-01 12-01 12-08 12-25",
		"SE":         "01-01 01-06 04-03 04-06 05-01 05-14 06-06 06-20 10-31 12-25 12-26",
		"GB ENG-WLS": "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-26 12-28",
		"DE BY":      "01-01 01-06 04-03 04-06 05-01 05-14 05-25 06-04 10-03 11-01 12-25 12-26",
		"DE MV":      "01-01 03-08 04-03 04-06 05-01 05-14 05-25 10-03 10-31 12-25 12-26",
		"DE BE":      "01-01 03-08 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26",
		"AT":         "01-01 01-06 04-06 05-01 05-14 05-25 06-04 08-15 10-26 11-01 12-08 12-25 12-26",
		"FR":         "01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25",
		"US":         "01-01 01-19 02-16 05-25 06-19 07-03 07-04 09-07 10-12 11-11 11-26 12-25",
		"IE":         "01-01 02-02 03-17 04-06 05-04 06-01 08-03 10-26 12-25 12-26",
		"BE":         "01-01 04-06 05-01 05-14 05-25 07-21 08-15 11-01 11-11 12-25",
		"CZ":         "01-01 04-03 04-06 05-01 05-08 07-05 07-06 09-28 10-28 11-17 12-24 12-25 12-26",
		"NO":         "01-01 04-02 04-03 04-06 05-01 05-14 05-17 05-25 12-25 12-26",
		"NL":         "01-01 04-03 04-06 04-27 05-05 05-14 05-25 12-25 12-26",
		"ES":         "01-01 01-06 04-03 05-01 08-15 10-12 11-01 12-06 12-08 12-25",
	} {
		country, region, _ := strings.Cut(place, " ")
		days, ok := holidays.In(country, region, 2026)
		var got []string
		for _, d := range days {
			if d.Usual {
				got = append(got, strings.TrimPrefix(d.Date.String(), "2026-"))
			}
			if d.Name == "" {
				t.Errorf("%s: %s has no name", place, d.Date)
			}
		}
		if text := strings.Join(got, " "); !ok || text != want {
			t.Errorf("%s:\n got %s\nwant %s", place, text, want)
		}
	}
}

// What each state of Germany has beside the nine days of all.
func TestHolidaysOfGermanStates(t *testing.T) {
	t.Parallel()
	all := []string{"01-01", "04-03", "04-06", "05-01", "05-14", "05-25", "10-03", "12-25", "12-26"}
	for state, more := range map[string]string{"BW": "01-06 06-04 11-01", "BY": "01-06 06-04 11-01", "BE": "03-08", "BB": "04-05 05-24 10-31", "HB": "10-31", "HH": "10-31", "HE": "06-04", "MV": "03-08 10-31",
		"NI": "10-31", "NW": "06-04 11-01", "RP": "06-04 11-01", "SL": "06-04 08-15 11-01", "SN": "10-31 11-18", "ST": "01-06 10-31", "SH": "10-31", "TH": "09-20 10-31"} {
		want := slices.Sorted(slices.Values(append(strings.Fields(more), all...)))
		days, _ := holidays.In("DE", state, 2026)
		var got []string
		for _, d := range days {
			got = append(got, strings.TrimPrefix(d.Date.String(), "2026-"))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s:\n got %v\nwant %v", state, got, want)
		}
	}
}

// What one chooses from is known, in each year that somebody may plan.
func TestEveryPlaceThatIsOfferedHasItsDays(t *testing.T) {
	t.Parallel()
	last := ""
	for _, c := range holidays.Countries() {
		if c.Name <= last {
			t.Errorf("%s stands after %s", c.Name, last)
		}
		last = c.Name
		regions := []string{""}
		if len(c.Regions) > 0 {
			regions = nil
			if _, ok := holidays.In(c.Code, "", 2026); ok {
				t.Errorf("%s needs a region", c.Code)
			}
			for _, r := range c.Regions {
				regions = append(regions, r.Code)
			}
		}
		for _, r := range regions {
			for year := 2026; year < 2046; year++ {
				days, ok := holidays.In(c.Code, r, year)
				if !ok || len(days) < 8 || len(days) > 20 {
					t.Errorf("%s %s has %d days in %d: %v", c.Code, r, len(days), year, days)
				}
				for i, d := range days {
					if i > 0 && !days[i-1].Date.Before(d.Date) {
						t.Errorf("%s %s: %s after %s", c.Code, r, d.Date, days[i-1].Date)
					}
				}
			}
		}
	}
}

func TestPlacesThatAreNotKnown(t *testing.T) {
	t.Parallel()
	for _, place := range [][2]string{{"", ""}, {"XX", ""}, {"SE", "BY"}, {"DE", "ZH"}, {"se", ""}} {
		if days, ok := holidays.In(place[0], place[1], 2026); ok {
			t.Errorf("%v: got %v", place, days)
		}
	}
}
