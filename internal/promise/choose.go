package promise

import (
	"context"
	"fmt"
	"slices"

	"hearth/internal/calendar"
	"hearth/internal/people"
	"hearth/internal/platform/store"
	"hearth/internal/promise/terms"
)

// Asked is what a promise is asked for, as policies look at it. The zero Asked is promised as its Minutes say, by no policy.
type Asked struct {
	Service, Priority string
	PersonID          string // who asks: the policy may be for the group of customers that they are in
}

// byPolicies lists the kinds of promise whose length a policy gives.
func byPolicies() []string { return []string{FirstAnswer, NextWord, Decision} }

// lengthOf is what a version of a policy promises for a kind.
func lengthOf(v terms.Version, kind string) terms.Length {
	switch kind {
	case FirstAnswer:
		return v.Lengths.First
	case NextWord:
		return v.Lengths.Next
	}
	return v.Lengths.Decision
}

// workday is how many minutes a working day of a calendar has: the mean of the days of the week on which it opens.
func workday(cal calendar.Calendar) int {
	minutes, days := 0, 0
	for _, windows := range cal.Week() {
		for _, w := range windows {
			if minutes += int(w.To - w.From); w.OverMidnight() {
				minutes += 24 * 60
			}
		}
		if len(windows) > 0 {
			days++
		}
	}
	return max(1, minutes) / max(1, days)
}

// lasts gives p so many minutes. A next word has WordDays working days at most, whatever a service or a policy says: nobody is left longer without one.
func (p *Promise) lasts(cal calendar.Calendar, minutes int) {
	if p.Minutes = minutes; p.Kind == NextWord {
		p.Minutes = min(minutes, gap(cal))
	}
}

// made gives p the length and the warnings of a version, or, where no policy fits, so many minutes and the usual warnings.
func (p *Promise) made(cal calendar.Calendar, v terms.Version, found bool, usual int) {
	if !found {
		p.PolicyID, p.PolicyVersion = "", 0
		p.lasts(cal, usual)
		p.WarnFirst, p.WarnSecond = Shares()[0], Shares()[1]
		return
	}
	p.PolicyID, p.PolicyVersion = v.PolicyID, v.Number
	p.lasts(cal, max(1, lengthOf(v, p.Kind).Minutes(workday(cal))))
	p.WarnFirst, p.WarnSecond = v.Lengths.WarnFirst, v.Lengths.WarnSecond
}

// inDays gives p, which counted by one calendar, the length that it has by another, or by the same whose days are not as long any more: what its policy counts in days has as many of these, and a next word
// that had all of WordDays has them again. A next word has WordDays of its days at most.
func (p *Promise) inDays(ctx context.Context, q store.Querier, was, cal calendar.Calendar) error {
	minutes := p.Minutes
	switch {
	case p.PolicyID != "":
		r, err := store.One[versionRow](ctx, q, selectVersion+` WHERE v.policy_id = $1 AND v.version = $2`, p.PolicyID, p.PolicyVersion)
		if err != nil {
			return fmt.Errorf("policy of promise %s: %w", p.ID, err)
		}
		v, err := r.version()
		if err != nil {
			return err
		}
		minutes = max(1, lengthOf(v, p.Kind).Minutes(workday(cal)))
	case p.Kind == NextWord && minutes == gap(was):
		minutes = gap(cal)
	}
	p.lasts(cal, minutes)
	return nil
}

// byPolicy gives p what the policy for a request says now, if there is one.
func (s *Service) byPolicy(ctx context.Context, q store.Querier, cal calendar.Calendar, p *Promise, a Asked) error {
	if a.Service == "" || !slices.Contains(byPolicies(), p.Kind) {
		return nil
	}
	v, found, err := s.chosen(ctx, q, a)
	if err == nil {
		p.made(cal, v, found, p.Minutes)
	}
	return err
}

