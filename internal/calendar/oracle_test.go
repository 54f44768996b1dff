package calendar_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
	_ "time/tzdata"

	"hearth/internal/calendar"
)

var (
	oracleSeed  = flag.Uint64("calendar.seed", 20261125, "seed of the cases compared with the oracle")
	oracleCases = flag.Int("calendar.cases", 100_000, "number of cases compared with the oracle")
)

// oracleZones mixes whole, half and quarter hours, a half-hour clock change
// (Lord Howe), a skipped day (Apia), a change for Ramadan (Casablanca), changes
// at midnight (Havana, Beirut, Santiago, Cairo) and on the eve (Nuuk, Scoresbysund).
var oracleZones = []string{
	"UTC", "Europe/Stockholm", "Europe/London", "Europe/Dublin", "Europe/Lisbon", "America/New_York", "America/Los_Angeles",
	"America/St_Johns", "America/Havana", "America/Santiago", "America/Sao_Paulo", "America/Nuuk", "America/Scoresbysund",
	"Australia/Lord_Howe", "Australia/Adelaide", "Pacific/Apia", "Pacific/Chatham", "Pacific/Kiritimati", "Asia/Kolkata",
	"Asia/Kathmandu", "Asia/Tehran", "Asia/Beirut", "Asia/Gaza", "Asia/Pyongyang", "Africa/Casablanca", "Africa/Cairo",
	"Antarctica/Troll", "America/Caracas",
}

// oracleCase is a calendar in its written form, and a stretch of time.
type oracleCase struct {
	Zone     string                 `json:"zone"`
	Week     map[string][][2]string `json:"week"`
	Holidays []string               `json:"holidays"`

	loc   *time.Location
	start time.Time
	span  int // minutes walked by the oracle
}

// oracleAnswer is what the oracle saw while it walked.
type oracleAnswer struct {
	count                   int       // minutes that were open
	due                     time.Time // end of the last of them, or the start
	first                   time.Time // start of the first of them
	opens                   bool      // the first minute is open
	clock, holiday, weekend bool      // what lay on the way
}

// walk reads the wall clock minute by minute, and knows nothing else.
func (c oracleCase) walk() oracleAnswer {
	answer := oracleAnswer{due: c.start}
	holidays := map[string]bool{}
	for _, day := range c.Holidays {
		holidays[day] = true
	}
	var open [dayLength]bool
	lastDay, lastOffset := -1, 0
	for i := range c.span {
		at := c.start.Add(time.Duration(i) * time.Minute).In(c.loc)
		if _, offset := at.Zone(); i == 0 || offset != lastOffset {
			answer.clock = answer.clock || i > 0
			lastOffset = offset
		}
		hour, minute, _ := at.Clock()
		if at.Day() != lastDay {
			lastDay = at.Day()
			open = c.openMinutes(at, holidays)
			answer.holiday = answer.holiday || holidays[at.Format("2006-01-02")]
			answer.weekend = answer.weekend || at.Weekday() == time.Saturday || at.Weekday() == time.Sunday
		}
		if !open[hour*60+minute] {
			continue
		}
		if answer.count == 0 {
			answer.first, answer.opens = at, i == 0
		}
		answer.count++
		answer.due = at.Add(time.Minute)
	}
	return answer
}

const dayLength = 24 * 60

// openMinutes writes down for every minute of the day of at whether it is open.
func (c oracleCase) openMinutes(at time.Time, holidays map[string]bool) (open [dayLength]bool) {
	names := []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}
	year, month, day := at.Date()
	noon := time.Date(year, month, day, 12, 0, 0, 0, time.UTC)
	if holidays[noon.Format("2006-01-02")] {
		return open
	}
	for _, window := range c.Week[names[noon.Weekday()]] {
		from, to := minuteOf(window[0]), minuteOf(window[1])
		if to < from {
			to = dayLength
		}
		for m := from; m < to; m++ {
			open[m] = true
		}
	}
	eve := noon.Add(-24 * time.Hour)
	if holidays[eve.Format("2006-01-02")] {
		return open
	}
	for _, window := range c.Week[names[eve.Weekday()]] {
		from, to := minuteOf(window[0]), minuteOf(window[1])
		for m := 0; to < from && m < to; m++ {
			open[m] = true
		}
	}
	return open
}

