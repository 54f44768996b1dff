package promiseweb

import (
	"context"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"hearth/internal/calendar"
	"hearth/internal/calendar/holidays"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/ui"
	"hearth/internal/promise"
)

// longestClosing is how many days one line of closing days may have.
const longestClosing = 62

// typedDays are the own and the closing days of a calendar as people type them.
func typedDays(days []promise.NamedDay) (own, closing string) {
	for i := 0; i < len(days); i++ {
		d := days[i]
		switch d.Kind {
		case promise.OwnDay:
			own += strings.TrimSpace(d.Date+" "+d.Name) + "\n"
		case promise.ClosingDay:
			last := i
			for last+1 < len(days) && follows(days[last], days[last+1]) && last-i < longestClosing-1 {
				last++
			}
			line := d.Date
			if last > i {
				line += " – " + days[last].Date
			}
			closing += strings.TrimSpace(line+" "+d.Name) + "\n"
			i = last
		}
	}
	return own, closing
}

// follows reports whether b is the day after a, and the same closing.
func follows(a, b promise.NamedDay) bool {
	day, err := calendar.ParseDate(a.Date)
	return err == nil && b.Kind == a.Kind && b.Name == a.Name && day.AddDays(1).String() == b.Date
}

// named are the own and the closing days of the form. It refuses what is no date, and closing days that end before they begin or are too many.
func (h hours) named() ([]promise.NamedDay, error) {
	var f fault.Fields
	all := []promise.NamedDay{}
	for _, line := range parts(h.Holidays, ",;\n") {
		dates, name, wrong := dated(line)
		f.Need(wrong == "", "holidays", "“%s” is no date. Write it as year-month-day, for example 2026-12-25.", wrong)
		for _, date := range dates {
			all = append(all, promise.NamedDay{Date: date.String(), Name: name, Kind: promise.OwnDay})
		}
	}
	for _, line := range parts(h.Closing, ",;\n") {
		dates, name, wrong := dated(line)
		f.Need(wrong == "", "closing", "“%s” is no date. Write it as year-month-day, for example 2026-12-25.", wrong)
		if len(dates) == 0 {
			continue
		}
		first, last := dates[0], dates[len(dates)-1]
		sound := len(dates) <= 2 && !last.Before(first) && first.DaysUntil(last) < longestClosing
		f.Need(sound, "closing", "Write the first day and the last, as in 2026-12-28 – 2026-12-31, of %d days at most.", longestClosing)
		for day := first; sound && !day.After(last); day = day.AddDays(1) {
			all = append(all, promise.NamedDay{Date: day.String(), Name: name, Kind: promise.ClosingDay})
		}
	}
	slices.SortStableFunc(all, func(a, b promise.NamedDay) int { return strings.Compare(a.Date, b.Date) })
	return slices.CompactFunc(all, func(a, b promise.NamedDay) bool { return a.Date == b.Date }), f.Err()
}

// dated parts a line into the dates with which it begins and what follows; wrong is a line that begins with none.
func dated(line string) (dates []calendar.Date, name, wrong string) {
	words := strings.Fields(line)
	for len(words) > 0 {
		date, err := calendar.ParseDate(words[0])
		if err != nil && !(len(dates) > 0 && (words[0] == "–" || words[0] == "-")) {
			break
		}
		if err == nil {
			dates = append(dates, date)
		}
		words = words[1:]
	}
	if len(dates) == 0 {
		return nil, "", line
	}
	return dates, strings.Join(words, " "), ""
}

// public are the public holidays among some days.
func public(days []promise.NamedDay) (all []promise.NamedDay) {
	for _, d := range days {
		if d.Kind == promise.PublicDay {
			all = append(all, d)
		}
	}
	return all
}

// publicDays are the dates of the public holidays of a calendar; of one that is not there yet, none.
func (w *Web) publicDays(ctx context.Context, by authz.Actor, id string) ([]string, error) {
	dates := []string{}
	kept, err := w.promises.Calendar(ctx, by, promise.ReadCalendar{ID: id})
	if fault.KindOf(err) == fault.NotFound {
		return dates, nil
	}
	for _, d := range public(kept.Days) {
		dates = append(dates, d.Date)
	}
	return dates, err
}

