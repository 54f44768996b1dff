package rating

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"hearth/internal/catalogue"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/stats"
)

// ReadSatisfaction asks for the figures of a quarter. There is nothing else to choose: see the package.
type ReadSatisfaction struct {
	Quarter string `query:"quarter" json:"-" doc:"Such as 2026-Q3; left out: the last that was counted"`
}

// Satisfaction is the figures of a quarter, and everything of the quarters before, the latest first.
type Satisfaction struct {
	Quarter  string     `json:"quarter"` // "" where none was counted yet
	Total    Figure     `json:"total"`
	Items    []Figure   `json:"items"` // by service, team, site and group of customers
	Quarters []Figure   `json:"quarters"`
	Next     store.Time `json:"next"` // when the next quarter is counted
}

// Figure is what people said of the cases of a group. One that is withheld has a name and no numbers.
type Figure struct {
	Quarter  string `json:"quarter"`
	Kind     string `json:"by"`  // all, service, team, site or customers
	Key      string `json:"key"` // an id, the name of a site, or employees, managers, hr or outside
	Name     string `json:"name"`
	Withheld bool   `json:"withheld"` // fewer than eight answers, in it or in what is left without it, or the work of fewer than three people
	Cases    int    `json:"cases,omitempty"`
	Asked    int    `json:"asked,omitempty"`    // of how many cases it was asked; whoever was not may say it all the same
	Response *Share `json:"response,omitempty"` // of how many of the cases it was said how they were

	Satisfied *Share `json:"satisfied,omitempty"`
	Easy      *Share `json:"easy,omitempty"`
	Solved    *Share `json:"solved_first_time,omitempty"` // of those who said it; left out where they are too few
	Again     *Share `json:"would_come_back,omitempty"`
	Repeated  *Share `json:"came_again,omitempty"` // of the cases
	Reopened  *Share `json:"opened_again,omitempty"`
}

// Share is a share with its 95 % interval.
type Share struct {
	Count int     `json:"count"`
	Of    int     `json:"of"`
	Share float64 `json:"share"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// share is nil of nothing.
func share(k, n int) *Share {
	if n == 0 {
		return nil
	}
	low, high := stats.Wilson(k, n)
	return &Share{Count: k, Of: n, Share: float64(k) / float64(n), Low: low, High: high}
}

// Kinds are the parts that figures are told by, in their order.
func Kinds() []string { return []string{"service", "team", "site", "customers"} }

// Satisfaction returns the figures of a quarter, the same to everybody who may read them. It refuses a quarter that was not counted.
func (s *Service) Satisfaction(ctx context.Context, by authz.Actor, in ReadSatisfaction) (Satisfaction, error) {
	out := Satisfaction{Items: []Figure{}, Quarters: []Figure{}}
	if err := s.Policy.May(by, ReadFigures, 0); err != nil {
		return out, err
	}
	names, err := s.names(ctx)
	if err != nil {
		return out, err
	}
	if out.Quarters, err = s.read(ctx, names, `kind = 'all' ORDER BY quarter DESC`); err != nil {
		return out, err
	}
	out.Next = s.next()
	if out.Quarter, err = out.choose(strings.TrimSpace(in.Quarter)); err != nil || out.Quarter == "" {
		return out, err
	}
	all, err := s.read(ctx, names, `quarter = $1 ORDER BY kind, key`, out.Quarter)
	if err != nil {
		return out, err
	}
	for _, kind := range Kinds() {
		of := slices.DeleteFunc(slices.Clone(all), func(f Figure) bool { return f.Kind != kind })
		slices.SortStableFunc(of, func(a, b Figure) int { return strings.Compare(a.Name, b.Name) })
		out.Items = append(out.Items, of...)
	}
	out.Total = all[slices.IndexFunc(all, func(f Figure) bool { return f.Kind == everything.Kind })]
	return out, nil
}

// next is when the next quarter is counted.
func (s *Service) next() store.Time {
	now := s.DB.Now()
	q := quarterOf(now.Time).plus(-2)
	for !q.settled().After(now) {
		q = q.plus(1)
	}
	return q.settled()
}

// choose returns the quarter that was asked for, or the last one.
func (s Satisfaction) choose(typed string) (string, error) {
	if typed == "" && len(s.Quarters) > 0 {
		return s.Quarters[0].Quarter, nil
	}
	if typed != "" && !slices.ContainsFunc(s.Quarters, func(f Figure) bool { return f.Quarter == typed }) {
		return "", fault.ForField("quarter", "There are no figures of such a quarter. Choose one of the list.")
	}
	return typed, nil
}

// names are those of services and teams, by kind and id.
func (s *Service) names(ctx context.Context) (map[group]string, error) {
	services, err := catalogue.Services(ctx, s.DB)
	if err != nil {
		return nil, err
	}
	teams, err := people.Teams(ctx, s.DB)
	names := map[group]string{}
	for _, x := range services {
		names[group{"service", x.ID}] = x.Name
	}
	for _, x := range teams {
		names[group{"team", x.ID}] = x.Name
	}
	return names, err
}

func (s *Service) read(ctx context.Context, names map[group]string, where string, args ...any) ([]Figure, error) {
	type row struct {
		Quarter string
		figure
	}
	rows, err := store.All[row](ctx, s.DB, `SELECT quarter, kind, key, told, cases, asked, answers, satisfied, easy, again, solved, solved_of, repeated, reopened FROM rating_figure WHERE `+where, args...)
	if err != nil {
		return nil, fmt.Errorf("read figures: %w", err)
	}
	all := []Figure{}
	for _, r := range rows {
		f := Figure{Quarter: r.Quarter, Kind: r.Kind, Key: r.Key, Name: names[group{r.Kind, r.Key}], Withheld: !r.Told}
		if r.Kind == "site" {
			f.Name = r.Key
		}
		if r.Told {
			f.Cases, f.Asked, f.Response = r.Cases, r.Asked, share(r.Answers, r.Cases)
			f.Satisfied, f.Easy, f.Again, f.Solved = share(r.Satisfied, r.Answers), share(r.Easy, r.Answers), share(r.Again, r.Answers), share(r.Solved, r.SolvedOf)
			f.Repeated, f.Reopened = share(r.Repeated, r.Cases), share(r.Reopened, r.Cases)
		}
		all = append(all, f)
	}
	return all, nil
}
