package demo

import (
	"context"
	"fmt"
	"strings"

	"hearth/internal/calendar"
	known "hearth/internal/calendar/holidays"
	"hearth/internal/demo/content"
	"hearth/internal/platform/authz"
	"hearth/internal/promise"
)

// places are where the sites lie, by country and region as package holidays has them.
var places = map[string][2]string{content.MalmbySite: {"SE", ""}, content.PortoSite: {"PT", ""}, content.LondonSite: {"GB", "ENG-WLS"}}

// promiseWork names the public holidays of the sites, which their calendars have already, and says how soon HR promises an answer to whom from now on.
func (b *builder) promiseWork(ctx context.Context) error {
	by := authz.System(promise.Demo)
	for _, site := range content.Sites() {
		at := places[site.Name]
		in := promise.TakeHolidays{ID: strings.ReplaceAll(strings.ToLower(site.Name), " ", "-"), Country: at[0], Region: at[1]}
		for year := b.now.Year(); year <= b.now.Year()+1; year++ {
			days, _ := known.In(at[0], at[1], year)
			for _, d := range days {
				if cal := b.calendars[site.Name]; cal.IsHoliday(d.Date) || closesOn(cal, d.Date) {
					in.Days = append(in.Days, d.Date.String())
				}
			}
		}
		if _, err := b.promises.TakeHolidays(ctx, by, in); err != nil {
			return fmt.Errorf("holidays of %s: %w", site.Name, err)
		}
	}
	for _, p := range content.Promised() {
		if _, err := b.promised.Make(ctx, by, promise.MakePolicy{Service: p.Service, Priority: p.Priority, Group: p.Group,
			Terms: promise.Terms{Name: p.Name, FirstAnswer: p.First, NextWord: p.First, Decision: p.Decision, WarnFirst: p.Warn}}); err != nil {
			return fmt.Errorf("promise policy %s: %w", p.Name, err)
		}
	}
	return nil
}

// closesOn reports whether a calendar is closed on the weekday of a date, so that a holiday there changes nothing.
func closesOn(cal calendar.Calendar, date calendar.Date) bool {
	return len(cal.Week()[date.Weekday()]) == 0
}
