package promise

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"hearth/internal/calendar"
	"hearth/internal/calendar/holidays"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

// The kinds of day on which nothing counts.
const (
	PublicDay  = "public"  // a holiday of the country or region, taken over by name
	OwnDay     = "own"     // of the house or the town
	ClosingDay = "closing" // on which the house closes, though it is no holiday
)

// NamedDay is a day on which nothing counts, and what it is.
type NamedDay struct {
	Date string `json:"date"`
	Name string `json:"name,omitempty"`
	Kind string `json:"kind" doc:"public, own or closing"`
}

type dayRow struct{ Day, Name, Kind string }

// daysOf returns the days of a calendar in the order of time. One that has no name is the house's own.
func daysOf(ctx context.Context, q store.Querier, id string, cal calendar.Calendar) ([]NamedDay, error) {
	rows, err := store.All[dayRow](ctx, q, `SELECT day, name, kind FROM promise_calendar_day WHERE calendar_id = $1`, id)
	if err != nil {
		return nil, fmt.Errorf("read days of calendar: %w", err)
	}
	known := map[string]dayRow{}
	for _, r := range rows {
		known[r.Day] = r
	}
	all := []NamedDay{}
	for _, date := range cal.Holidays() {
		d := NamedDay{Date: date.String(), Kind: OwnDay}
		if r, ok := known[d.Date]; ok {
			d.Name, d.Kind = r.Name, r.Kind
		}
		all = append(all, d)
	}
	return all, nil
}

// named returns what the days of cal are: those that in names, and of the others what was known. It reports whether one that was known is something else now.
func named(ctx context.Context, tx *store.Tx, in SaveCalendar, cal calendar.Calendar) (all []NamedDay, others bool, err error) {
	was, err := daysOf(ctx, tx, in.ID, cal)
	if err != nil {
		return nil, false, err
	}
	all = slices.Clone(was)
	for _, d := range in.Days {
		if i := slices.IndexFunc(all, func(x NamedDay) bool { return x.Date == d.Date }); i >= 0 {
			all[i] = d
		}
	}
	return all, !slices.EqualFunc(was, all, func(a, b NamedDay) bool { return a.Kind == b.Kind }), nil
}

// nameDays keeps what all days of a calendar are.
func nameDays(ctx context.Context, tx *store.Tx, id string, all []NamedDay) error {
	if _, err := tx.Exec(ctx, `DELETE FROM promise_calendar_day WHERE calendar_id = $1`, id); err != nil {
		return fmt.Errorf("name days: %w", err)
	}
	var rows [][]any
	for _, d := range all {
		if d.Name != "" || d.Kind != OwnDay {
			rows = append(rows, []any{id, d.Date, d.Name, d.Kind})
		}
	}
	return tx.InsertAll(ctx, "promise_calendar_day", []string{"calendar_id", "day", "name", "kind"}, rows)
}

// checkDays reads named days for a calendar, and returns their dates. Public ones are taken over with TakeHolidays, and keep their kind where they were.
func checkDays(days []NamedDay, f *fault.Fields) (dates []calendar.Date) {
	for i, d := range days {
		date, err := calendar.ParseDate(d.Date)
		f.Need(err == nil, "days", "“%s” is no date. Write it as year-month-day, for example 2026-12-25.", d.Date)
		f.Need(slices.Contains([]string{PublicDay, OwnDay, ClosingDay}, d.Kind), "days", "Say of each day what it is: public, own or closing.")
		days[i].Name = strings.TrimSpace(d.Name)
		f.Need(utf8.RuneCountInString(days[i].Name) <= maxName, "days", "Keep the name of a day to %d characters.", maxName)
		dates = append(dates, date)
	}
	return dates
}

// ReadHolidays asks for the public holidays of a country and region. With Calendar, which of them that calendar has is said too.
type ReadHolidays struct {
	Country  string `query:"country" json:"-" doc:"as in SE; left out: only the countries that are known"`
	Region   string `query:"region" json:"-" doc:"where the country has some"`
	Calendar string `query:"calendar" json:"-"`
}

