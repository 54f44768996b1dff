package calendar_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"hearth/internal/calendar"
)

const officeText = `{"zone":"Europe/Stockholm","week":{"mon":[["08:00","17:00"]],"tue":[["08:00","17:00"]],"wed":[["08:00","17:00"]],` +
	`"thu":[["08:00","17:00"]],"fri":[["08:00","12:00"],["13:00","17:00"]]},"holidays":["2026-12-24","2026-12-25","2027-01-01"]}`

func parse(t *testing.T, text string) calendar.Calendar {
	t.Helper()
	c, err := calendar.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func at(t *testing.T, text string) time.Time {
	t.Helper()
	moment, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		t.Fatal(err)
	}
	return moment
}

func TestDueMoments(t *testing.T) {
	t.Parallel()
	always := func(zone string) string {
		days := []string{}
		for _, day := range []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"} {
			days = append(days, `"`+day+`":[["00:00","24:00"]]`)
		}
		return `{"zone":"` + zone + `","week":{` + strings.Join(days, ",") + `}}`
	}
	night := `{"zone":"Europe/Stockholm","week":{"sat":[["22:00","06:00"]],"sun":[["22:00","06:00"]]},"holidays":["2026-11-23"]}`
	tests := []struct {
		name, calendar, start string
		minutes               int
		want                  string
	}{
		{"inside a day", officeText, "2026-11-25T09:00:00+01:00", 60, "2026-11-25T10:00:00+01:00"},
		{"start in another zone", officeText, "2026-11-25T08:00:00Z", 60, "2026-11-25T10:00:00+01:00"},
		{"to the end of the day", officeText, "2026-11-25T08:00:00+01:00", 540, "2026-11-25T17:00:00+01:00"},
		{"one minute more", officeText, "2026-11-25T08:00:00+01:00", 541, "2026-11-26T08:01:00+01:00"},
		{"start at the end", officeText, "2026-11-25T17:00:00+01:00", 1, "2026-11-26T08:01:00+01:00"},
		{"no minutes, closed", officeText, "2026-11-25T23:00:00+01:00", 0, "2026-11-25T23:00:00+01:00"},
		{"over lunch", officeText, "2026-11-27T11:30:00+01:00", 60, "2026-11-27T13:30:00+01:00"},
		{"over a weekend", officeText, "2026-11-27T16:30:00+01:00", 60, "2026-11-30T08:30:00+01:00"},
		{"over holidays and a weekend", officeText, "2026-12-23T16:00:00+01:00", 120, "2026-12-28T09:00:00+01:00"},
		{"over a leap day", officeText, "2028-02-28T16:00:00+01:00", 60 + 540 + 60, "2028-03-01T09:00:00+01:00"},
		{"half a minute left", officeText, "2026-11-25T16:59:30+01:00", 1, "2026-11-26T08:00:30+01:00"},
		{"spring forward", always("Europe/Stockholm"), "2026-03-29T01:30:00+01:00", 60, "2026-03-29T03:30:00+02:00"},
		{"fall back", always("Europe/Stockholm"), "2026-10-25T01:30:00+02:00", 120, "2026-10-25T02:30:00+01:00"},
		{"half an hour on Lord Howe", always("Australia/Lord_Howe"), "2026-10-04T01:30:00+10:30", 60, "2026-10-04T03:00:00+11:00"},
		{"a day that never was", always("Pacific/Apia"), "2011-12-29T23:30:00-10:00", 60, "2011-12-31T00:30:00+14:00"},
		{"the 366th day beyond the tables", always("Europe/Stockholm"), "2044-12-31T23:00:00+01:00", 120, "2045-01-01T01:00:00+01:00"},
		{"a night shift", night, "2026-11-21T23:00:00+01:00", 8 * 60, "2026-11-22T23:00:00+01:00"},
		{"a night shift before a holiday", night, "2026-11-22T23:30:00+01:00", 60, "2026-11-28T22:30:00+01:00"},
		{"52 weeks, of which three holidays", officeText, "2026-11-25T08:00:00+01:00", 52 * (4*540 + 480), "2027-11-26T16:00:00+01:00"},
	}
	for _, test := range tests {
		c := parse(t, test.calendar)
		due, steps, err := c.Add(at(t, test.start), test.minutes)
		if err != nil || due.Format(time.RFC3339) != test.want {
			t.Errorf("%s: got %s (%v), want %s", test.name, due.Format(time.RFC3339), err, test.want)
		}
		sum := 0
		for _, step := range steps {
			sum += step.Minutes
		}
		if sum != test.minutes {
			t.Errorf("%s: the steps add up to %d, want %d", test.name, sum, test.minutes)
		}
	}
}

