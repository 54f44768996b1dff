package routing

import (
	"context"
	"fmt"
	"slices"

	"hearth/internal/calendar"
	"hearth/internal/catalogue"
	"hearth/internal/people"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/routing/choose"
)

// OfTeam names a team.
type OfTeam struct {
	Team string `path:"team" json:"-"`
}

// Colleague is somebody of a team: what they take and, while the rule is on, whether they have room. Nothing else of what they carry is said to anybody else.
type Colleague struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Room string `json:"room,omitempty"` // "has room" or "full", a message key; "" while the rule is off
	Skills
}

// What is said of a colleague.
const (
	HasRoom = "has room"
	Full    = "full"
)

// Team is what a team agreed on, and who of it has room.
type Team struct {
	ID      string              `json:"team"`
	Name    string              `json:"name"`
	On      bool                `json:"on"`
	May     bool                `json:"may_edit"`
	Agreed  Agreed              `json:"agreed"`
	Next    *Agreed             `json:"next,omitempty"` // what counts from tomorrow on, where that is another
	People  []Colleague         `json:"people"`
	Absent  []people.Person     `json:"-"` // of whom the reader may say that they are away
	Offered []catalogue.Service `json:"-"`
}

// Agreed is caps and weights.
type Agreed struct {
	LoadCap   int      `json:"load_cap"`   // of full hours
	HeavyOpen int      `json:"heavy_open"` // heavy cases at once
	HeavyWeek int      `json:"heavy_week"` // heavy cases in seven days
	Weights   []Weight `json:"weights"`
}

// The limits of caps. A cap holds at least the heaviest case.
const (
	leastLoad, mostLoad = 15, 500
	mostHeavy           = 50
)

// mine reports whether by may look into a team: their own, or the head of HR any.
func mine(by authz.Actor, team string) bool {
	return by.Task != "" || by.Has(authz.HRHead) || slices.Contains(by.Teams, team)
}

// Team returns what a team agreed on and who of it has room. It refuses whoever does not work in HR; of the teams of others an agent learns nothing.
func (s *Service) Team(ctx context.Context, by authz.Actor, in OfTeam) (Team, error) {
	if err := s.Policy.May(by, ReadTeam, 0); err != nil {
		return Team{People: []Colleague{}}, err
	}
	return s.team(ctx, s.DB, by, in.Team)
}

func (s *Service) team(ctx context.Context, q store.Querier, by authz.Actor, id string) (Team, error) {
	out := Team{ID: id, People: []Colleague{}}
	teams, err := people.Teams(ctx, q)
	if err != nil {
		return out, err
	}
	i := slices.IndexFunc(teams, func(t people.Team) bool { return t.ID == id })
	if i < 0 || !mine(by, id) {
		return out, authz.Hidden()
	}
	out.Name, out.May = teams[i].Name, s.Policy.May(by, EditTeam, 0) == nil
	if s.Policy.May(by, SayAway, 0) == nil {
		if out.Absent, err = couldBeAway(ctx, q, id); err != nil {
			return out, err
		}
	}
	if _, out.On, err = on(ctx, q); err != nil {
		return out, err
	}
	all, err := those(ctx, q, id, "")
	if err != nil {
		return out, err
	}
	c, err := s.look(ctx, q, all, id)
	if err != nil {
		return out, err
	}
	now := today(q.Now())
	out.Agreed = c.agreed.all(id, now)
	if _, from := c.agreed.caps(id, now.AddDays(1)); from.After(now) {
		next := c.agreed.all(id, from)
		out.Next = &next
	}
	for _, x := range c.agreed.services {
		if x.TeamID == id && x.Active {
			out.Offered = append(out.Offered, x)
		}
	}
	return out, s.colleagues(ctx, q, c, &out)
}

// colleagues fills in who is of the team. Whether somebody has room is all that is said of their load: for an ordinary case.
func (s *Service) colleagues(ctx context.Context, q store.Querier, c crew, out *Team) error {
	skills, err := skillsOf(ctx, q, idsOf(c.people))
	if err != nil {
		return err
	}
	caps, _ := c.agreed.caps(out.ID, today(q.Now()))
	for i, p := range c.people {
		list := func(kind string) []string { return append([]string{}, skills[p.ID][kind]...) }
		x := Colleague{ID: p.ID, Name: p.DisplayName(), Skills: Skills{list(ofService), list(ofLanguage), list(ofSite)}}
		if out.On {
			x.Room = Full
			if caps.Room(c.agents[i], choose.Case{Weight: usualEffort * usualEmotion}) {
				x.Room = HasRoom
			}
		}
		out.People = append(out.People, x)
	}
	return nil
}