// Holidays are the countries whose holidays are known, and those of one of them for this year and the next.
type Holidays struct {
	Countries []holidays.Country `json:"countries"`
	Country   string             `json:"country,omitempty"`
	Region    string             `json:"region,omitempty"`
	Edition   string             `json:"edition"` // as of when the rules are; laws that changed later are not in them
	Days      []Offered          `json:"days"`
}

// Offered is a holiday that can be taken over.
type Offered struct {
	Date  string `json:"date"`
	Name  string `json:"name"`
	Usual bool   `json:"usual"` // false: many do not work on it, although no law says so
	Taken bool   `json:"taken"` // the calendar has it
}

// offerYears are the years whose holidays are shown and taken over at a moment: this one and the next.
func offerYears(now store.Time) []int { return []int{now.Year(), now.Year() + 1} }

// Holidays returns what is known of public holidays. It refuses a country or region that is not known, and a country without its region where it has some.
func (s *Service) Holidays(ctx context.Context, by authz.Actor, in ReadHolidays) (Holidays, error) {
	out := Holidays{Countries: holidays.Countries(), Country: in.Country, Region: in.Region, Edition: holidays.Edition, Days: []Offered{}}
	if err := s.policy.May(by, ReadCalendars, 0); err != nil {
		return Holidays{}, err
	}
	if in.Country == "" {
		return out, nil
	}
	all, err := offered(in.Country, in.Region, s.db.Now())
	if err != nil || in.Calendar == "" {
		out.Days = append(out.Days, all...)
		return out, err
	}
	kept, err := s.load(ctx, s.db, in.Calendar)
	if err != nil {
		return out, err
	}
	for _, d := range all {
		d.Taken = slices.ContainsFunc(kept.Days, func(x NamedDay) bool { return x.Date == d.Date })
		out.Days = append(out.Days, d)
	}
	return out, nil
}

func offered(country, region string, now store.Time) (all []Offered, err error) {
	c, ok := holidays.Find(country)
	if !ok {
		return nil, fault.ForField("country", "The holidays of this country are not known here. Enter them as days of your own.")
	}
	if !slices.ContainsFunc(c.Regions, func(r holidays.Region) bool { return r.Code == region }) && (region != "" || len(c.Regions) > 0) {
		return nil, fault.ForField("region", "Choose a region of this country from the list.")
	}
	for _, year := range offerYears(now) {
		days, _ := holidays.In(country, region, year)
		for _, d := range days {
			all = append(all, Offered{Date: d.Date.String(), Name: d.Name, Usual: d.Usual})
		}
	}
	return all, nil
}

// TakeHolidays are the public holidays of a country and region that a calendar is to have, of this year and the next.
type TakeHolidays struct {
	ID      string   `path:"id" json:"-"`
	Country string   `json:"country"`
	Region  string   `json:"region,omitempty"`
	Days    []string `json:"days" doc:"The dates to take over, of those that are offered. Others that were taken over for these years before are taken out."`
}

