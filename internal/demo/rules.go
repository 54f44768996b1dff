package demo

import (
	"context"
	"fmt"
	"slices"
	"time"

	"hearth/internal/demo/content"
	"hearth/internal/platform/authz"
	"hearth/internal/policy"
)

// aheadOf is how long before it begins a rule is published.
const aheadOf = 21 * 24 * time.Hour

// publication is a text of a rule with the moment at which it was published.
type publication struct {
	at   time.Time
	in   policy.PublishClause
	asks bool
}

// rules publishes the organisation's rules in the order in which they came: those that are older than the organisation here at once, by the head of HR.
func (b *builder) rules(ctx context.Context, _ authz.Actor) error {
	began := b.clock.Now()
	defer b.clock.Set(began)
	head := b.agents["ingrid-salo"]
	var all []publication
	for i, p := range content.Policies() {
		if _, err := b.policies.SavePolicy(ctx, head, policy.SavePolicy{ID: p.Slug, Title: p.Title, Summary: p.Summary, TeamID: p.Team, Position: 10 * (i + 1)}); err != nil {
			return fmt.Errorf("policy %s: %w", p.Slug, err)
		}
		for _, r := range p.Rules {
			for _, said := range r.Said {
				from := said.From(b.now)
				x := publication{at: from.Add(-aheadOf), asks: said.Acknowledge, in: policy.PublishClause{ID: p.Slug, PublishedText: policy.PublishedText{Number: r.Number, Title: r.Title,
					Text: said.Text, Why: said.Why, From: from.Format(time.DateOnly), Audience: policy.Audience{Sites: said.Sites, Employment: said.Employment}, Acknowledge: said.Acknowledge}}}
				if x.at.Before(began) {
					x.at = began
				}
				if x.at.After(b.now) {
					x.at = b.now
				}
				all = append(all, x)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b publication) int { return a.at.Compare(b.at) })
	for _, x := range all {
		b.clock.Set(x.at)
		out, err := b.policies.PublishClause(ctx, head, x.in)
		if err != nil {
			return fmt.Errorf("rule %s %s: %w", x.in.ID, x.in.Number, err)
		}
		if x.asks {
			if err := b.acknowledge(ctx, x.in, out.Added); err != nil {
				return err
			}
		}
	}
	return nil
}

// acknowledge lets most of those who worked here then say that they have read a rule, within two months. Amina has not yet.
func (b *builder) acknowledge(ctx context.Context, in policy.PublishClause, added []policy.Version) error {
	from, err := time.Parse(time.DateOnly, in.From)
	if err != nil {
		return err
	}
	for i, p := range content.People(b.plan.Seed) {
		at := from.Add(time.Duration(10+i%55*24) * time.Hour)
		tooLate := p.Started(b.now) > at.Format(time.DateOnly) || p.Ended(b.now) != "" || at.After(b.now)
		if tooLate || p.Key == "amina-yusuf" || i%6 == 0 || b.plan.Every > 1 && i%b.plan.Every != 1 {
			continue
		}
		b.clock.Set(at)
		for _, v := range added {
			if len(v.Audience.Sites) > 0 && !slices.Contains(v.Audience.Sites, p.Site) || p.Site == content.PortoSite {
				continue // the rule of Porto's part-timers asks nobody
			}
			if _, err := b.policies.Acknowledge(ctx, b.portal(p.Key), policy.Acknowledge{ID: in.ID, Version: v.ID}); err != nil {
				return fmt.Errorf("%s acknowledges %s: %w", p.Key, v.Ref(), err)
			}
		}
	}
	return nil
}