func TestStepsSayWhatHappened(t *testing.T) {
	t.Parallel()
	c := parse(t, officeText)
	_, steps, err := c.Add(at(t, "2026-12-22T16:00:00+01:00"), 60+540+180)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"22 16:00 22 17:00 60 counted 08:00–17:00",
		"22 17:00 23 08:00 0 closed overnight",
		"23 08:00 23 17:00 540 counted 08:00–17:00",
		"23 17:00 24 00:00 0 closed after hours",
		"24 00:00 25 00:00 0 holiday 2026-12-24",
		"25 00:00 26 00:00 0 holiday 2026-12-25",
		"26 00:00 27 00:00 0 closed on Saturday",
		"27 00:00 28 00:00 0 closed on Sunday",
		"28 00:00 28 08:00 0 closed before opening",
		"28 08:00 28 11:00 180 counted 08:00–17:00",
	}
	var got []string
	for _, step := range steps {
		minutes, _ := json.Marshal(step.Minutes)
		got = append(got, step.From.Format("02 15:04 ")+step.To.Format("02 15:04 ")+string(minutes)+" "+step.Text())
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestAStepOverAClockChangeSaysSo(t *testing.T) {
	t.Parallel()
	c := parse(t, `{"zone":"Europe/Stockholm","week":{"sun":[["00:00","06:00"]]}}`)
	_, steps, err := c.Add(at(t, "2026-10-25T00:00:00+02:00"), 7*60)
	if err != nil || len(steps) != 1 {
		t.Fatalf("got %v (%v), want one step", steps, err)
	}
	if got, want := steps[0].Text(), "counted 00:00–06:00, with a change of the clock"; got != want || steps[0].Minutes != 420 {
		t.Errorf("got %q with %d minutes, want %q with 420", got, steps[0].Minutes, want)
	}
}

func TestOpenKnowsTheEdges(t *testing.T) {
	t.Parallel()
	c := parse(t, officeText)
	for text, want := range map[string]bool{
		"2026-11-25T07:59:59+01:00": false, "2026-11-25T08:00:00+01:00": true, "2026-11-25T16:59:59.999+01:00": true,
		"2026-11-25T17:00:00+01:00": false, "2026-12-25T10:00:00+01:00": false, "2026-11-28T10:00:00+01:00": false,
	} {
		if got := c.Open(at(t, text)); got != want {
			t.Errorf("at %s: got %v, want %v", text, got, want)
		}
	}
	next, err := c.NextOpen(at(t, "2026-12-23T17:00:00+01:00"))
	if got, want := next.Format(time.RFC3339), "2026-12-28T08:00:00+01:00"; err != nil || got != want {
		t.Errorf("next opening: got %s (%v), want %s", got, err, want)
	}
	if got := c.Between(at(t, "2026-12-28T09:00:00+01:00"), at(t, "2026-12-23T09:00:00+01:00")); got != 0 {
		t.Errorf("backwards: got %d minutes, want 0", got)
	}
}

func TestWhatCannotBeAnsweredIsRefused(t *testing.T) {
	t.Parallel()
	start := at(t, "2026-11-25T09:00:00Z")
	rare := parse(t, `{"zone":"UTC","week":{"mon":[["08:00","08:01"]]}}`)
	var everyMonday []calendar.Date
	for day := calendar.NewDate(2026, 11, 23); day.Before(calendar.NewDate(2130, 1, 1)); day = day.AddDays(7) {
		everyMonday = append(everyMonday, day)
	}
	shut, err := calendar.New("UTC", rare.Week(), everyMonday)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name     string
		calendar calendar.Calendar
		minutes  int
		want     string
	}{
		{"no hours", calendar.Calendar{}, 10, "no opening hours"},
		{"no hours and no minutes", calendar.Calendar{}, 0, "no opening hours"},
		{"negative", rare, -1, "Choose 0 or more"},
		{"too many minutes", rare, 60_000, "more than 100 years"},
		{"far too many minutes", rare, 1 << 60, "more than 100 years"},
		{"a century of holidays", shut, 1, "more than 100 years"},
	}
	for _, test := range tests {
		_, steps, err := test.calendar.Add(start, test.minutes)
		if p, ok := errors.AsType[*calendar.Problem](err); !ok || !strings.Contains(p.Error(), test.want) || steps != nil {
			t.Errorf("%s: got %v, want a sentence with %q", test.name, err, test.want)
		}
	}
	if _, err := shut.NextOpen(start); err == nil || !strings.Contains(err.Error(), "does not open within 100 years") {
		t.Errorf("next opening after a century: got %v", err)
	}
	if (calendar.Calendar{}).Open(start) || (calendar.Calendar{}).Between(start, start.AddDate(1, 0, 0)) != 0 {
		t.Error("the zero calendar opens")
	}
}

