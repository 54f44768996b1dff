package callback

import (
	"context"
	"slices"
	"strings"
	"time"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/store"
)

// Repeat is a window that comes again on each day from Day to Last, in the zone of the Ask. One that ends before it begins ends on the next day.
type Repeat struct {
	Day  string `json:"day"`            // as 2026-11-30
	Last string `json:"last,omitempty"` // the last day, as Day; "" is Day itself
	From string `json:"from"`           // as 12:00
	To   string `json:"to"`
}

// windows are the windows of in: those it names, and those of its repeats on each day that it does not leave out. It refuses days and times that are none, a repeat that ends before it begins or goes on for too
// long, and a day to leave out on which nothing repeats: whoever writes it means another one.
func (in Ask) windows(ctx context.Context) ([]Stretch, error) {
	zone, err := time.LoadLocation(in.Zone)
	if err != nil {
		zone = time.UTC // check refuses it
	}
	all := slices.Clone(in.Windows)
	left, met := map[string]bool{}, map[string]bool{}
	for _, day := range in.Except {
		if day = strings.TrimSpace(day); day != "" {
			left[day] = true
		}
	}
	for _, x := range in.Repeat {
		first, err := time.Parse(time.DateOnly, x.Day) // days are those of the calendar: not each has a midnight in each zone
		last := first
		if x.Last != "" && err == nil {
			last, err = time.Parse(time.DateOnly, x.Last)
		}
		if _, wrong := x.at(first, zone); err != nil || wrong {
			return nil, fault.ForField("windows", "Fill in the day, from when and until when on each line, or leave the line empty.")
		}
		if last.Before(first) || last.After(first.AddDate(0, 0, days)) {
			return nil, fault.ForField("windows", "The last day has to be the first or one of the %d after it.", days)
		}
		for d := first; !d.After(last); d = d.AddDate(0, 0, 1) {
			day := d.Format(time.DateOnly)
			if left[day] {
				met[day] = true
				continue
			}
			w, _ := x.at(d, zone)
			all = append(all, w)
		}
	}
	for _, day := range in.Except {
		if day = strings.TrimSpace(day); day != "" && !met[day] {
			return nil, fault.ForField("except", "You leave out %s, on which you have given no time. Choose one of the days between the first and the last.", dayOf(ctx, day))
		}
	}
	return all, nil
}

// dayOf is a day as its reader writes it, or as it was typed where it is none.
func dayOf(ctx context.Context, day string) string {
	if at, err := time.Parse(time.DateOnly, day); err == nil {
		return locale.Day(ctx, at.Year(), at.Month(), at.Day())
	}
	return day
}

// at is the window on a day, midnight in UTC; wrong where a time is none. What begins or ends in an hour over which the clocks are put forward does so as that is over.
func (x Repeat) at(day time.Time, zone *time.Location) (w Stretch, wrong bool) {
	from, err := time.Parse("15:04", x.From)
	to, err2 := time.Parse("15:04", x.To)
	if err != nil || err2 != nil {
		return w, true
	}
	last := day
	if to.Before(from) { // over midnight
		last = day.AddDate(0, 0, 1)
	}
	on := func(day, clock time.Time) store.Time {
		return moment(time.Date(day.Year(), day.Month(), day.Day(), clock.Hour(), clock.Minute(), 0, 0, time.UTC), zone)
	}
	return Stretch{From: on(day, from), To: on(last, to)}, false
}
