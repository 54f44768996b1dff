package escalation

import (
	"cmp"
	"context"
	"fmt"
	"hash/fnv"
	"slices"

	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// Why somebody was chosen, as message keys.
const (
	whyTeam  = "of the team, and at work now"
	whyHead  = "head of HR, and at work now, as nobody else of the team is"
	whyNamed = "among those who may read it, and at work now"
	whyOwn   = "it is with you"
	whyTook  = "you have taken the call"
	whyFirst = "nobody who may read it is at work now, and their hours begin first"
)

// somebody returns who is at work and may be told of the case, apart from whom it is with, and why it is they; nobody where there is none.
func (m matter) somebody(ctx context.Context) (people.Person, string, error) {
	team, err := people.TeamMembers(ctx, m.tx, m.team)
	if err != nil {
		return people.Person{}, "", err
	}
	heads, err := people.Holders(ctx, m.tx, authz.HRHead)
	if err != nil {
		return people.Person{}, "", err
	}
	rest, err := people.Holders(ctx, m.tx, authz.Agent, authz.ConcernHandler)
	if err != nil {
		return people.Person{}, "", err
	}
	all, err := m.present(ctx, team, append(slices.Clone(heads), rest...)...)
	if err != nil {
		return people.Person{}, "", err
	}
	first := choice{}
	for _, group := range []struct {
		all []people.Person
		why string
	}{{team, whyTeam}, {heads, whyHead}, {rest, whyNamed}} {
		found, err := m.among(ctx, all, group.all, &first)
		if err != nil || found.ID != "" {
			return found, group.why, err
		}
		if group.why == whyHead && first.ID != "" {
			break // beyond the team and the heads go only cases on which none of them may work
		}
	}
	return first.Person, whyFirst, nil
}

// choice is who begins to work first among those who may be told.
type choice struct {
	people.Person
	opens store.Time
}

// among returns the first who is at work and may be told, and keeps in first who begins to work first.
func (m matter) among(ctx context.Context, here present, all []people.Person, first *choice) (people.Person, error) {
	for _, p := range m.order(all) {
		if !p.Active || p.ID == m.with || slices.Contains(m.not, p.ID) {
			continue
		}
		now, opens, err := here.working(ctx, p)
		if err != nil {
			return people.Person{}, err
		}
		if !now && first.ID != "" && !opens.Before(first.opens) {
			continue
		}
		may, err := m.may(ctx, p)
		if err != nil {
			return people.Person{}, err
		}
		switch {
		case may && now:
			return p, nil
		case may:
			*first = choice{p, opens}
		}
	}
	return people.Person{}, nil
}

// order puts people into an order that follows from when the promise was given, so that it is not always the same who is asked, and nothing else bears on it.
func (m matter) order(all []people.Person) []people.Person {
	place := func(p people.Person) uint64 {
		h := fnv.New64a()
		fmt.Fprintf(h, "%d %s %s", m.p.StartedAt.UnixMicro(), m.p.Kind, p.ID) //nolint:errcheck // it never fails
		return h.Sum64()
	}
	return slices.SortedFunc(slices.Values(all), func(a, b people.Person) int { return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(a.ID, b.ID)) })
}

// present is who of some people is at work, read for all of them at once.
type present struct {
	m     matter
	team  []people.Person // whose matter it is
	work  map[string]people.Employment
	away  map[string]store.Time
	hours promise.Openings
}

// present reads it for those who work on the matter of a team, and others.
func (m matter) present(ctx context.Context, team []people.Person, others ...people.Person) (present, error) {
	out := present{m: m, team: team, hours: m.s.Promises.Openings()}
	all := slices.DeleteFunc(append(slices.Clone(others), team...), func(p people.Person) bool { return p.ID == "" })
	ids := make([]string, len(all))
	for i, p := range all {
		ids[i] = p.ID
	}
	var err error
	if out.work, err = people.EmploymentsOf(ctx, m.tx, ids); err == nil && m.s.Away != nil {
		out.away, err = m.s.Away(ctx, m.tx, all)
	}
	return out, err
}

// working reports whether somebody is at work now, by the calendar of the team whose matter it is if they are of it, else of their site, and not away, and when they are next.
func (a present) working(ctx context.Context, p people.Person) (bool, store.Time, error) {
	at := promise.Place{Site: a.work[p.ID].Site}
	if slices.ContainsFunc(a.team, func(t people.Person) bool { return t.ID == p.ID }) {
		at.Team = a.m.team
	}
	if until, away := a.away[p.ID]; away {
		_, opens, err := a.hours.OpenAt(ctx, a.m.tx, at, until)
		return false, opens, err
	}
	return a.hours.OpenAt(ctx, a.m.tx, at, a.m.tx.Now())
}

// working is that of one person.
func (m matter) working(ctx context.Context, p people.Person) (bool, store.Time, error) {
	team, err := people.TeamMembers(ctx, m.tx, m.team)
	if err != nil {
		return false, store.Time{}, err
	}
	team = slices.DeleteFunc(team, func(t people.Person) bool { return t.ID != p.ID })
	all, err := m.present(ctx, team, p)
	if err != nil {
		return false, store.Time{}, err
	}
	return all.working(ctx, p)
}

// may reports whether somebody works on the case, so that they may be told of it.
func (m matter) may(ctx context.Context, p people.Person) (bool, error) {
	roles, teams, err := people.Standing(ctx, m.tx, p.ID)
	if err != nil {
		return false, err
	}
	of, err := m.s.Desk.Look(ctx, m.tx, authz.Actor{PersonID: p.ID, Face: authz.Desk, Roles: roles, Teams: teams}, m.c.Number, hear)
	switch fault.KindOf(err) {
	case fault.NotFound, fault.Forbidden:
		return of.HR, nil // who may not read the texts of a health case may take it
	}
	return err == nil && of.HR, err
}
