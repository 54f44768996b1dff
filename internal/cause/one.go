package cause

import (
	"context"
	"maps"
	"slices"

	"hearth/internal/calculation"
	"hearth/internal/catalogue"
	"hearth/internal/decision"
	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/statement"
)

// One is why a case came about, with what stands beside that.
type One struct {
	Number  string
	Name    string // of the cause; "" while the case has none
	Text    string // what was written of another cause
	Clauses []Cited
	Effort  []Spent
	Minutes int // of all teams
}

// Spent is the work of a team.
type Spent struct {
	Team    string
	Minutes int
}

// Of returns why a case came about whose page by looks at. It has no name while the case is not answered. It refuses who is not on HR's side of the case.
func (s *Service) Of(ctx context.Context, by authz.Actor, number string) (One, error) {
	c, err := s.Desk.Look(ctx, s.DB, by, number, ReadOne)
	if err != nil || c.CauseID == "" {
		return One{Number: number}, err
	}
	out := One{Number: c.Number, Name: c.CauseID, Text: c.CauseText}
	causes, err := catalogue.AllCauses(ctx, s.DB)
	if err != nil {
		return out, err
	}
	if i := slices.IndexFunc(causes, func(x catalogue.Cause) bool { return x.ID == c.CauseID }); i >= 0 {
		out.Name = causes[i].Name
	}
	if out.Clauses, err = s.cited(ctx, c); err != nil {
		return out, err
	}
	spent, err := statement.SpentOn(ctx, s.DB, []string{c.ID})
	if err != nil {
		return out, err
	}
	for _, x := range spent[c.ID] {
		team, err := people.TeamName(ctx, s.DB, x.TeamID)
		if err != nil {
			return out, err
		}
		out.Effort, out.Minutes = append(out.Effort, Spent{team, x.Minutes}), out.Minutes+x.Minutes
	}
	return out, nil
}

// cited are the clauses that a case cites.
func (s *Service) cited(ctx context.Context, c desk.Of) ([]Cited, error) {
	ids := []string{c.ID}
	decided, err := decision.ClausesOf(ctx, s.DB, ids)
	if err != nil {
		return nil, err
	}
	worked, err := calculation.CitedIn(ctx, s.DB, ids)
	if err != nil {
		return nil, err
	}
	cites := clausesOf(decided[c.ID], worked[c.ID])
	var all []Cited
	for _, ref := range slices.Sorted(maps.Keys(cites)) {
		all = append(all, Cited{Ref: ref, Title: cites[ref].Title, Cases: 1, Link: s.Link(cites[ref])})
	}
	return all, nil
}
