package calendar

import (
	"fmt"
	"slices"
	"strconv"
	"time"
)

// Clock is a wall-clock time in minutes after midnight, 0 to 1440 (24:00, only
// the end of a window).
type Clock int

const dayMinutes = 24 * 60

// ParseClock reads HH:MM from 00:00 to 24:00. It refuses anything else with a
// *Problem.
func ParseClock(text string) (Clock, error) {
	bad := problem("", "“%s” is no time of day. Write it as hours and minutes, for example 08:00.", text)
	if len(text) != 5 || text[2] != ':' {
		return 0, bad
	}
	hours, err := strconv.ParseUint(text[:2], 10, 8)
	if err != nil {
		return 0, bad
	}
	minutes, err := strconv.ParseUint(text[3:], 10, 8)
	if err != nil || minutes > 59 || hours*60+minutes > dayMinutes {
		return 0, bad
	}
	return Clock(hours*60 + minutes), nil
}

// String returns HH:MM.
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", int(c)/60, int(c)%60) }

// Window is a stretch of opening hours that begins on one day. From is its first
// minute, To the first minute after it. Where To is not later than From, the
// window runs over midnight and ends at To on the next day.
type Window struct {
	From, To Clock
}

// OverMidnight reports whether the window ends on the day after it begins.
func (w Window) OverMidnight() bool { return w.To < w.From }

// String returns the window as people write it, 08:00–17:00.
func (w Window) String() string { return w.From.String() + "–" + w.To.String() }

// end returns the window's end in minutes after the midnight before its start.
func (w Window) end() Clock {
	if w.OverMidnight() {
		return w.To + dayMinutes
	}
	return w.To
}

// Week holds the windows that begin on each weekday, indexed by time.Weekday.
type Week [7][]Window

// weekdays lists the weekdays in the order in which calendars are written.
var weekdays = [7]time.Weekday{
	time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday,
}

// dayName returns the weekday's name in calendar files: mon, tue, …
func dayName(day time.Weekday) string {
	return [7]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}[day]
}

// sorted returns a copy of the week with each day's windows in order.
func (w Week) sorted() Week {
	var out Week
	for day, windows := range w {
		out[day] = slices.SortedFunc(slices.Values(windows), func(a, b Window) int { return int(a.From - b.From) })
	}
	return out
}

// check refuses a sorted week without hours, with empty windows or with windows
// that overlap, also over midnight.
func (w Week) check() error {
	type placed struct {
		day      time.Weekday
		window   Window
		from, to int // minutes after Monday 00:00
	}
	var all []placed
	for i, day := range weekdays {
		for _, window := range w[day] {
			if err := window.check("week." + dayName(day)); err != nil {
				return err
			}
			midnight := i * dayMinutes
			all = append(all, placed{day, window, midnight + int(window.From), midnight + int(window.end())})
		}
	}
	if len(all) == 0 {
		return problem("week", neverOpens)
	}
	next := all[0]
	next.from += 7 * dayMinutes
	for _, this := range slices.Backward(all) {
		if this.to > next.from {
			return problem("week."+dayName(next.day), "The hours %s on %s and %s on %s overlap. Let one end before the other begins.",
				this.window, this.day, next.window, next.day)
		}
		next = this
	}
	return nil
}

func (w Window) check(field string) error {
	if w.From < 0 || w.From >= dayMinutes || w.To < 0 || w.To > dayMinutes {
		return problem(field, "The hours %s do not lie within a day. They begin between 00:00 and 23:59 and end by 24:00.", w)
	}
	if w.From == w.To {
		return problem(field, "The hours %s begin and end at the same time. For a whole day write 00:00–24:00.", w)
	}
	return nil
}