func minuteOf(text string) int {
	return int(text[0]-'0')*600 + int(text[1]-'0')*60 + int(text[3]-'0')*10 + int(text[4]-'0')
}

func clockText(minute int) string { return fmt.Sprintf("%02d:%02d", minute/60, minute%60) }

// oracleSource draws cases; half of them start near a change of the clock.
type oracleSource struct {
	*rand.Rand
	locations []*time.Location
	changes   [][]time.Time
}

func newOracleSource(t *testing.T, seed uint64) *oracleSource {
	t.Helper()
	source := &oracleSource{Rand: rand.New(rand.NewPCG(seed, 0))}
	for _, zone := range oracleZones {
		loc, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		var changes []time.Time
		last := -1
		for at := time.Date(1973, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() < 2045; at = at.Add(6 * time.Hour) {
			if _, offset := at.In(loc).Zone(); offset != last {
				changes, last = append(changes, at), offset
			}
		}
		source.locations, source.changes = append(source.locations, loc), append(source.changes, changes)
	}
	return source
}

func (s *oracleSource) draw() oracleCase {
	i := s.IntN(len(oracleZones))
	c := oracleCase{Zone: oracleZones[i], loc: s.locations[i]}
	c.start = time.Date(1973, 1, 1, 0, s.IntN(70*365*dayLength), 0, 0, time.UTC)
	if s.IntN(2) == 0 {
		change := s.changes[i][s.IntN(len(s.changes[i]))]
		c.start = change.Add(-time.Duration(s.IntN(dayLength+dayLength/2)) * time.Minute)
	}
	if s.IntN(4) == 0 { // on the hour, where windows begin and end
		c.start = c.start.Truncate(time.Hour)
	}
	c.span = s.IntN(3 * dayLength)
	if s.IntN(4) == 0 {
		c.span = s.IntN(6 * dayLength)
	}
	c.Week = s.drawWeek()
	for range s.IntN(4) {
		c.Holidays = append(c.Holidays, c.start.AddDate(0, 0, s.IntN(5)-1).Format("2006-01-02"))
	}
	return c
}

func (s *oracleSource) drawWeek() map[string][][2]string {
	week := map[string][][2]string{}
	office, night, always := s.IntN(4) == 0, s.IntN(5) == 0, s.IntN(10) == 0
	for _, day := range []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"} {
		weekend := day[0] == 's'
		switch {
		case always:
			week[day] = [][2]string{{"00:00", "24:00"}}
		case office && !weekend:
			week[day] = [][2]string{{"13:00", "17:00"}, {"08:00", "12:00"}}
		case night && s.IntN(3) > 0:
			week[day] = [][2]string{{clockText(1200 + s.IntN(240)), clockText(s.IntN(480))}}
		case night:
			week[day] = [][2]string{{clockText(480 + s.IntN(300)), clockText(780 + s.IntN(420))}}
		case !office && s.IntN(4) > 0:
			week[day] = s.drawWindows()
		}
	}
	if len(week) == 0 {
		week["wed"] = [][2]string{{"00:00", "24:00"}}
	}
	return week
}

// drawWindows draws one to three windows of a day, of which two may touch.
func (s *oracleSource) drawWindows() (windows [][2]string) {
	for at, n := s.IntN(240), 1+s.IntN(3); n > 0 && at < dayLength-1; n-- {
		end := min(dayLength, at+1+s.IntN(500))
		windows = append(windows, [2]string{clockText(at), clockText(end)})
		at = end + s.IntN(2)*s.IntN(300)
	}
	return windows
}