func TestCalendarsThatCannotBeReadAreRefused(t *testing.T) {
	t.Parallel()
	week := func(text string) string { return `{"zone":"UTC","week":` + text + `}` }
	tests := []struct{ name, text, field, want string }{
		{"no JSON", `{`, "", "cannot be read as JSON"},
		{"unknown field", `{"zone":"UTC","weeks":{}}`, "", "cannot be read as JSON"},
		{"more text", officeText + `{}`, "", "more text"},
		{"no zone", `{"week":{}}`, "zone", "no time zone"},
		{"unknown zone", `{"zone":"Europe/Atlantis"}`, "zone", "“Europe/Atlantis” is not known"},
		{"the machine's zone", `{"zone":"Local"}`, "zone", "is not known"},
		{"no week", `{"zone":"UTC"}`, "week", "no opening hours"},
		{"empty week", week(`{"mon":[]}`), "week", "no opening hours"},
		{"a list for a week", week(`[]`), "week", "week cannot be read"},
		{"unknown day", week(`{"monday":[["08:00","17:00"]]}`), "week", "“monday” is no day"},
		{"a day twice", week(`{"mon":[["08:00","09:00"]],"mon":[["10:00","11:00"]]}`), "week.mon", "twice"},
		{"hours that are no pairs", week(`{"mon":["08:00","17:00"]}`), "week.mon", "hours cannot be read"},
		{"three times", week(`{"mon":[["08:00","12:00","17:00"]]}`), "week.mon", "a start and an end"},
		{"no time", week(`{"mon":[["8:00","17:00"]]}`), "week.mon", "“8:00” is no time of day"},
		{"late minute", week(`{"mon":[["08:60","17:00"]]}`), "week.mon", "is no time of day"},
		{"after midnight", week(`{"mon":[["08:00","24:01"]]}`), "week.mon", "is no time of day"},
		{"signs", week(`{"mon":[["+8:00","17:00"]]}`), "week.mon", "is no time of day"},
		{"begins at 24:00", week(`{"mon":[["24:00","06:00"]]}`), "week.mon", "do not lie within a day"},
		{"empty hours", week(`{"mon":[["08:00","08:00"]]}`), "week.mon", "at the same time"},
		{"overlap", week(`{"mon":[["08:00","12:01"],["12:00","17:00"]]}`), "week.mon", "overlap"},
		{"overlap over midnight", week(`{"mon":[["22:00","06:00"]],"tue":[["05:59","09:00"]]}`), "week.tue", "overlap"},
		{"overlap over the week's end", week(`{"sun":[["22:00","06:00"]],"mon":[["05:00","09:00"]]}`), "week.mon", "overlap"},
		{"a date that is not", `{"zone":"UTC","week":{"mon":[["08:00","17:00"]]},"holidays":["2026-02-29"]}`, "holidays", "“2026-02-29” is no date"},
		{"an empty holiday", `{"zone":"UTC","week":{"mon":[["08:00","17:00"]]},"holidays":[""]}`, "holidays", "is no date"},
	}
	for _, test := range tests {
		_, err := calendar.Parse([]byte(test.text))
		p, ok := errors.AsType[*calendar.Problem](err)
		if !ok || p.Field != test.field || !strings.Contains(p.Error(), test.want) {
			t.Errorf("%s: got %#v, want field %q and a sentence with %q", test.name, err, test.field, test.want)
		}
	}
}

