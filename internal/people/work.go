package people

import (
	"context"
	"fmt"
	"time"

	"hearth/internal/platform/store"
)

// The kinds of employment, by the hours of a week.
const (
	FullTime = "full-time"
	PartTime = "part-time"
)

// fullTimeHours is the fewest hours a week that are full time.
const fullTimeHours = 35

// Kind returns FullTime or PartTime; "" where the hours are not known.
func (e Employment) Kind() string {
	switch {
	case e.WeeklyHours <= 0:
		return ""
	case e.WeeklyHours < fullTimeHours:
		return PartTime
	}
	return FullTime
}

// On reports whether the employment had begun and was not over on a day, YYYY-MM-DD. A start that is not known was before every day.
func (e Employment) On(day string) bool {
	return (e.Started == "" || e.Started <= day) && (e.Ended == "" || e.Ended >= day)
}

// MonthsUntil returns how many whole months have passed since the employment began, by the days of UTC; 0 where the start is not known.
func (e Employment) MonthsUntil(now store.Time) int {
	from, err := time.Parse(time.DateOnly, e.Started)
	if err != nil {
		return 0
	}
	today := now.UTC()
	months := (today.Year()-from.Year())*12 + int(today.Month()-from.Month())
	if today.Day() < from.Day() {
		months--
	}
	return max(0, months)
}

// Employments returns all employments of a person, the latest first. Of a site or hours that changed within one, only the present ones are known.
func Employments(ctx context.Context, q store.Querier, personID string) ([]Employment, error) {
	all, err := store.All[Employment](ctx, q, `SELECT personnel_number, COALESCE(unit_id, '') AS unit_id, COALESCE(site, '') AS site,
		position, COALESCE(manager_id, '') AS manager_id, started, ended, weekly_hours
		FROM people_employment WHERE person_id = $1 ORDER BY started DESC, id DESC`, personID)
	if err != nil {
		return nil, fmt.Errorf("read employments: %w", err)
	}
	return all, nil
}

// SiteNames returns the names of all sites.
func SiteNames(ctx context.Context, q store.Querier) ([]string, error) {
	all, err := store.All[string](ctx, q, `SELECT name FROM people_site ORDER BY folded`)
	if err != nil {
		return nil, fmt.Errorf("list sites: %w", err)
	}
	return all, nil
}

// Headcount is how many people work at a site for so many hours a week.
type Headcount struct {
	Site        string
	WeeklyHours float64
	Count       int
}

// Kind is that of an Employment with these hours.
func (h Headcount) Kind() string { return Employment{WeeklyHours: h.WeeklyHours}.Kind() }

// Headcounts counts those who work here on a day by their latest employment, among whom is a condition on e.person_id.
func Headcounts(ctx context.Context, q store.Querier, day string, among store.Where) ([]Headcount, error) {
	all, err := store.Select[Headcount](ctx, q, new(store.Q).Add(`SELECT COALESCE(e.site, '') AS site, e.weekly_hours, count(*) AS count FROM people_employment e
		WHERE e.latest AND (e.started = '' OR e.started <= ?) AND (e.ended = '' OR e.ended >= ?) AND `, day, day).Where(among).
		Add(` GROUP BY COALESCE(e.site, ''), e.weekly_hours`))
	if err != nil {
		return nil, fmt.Errorf("count people: %w", err)
	}
	return all, nil
}
