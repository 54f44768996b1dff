package calendar

import (
	"errors"
	"time"
)

// MaxYears is how far ahead of its start a due moment may lie.
const MaxYears = 100

const neverOpens = "The calendar has no opening hours, so nothing can fall due in it. Add hours to at least one day."

// Step explains one stretch on the way to a due moment. The steps of one answer
// follow each other without gaps, and their Minutes add up to those asked for.
type Step struct {
	From, To time.Time // in the calendar's zone
	Minutes  int       // that count, 0 where it is closed
	Open     bool      // it is open, also where less than a minute of it counts
	Why      string    // a message key, such as "counted %s–%s" or "holiday %s"
	Args     []any     // fill the verbs of Why
}

// Text returns the reason in English.
func (s Step) Text() string { return (&Problem{Text: s.Why, Args: s.Args}).Error() }

// Plain reports whether nothing counted for a reason of every day: before and after hours, at night and in breaks.
func (s Step) Plain() bool {
	return s.Why == whyBefore || s.Why == whyAfter || s.Why == whyOvernight || s.Why == whyBetween
}

// Add returns the due moment: the first one at which so many business minutes
// have passed since start. Work that fills a day to its end falls due at the end
// of that day, not at the opening of the next; 0 minutes fall due at start, even
// if it is closed then. The steps tell how the time went; with 0 minutes there
// are none. Add refuses, with a *Problem, negative minutes, the zero Calendar, and
// what would fall due more than MaxYears after start or after the year 9999.
func (c Calendar) Add(start time.Time, minutes int) (time.Time, []Step, error) {
	var steps stepList
	due, err := c.add(start, minutes, func(p piece) { steps.add(c, p) })
	if err != nil {
		return time.Time{}, nil, err
	}
	return due, steps.done(), nil
}

// Due returns the moment of Add without its steps, and refuses what Add refuses.
func (c Calendar) Due(start time.Time, minutes int) (time.Time, error) {
	return c.add(start, minutes, nil)
}

func (c Calendar) add(start time.Time, minutes int, visit func(piece)) (time.Time, error) {
	tooFar := problem("minutes", "This would fall due more than %d years after its start. Choose fewer minutes or longer hours.", MaxYears)
	switch {
	case c.IsZero():
		return time.Time{}, problem("week", neverOpens)
	case minutes < 0:
		return time.Time{}, problem("minutes", "A promise cannot have %d minutes. Choose 0 or more.", minutes)
	case minutes > MaxYears*366*dayMinutes || start.Year() < 1 || start.Year() > 9999:
		return time.Time{}, tooFar
	case minutes == 0:
		return c.moment(start.UnixMicro()), nil
	}
	left := int64(minutes) * microsPerMinute
	horizon := min(start.AddDate(MaxYears, 0, 0).UnixMicro(), time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC).UnixMicro())
	for p := range c.pieces(start.UnixMicro()) {
		if p.from > horizon {
			return time.Time{}, tooFar
		}
		if p.open {
			p.to = min(p.to, p.from+left)
			left -= p.to - p.from
		}
		if visit != nil {
			visit(p)
		}
		if left == 0 {
			return c.moment(p.to), nil
		}
	}
	return time.Time{}, errors.New("the pieces of a calendar have no end")
}

// Steps tells how the time from one moment to another goes, as Add does; the Minutes
// add up to Between. There are none where to is not after from, and for the zero Calendar.
func (c Calendar) Steps(from, to time.Time) []Step {
	var steps stepList
	end := to.UnixMicro()
	if c.IsZero() || from.UnixMicro() >= end {
		return steps.done()
	}
	for p := range c.pieces(from.UnixMicro()) {
		if p.from >= end {
			break
		}
		p.to = min(p.to, end)
		steps.add(c, p)
	}
	return steps.done()
}

// Between returns the whole business minutes from one moment to another, and 0
// where to is not after from. For the zero Calendar it is 0.
func (c Calendar) Between(from, to time.Time) int {
	end := to.UnixMicro()
	if c.IsZero() || from.UnixMicro() >= end {
		return 0
	}
	var sum int64
	for p := range c.pieces(from.UnixMicro()) {
		if p.from >= end {
			break
		}
		if p.open {
			sum += min(p.to, end) - p.from
		}
	}
	return int(sum / microsPerMinute)
}

// Open reports whether t counts. The first moment of a window does, the last
// (its end) does not.
func (c Calendar) Open(t time.Time) bool {
	if c.IsZero() {
		return false
	}
	for p := range c.pieces(t.UnixMicro()) {
		return p.open
	}
	return false
}

// NextOpen returns the first moment from t on that counts: t itself when it is
// open. It refuses, with a *Problem, the zero Calendar and what opens only after
// MaxYears.
func (c Calendar) NextOpen(t time.Time) (time.Time, error) {
	if c.IsZero() {
		return time.Time{}, problem("week", neverOpens)
	}
	horizon := t.AddDate(MaxYears, 0, 0).UnixMicro()
	for p := range c.pieces(t.UnixMicro()) {
		if p.open {
			return c.moment(p.from), nil
		}
		if p.from > horizon {
			break
		}
	}
	return time.Time{}, problem("week", "The calendar does not open within %d years. Remove some of its holidays.", MaxYears)
}

func (c Calendar) moment(micro int64) time.Time { return time.UnixMicro(micro).In(c.loc) }

// stepList gathers pieces into steps: one for each window, with its clock
// changes, and one for each closed stretch, with a night in one.
type stepList struct {
	steps   []Step
	last    piece
	counted int64 // microseconds, over all steps
}

func (l *stepList) add(c Calendar, p piece) {
	var why string
	var args []any
	switch {
	case p.open:
		why, args = whyCounted, []any{p.window.From.String(), p.window.To.String()}
	case p.why == whyHoliday:
		why, args = p.why, []any{dateOfUnixDay(p.day).String()}
	default:
		why = p.why
	}
	before := l.counted / microsPerMinute
	if p.open {
		l.counted += p.to - p.from
	}
	minutes := int(l.counted/microsPerMinute - before) // whole minutes of the sum, so that the steps add up
	merged, ok := l.joined(p, why)
	if !ok {
		l.steps = append(l.steps, Step{From: c.moment(p.from), To: c.moment(p.to), Minutes: minutes, Open: p.open, Why: why, Args: args})
	} else {
		step := &l.steps[len(l.steps)-1]
		step.To, step.Minutes, step.Why = c.moment(p.to), step.Minutes+minutes, merged
	}
	l.last = p
}

// joined says whether a piece continues the last step, and the reason of both
// together.
func (l *stepList) joined(p piece, why string) (string, bool) {
	if len(l.steps) == 0 || p.open != l.last.open {
		return "", false
	}
	last := l.steps[len(l.steps)-1].Why
	switch {
	case p.open && p.window == l.last.window && p.day+p.began == l.last.day+l.last.began:
		if p.offset != l.last.offset {
			return whyCountedShift, true
		}
		return last, true
	case p.open:
		return "", false
	case (last == whyAfter || last == whyOvernight) && why == whyBefore:
		return whyOvernight, true
	case why == last && (p.day == l.last.day):
		return last, true
	}
	return "", false
}

func (l *stepList) done() []Step {
	if l.steps == nil {
		return []Step{}
	}
	return l.steps
}
