package content

import "time"

// Office hours of every site of the demo organisation: weekdays 08:00 to 16:30, closed around Christmas.
const (
	opensAt  = 8 * 60
	closesAt = 16*60 + 30
)

// Opens and Closes are the office hours, as HH:MM, for the calendars of the sites.
const (
	Opens  = "08:00"
	Closes = "16:30"
)

// GrowthHours is the name of the calendar of the team for hiring and learning, which is away from its desks at noon and before nine, when it trains people in the hall.
const GrowthHours = "Hiring and learning"

// GrowthOpens are its hours.
func GrowthOpens() [][2]string { return [][2]string{{"09:00", "12:00"}, {"13:00", "16:30"}} }

// Holidays returns the days of a year on which the offices are closed, as YYYY-MM-DD.
func Holidays(year int) []string {
	var out []string
	for _, d := range closedDays {
		out = append(out, time.Date(year, d.month, d.day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly))
	}
	return out
}

type monthDay struct {
	month time.Month
	day   int
}

var closedDays = [...]monthDay{{time.January, 1}, {time.December, 24}, {time.December, 25}, {time.December, 26}, {time.December, 31}}

func open(day time.Time) bool {
	if day.Weekday() == time.Saturday || day.Weekday() == time.Sunday {
		return false
	}
	for _, d := range closedDays {
		if day.Month() == d.month && day.Day() == d.day {
			return false
		}
	}
	return true
}

func at(day time.Time, minute int) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), minute/60, minute%60, 0, 0, day.Location())
}

func minuteOf(t time.Time) int { return t.Hour()*60 + t.Minute() }

// WorkAfter returns the instant that many office minutes after t, in the zone of t.
func WorkAfter(t time.Time, minutes int) time.Time {
	for {
		from := max(minuteOf(t), opensAt)
		if open(t) && from < closesAt {
			if from+minutes <= closesAt {
				return at(t, from+minutes)
			}
			minutes -= closesAt - from
		}
		t = at(t.AddDate(0, 0, 1), 0)
	}
}

// WorkBefore returns the latest instant from which that many office minutes lead to t, in the zone of t.
func WorkBefore(t time.Time, minutes int) time.Time {
	for {
		until := min(minuteOf(t), closesAt)
		if open(t) && until > opensAt {
			if until-minutes >= opensAt {
				return at(t, until-minutes)
			}
			minutes -= until - opensAt
		}
		t = at(t.AddDate(0, 0, -1), closesAt)
	}
}

// WorkBetween returns the office minutes from one instant to a later one, by the zone of the first.
func WorkBetween(from, to time.Time) int {
	to = to.In(from.Location())
	total := 0
	for day := at(from, 0); !day.After(to); day = at(day.AddDate(0, 0, 1), 0) {
		if !open(day) {
			continue
		}
		start, end := opensAt, closesAt
		if sameDay(day, from) {
			start = min(max(start, minuteOf(from)), closesAt)
		}
		if sameDay(day, to) {
			end = max(min(end, minuteOf(to)), opensAt)
		}
		total += max(0, end-start)
	}
	return total
}

func sameDay(a, b time.Time) bool { return a.YearDay() == b.YearDay() && a.Year() == b.Year() }
