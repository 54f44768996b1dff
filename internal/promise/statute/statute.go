// Package statute counts the times within which a law wants something decided: calendar months or days from the day on which it came in.
//
// The rule is Article 3 of Regulation (EEC, Euratom) No 1182/71 of 3 June 1971 determining the rules applicable to periods, dates and time limits (OJ L 124, 8.6.1971, p. 1):
//
//   - The day on which something comes in is not part of the period (paragraph 1, second subparagraph).
//   - A period in months ends with the last hour of the day of its last month that has the same date as the day from which it runs, and where that month has no such day, of the last day of that
//     month (paragraph 2, point c). That day is the one on which it came in: Case C-171/03, Toeters and Verberk. So what comes in on 31 January is to be decided by the end of 28 or 29 February.
//   - A period in days ends with the last hour of its last day (paragraph 2, point b).
//   - Saturdays, Sundays and public holidays are part of it (paragraph 3). Where its last day is one of them, it ends with the last hour of the following working day (paragraph 4).
//   - A period of two days or more has two working days at least (paragraph 5).
//
// Which days are public holidays says whoever asks. A day on which an office is closed and that is none, such as the Friday of a house that works four days, moves nothing: a working day is any
// day that is neither a public holiday nor a Saturday nor a Sunday (Article 2(2)).
package statute

import (
	"time"

	"hearth/internal/calendar"
)

// Unit is in what a time is counted.
type Unit string

// The units.
const (
	Days   Unit = "days"
	Months Unit = "months"
)

// Known reports whether u is one of them.
func (u Unit) Known() bool { return u == Days || u == Months }

// Most is how many of a unit a time may have: two years.
func Most(u Unit) int {
	if u == Days {
		return 730
	}
	return 24
}

// Limit is a time that a law gives: so many days or months. The zero Limit is none.
type Limit struct {
	N    int
	Unit Unit
}

// IsZero reports whether there is no limit.
func (l Limit) IsZero() bool { return l == Limit{} }

// Valid reports whether l is a time that can be counted: one or more of a unit, and not more than Most.
func (l Limit) Valid() bool {
	return l.Unit.Known() && l.N >= 1 && l.N <= Most(l.Unit)
}

// Free reports whether a date is a public holiday. It must hold for finitely many dates.
type Free func(calendar.Date) bool

// End is how a time ends.
type End struct {
	Received calendar.Date // the day on which it came in
	Nominal  calendar.Date // the last day by the count alone
	Short    bool          // the last month has no day of that date, so its last one counts
	Last     calendar.Date // the last day of the time: Nominal, or a working day after it
	At       time.Time     // the last moment of that day
}

// End counts the time of what came in at a moment, by the wall clock of a place. Of a limit that is not Valid the count is that of no limit: the end of the day itself.
func (l Limit) End(loc *time.Location, free Free, received time.Time) End {
	e := End{Received: calendar.DateOf(received.In(loc))}
	e.Nominal, e.Short = l.nominal(e.Received)
	e.Last = e.Nominal
	for !working(e.Last, free) || l.Unit == Days && l.N >= 2 && workingDays(e.Received.AddDays(1), e.Last, free) < 2 {
		e.Last = e.Last.AddDays(1)
	}
	e.At = e.Last.AddDays(1).Start(loc).Add(-time.Microsecond)
	return e
}

// nominal is the last day of a time that began with what came in on a date, whatever day it is.
func (l Limit) nominal(from calendar.Date) (last calendar.Date, short bool) {
	if l.Unit != Months {
		return from.AddDays(l.N), false
	}
	year, month, day := from.YearMonthDay()
	end := calendar.NewDate(year, month+time.Month(l.N)+1, 1).AddDays(-1)
	if _, _, most := end.YearMonthDay(); day > most {
		return end, true
	}
	return calendar.NewDate(year, month+time.Month(l.N), day), false
}

func working(d calendar.Date, free Free) bool {
	return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday && !free(d)
}

// workingDays counts the working days from one date to another, both included, as far as two.
func workingDays(from, to calendar.Date, free Free) (n int) {
	for d := from; !d.After(to) && n < 2; d = d.AddDays(1) {
		if working(d, free) {
			n++
		}
	}
	return n
}