// TakeHolidays makes holidays that were chosen by name days of a calendar, in place of the public ones that it had for this year and the next; its own days, closing days and other years stay. Promises
// that run are counted anew soon after, as after any change of a calendar. It refuses days that are not offered, and what Holidays refuses.
func (s *Service) TakeHolidays(ctx context.Context, by authz.Actor, in TakeHolidays) (KeptCalendar, error) {
	if err := s.policy.May(by, EditCalendars, 0); err != nil {
		return KeptCalendar{}, err
	}
	all, err := offered(in.Country, in.Region, s.db.Now())
	if err != nil {
		return KeptCalendar{}, err
	}
	var taken []NamedDay
	for _, date := range in.Days {
		i := slices.IndexFunc(all, func(d Offered) bool { return d.Date == date })
		if i < 0 {
			return KeptCalendar{}, fault.ForField("days", "%s is no holiday of this list. Enter it as a day of your own.", date)
		}
		taken = append(taken, NamedDay{date, shortened(all[i].Name), PublicDay})
	}
	var out KeptCalendar
	err = s.db.Tx(ctx, func(tx *store.Tx) error {
		kept, err := s.load(ctx, tx, in.ID)
		if err != nil {
			return err
		}
		cal, err := exchanged(kept, taken, offerYears(tx.Now()))
		if err != nil {
			return err
		}
		if err := write(ctx, tx, SaveCalendar{ID: kept.ID, Name: kept.Name, Days: taken}, cal); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `UPDATE promise_calendar SET country = $2, region = $3 WHERE id = $1`, in.ID, in.Country, in.Region); err != nil {
			return fmt.Errorf("save calendar: %w", err)
		}
		out, err = s.changed(ctx, tx, by, in.ID)
		return err
	})
	return out, err
}

func shortened(name string) string {
	if r := []rune(name); len(r) > maxName {
		return string(r[:maxName-1]) + "…"
	}
	return name
}

// exchanged is the calendar of kept with other public holidays in some years.
func exchanged(kept KeptCalendar, taken []NamedDay, years []int) (calendar.Calendar, error) {
	var dates []calendar.Date
	for _, d := range slices.Concat(kept.Days, taken) {
		date, err := calendar.ParseDate(d.Date)
		if err != nil {
			return calendar.Calendar{}, fmt.Errorf("stored day: %w", err)
		}
		year, _, _ := date.YearMonthDay()
		gone := d.Kind == PublicDay && slices.Contains(years, year) && !slices.ContainsFunc(taken, func(x NamedDay) bool { return x.Date == d.Date })
		if !gone {
			dates = append(dates, date)
		}
	}
	return calendar.New(kept.Body.Zone(), kept.Body.Week(), dates)
}

// toDo reminds those who keep calendars of those that have public holidays and none of this year, and in its last quarter of those that have none of the next one. A calendar without either is named once.
func (s *Service) toDo(ctx context.Context, by authz.Actor) ([]spec.ToDo, error) {
	if by.Face != authz.Desk || s.policy.May(by, EditCalendars, 0) != nil {
		return nil, nil
	}
	now := s.db.Now()
	years := offerYears(now)
	if now.Month() < time.October {
		years = years[:1]
	}
	var out []spec.ToDo
	var year int
	named := map[string]bool{}
	for _, y := range years {
		all, err := s.bare(ctx, y)
		if err != nil {
			return nil, err
		}
		for _, c := range all {
			if !named[c.ID] {
				named[c.ID], year = true, y
				out = append(out, spec.ToDo{Title: c.Name, Text: locale.M("This calendar has no public holidays of %d yet.", y), Link: "/admin/calendars/" + c.ID + "/holidays", Action: locale.M("Take them over")})
			}
		}
	}
	return spec.Cut(out, locale.M("More calendars have no public holidays of %d yet.", year), "/admin/calendars"), nil
}

type bare struct{ ID, Name string }

// bare are calendars of a country that have none of its holidays in a year, one more of them than a list shows.
func (s *Service) bare(ctx context.Context, year int) ([]bare, error) {
	all, err := store.All[bare](ctx, s.db, `SELECT c.id, c.name FROM promise_calendar c WHERE c.country <> '' AND NOT EXISTS (SELECT 1 FROM promise_calendar_day d
		WHERE d.calendar_id = c.id AND d.kind = 'public' AND d.day LIKE $1) ORDER BY c.name, c.id LIMIT $2`, fmt.Sprintf("%04d-%%", year), spec.MostToDo+1)
	if err != nil {
		return nil, fmt.Errorf("calendars without holidays: %w", err)
	}
	return all, nil
}
