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
	ago := func(days int) store.Time { return now.Add(-time.Duration(days) * 24 * time.Hour) }
	all := []store.Where{store.Always}
	add := func(sql string, at store.Time) { all = append(all, store.Cond(sql, at)) }
	for column, when := range map[string]string{"c.opened_at": m.Opened, "c.last_at": m.Last} {
		switch when {
		case Today:
			add(column+` >= ?`, start(today))
		case Yesterday:
			add(column+` >= ?`, start(today.AddDays(-1)))
			add(column+` < ?`, start(today))
		case Week:
			add(column+` >= ?`, ago(7))
		case Month:
			add(column+` >= ?`, ago(30))
		case Older, Quiet30:
			add(column+` < ?`, ago(30))
		case Quiet3:
			add(column+` < ?`, ago(3))
		case Quiet7:
			add(column+` < ?`, ago(7))
		}
	}
	switch m.Due {
	case Today:
		all = append(all, dueBefore(start(today.AddDays(1)).Add(-time.Microsecond)))
	case Tomorrow:
		all = append(all, dueBefore(start(today.AddDays(2)).Add(-time.Microsecond)))
	}
	if m.DueFrom+m.DueTo != "" {
		all = append(all, store.Cond(`c.state = 'open'`))
	}
	for _, r := range m.ranges() {
		if d, ok := day(r.from, today); ok {
			add(r.column+` >= ?`, start(d))
		}
		if d, ok := day(r.to, today); ok {
			add(r.column+` < ?`, start(d.AddDays(1)))
		}
	}
	return store.And(all...)
}
