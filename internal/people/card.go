package people

import (
	"context"

	"hearth/internal/platform/store"
)

// Card is what the desk shows beside a person's case.
type Card struct {
	PersonID        string   `json:"person_id"`
	Name            string   `json:"name"`
	Pronouns        string   `json:"pronouns"`
	Email           string   `json:"email"`
	Phone           string   `json:"phone"`
	PersonnelNumber string   `json:"personnel_number"`
	Position        string   `json:"position"`
	Unit            string   `json:"unit"`      // its own name
	UnitPath        []string `json:"unit_path"` // from the root down to the unit
	Site            string   `json:"site"`
	ManagerID       string   `json:"manager_id"`
	Manager         string   `json:"manager"`
	Since           string   `json:"since"` // the first day
	Ended           string   `json:"ended"` // the last day, if it is known
	WeeklyHours     float64  `json:"weekly_hours"`
	Language        string   `json:"language"`
	TimeZone        string   `json:"time_zone"`
	Channel         string   `json:"channel"`
}

// CardOf returns the directory facts of a person, or NotFound. It does not ask who is asking.
func CardOf(ctx context.Context, q store.Querier, personID string) (Card, error) {
	p, err := ByID(ctx, q, personID)
	if err != nil {
		return Card{}, err
	}
	e, err := EmploymentOf(ctx, q, personID)
	if err != nil {
		return Card{}, err
	}
	c := Card{PersonID: p.ID, Name: p.DisplayName(), Pronouns: p.Pronouns, Email: p.Email, Phone: p.Phone, PersonnelNumber: p.PersonnelNumber,
		Position: e.Position, Site: e.Site, ManagerID: e.ManagerID, Since: e.Started, Ended: e.Ended, WeeklyHours: e.WeeklyHours,
		Language: p.Language, TimeZone: p.TimeZone, Channel: p.Channel}
	if c.UnitPath, err = unitPath(ctx, q, e.UnitID); err != nil {
		return Card{}, err
	}
	if n := len(c.UnitPath); n > 0 {
		c.Unit = c.UnitPath[n-1]
	}
	if e.ManagerID != "" {
		m, err := ByID(ctx, q, e.ManagerID)
		if err != nil {
			return Card{}, err
		}
		c.Manager = m.DisplayName()
	}
	return c, nil
}
