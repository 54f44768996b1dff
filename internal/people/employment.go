package people

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"hearth/internal/platform/store"
)

// Employment is one period of work. Dates are local dates as YYYY-MM-DD or empty; the end is the last day.
type Employment struct {
	PersonnelNumber string  `json:"personnel_number"`
	UnitID          string  `json:"unit_id"`
	Site            string  `json:"site"` // the site's name
	Position        string  `json:"position"`
	ManagerID       string  `json:"manager_id"`
	Started         string  `json:"started"`
	Ended           string  `json:"ended"`
	WeeklyHours     float64 `json:"weekly_hours"` // 0: not known
}

// EmploymentOf returns the latest employment of a person; the zero value when there is none.
func EmploymentOf(ctx context.Context, q store.Querier, personID string) (Employment, error) {
	e, err := store.One[Employment](ctx, q, `SELECT personnel_number, COALESCE(unit_id, '') AS unit_id, COALESCE(site, '') AS site,
		position, COALESCE(manager_id, '') AS manager_id, started, ended, weekly_hours
		FROM people_employment WHERE person_id = $1 AND latest`, personID)
	if err != nil && !errors.Is(err, store.ErrNone) {
		return e, fmt.Errorf("read employment: %w", err)
	}
	return e, nil
}

// EmploymentsOf returns the latest employments of some people by their ids, with one read; who has none is absent.
func EmploymentsOf(ctx context.Context, q store.Querier, ids []string) (map[string]Employment, error) {
	type one struct {
		PersonID string
		Employment
	}
	rows, err := store.Select[one](ctx, q, new(store.Q).Add(`SELECT person_id, personnel_number, COALESCE(unit_id, '') AS unit_id, COALESCE(site, '') AS site,
		position, COALESCE(manager_id, '') AS manager_id, started, ended, weekly_hours FROM people_employment WHERE latest AND `).Where(store.In("person_id", ids)))
	if err != nil {
		return nil, fmt.Errorf("read employments: %w", err)
	}
	all := make(map[string]Employment, len(rows))
	for _, r := range rows {
		all[r.PersonID] = r.Employment
	}
	return all, nil
}

// ManagerOf returns the ID of the person who leads personID by the latest employment, or "" when nobody does.
func ManagerOf(ctx context.Context, q store.Querier, personID string) (string, error) {
	e, err := EmploymentOf(ctx, q, personID)
	return e.ManagerID, err
}

// Site returns the name of the site of a person's latest employment, or "".
func Site(ctx context.Context, q store.Querier, personID string) (string, error) {
	e, err := EmploymentOf(ctx, q, personID)
	return e.Site, err
}

// Reports returns the IDs of the people whom a person leads directly, by latest employments that are not over.
func Reports(ctx context.Context, q store.Querier, managerID string) ([]string, error) {
	ids, err := store.Remember(ctx, q, "people.reports "+managerID, func() ([]string, error) {
		w := ReportsOf(managerID, "p.id", q.Now())
		return store.Select[string](ctx, q, new(store.Q).Add(`SELECT p.id FROM people_person p WHERE `).Where(w).Add(` ORDER BY p.sort_name, p.id`))
	})
	if err != nil {
		return nil, fmt.Errorf("list reports: %w", err)
	}
	return slices.Clone(ids), nil
}

// ReportsOf returns the condition that column holds the ID of somebody whom the person by leads directly, by a latest
// employment that is not over at now (in UTC days). It is for other modules' queries.
func ReportsOf(by, column string, now store.Time) store.Where {
	return store.Cond(column+` IN (SELECT r.person_id FROM people_employment r WHERE r.manager_id = ? AND r.latest
		AND (r.ended = '' OR r.ended >= ?))`, by, dayAt(now, "UTC"))
}
