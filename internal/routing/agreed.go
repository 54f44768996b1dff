package routing

import (
	"context"
	"fmt"
	"slices"

	"hearth/internal/calendar"
	"hearth/internal/catalogue"
	"hearth/internal/platform/store"
	"hearth/internal/routing/choose"
)

// Efforts and Emotions are the words for the weights of a service, from 1 on, as message keys.
var (
	Efforts  = []string{"A few minutes", "Up to an hour", "Some hours", "About a day", "Days"}
	Emotions = []string{"Light", "Moving", "Heavy"}
)

// What counts where a team has agreed on nothing yet.
const (
	usualEffort, usualEmotion = 2, 1
	heavy                     = 3 // the emotional weight of a heavy case
)

var usual = choose.Caps{Load: 40, HeavyOpen: 2, HeavyWeek: 3}

// Weight is what a team agreed on for a service: how much work a case is, 1 to 5, and how hard to bear, 1 to 3.
type Weight struct {
	Service string `json:"service"` // its id
	Effort  int    `json:"effort"`
	Emotion int    `json:"emotion"`
}

// Of is what a case of the service weighs.
func (w Weight) Of() int { return w.Effort * w.Emotion }

// Heavy reports whether its cases are among the heavy ones.
func (w Weight) Heavy() bool { return w.Emotion >= heavy }

type teamRow struct {
	TeamID                        string
	FromDay                       calendar.Date
	LoadCap, HeavyOpen, HeavyWeek int
}

type weightRow struct {
	TeamID, ServiceID string
	FromDay           calendar.Date
	Effort, Emotion   int
}

// agreed is what all teams agreed on.
type agreed struct {
	teams    []teamRow   // by day
	weights  []weightRow // by day
	services []catalogue.Service
}

func today(now store.Time) calendar.Date { return calendar.DateOf(now.UTC()) }

func readAgreed(ctx context.Context, q store.Querier) (a agreed, err error) {
	if a.teams, err = store.All[teamRow](ctx, q, `SELECT team_id, from_day, load_cap, heavy_open, heavy_week FROM routing_team ORDER BY from_day, team_id`); err != nil {
		return a, fmt.Errorf("read what teams agreed on: %w", err)
	}
	if a.weights, err = store.All[weightRow](ctx, q, `SELECT team_id, from_day, service_id, effort, emotion FROM routing_weight ORDER BY from_day, team_id, service_id`); err != nil {
		return a, fmt.Errorf("read what teams agreed on: %w", err)
	}
	a.services, err = catalogue.Services(ctx, q)
	return a, err
}

// caps are those of a team on a day, and since when.
func (a agreed) caps(team string, day calendar.Date) (choose.Caps, calendar.Date) {
	caps, from := usual, calendar.Date{}
	for _, t := range a.teams {
		if t.TeamID == team && !t.FromDay.After(day) {
			caps, from = choose.Caps{Load: t.LoadCap, HeavyOpen: t.HeavyOpen, HeavyWeek: t.HeavyWeek}, t.FromDay
		}
	}
	return caps, from
}

// weight is that of a service on a day, by the team that offers it.
func (a agreed) weight(service string, day calendar.Date) Weight {
	w, team := Weight{service, usualEffort, usualEmotion}, ""
	if i := slices.IndexFunc(a.services, func(s catalogue.Service) bool { return s.ID == service }); i >= 0 {
		team = a.services[i].TeamID
	}
	for _, x := range a.weights {
		if x.ServiceID == service && x.TeamID == team && !x.FromDay.After(day) {
			w.Effort, w.Emotion = x.Effort, x.Emotion
		}
	}
	return w
}

// of are the weights of the services that a team offers, in the order of the list of services.
func (a agreed) of(team string, day calendar.Date) []Weight {
	all := []Weight{}
	for _, s := range a.services {
		if s.TeamID == team && s.Active {
			all = append(all, a.weight(s.ID, day))
		}
	}
	return all
}
