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
	first := choice{}
	for _, group := range []struct {
		all []people.Person
		why string
	}{{team, whyTeam}, {heads, whyHead}, {rest, whyNamed}} {
		found, err := m.among(ctx, group.all, &first)
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
func (m matter) among(ctx context.Context, all []people.Person, first *choice) (people.Person, error) {
	for _, p := range m.order(all) {
		if !p.Active || p.ID == m.with || slices.Contains(m.not, p.ID) {
			continue
		}
		now, opens, err := m.working(ctx, p)
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

// working reports whether somebody is at work now, by the calendar of the team whose matter it is if they are of it, else of their site, and not away, and when they are next.
func (m matter) working(ctx context.Context, p people.Person) (bool, store.Time, error) {
	site, err := people.Site(ctx, m.tx, p.ID)
	if err != nil {
		return false, store.Time{}, err
	}
	teams, err := people.TeamsOf(ctx, m.tx, []string{p.ID})
	if err != nil {
		return false, store.Time{}, err
	}
	at := promise.Place{Site: site}
	if slices.Contains(teams, m.team) {
		at.Team = m.team
	}
	if m.s.Away != nil {
		until, away, err := m.s.Away(ctx, m.tx, p)
		if err != nil {
			return false, store.Time{}, err
		}
		if away {
			_, opens, err := m.s.Promises.OpenAt(ctx, m.tx, at, until)
			return false, opens, err
		}
	}
	return m.s.Promises.OpenAt(ctx, m.tx, at, m.tx.Now())
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
