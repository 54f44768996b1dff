package calendar

import (
	"slices"
	"time"
)

// Calendar says when a place works: a zone, the hours of a week, and holidays.
// It does not change after New and may be used by several goroutines at once.
// The zero Calendar never opens.
type Calendar struct {
	zone     string
	loc      *time.Location
	week     Week
	holidays []Date // sorted, each once
	closed   map[int64]bool
	plans    [7]dayPlans
}

// New returns the calendar of an IANA zone such as Europe/Stockholm. It refuses,
// with a *Problem, a zone that is not known, windows that overlap or are empty,
// a week without hours, and a holiday that is no date. A holiday given twice
// counts once.
func New(zone string, week Week, holidays []Date) (Calendar, error) {
	loc, err := loadZone(zone)
	if err != nil {
		return Calendar{}, err
	}
	week = week.sorted()
	if err := week.check(); err != nil {
		return Calendar{}, err
	}
	c := Calendar{zone: zone, loc: loc, week: week, closed: make(map[int64]bool, len(holidays))}
	c.holidays = slices.Compact(slices.SortedFunc(slices.Values(holidays), Date.Compare))
	for _, day := range c.holidays {
		if day.IsZero() {
			return Calendar{}, problem("holidays", "A holiday has no date. Write it as year-month-day, for example 2026-12-25.")
		}
		c.closed[int64(day.n)-epochDay] = true
	}
	c.plans = planWeek(week)
	return c, nil
}

func loadZone(zone string) (*time.Location, error) {
	unknown := problem("zone", "The time zone “%s” is not known. Write it as in Europe/Stockholm.", zone)
	if zone == "" || zone == "Local" {
		return nil, unknown
	}
	loc, err := time.LoadLocation(zone)
	if err != nil {
		return nil, unknown
	}
	return loc, nil
}

// Zone returns the IANA name of the calendar's zone, or "" for the zero Calendar.
func (c Calendar) Zone() string { return c.zone }

// Location returns the calendar's zone; for the zero Calendar, UTC.
func (c Calendar) Location() *time.Location {
	if c.loc == nil {
		return time.UTC
	}
	return c.loc
}

// Week returns the calendar's hours, each day's in order. The caller may change
// the copy.
func (c Calendar) Week() Week { return c.week.sorted() }

// Holidays returns the calendar's holidays in order. The caller may change the copy.
func (c Calendar) Holidays() []Date { return slices.Clone(c.holidays) }

// IsHoliday reports whether nothing counts on the local date day.
func (c Calendar) IsHoliday(day Date) bool { return c.closed[int64(day.n)-epochDay] }

// IsZero reports whether c is the zero Calendar.
func (c Calendar) IsZero() bool { return c.loc == nil }
