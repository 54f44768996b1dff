// Package choose is the rule by which a team's case finds who takes it: pure, and small enough to be read by those whom it concerns.
//
// Who is away, does not take the service or has enough is left out. Of the rest come first: who speaks the language of the case; who is at work, or begins first; who looks after
// its site; who has the least on them, for the hours that they work. Between equals the case decides, so that it is not always the same person.
package choose

import (
	"cmp"
	"hash/fnv"
	"slices"
	"time"
)

// Case is what the rule looks at of a case.
type Case struct {
	ID, Service, Language, Site string
	Weight                      int // of its service: effort × emotional weight
	Heavy                       bool
}

// Agent is somebody of the team. No Services or Sites means all of them.
type Agent struct {
	ID                         string
	Services, Languages, Sites []string
	Away                       bool
	AtWork                     bool
	Opens                      time.Time // when they are next at work, where they are not
	Load                       int       // the weights of their cases that are not answered
	HeavyOpen, HeavyWeek       int       // heavy cases that are not answered, and that came in the last seven days
	Part                       int       // of full hours, in percent; 0 is all
}

// Caps are what somebody has at most, agreed on by the team. Load is that of full hours.
type Caps struct{ Load, HeavyOpen, HeavyWeek int }

// Why is a reason for which somebody was chosen, as it is stored.
type Why string

// The reasons, in the order in which the rule looks.
const (
	Service  Why = "service"  // they take cases of this service by name
	Language Why = "language" // they speak its language
	Nobody   Why = "nobody"   // nobody who has room speaks it
	AtWork   Why = "at_work"
	First    Why = "first" // nobody who has room is at work, and they begin first
	Site     Why = "site"
	Least    Why = "least" // of several who are alike in all that comes before, nobody has less on them
	Only     Why = "only"  // nobody else had room
)

// Chosen is somebody who may be given the case, and why.
type Chosen struct {
	ID  string
	Why []Why
}

// Room reports whether a can be given a case within caps. Who has nothing has room for anything but a heavy case beyond the caps, whatever their hours.
func (caps Caps) Room(a Agent, c Case) bool {
	switch {
	case a.Away:
		return false
	case c.Heavy && (a.HeavyOpen >= caps.HeavyOpen || a.HeavyWeek >= caps.HeavyWeek):
		return false
	}
	return a.Load == 0 || (a.Load+c.Weight)*100 <= caps.Load*a.part()
}

func (a Agent) part() int {
	if a.Part <= 0 || a.Part > 100 {
		return 100
	}
	return a.Part
}

// takes reports whether a takes cases of a service.
func (a Agent) takes(service string) bool {
	return len(a.Services) == 0 || slices.Contains(a.Services, service)
}

// begins is when a works on the case at the earliest; zero is now.
func (a Agent) begins() time.Time {
	if a.AtWork {
		return time.Time{}
	}
	return a.Opens
}

// rule is what the rule looks at before the load of somebody, in its order.
func (c Case) rule(a, b Agent) int {
	return cmp.Or(cmp.Compare(c.spokenBy(b), c.spokenBy(a)), a.begins().Compare(b.begins()), cmp.Compare(c.siteOf(b), c.siteOf(a)))
}

func (c Case) spokenBy(a Agent) int { return flag(slices.Contains(a.Languages, c.Language)) }

func (c Case) siteOf(a Agent) int { return flag(len(a.Sites) > 0 && slices.Contains(a.Sites, c.Site)) }

// Order returns those who may be given the case, the first first; nobody where all are away or have enough.
func Order(c Case, all []Agent, caps Caps) []Chosen {
	var left []Agent
	for _, a := range all {
		if a.takes(c.Service) && caps.Room(a, c) {
			left = append(left, a)
		}
	}
	slices.SortFunc(left, func(a, b Agent) int {
		return cmp.Or(c.rule(a, b), cmp.Compare(a.Load*b.part(), b.Load*a.part()), cmp.Compare(place(c.ID, a.ID), place(c.ID, b.ID)), cmp.Compare(a.ID, b.ID))
	})
	out := make([]Chosen, 0, len(left))
	for i, a := range left {
		out = append(out, Chosen{a.ID, why(c, a, left[i:])})
	}
	return out
}

// why says why a comes before the others of left.
func why(c Case, a Agent, left []Agent) (all []Why) {
	if len(a.Services) > 0 {
		all = append(all, Service)
	}
	if len(left) == 1 {
		all = append(all, Only)
	}
	switch {
	case slices.Contains(a.Languages, c.Language):
		all = append(all, Language)
	case c.Language != "" && !slices.ContainsFunc(left, func(b Agent) bool { return slices.Contains(b.Languages, c.Language) }):
		all = append(all, Nobody)
	}
	if a.AtWork {
		all = append(all, AtWork)
	} else {
		all = append(all, First)
	}
	if len(a.Sites) > 0 && slices.Contains(a.Sites, c.Site) {
		all = append(all, Site)
	}
	if len(left) > 1 && c.rule(a, left[1]) == 0 {
		all = append(all, Least)
	}
	return all
}

func flag(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// place is an order of people that follows from a case.
func place(caseID, personID string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(caseID + personID)) //nolint:errcheck // it never fails
	return h.Sum64()
}
