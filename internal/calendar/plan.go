package calendar

import (
	"iter"
	"math"
	"time"
)

// The reasons of a Step, which are message keys.
const (
	whyCounted      = "counted %s–%s"
	whyCountedShift = "counted %s–%s, with a change of the clock"
	whyBefore       = "closed before opening"
	whyAfter        = "closed after hours"
	whyOvernight    = "closed overnight"
	whyBetween      = "closed between hours"
	whyHoliday      = "holiday %s"
)

// whyClosedOn returns the reason of a day without hours.
func whyClosedOn(day time.Weekday) string {
	return [7]string{
		"closed on Sunday", "closed on Monday", "closed on Tuesday", "closed on Wednesday",
		"closed on Thursday", "closed on Friday", "closed on Saturday",
	}[day]
}

// span is a part of one local day that is open in one window or closed for one
// reason.
type span struct {
	to     int64 // end, in microseconds after local midnight
	open   bool
	window Window
	began  int64 // 0 where the window began today, -1 where it began yesterday
	why    string
}

// dayPlans holds the spans of a weekday, which follow each other from midnight
// to midnight: on an ordinary day, and on a day after a holiday, whose night
// shift did not take place.
type dayPlans struct {
	ordinary, afterHoliday []span
}

const (
	microsPerMinute = int64(time.Minute / time.Microsecond)
	microsPerDay    = dayMinutes * microsPerMinute
)

func planWeek(week Week) [7]dayPlans {
	var plans [7]dayPlans
	for day := range plans {
		var last []Window
		for _, window := range week[(day+6)%7] {
			if window.OverMidnight() && window.To > 0 {
				last = append(last, window)
			}
		}
		plans[day] = dayPlans{
			ordinary:     planDay(time.Weekday(day), last, week[day]),
			afterHoliday: planDay(time.Weekday(day), nil, week[day]),
		}
	}
	return plans
}

// planDay lays out a day from the windows that began yesterday and still run and
// those that begin today.
func planDay(day time.Weekday, last, today []Window) []span {
	var spans []span
	at := Clock(0)
	closeUntil := func(to Clock, why string) {
		if to > at {
			spans = append(spans, span{to: int64(to) * microsPerMinute, why: why})
			at = to
		}
	}
	openUntil := func(to Clock, window Window, began int64) {
		spans = append(spans, span{to: int64(to) * microsPerMinute, open: true, window: window, began: began, why: whyCounted})
		at = to
	}
	if len(last)+len(today) == 0 {
		closeUntil(dayMinutes, whyClosedOn(day))
		return spans
	}
	for _, window := range last {
		openUntil(window.To, window, -1)
	}
	for i, window := range today {
		why := whyBetween
		if i == 0 && len(last) == 0 {
			why = whyBefore
		}
		closeUntil(window.From, why)
		openUntil(min(window.end(), dayMinutes), window, 0)
	}
	closeUntil(dayMinutes, whyAfter)
	return spans
}

// spansOf returns the spans of a local day, given in days after 1970-01-01.
func (c Calendar) spansOf(day int64) []span {
	if c.closed[day] {
		return []span{{to: microsPerDay, why: whyHoliday}}
	}
	weekday := (day + 4) % 7 // 1970-01-01 was a Thursday
	if weekday < 0 {
		weekday += 7
	}
	if c.closed[day-1] {
		return c.plans[weekday].afterHoliday
	}
	return c.plans[weekday].ordinary
}

// piece is a span at its place in real time, in microseconds after the epoch.
type piece struct {
	span
	from, to int64
	day      int64 // local day, in days after 1970-01-01
	offset   int64 // of the zone, in seconds
}

// zoneAt returns the offset of loc, in seconds, at a moment in microseconds after
// the epoch, and a later moment until which it stays the same.
func zoneAt(loc *time.Location, at int64) (offset, until int64) {
	moment := time.UnixMicro(at).In(loc)
	_, seconds := moment.Zone()
	_, end := moment.ZoneBounds()
	if end.IsZero() {
		return int64(seconds), math.MaxInt64
	}
	if end.After(moment) {
		return int64(seconds), end.UnixMicro()
	}
	// On the 366th day of a year beyond its tables, Go 1.26 returns an end that has
	// passed. Clocks change on a quarter of an hour, so nothing changes before the next.
	const quarter = 15 * microsPerMinute
	return int64(seconds), (floorDiv(at, quarter) + 1) * quarter
}

// pieces yields what follows from the moment from on, without gaps and without
// end. It walks from one change of the zone's offset to the next; in between,
// local time is real time plus the offset, and a day costs a few additions.
func (c Calendar) pieces(from int64) iter.Seq[piece] {
	return func(yield func(piece) bool) {
		for at := from; ; {
			offset, until := zoneAt(c.loc, at)
			shift := offset * 1e6
			for at < until {
				day := floorDiv(at+shift, microsPerDay)
				midnight := day*microsPerDay - shift
				for _, s := range c.spansOf(day) {
					to := min(midnight+s.to, until)
					if to <= at {
						continue
					}
					if !yield(piece{span: s, from: at, to: to, day: day, offset: offset}) {
						return
					}
					at = to
				}
			}
		}
	}
}
