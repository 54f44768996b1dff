package policy

import (
	"context"
	"slices"
	"strings"

	"hearth/internal/calendar"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// Nothing is the input of use cases that take none.
type Nothing struct{}

// Listed is a policy in the list.
type Listed struct {
	Policy
	Clauses       int `json:"clauses"`        // how many hold now: for the reader, or at the desk for anybody
	ToAcknowledge int `json:"to_acknowledge"` // how many the reader has still to acknowledge
}

// Policies is the list of policies.
type Policies struct {
	Items []Listed `json:"items"`
}

// ListPolicies returns the policies of which a clause holds for by today; for HR at the desk, all.
func (s *Service) ListPolicies(ctx context.Context, by authz.Actor, _ Nothing) (Policies, error) {
	out := Policies{Items: []Listed{}}
	if err := s.may(by, ReadOwn); err != nil {
		return out, err
	}
	everything := s.may(by, ReadAll) == nil
	all, err := policies(ctx, s.db)
	if err != nil {
		return out, err
	}
	mine, err := s.holding(ctx, by, store.Always)
	if err != nil {
		return out, err
	}
	var any map[string]int
	if everything {
		if any, err = s.current(ctx); err != nil {
			return out, err
		}
	}
	done, err := acknowledged(ctx, s.db, by.PersonID)
	if err != nil {
		return out, err
	}
	for _, p := range all {
		l := Listed{Policy: p, Clauses: any[p.ID]}
		for _, v := range mine {
			if v.PolicyID != p.ID {
				continue
			}
			if !everything {
				l.Clauses++
			}
			if v.Acknowledge && done[v.ID].IsZero() {
				l.ToAcknowledge++
			}
		}
		if everything || l.Clauses > 0 {
			out.Items = append(out.Items, l)
		}
	}
	return out, nil
}

// current counts by policy the clauses of which a version is in force today, for anybody.
func (s *Service) current(ctx context.Context) (map[string]int, error) {
	all, err := outlines(ctx, s.db, store.Always)
	if err != nil {
		return nil, err
	}
	day, out := today(ctx, s.db), map[string]int{}
	for _, clause := range all {
		if slices.ContainsFunc(clause, func(v Version) bool { return v.On(day) && !v.Withdrawn }) {
			out[clause[0].PolicyID]++
		}
	}
	return out, nil
}

// holding returns the outlines of the versions that hold for by today, of the clauses for which w holds.
func (s *Service) holding(ctx context.Context, by authz.Actor, w store.Where) ([]Version, error) {
	if by.PersonID == "" {
		return nil, nil
	}
	h, err := employed(ctx, s.db, by.PersonID)
	if err != nil {
		return nil, err
	}
	day := today(ctx, s.db)
	g, works := h.on(day)
	if !works {
		return nil, nil
	}
	all, err := outlines(ctx, s.db, w)
	return holdingFor(all, day, g), err
}

func holdingFor(all [][]Version, day calendar.Date, g Group) (out []Version) {
	for _, clause := range all {
		if v, ok := inForce(clause, day, g); ok {
			out = append(out, v)
		}
	}
	return out
}

// employed returns the employments of a person.
func employed(ctx context.Context, q store.Querier, personID string) (history, error) {
	all, err := people.Employments(ctx, q, personID)
	return all, err
}

// ReadClauses asks what a policy said on a day. Without a person it is for by. HR at the desk may ask for anybody, or for a group.
type ReadClauses struct {
	ID         string `path:"id" json:"-"`
	On         string `query:"on" json:"-"`         // a day, as 2026-03-03; empty: today
	Person     string `query:"person" json:"-"`     // an id, an e-mail address or a personnel number
	Site       string `query:"site" json:"-"`       // in place of a person: somebody at this site
	Employment string `query:"employment" json:"-"` // in place of a person: full-time or part-time
}

// Clauses is what a policy says on a day to a person or a group.
type Clauses struct {
	Policy     Policy        `json:"policy"`
	On         calendar.Date `json:"on"`
	PersonID   string        `json:"person"`     // empty for a group
	Site       string        `json:"site"`       // on that day; empty: not known
	Employment string        `json:"employment"` // full-time or part-time on that day; empty: not known
	Works      bool          `json:"works"`      // works here on that day; for a group always
	Items      []Said        `json:"items"`
}

// Said is a version with when the person acknowledged it.
type Said struct {
	Version
	AcknowledgedAt store.Time `json:"acknowledged_at"`
	Earlier        bool       `json:"earlier"` // another version held for the person before, or will
}

// ReadClauses returns what a policy said on a day to a person, in the order of numbers. Everybody may ask for themselves; others and groups are HR's, and do not exist for
// others, like a policy that never says anything to by. It refuses a day, a site or a kind of employment that is none.
func (s *Service) ReadClauses(ctx context.Context, by authz.Actor, in ReadClauses) (Clauses, error) {
	out := Clauses{Items: []Said{}}
	if err := s.may(by, ReadOwn); err != nil {
		return out, err
	}
	everything := s.may(by, ReadAll) == nil
	if !everything && (in.Person != "" && in.Person != by.PersonID || in.Site != "" || in.Employment != "") {
		return out, authz.Hidden()
	}
	// For whom it may be hidden, one that is not there is looked for to the end: neither the work nor what is said of a day tells which it was.
	var there bool
	var err error
	if out.Policy, there, err = FindPolicy(ctx, s.db, in.ID); err != nil {
		return out, err
	}
	if !there && everything {
		return out, authz.Hidden()
	}
	if out.On, err = in.day(ctx, s.db); err != nil {
		return out, err
	}
	all, err := versions(ctx, s.db, ofPolicy(in.ID))
	if err != nil {
		return out, err
	}
	if in.Person == "" && (in.Site != "" || in.Employment != "") {
		return s.toGroup(ctx, in, all, out)
	}
	if out.PersonID = by.PersonID; in.Person != "" {
		p, err := people.Find(ctx, s.db, in.Person)
		if err != nil {
			return out, err
		}
		out.PersonID = p.ID
	}
	return s.toPerson(ctx, all, out, everything)
}

func (in ReadClauses) day(ctx context.Context, q store.Querier) (calendar.Date, error) {
	if strings.TrimSpace(in.On) == "" {
		return today(ctx, q), nil
	}
	day, err := calendar.ParseDate(strings.TrimSpace(in.On))
	if err != nil {
		return day, fault.ForField("on", "Write a day as year-month-day, for example 2026-03-01.")
	}
	return day, nil
}

// toGroup fills in what the clauses say to somebody at a site, of a kind of employment.
func (s *Service) toGroup(ctx context.Context, in ReadClauses, all [][]Version, out Clauses) (Clauses, error) {
	sites, err := people.SiteNames(ctx, s.db)
	if err != nil {
		return out, err
	}
	var f fault.Fields
	f.Need(in.Site == "" || slices.Contains(sites, in.Site), "site", "There is no site called %s. Write it as the directory does.", in.Site)
	f.Need(in.Employment == "" || slices.Contains(EmploymentKinds(), in.Employment), "employment", "Choose full-time or part-time.")
	out.Site, out.Employment, out.Works = in.Site, in.Employment, true
	for _, v := range holdingFor(all, out.On, Group{in.Site, in.Employment}) {
		out.Items = append(out.Items, Said{Version: v})
	}
	return out, f.Err()
}

// toPerson fills in what the clauses say to the person of out.
func (s *Service) toPerson(ctx context.Context, all [][]Version, out Clauses, everything bool) (Clauses, error) {
	h, err := employed(ctx, s.db, out.PersonID)
	if err != nil {
		return out, err
	}
	met := map[string]map[string]bool{}
	any := false
	for _, clause := range all {
		m := h.met(clause)
		met[clause[0].ClauseID] = m
		any = any || len(m) > 0
	}
	if !any && !everything {
		return Clauses{Items: []Said{}}, authz.Hidden()
	}
	g, works := h.on(out.On)
	if out.Works = works; !works {
		return out, nil
	}
	out.Site, out.Employment = g.Site, g.Employment
	done, err := acknowledged(ctx, s.db, out.PersonID)
	for _, v := range holdingFor(all, out.On, g) {
		out.Items = append(out.Items, Said{Version: v, AcknowledgedAt: done[v.ID], Earlier: len(met[v.ClauseID]) > 1})
	}
	return out, err
}

// ReadPolicy names a policy.
type ReadPolicy struct {
	ID string `path:"id" json:"-"`
}

// Whole is a policy with everything that its clauses said, say and will say, to anybody.
type Whole struct {
	Policy  Policy        `json:"policy"`
	Today   calendar.Date `json:"today"`
	Clauses []AllSaid     `json:"clauses"`
	Gaps    []Gap         `json:"gaps"`
}

// AllSaid is a clause with all its versions, in the order in which they begin.
type AllSaid struct {
	Clause
	Versions []Version `json:"versions"`
}

// ShowPolicy returns all of a policy. HR at the desk may.
func (s *Service) ShowPolicy(ctx context.Context, by authz.Actor, in ReadPolicy) (Whole, error) {
	out := Whole{Clauses: []AllSaid{}, Gaps: []Gap{}}
	if err := s.may(by, ReadAll); err != nil {
		return out, err
	}
	var err error
	if out.Policy, err = loadPolicy(ctx, s.db, in.ID); err != nil {
		return out, err
	}
	out.Today = today(ctx, s.db)
	all, err := versions(ctx, s.db, ofPolicy(in.ID))
	for _, clause := range all {
		out.Clauses = append(out.Clauses, AllSaid{Clause{ID: clause[0].ClauseID, PolicyID: in.ID, Number: clause[0].Number}, clause})
		out.Gaps = append(out.Gaps, gaps(clause)...)
	}
	return out, err
}
