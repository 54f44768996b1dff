package routing

import (
	"context"
	"fmt"
	"slices"
	"time"

	"hearth/internal/calendar"
	"hearth/internal/people"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// longest is how many days somebody is away at most; for longer, they say so again.
const longest = 400

// Absence is days on which somebody is away. Nothing says why.
type Absence struct {
	ID string `json:"id"`
	Days
}

// Away is when one is away oneself.
type Away struct {
	FirstDay string `json:"first_day"` // YYYY-MM-DD
	BackDay  string `json:"back_day"`  // YYYY-MM-DD: when one is back
}

// Away keeps that one is away oneself, by the days of one's own time zone; the same first day again puts another end to it. It refuses whoever does not work in HR, days that are none, an end
// that is not after the first day or has passed, and more than 400 days.
func (s *Service) Away(ctx context.Context, by authz.Actor, in Away) (Absence, error) {
	if err := s.Policy.May(by, OwnDay, 0); err != nil {
		return Absence{}, err
	}
	out, err := in.absence(today(s.DB.Now()))
	if err != nil {
		return out, err
	}
	err = s.DB.Tx(ctx, func(tx *store.Tx) error { return out.write(ctx, tx, by.PersonID) })
	return out, err
}

// AwayFor says that somebody of a team, or somebody of HR who is in none, is away and cannot say it themselves.
type AwayFor struct {
	Team     string `path:"team" json:"-"`
	Person   string `json:"person"`    // an id
	FirstDay string `json:"first_day"` // YYYY-MM-DD
	BackDay  string `json:"back_day"`  // YYYY-MM-DD: when they are back
}

// AwayFor is Away for a colleague; it is recorded. It is for the head of HR, and refuses whoever is of another team or not of HR, besides what Away refuses.
func (s *Service) AwayFor(ctx context.Context, by authz.Actor, in AwayFor) (Absence, error) {
	if err := s.Policy.May(by, SayAway, 0); err != nil {
		return Absence{}, err
	}
	var out Absence
	err := s.DB.Tx(ctx, func(tx *store.Tx) error {
		t, err := s.team(ctx, tx, by, in.Team)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(t.Absent, func(p people.Person) bool { return p.ID == in.Person }) {
			return fault.ForField("person", "Choose who is away: somebody of the team, or of HR who is in no team.")
		}
		if out, err = (Away{in.FirstDay, in.BackDay}).absence(today(tx.Now())); err != nil {
			return err
		}
		if err := out.write(ctx, tx, in.Person); err != nil {
			return err
		}
		return s.Audit.Record(ctx, tx, audit.Entry{By: by, Action: string(SayAway), Kind: "absence", Object: out.ID, Person: in.Person, Team: in.Team})
	})
	return out, err
}

// couldBeAway are those of whom it can be said on the page of a team: who works in HR and is of the team, or of none, so that nobody's cases lie because there is no page for them.
func couldBeAway(ctx context.Context, q store.Querier, team string) ([]people.Person, error) {
	all, err := people.Holders(ctx, q, authz.Agent, authz.HRHead, authz.ConcernHandler)
	if err != nil {
		return nil, err
	}
	teams, err := people.TeamsByPerson(ctx, q, idsOf(all))
	return slices.DeleteFunc(all, func(p people.Person) bool { return len(teams[p.ID]) > 0 && !slices.Contains(teams[p.ID], team) }), err
}

func (in Away) absence(now calendar.Date) (Absence, error) {
	var f fault.Fields
	first, err := calendar.ParseDate(in.FirstDay)
	f.Need(err == nil, "first_day", "Enter the day as year, month and day, for example 2026-12-01.")
	back, failed := calendar.ParseDate(in.BackDay)
	f.Need(failed == nil, "back_day", "Enter the day as year, month and day, for example 2027-12-01.")
	if err == nil && failed == nil {
		f.Need(back.After(first), "back_day", "The day of coming back is after the first day away.")
		f.Need(!back.Before(now), "back_day", "This day has passed. Enter the day of coming back.")
		f.Need(first.DaysUntil(back) <= longest, "back_day", "Enter at most %d days.", longest)
	}
	return Absence{Days: Days{FirstDay: first, BackDay: back}}, f.Err()
}

// write keeps the days, and puts their id into a.
func (a *Absence) write(ctx context.Context, tx *store.Tx, personID string) (err error) {
	a.ID, err = store.One[string](ctx, tx, `INSERT INTO routing_away (id, person_id, first_day, back_day) VALUES ($1, $2, $3, $4)
		ON CONFLICT (person_id, first_day) DO UPDATE SET back_day = excluded.back_day RETURNING id`, ident.New(), personID, a.FirstDay, a.BackDay)
	if err != nil {
		return fmt.Errorf("write down who is away: %w", err)
	}
	return nil
}

// Back names one's own days away that are over, or that were not meant.
type Back struct {
	ID string `path:"away" json:"-"`
}

// Back forgets days on which one was to be away. A second time changes nothing, and nor do those of others.
func (s *Service) Back(ctx context.Context, by authz.Actor, in Back) (Nothing, error) {
	if err := s.Policy.May(by, OwnDay, 0); err != nil {
		return Nothing{}, err
	}
	return Nothing{}, s.DB.Tx(ctx, func(tx *store.Tx) error {
		if _, err := tx.Exec(ctx, `DELETE FROM routing_away WHERE id = $1 AND person_id = $2`, in.ID, by.PersonID); err != nil {
			return fmt.Errorf("forget days away: %w", err)
		}
		return nil
	})
}

// absences are those of a person that are not over, the next first.
func absences(ctx context.Context, q store.Querier, personID string) ([]Absence, error) {
	all, err := store.All[Absence](ctx, q, `SELECT id, first_day, back_day FROM routing_away WHERE person_id = $1 AND back_day >= $2 ORDER BY first_day`, personID, today(q.Now()))
	if err != nil {
		return nil, fmt.Errorf("read days away: %w", err)
	}
	if all == nil {
		all = []Absence{}
	}
	return all, nil
}

// awayNow returns which of some people are away at this moment, and when their day of coming back begins. Who has left is away for ever: the zero time.
func awayNow(ctx context.Context, q store.Querier, all []people.Person) (map[string]store.Time, error) {
	type row struct {
		PersonID string
		Days
	}
	now := today(q.Now())
	rows, err := store.Select[row](ctx, q, new(store.Q).Add(`SELECT person_id, first_day, back_day FROM routing_away WHERE first_day <= ? AND back_day >= ? AND `, now.AddDays(1), now.AddDays(-1)).
		Where(store.In("person_id", idsOf(all))).Add(` ORDER BY back_day`))
	if err != nil {
		return nil, fmt.Errorf("read who is away: %w", err)
	}
	out := map[string]store.Time{}
	for _, p := range all {
		zone, err := time.LoadLocation(p.TimeZone)
		if err != nil {
			zone = time.UTC
		}
		here := calendar.DateOf(q.Now().In(zone))
		for _, r := range rows {
			if r.PersonID == p.ID && !here.Before(r.FirstDay) && here.Before(r.BackDay) {
				out[p.ID] = store.At(r.BackDay.Start(zone))
			}
		}
		if !p.Active {
			out[p.ID] = store.Time{}
		}
	}
	return out, nil
}

// AreAway is IsAway for several at once, by id, for lists; until the zero time is for ever.
func (s *Service) AreAway(ctx context.Context, q store.Querier, all []people.Person) (until map[string]store.Time, err error) {
	return awayNow(ctx, q, all)
}

// IsAway reports whether somebody of HR is away at this moment and, if so, when their day of coming back begins: for modules that choose whom to tell. It asks nobody's rights.
func (s *Service) IsAway(ctx context.Context, q store.Querier, p people.Person) (until store.Time, away bool, err error) {
	if p.ID == "" || p.ID == privacy.Erased {
		return until, false, nil
	}
	all, err := awayNow(ctx, q, []people.Person{p})
	until, away = all[p.ID]
	return until, away, err
}