// all is what a team agreed on, as it counts on a day.
func (a agreed) all(team string, day calendar.Date) Agreed {
	caps, _ := a.caps(team, day)
	return Agreed{caps.Load, caps.HeavyOpen, caps.HeavyWeek, a.of(team, day)}
}

// Agree is what a team agreed on. Services that are left out keep their weights.
type Agree struct {
	Team string `path:"team" json:"-"`
	Agreed
}

// Agree writes down what a team agreed on. The first time it counts at once; later it counts from the next day on, by the days of UTC, and the same day again replaces it. It is for the agents
// of the team and for the head of HR. It refuses caps outside their limits, weights outside theirs, and services of other teams.
func (s *Service) Agree(ctx context.Context, by authz.Actor, in Agree) (Team, error) {
	if err := s.Policy.May(by, EditTeam, 0); err != nil {
		return Team{People: []Colleague{}}, err
	}
	var out Team
	err := s.DB.Tx(ctx, func(tx *store.Tx) error {
		if _, err := s.team(ctx, tx, by, in.Team); err != nil {
			return err
		}
		a, err := readAgreed(ctx, tx)
		if err != nil {
			return err
		}
		if err := in.check(a); err != nil {
			return err
		}
		if err := in.write(ctx, tx, a); err != nil {
			return err
		}
		if err := s.Audit.Record(ctx, tx, audit.Entry{By: by, Action: string(EditTeam), Kind: "team", Object: in.Team, Team: in.Team}); err != nil {
			return err
		}
		out, err = s.team(ctx, tx, by, in.Team)
		return err
	})
	return out, err
}

func (in Agree) check(a agreed) error {
	var f fault.Fields
	f.Need(in.LoadCap >= leastLoad && in.LoadCap <= mostLoad, "load_cap", "Choose a cap on the load between %d and %d.", leastLoad, mostLoad)
	f.Need(in.HeavyOpen >= 1 && in.HeavyOpen <= mostHeavy, "heavy_open", "Choose between 1 and %d heavy cases at once.", mostHeavy)
	f.Need(in.HeavyWeek >= 1 && in.HeavyWeek <= mostHeavy, "heavy_week", "Choose between 1 and %d heavy cases in a week.", mostHeavy)
	for _, w := range in.Weights {
		f.Need(slices.ContainsFunc(a.services, func(s catalogue.Service) bool { return s.ID == w.Service && s.TeamID == in.Team }), "weights", "Weigh services of this team alone.")
		f.Need(w.Effort >= 1 && w.Effort <= len(Efforts), "weights", "Choose how much work a case is, from 1 to %d.", len(Efforts))
		f.Need(w.Emotion >= 1 && w.Emotion <= len(Emotions), "weights", "Choose how hard a case is to bear, from 1 to %d.", len(Emotions))
	}
	return f.Err()
}

// write writes it down for the day from which on it counts.
func (in Agree) write(ctx context.Context, tx *store.Tx, a agreed) error {
	now := today(tx.Now())
	from, next := now.AddDays(1), a.of(in.Team, now.AddDays(1))
	if _, since := a.caps(in.Team, now.AddDays(1)); since.IsZero() {
		from = now
	}
	for _, w := range in.Weights {
		if i := slices.IndexFunc(next, func(x Weight) bool { return x.Service == w.Service }); i >= 0 {
			next[i] = w
		} else {
			next = append(next, w)
		}
	}
	if _, err := tx.Exec(ctx, `INSERT INTO routing_team (team_id, from_day, load_cap, heavy_open, heavy_week) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (team_id, from_day) DO UPDATE SET load_cap = excluded.load_cap, heavy_open = excluded.heavy_open, heavy_week = excluded.heavy_week`,
		in.Team, from, in.LoadCap, in.HeavyOpen, in.HeavyWeek); err != nil {
		return fmt.Errorf("write what the team agreed on: %w", err)
	}
	for _, w := range next {
		if _, err := tx.Exec(ctx, `INSERT INTO routing_weight (team_id, from_day, service_id, effort, emotion) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (team_id, from_day, service_id) DO UPDATE SET effort = excluded.effort, emotion = excluded.emotion`, in.Team, from, w.Service, w.Effort, w.Emotion); err != nil {
			return fmt.Errorf("write what the team agreed on: %w", err)
		}
	}
	return nil
}

// Teams are those into which by may look: their own, or all for the head of HR.
func (s *Service) Teams(ctx context.Context, by authz.Actor) ([]people.Team, error) {
	if err := s.Policy.May(by, ReadTeam, 0); err != nil {
		return nil, err
	}
	all, err := people.Teams(ctx, s.DB)
	return slices.DeleteFunc(all, func(t people.Team) bool { return !mine(by, t.ID) }), err
}
