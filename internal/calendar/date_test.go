package calendar_test

import (
	"database/sql/driver"
	"encoding/json"
	"testing"
	"time"

	"hearth/internal/calendar"
)

func TestDatesCountAsTheStandardLibraryDoes(t *testing.T) {
	t.Parallel()
	day := calendar.NewDate(1, 1, 1)
	for at := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() < 10000; at = at.AddDate(0, 0, 97) {
		if got := calendar.DateOf(at); got != day || got.String() != at.Format("2006-01-02") || got.Weekday() != at.Weekday() {
			t.Fatalf("got %s, a %s; want %s, a %s", got, got.Weekday(), at.Format("2006-01-02"), at.Weekday())
		}
		again, err := calendar.ParseDate(day.String())
		if err != nil || again != day {
			t.Fatalf("got %s (%v), want %s", again, err, day)
		}
		day = day.AddDays(97)
	}
	if last := calendar.NewDate(9999, 12, 31); !last.AddDays(1).IsZero() || last.AddDays(1<<40) != (calendar.Date{}) {
		t.Error("a date after the year 9999 is not refused")
	}
	if got, want := calendar.NewDate(2026, 1, 32), calendar.NewDate(2026, 2, 1); got != want || !want.After(calendar.NewDate(2026, 1, 31)) {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := calendar.NewDate(2027, 3, 1).DaysUntil(calendar.NewDate(2026, 3, 1)); got != -365 {
		t.Errorf("got %d days, want -365", got)
	}
}

func TestDatesAreTextInJSONAndSQL(t *testing.T) {
	t.Parallel()
	day := calendar.NewDate(2026, 12, 25)
	text, err := json.Marshal([]calendar.Date{day, {}})
	if got, want := string(text), `["2026-12-25",""]`; err != nil || got != want {
		t.Errorf("got %s (%v), want %s", got, err, want)
	}
	var back []calendar.Date
	if err := json.Unmarshal(text, &back); err != nil || back[0] != day || !back[1].IsZero() {
		t.Errorf("got %v (%v)", back, err)
	}
	for _, src := range []any{"2026-12-25", []byte("2026-12-25"), time.Date(2026, 12, 25, 0, 0, 0, 0, time.UTC)} {
		var got calendar.Date
		if err := got.Scan(src); err != nil || got != day {
			t.Errorf("from %v: got %s (%v), want %s", src, got, err, day)
		}
	}
	got := day
	if err := got.Scan(nil); err != nil || !got.IsZero() {
		t.Errorf("from NULL: got %s (%v), want no date", got, err)
	}
	if err := got.Scan(7); err == nil {
		t.Error("a number is read as a date")
	}
	for day, want := range map[calendar.Date]driver.Value{day: "2026-12-25", {}: nil} {
		if got, err := day.Value(); err != nil || got != want {
			t.Errorf("got %v (%v), want %v", got, err, want)
		}
	}
}

func TestADateStartsAtItsFirstMoment(t *testing.T) {
	t.Parallel()
	tests := []struct{ zone, day, want string }{
		{"Europe/Stockholm", "2026-03-29", "2026-03-29T00:00:00+01:00"},
		{"Pacific/Apia", "2011-12-29", "2011-12-29T00:00:00-10:00"},
		{"Pacific/Apia", "2011-12-30", "2011-12-31T00:00:00+14:00"}, // never was
		{"Pacific/Apia", "2011-12-31", "2011-12-31T00:00:00+14:00"},
		{"Asia/Beirut", "2026-03-29", "2026-03-29T01:00:00+03:00"},    // 00:00 is skipped
		{"America/Havana", "2026-11-01", "2026-11-01T00:00:00-04:00"}, // 00:00 happens twice
		{"Europe/Stockholm", "2044-12-31", "2044-12-31T00:00:00+01:00"},
	}
	for _, test := range tests {
		loc, err := time.LoadLocation(test.zone)
		if err != nil {
			t.Fatal(err)
		}
		day, err := calendar.ParseDate(test.day)
		if err != nil {
			t.Fatal(err)
		}
		if got := day.Start(loc).Format(time.RFC3339); got != test.want {
			t.Errorf("%s in %s: got %s, want %s", test.day, test.zone, got, test.want)
		}
	}
	if !(calendar.Date{}).Start(time.UTC).IsZero() {
		t.Error("no date has a start")
	}
}
