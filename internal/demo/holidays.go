package demo

import (
	"slices"
	"time"

	"hearth/internal/demo/content"
)

// holidays returns the days from the beginning of one year to the end of another on which a site is closed, as YYYY-MM-DD: the public holidays of its
// country, and the days on which all offices of the organisation are closed.
func holidays(site string, from, to int) []string {
	var all []string
	for year := from; year <= to; year++ {
		all = append(all, content.Holidays(year)...)
		for _, day := range publicHolidays(site, year) {
			all = append(all, day.Format(time.DateOnly))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// publicHolidays returns those of Sweden, Portugal with the city of Porto, or England.
func publicHolidays(site string, year int) []time.Time {
	on := func(month time.Month, day int) time.Time { return time.Date(year, month, day, 0, 0, 0, 0, time.UTC) }
	sunday := easter(year)
	friday, monday := sunday.AddDate(0, 0, -2), sunday.AddDate(0, 0, 1)
	switch site {
	case content.MalmbySite:
		midsummer := onOrAfter(on(time.June, 19), time.Friday) // the eve, which everybody has off
		return []time.Time{on(time.January, 6), friday, monday, on(time.May, 1), sunday.AddDate(0, 0, 39), on(time.June, 6), midsummer}
	case content.PortoSite:
		return []time.Time{friday, on(time.April, 25), on(time.May, 1), sunday.AddDate(0, 0, 60), on(time.June, 10), on(time.June, 24), on(time.August, 15),
			on(time.October, 5), on(time.November, 1), on(time.December, 1), on(time.December, 8)}
	}
	return []time.Time{friday, monday, onOrAfter(on(time.May, 1), time.Monday), onOrAfter(on(time.May, 25), time.Monday), onOrAfter(on(time.August, 25), time.Monday)}
}

// easter returns Easter Sunday in the Gregorian calendar, by the algorithm that Nature printed in 1876.
func easter(year int) time.Time {
	a, b, c := year%19, year/100, year%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	n := h + l - 7*((a+11*h+22*l)/451) + 114
	return time.Date(year, time.Month(n/31), n%31+1, 0, 0, 0, 0, time.UTC)
}

func onOrAfter(day time.Time, weekday time.Weekday) time.Time {
	return day.AddDate(0, 0, (int(weekday-day.Weekday())+7)%7)
}