func TestCalendarAgreesWithAMinuteByMinuteOracle(t *testing.T) {
	t.Parallel()
	source := newOracleSource(t, *oracleSeed)
	differences, clock, holidays, weekends := 0, 0, 0, 0
	for i := range *oracleCases {
		c := source.draw()
		answer := c.walk()
		if text := c.compare(t, answer); text != "" {
			differences++
			written, _ := json.Marshal(c)
			t.Errorf("case %d of seed %d: %s\n%s from %s, %d minutes", i, *oracleSeed, text, written, c.start.Format(time.RFC3339), c.span)
			if differences > 5 {
				t.Fatal("too many differences")
			}
		}
		clock, holidays, weekends = clock+count(answer.clock), holidays+count(answer.holiday), weekends+count(answer.weekend)
	}
	t.Logf("seed %d: %d cases, %d differences; %d crossed a clock change, %d a holiday, %d a weekend",
		*oracleSeed, *oracleCases, differences, clock, holidays, weekends)
	if least := *oracleCases / 5; clock < least || holidays < least || weekends < least {
		t.Errorf("too few cases crossed something: each should be %d or more", least)
	}
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// compare returns what differs between the oracle's answer and the calendar's.
func (c oracleCase) compare(t *testing.T, want oracleAnswer) string {
	t.Helper()
	written, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	cal, err := calendar.Parse(written)
	if err != nil {
		return err.Error()
	}
	due, steps, err := cal.Add(c.start, want.count)
	if err != nil || !due.Equal(want.due) {
		return fmt.Sprintf("Add gives %s (%v), want %s", due, err, want.due)
	}
	if fast, err := cal.Due(c.start, want.count); err != nil || !fast.Equal(due) {
		return fmt.Sprintf("Due gives %s (%v), Add gives %s", fast, err, due)
	}
	if got := cal.Between(c.start, c.start.Add(time.Duration(c.span)*time.Minute)); got != want.count {
		return fmt.Sprintf("Between gives %d, want %d", got, want.count)
	}
	if c.span > 0 && cal.Open(c.start) != want.opens {
		return fmt.Sprintf("Open gives %v, want %v", !want.opens, want.opens)
	}
	if want.count > 0 {
		if got, err := cal.NextOpen(c.start); err != nil || !got.Equal(want.first) {
			return fmt.Sprintf("NextOpen gives %s (%v), want %s", got, err, want.first)
		}
	}
	return checkSteps(steps, c.start, due, want.count)
}

// checkSteps returns what is wrong with the steps from start to due.
func checkSteps(steps []calendar.Step, start, due time.Time, minutes int) string {
	at, sum := start, 0
	for _, step := range steps {
		if !step.From.Equal(at) || !step.To.After(step.From) {
			return fmt.Sprintf("a step runs from %s to %s after %s", step.From, step.To, at)
		}
		if elapsed := int(step.To.Sub(step.From) / time.Minute); step.Minutes != 0 && step.Minutes != elapsed {
			return fmt.Sprintf("a step of %d minutes counts %d", elapsed, step.Minutes)
		}
		at, sum = step.To, sum+step.Minutes
	}
	if !at.Equal(due) || sum != minutes {
		return fmt.Sprintf("the steps end at %s with %d minutes, want %s with %d", at, sum, due, minutes)
	}
	return ""
}

func TestYearsAgreeWithTheOracle(t *testing.T) {
	t.Parallel()
	for _, zone := range []string{"Europe/Stockholm", "Pacific/Apia", "Africa/Casablanca"} {
		loc, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		c := oracleCase{
			Zone: zone, loc: loc, start: time.Date(2010, 2, 27, 9, 41, 0, 0, time.UTC), span: 3 * 366 * dayLength,
			Week:     map[string][][2]string{"mon": {{"08:00", "17:00"}}, "thu": {{"22:00", "06:00"}}, "sun": {{"01:00", "03:30"}}},
			Holidays: []string{"2011-01-06", "2012-02-29", "2010-12-30"},
		}
		if text := c.compare(t, c.walk()); text != "" {
			t.Errorf("%s: %s", zone, text)
		}
	}
}