// chosen is the policy for a request as it is now, or false where there is none.
func (s *Service) chosen(ctx context.Context, q store.Querier, a Asked) (v terms.Version, found bool, err error) {
	all, err := store.Remember(ctx, q, "promise.policies", func() ([]terms.Version, error) { return versions(ctx, q) })
	if err != nil || len(all) == 0 {
		return v, false, err
	}
	asked := terms.Asked{Service: a.Service, Priority: a.Priority}
	if slices.ContainsFunc(all, func(v terms.Version) bool { return v.Scope.Group != "" }) {
		asked.Group, err = store.Remember(ctx, q, "promise.group."+a.PersonID, func() (string, error) {
			groups, err := people.GroupsOf(ctx, q, []string{a.PersonID})
			return groups[a.PersonID], err
		})
		if err != nil {
			return v, false, err
		}
	}
	if v, found = terms.Choose(all, asked, q.Now().Time); !found {
		return terms.Version{}, false, nil
	}
	return v, true, nil
}

// Expected returns when a promise would be due if it began now, for pages that say it before somebody asks.
func (s *Service) Expected(ctx context.Context, q store.Querier, in Start) (store.Time, error) {
	at, err := s.calendarFor(ctx, q, in.Place)
	if err != nil {
		return store.Time{}, err
	}
	p := Promise{Kind: in.Kind, Minutes: in.Minutes}
	if err := s.byPolicy(ctx, q, at.cal, &p, in.Asked); err != nil {
		return store.Time{}, err
	}
	due, err := at.cal.Due(q.Now().Time, p.Minutes)
	return store.At(due), err
}

type versionRow struct {
	PolicyID                           string
	Version                            int
	ServiceID, Priority, CustomerGroup string
	Name                               string
	FirstAnswer, NextWord, Decision    string
	WarnFirst, WarnSecond              int
	Ended                              bool
	ValidFrom, MadeAt                  store.Time
}

const selectVersion = `SELECT v.policy_id, v.version, p.service_id, p.priority, p.customer_group, v.name, v.first_answer, v.next_word, v.decision, v.warn_first, v.warn_second,
	v.ended, v.valid_from, v.made_at FROM promise_policy_version v JOIN promise_policy p ON p.id = v.policy_id`

// versions returns all versions of all policies.
func versions(ctx context.Context, q store.Querier) ([]terms.Version, error) {
	rows, err := store.All[versionRow](ctx, q, selectVersion)
	if err != nil {
		return nil, fmt.Errorf("read promise policies: %w", err)
	}
	all := make([]terms.Version, len(rows))
	for i, r := range rows {
		if all[i], err = r.version(); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (r versionRow) version() (terms.Version, error) {
	v := terms.Version{PolicyID: r.PolicyID, Number: r.Version, Scope: terms.Scope{Service: r.ServiceID, Priority: r.Priority, Group: r.CustomerGroup}, Name: r.Name, Ended: r.Ended,
		ValidFrom: r.ValidFrom.Time, Lengths: terms.Lengths{WarnFirst: r.WarnFirst, WarnSecond: r.WarnSecond}}
	for into, text := range map[*terms.Length]string{&v.Lengths.First: r.FirstAnswer, &v.Lengths.Next: r.NextWord, &v.Lengths.Decision: r.Decision} {
		l, ok := terms.Parse(text)
		if !ok {
			return v, fmt.Errorf("stored promise policy %s, version %d: %q is no length", r.PolicyID, r.Version, text)
		}
		*into = l
	}
	return v, nil
}

// By is the version of a policy by which something was promised.
type By struct {
	Name    string `json:"name"`
	Version int    `json:"version"`
}

// policyOf returns by what a promise was made, or nil: as its service says.
func policyOf(ctx context.Context, q store.Querier, p Promise) (*By, error) {
	if p.PolicyID == "" {
		return nil, nil
	}
	name, err := store.One[string](ctx, q, `SELECT name FROM promise_policy_version WHERE policy_id = $1 AND version = $2`, p.PolicyID, p.PolicyVersion)
	if err != nil {
		return nil, fmt.Errorf("policy of promise %s: %w", p.ID, err)
	}
	return &By{Name: name, Version: p.PolicyVersion}, nil
}
