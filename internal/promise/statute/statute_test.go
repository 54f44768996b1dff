package statute_test

import (
	"slices"
	"testing"
	"time"

	"hearth/internal/calendar"
	"hearth/internal/promise/statute"
)

// The examples are those of the rule: Regulation (EEC, Euratom) No 1182/71, Article 3, and of the months those of the European Data Protection Board, Guidelines 01/2022 on the right of access, section 5.3.
func TestATimeEndsAsTheLawCountsIt(t *testing.T) {
	t.Parallel()
	christmas := []string{"2026-12-25", "2027-01-01", "2027-03-26", "2027-03-29"}
	for _, c := range []struct {
		said     string
		limit    statute.Limit
		received string
		nominal  string
		last     string
	}{
		{"the same date of the next month", statute.Limit{N: 1, Unit: statute.Months}, "2024-03-05", "2024-04-05", "2024-04-05"},
		{"a shorter month ends it", statute.Limit{N: 1, Unit: statute.Months}, "2027-01-31", "2027-02-28", "2027-03-01"},
		{"a shorter month of a leap year", statute.Limit{N: 1, Unit: statute.Months}, "2028-01-31", "2028-02-29", "2028-02-29"},
		{"the last of August", statute.Limit{N: 1, Unit: statute.Months}, "2026-08-31", "2026-09-30", "2026-09-30"},
		{"never the last day of a longer month", statute.Limit{N: 1, Unit: statute.Months}, "2026-09-30", "2026-10-30", "2026-10-30"},
		{"over the end of the year", statute.Limit{N: 3, Unit: statute.Months}, "2026-11-30", "2027-02-28", "2027-03-01"},
		{"a Saturday moves to Monday", statute.Limit{N: 1, Unit: statute.Months}, "2026-11-05", "2026-12-05", "2026-12-07"},
		{"a Sunday moves to Monday", statute.Limit{N: 1, Unit: statute.Months}, "2026-11-06", "2026-12-06", "2026-12-07"},
		{"a holiday moves over the weekend after it", statute.Limit{N: 1, Unit: statute.Months}, "2026-11-25", "2026-12-25", "2026-12-28"},
		{"a holiday on both sides of a weekend", statute.Limit{N: 1, Unit: statute.Months}, "2027-02-26", "2027-03-26", "2027-03-30"},
		{"it may come in on a Sunday", statute.Limit{N: 1, Unit: statute.Months}, "2026-11-29", "2026-12-29", "2026-12-29"},
		{"days begin with the day after", statute.Limit{N: 10, Unit: statute.Days}, "2026-11-30", "2026-12-10", "2026-12-10"},
		{"the last of the days is a Sunday", statute.Limit{N: 6, Unit: statute.Days}, "2026-11-30", "2026-12-06", "2026-12-07"},
		{"two days have two working days", statute.Limit{N: 2, Unit: statute.Days}, "2026-12-04", "2026-12-06", "2026-12-08"},
		{"one day needs one", statute.Limit{N: 1, Unit: statute.Days}, "2026-12-04", "2026-12-05", "2026-12-07"},
	} {
		day, err := time.ParseInLocation(time.DateOnly, c.received, time.UTC)
		if err != nil {
			t.Fatal(err)
		}
		free := func(d calendar.Date) bool { return slices.Contains(christmas, d.String()) }
		for _, hour := range []time.Duration{0, 9 * time.Hour, 24*time.Hour - time.Microsecond} {
			got := c.limit.End(time.UTC, free, day.Add(hour))
			if got.Received.String() != c.received || got.Nominal.String() != c.nominal || got.Last.String() != c.last {
				t.Errorf("%s, at %s: %s, %s, want %s, %s", c.said, hour, got.Nominal, got.Last, c.nominal, c.last)
			}
			if at := got.At.Add(time.Microsecond); at != got.Last.AddDays(1).Start(time.UTC) {
				t.Errorf("%s: ends at %s, not with its day", c.said, got.At)
			}
		}
	}
}

// The day is that of the place: late in the evening in Stockholm it is the day before in London, and a day that changes its clock is as long as it is.
func TestTheDayIsThatOfThePlace(t *testing.T) {
	t.Parallel()
	none := func(calendar.Date) bool { return false }
	month := statute.Limit{N: 1, Unit: statute.Months}
	at := time.Date(2027, 2, 28, 23, 30, 0, 0, time.UTC)
	for zone, want := range map[string]string{"Europe/London": "2027-03-29T22:59:59.999999Z", "Europe/Stockholm": "2027-04-01T21:59:59.999999Z"} {
		loc, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		if got := month.End(loc, none, at).At.UTC().Format("2006-01-02T15:04:05.999999Z07:00"); got != want {
			t.Errorf("%s: %s, want %s", zone, got, want)
		}
	}
}

func TestALimitIsOneOrMoreOfAUnit(t *testing.T) {
	t.Parallel()
	for limit, want := range map[statute.Limit]bool{{}: false, {1, statute.Months}: true, {24, statute.Months}: true, {25, statute.Months}: false, {730, statute.Days}: true, {731, statute.Days}: false,
		{0, statute.Days}: false, {-1, statute.Months}: false, {1, "weeks"}: false, {1, ""}: false} {
		if got := limit.Valid(); got != want {
			t.Errorf("%v: %v, want %v", limit, got, want)
		}
	}
}