// taking is what the page of public holidays shows.
type taking struct {
	promise.Holidays
	Kept    promise.KeptCalendar
	MayEdit bool
	Chosen  []string // as sent, when it was refused
	Err     *fault.Error
}

// readTaking asks for the page of public holidays of a calendar.
type readTaking struct {
	ID      string `path:"id" json:"-"`
	Country string `query:"country" json:"-"`
	Region  string `query:"region" json:"-"`
}

func (w *Web) holidays(ctx context.Context, by authz.Actor, in readTaking) (taking, error) {
	kept, err := w.promises.Calendar(ctx, by, promise.ReadCalendar{ID: in.ID})
	if err != nil {
		return taking{}, err
	}
	t := taking{Kept: kept, MayEdit: w.promises.MayEdit(by) == nil}
	ask := promise.ReadHolidays{Country: in.Country, Region: in.Region, Calendar: in.ID}
	if in.Country == "" {
		ask.Country, ask.Region = kept.Country, kept.Region
	}
	country, known := holidays.Find(ask.Country)
	if !slices.ContainsFunc(country.Regions, func(r holidays.Region) bool { return r.Code == ask.Region }) {
		ask.Region = "" // of the country that was chosen before
	}
	choose := ask
	if !known || len(country.Regions) > 0 && ask.Region == "" {
		choose.Country = ""
	}
	if t.Holidays, err = w.promises.Holidays(ctx, by, choose); err != nil {
		return t, err
	}
	t.Country, t.Region = ask.Country, ask.Region
	if ask.Country != "" && !known {
		t.Country, t.Err = "", fault.As(fault.ForField("country", "The holidays of this country are not known here. Enter them as days of your own."))
	}
	return t, nil
}

func (w *Web) holidaysAgain(ctx context.Context, by authz.Actor, in promise.TakeHolidays, wrong *fault.Error) (templ.Component, error) {
	t, err := w.holidays(ctx, by, readTaking{ID: in.ID, Country: in.Country, Region: in.Region})
	t.Chosen, t.Err = in.Days, wrong
	return holidaysPage(ctx, t), err
}

func holidaysPage(ctx context.Context, t taking) templ.Component {
	return shell.Desk(ctx, shell.Page{Title: locale.T(ctx, "Public holidays"), Active: "admin", Error: t.Err != nil}, holidaysBody(t))
}

func (t taking) action() string { return "/admin/calendars/" + t.Kept.ID + "/holidays" }

// chosen is the country that was chosen.
func (t taking) chosen() holidays.Country {
	c, _ := holidays.Find(t.Country)
	return c
}

func (t taking) countries(ctx context.Context) []ui.Option {
	all := []ui.Option{{Value: "", Label: locale.T(ctx, "Choose a country")}}
	for _, c := range t.Countries {
		all = append(all, ui.Option{Value: c.Code, Label: locale.T(ctx, c.Name), Selected: c.Code == t.Country})
	}
	return all
}

func (t taking) regions(ctx context.Context) []ui.Option {
	all := []ui.Option{{Value: "", Label: locale.T(ctx, "Choose a region")}}
	for _, r := range t.chosen().Regions {
		all = append(all, ui.Option{Value: r.Code, Label: r.Name, Selected: r.Code == t.Region, Person: true})
	}
	return all
}

// days are the holidays to choose from: those that the calendar has, and before it has any those that are usual, are chosen.
func (t taking) days(ctx context.Context) []ui.Option {
	var all []ui.Option
	first := len(public(t.Kept.Days)) == 0 || t.Country != t.Kept.Country || t.Region != t.Kept.Region
	for _, d := range t.Days {
		o := ui.Option{Value: d.Date, Label: locale.T(ctx, "%s: %s", onDay(ctx, d.Date), d.Name), Selected: d.Taken || first && d.Usual, Person: true}
		if t.Chosen != nil {
			o.Selected = slices.Contains(t.Chosen, d.Date)
		}
		if !d.Usual {
			o.Hint = locale.T(ctx, "No law says so, but many do not work.")
		}
		all = append(all, o)
	}
	return all
}

// onDay writes a date as people read it.
func onDay(ctx context.Context, text string) string {
	date, err := calendar.ParseDate(text)
	if err != nil {
		return text
	}
	year, month, day := date.YearMonthDay()
	return locale.Day(ctx, year, month, day)
}
