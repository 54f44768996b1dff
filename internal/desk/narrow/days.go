package narrow

import (
	"strconv"
	"strings"
	"time"

	"hearth/internal/calendar"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// The days that a list may ask for besides those that are named by their date. Week and Month are the last 7 and 30 days, Older is before these; Quiet is that nobody wrote for so many days.
const (
	Today, Yesterday, Tomorrow = "today", "yesterday", "tomorrow"
	Week, Month, Older         = "week", "month", "older"
	Quiet3, Quiet7, Quiet30    = "quiet3", "quiet7", "quiet30"
)

// farthest is how many days from today a list may ask for.
const farthest = 36500

// day reads a day: a date such as 2026-12-31, today, yesterday or tomorrow, or so many days from today, such as -7d or 3d.
func day(text string, today calendar.Date) (calendar.Date, bool) {
	switch text = strings.ToLower(strings.TrimSpace(text)); text {
	case Today:
		return today, true
	case Yesterday:
		return today.AddDays(-1), true
	case Tomorrow:
		return today.AddDays(1), true
	}
	if count, relative := strings.CutSuffix(text, "d"); relative {
		n, err := strconv.Atoi(strings.ReplaceAll(count, "−", "-"))
		return today.AddDays(min(max(n, -farthest), farthest)), err == nil && n >= -farthest && n <= farthest
	}
	d, err := calendar.ParseDate(text)
	return d, err == nil
}

// ranges are the fields of m that say from which day to which, by the columns that these are looked for in.
func (m More) ranges() []struct{ column, from, to, fromName, toName string } {
	return []struct{ column, from, to, fromName, toName string }{
		{"c.opened_at", m.OpenedFrom, m.OpenedTo, "opened_from", "opened_to"},
		{"c.last_at", m.LastFrom, m.LastTo, "last_from", "last_to"},
		{"c.due_at", m.DueFrom, m.DueTo, "due_from", "due_to"},
		{"c.answered_at", m.AnsweredFrom, m.AnsweredTo, "answered_from", "answered_to"},
		{"c.waiting_until", m.UntilFrom, m.UntilTo, "until_from", "until_to"},
	}
}

// checkDays adds to f what is no day.
func (m More) checkDays(f *fault.Fields) {
	for _, r := range m.ranges() {
		for name, text := range map[string]string{r.fromName: r.from, r.toName: r.to} {
			_, ok := day(text, calendar.Date{})
			f.Need(text == "" || ok, name, "Enter a day such as 2026-12-31, today or tomorrow, or so many days from today, such as -7d.")
		}
	}
}

// Days is the condition for the cases of the days that m asks for, at a moment. A day is one of the zone of who asks; a range has both of its days.
func (m More) Days(now store.Time, zone *time.Location) store.Where {
	today := calendar.DateOf(now.In(zone))
	start := func(d calendar.Date) store.Time { return store.At(d.Start(zone)) }
	all := []store.Where{m.OpenedDays(now, zone).Where("c.opened_at"), between(m.Last, m.LastFrom, m.LastTo, now, zone).Where("c.last_at")}
	switch m.Due {
	case Today:
		all = append(all, dueBefore(start(today.AddDays(1)).Add(-time.Microsecond)))
	case Tomorrow:
		all = append(all, dueBefore(start(today.AddDays(2)).Add(-time.Microsecond)))
	}
	if m.DueFrom+m.DueTo != "" {
		all = append(all, store.Cond(Working), between("", m.DueFrom, m.DueTo, now, zone).Where("c.due_at"))
	}
	if m.Answered+m.AnsweredFrom+m.AnsweredTo != "" {
		all = append(all, store.Cond(`c.answered_at IS NOT NULL`), m.AnsweredDays(now, zone).Where("c.answered_at"))
	}
	if m.UntilFrom+m.UntilTo != "" {
		all = append(all, store.Cond(Working+` AND c.state = 'waiting'`), between("", m.UntilFrom, m.UntilTo, now, zone).Where("c.waiting_until"))
	}
	return store.And(all...)
}

// AnsweredDays is when the cases were answered that m asks for; see Days.
func (m More) AnsweredDays(now store.Time, zone *time.Location) Span {
	return between(m.Answered, m.AnsweredFrom, m.AnsweredTo, now, zone)
}

// OpenedDays is when the cases were opened that m asks for; see Days.
func (m More) OpenedDays(now store.Time, zone *time.Location) Span {
	return between(m.Opened, m.OpenedFrom, m.OpenedTo, now, zone)
}

// Span is from a moment until before another. The zero value of either is that there is none.
type Span struct{ From, To store.Time }

// Where is the condition that a column lies in s.
func (s Span) Where(column string) store.Where {
	all := []store.Where{store.Always}
	if !s.From.IsZero() {
		all = append(all, store.Cond(column+` >= ?`, s.From))
	}
	if !s.To.IsZero() {
		all = append(all, store.Cond(column+` < ?`, s.To))
	}
	return store.And(all...)
}

// between is the span of days with a name that also lie between two days, both of them in it. What is no day is none.
func between(name, first, last string, now store.Time, zone *time.Location) (s Span) {
	today := calendar.DateOf(now.In(zone))
	start := func(d calendar.Date) store.Time { return store.At(d.Start(zone)) }
	ago := func(days int) store.Time { return now.Add(-time.Duration(days) * 24 * time.Hour) }
	switch name {
	case Today:
		s.From = start(today)
	case Yesterday:
		s.From, s.To = start(today.AddDays(-1)), start(today)
	case Week:
		s.From = ago(7)
	case Month:
		s.From = ago(30)
	case Older, Quiet30:
		s.To = ago(30)
	case Quiet3:
		s.To = ago(3)
	case Quiet7:
		s.To = ago(7)
	}
	if d, ok := day(first, today); ok && start(d).After(s.From) {
		s.From = start(d)
	}
	if d, ok := day(last, today); ok && (s.To.IsZero() || start(d.AddDays(1)).Before(s.To)) {
		s.To = start(d.AddDays(1))
	}
	return s
}
