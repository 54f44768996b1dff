package routing

import (
	"context"
	"fmt"
	"slices"
	"time"

	"hearth/internal/catalogue"
	"hearth/internal/desk/record"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
	"hearth/internal/routing/choose"
)

// week is how long a heavy case counts against the cap of a week.
const week = 7 * 24 * time.Hour

// kinds of skills.
const (
	ofService, ofLanguage, ofSite = "service", "language", "site"
)

// crew is people of HR as the rule sees them at a moment. It is for the rule alone: nothing of it but whether somebody has room leaves this package.
type crew struct {
	people []people.Person
	agents []choose.Agent // in the same order
	agreed agreed
}

// those returns the agents of a team; of a case that names people, everybody who could be named.
func those(ctx context.Context, q store.Querier, team, sensitivity string) ([]people.Person, error) {
	if sensitivity == catalogue.Named {
		return people.Holders(ctx, q, authz.Agent, authz.HRHead, authz.ConcernHandler)
	}
	agents, err := people.Holders(ctx, q, authz.Agent)
	if err != nil {
		return nil, err
	}
	members, err := people.TeamMembers(ctx, q, team)
	return slices.DeleteFunc(agents, func(p people.Person) bool {
		return !slices.ContainsFunc(members, func(m people.Person) bool { return m.ID == p.ID })
	}), err
}

func idsOf(all []people.Person) (ids []string) {
	for _, p := range all {
		ids = append(ids, p.ID)
	}
	return ids
}

// look finds what the rule sees of some people for cases of a team, or of any where that is "".
func (s *Service) look(ctx context.Context, q store.Querier, all []people.Person, team string) (crew, error) {
	c := crew{people: all}
	var err error
	if c.agreed, err = readAgreed(ctx, q); err != nil || len(all) == 0 {
		return c, err
	}
	ids := idsOf(all)
	held, err := record.HeldBy(ctx, q, ids)
	if err != nil {
		return c, err
	}
	skills, err := skillsOf(ctx, q, ids)
	if err != nil {
		return c, err
	}
	away, err := awayNow(ctx, q, all)
	if err != nil {
		return c, err
	}
	lately, err := heavyLately(ctx, q, ids)
	if err != nil {
		return c, err
	}
	members, err := people.TeamMembers(ctx, q, team)
	if err != nil {
		return c, err
	}
	work, err := people.EmploymentsOf(ctx, q, ids)
	if err != nil {
		return c, err
	}
	hours := s.Promises.Openings()
	for _, p := range all {
		a := choose.Agent{ID: p.ID, Services: skills[p.ID][ofService], Languages: skills[p.ID][ofLanguage], Sites: skills[p.ID][ofSite]}
		_, a.Away = away[p.ID]
		if len(a.Languages) == 0 {
			a.Languages = []string{p.Language}
		}
		var heavies []string
		for _, h := range held {
			if h.AssigneePerson == p.ID {
				a.Load += c.add(h, q.Now(), &a, &heavies)
			}
		}
		a.HeavyWeek = lately.of(p.ID, heavies)
		var of string // by the hours of the team, where it has some, else by those of their site
		if slices.ContainsFunc(members, func(m people.Person) bool { return m.ID == p.ID }) {
			of = team
		}
		a.Part = part(work[p.ID])
		open, next, err := hours.OpenAt(ctx, q, promise.Place{Site: work[p.ID].Site, Team: of}, q.Now())
		if err != nil {
			return c, err
		}
		a.AtWork, a.Opens = open, next.Time
		c.agents = append(c.agents, a)
	}
	return c, nil
}

// add counts a case, and returns its weight.
func (c crew) add(h record.Held, now store.Time, a *choose.Agent, heavies *[]string) int {
	w := c.agreed.weight(h.ServiceID, today(now))
	if w.Heavy() {
		a.HeavyOpen++
		if !h.OpenedAt.Before(now.Add(-week)) {
			*heavies = append(*heavies, h.ID)
		}
	}
	return w.Of()
}

// fullHours are those of a week; who works more is not given more.
const fullHours = 40

// part is how much of full hours somebody works, in percent; all, where it is not known.
func part(e people.Employment) int {
	if e.WeeklyHours > 0 && e.WeeklyHours < fullHours {
		return max(1, int(e.WeeklyHours*100)/fullHours)
	}
	return 100
}

func partOf(ctx context.Context, q store.Querier, personID string) (int, error) {
	e, err := people.EmploymentOf(ctx, q, personID)
	return part(e), err
}

// skillsOf are the skills of some people, by person and kind.
func skillsOf(ctx context.Context, q store.Querier, ids []string) (map[string]map[string][]string, error) {
	type row struct{ PersonID, Kind, Value string }
	rows, err := store.Select[row](ctx, q, new(store.Q).Add(`SELECT person_id, kind, value FROM routing_skill WHERE `).Where(store.In("person_id", ids)).Add(` ORDER BY person_id, kind, value`))
	if err != nil {
		return nil, fmt.Errorf("read skills: %w", err)
	}
	all := map[string]map[string][]string{}
	for _, r := range rows {
		if all[r.PersonID] == nil {
			all[r.PersonID] = map[string][]string{}
		}
		all[r.PersonID][r.Kind] = append(all[r.PersonID][r.Kind], r.Value)
	}
	return all, nil
}

// order are those to whom the rule would give a case, the first first, without some.
func (c crew) order(k choose.Case, team string, now store.Time, without []string) []choose.Chosen {
	day := today(now)
	w := c.agreed.weight(k.Service, day)
	k.Weight, k.Heavy = w.Of(), w.Heavy()
	caps, _ := c.agreed.caps(team, day)
	return choose.Order(k, slices.DeleteFunc(slices.Clone(c.agents), func(a choose.Agent) bool { return slices.Contains(without, a.ID) }), caps)
}