func TestHoursMayTouchAndRunOverMidnight(t *testing.T) {
	t.Parallel()
	text := `{"zone":"UTC","week":{"mon":[["12:00","17:00"],["08:00","12:00"],["22:00","06:00"]],"tue":[["06:00","00:00"]],"sun":[["23:00","24:00"]]},` +
		`"holidays":["2026-12-25","2026-05-01","2026-12-25"]}`
	written, err := json.Marshal(parse(t, text))
	want := `{"zone":"UTC","week":{"mon":[["08:00","12:00"],["12:00","17:00"],["22:00","06:00"]],"tue":[["06:00","00:00"]],"sun":[["23:00","24:00"]]},` +
		`"holidays":["2026-05-01","2026-12-25"]}`
	if err != nil || string(written) != want {
		t.Errorf("got  %s (%v)\nwant %s", written, err, want)
	}
}

// FuzzParse checks that whatever is read is written and read again alike, and
// that it opens within its own week unless holidays keep it closed.
func FuzzParse(f *testing.F) {
	f.Add(officeText)
	f.Add(`{"zone":"Pacific/Apia","week":{"sun":[["22:00","06:00"]]},"holidays":["2011-12-30"]}`)
	f.Add(`{"zone":"UTC","week":{"mon":[["00:00","24:00"]],"mon":[]}}`)
	f.Add(`{"zone":"UTC","week":null,"holidays":null}`)
	f.Add(`{"zone":"../etc/passwd","week":{"mon":[["08:00"]]}}`)
	f.Add(`[]`)
	f.Fuzz(func(t *testing.T, text string) {
		c, err := calendar.Parse([]byte(text))
		if err != nil {
			if _, ok := errors.AsType[*calendar.Problem](err); !ok {
				t.Fatalf("%v is no sentence", err)
			}
			return
		}
		written, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		again, err := calendar.Parse(written)
		if err != nil {
			t.Fatalf("%s: %v", written, err)
		}
		if twice, _ := json.Marshal(again); string(twice) != string(written) {
			t.Fatalf("got %s, want %s", twice, written)
		}
		start := time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)
		next, err := c.NextOpen(start)
		if err != nil || (len(c.Holidays()) == 0 && next.After(start.AddDate(0, 0, 8))) {
			t.Fatalf("%s opens at %s (%v)", written, next, err)
		}
	})
}

func BenchmarkDueAfterTenYears(b *testing.B) {
	c, err := calendar.Parse([]byte(officeText))
	if err != nil {
		b.Fatal(err)
	}
	start := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	for b.Loop() {
		if _, err := c.Due(start, 10*260*540); err != nil {
			b.Fatal(err)
		}
	}
}
