package demo

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"hearth/internal/demo/content"
	"hearth/internal/desk"
	"hearth/internal/desk/record"
	"hearth/internal/outreach"
)

// asking is where the people begin to whom a round goes: not with those of whom the demo tells more.
const asking = 150

// rounds has HR ask many people the same, each in a case of their own, and some of them answer.
func (b *builder) rounds() {
	for _, x := range content.Rounds() {
		var keys, numbers []string
		for _, p := range content.People(b.plan.Seed)[asking:] {
			if len(keys) < x.People && p.Email != "" && len(p.Roles) == 0 && p.EndedDaysAgo == 0 && p.Site == content.MalmbySite {
				keys, numbers = append(keys, p.Key), append(numbers, p.Number)
			}
		}
		b.built.Cases += len(keys)
		began := b.daysAgo(x.DaysAgo)
		b.events = append(b.events, event{began, func(ctx context.Context) error { return b.ask(ctx, x, numbers) }})
		for i, answer := range x.Answers {
			at := began.Add(time.Duration(i+1) * 7 * time.Hour)
			b.events = append(b.events, event{at, func(ctx context.Context) error {
				number, err := b.caseOf(ctx, keys[i])
				if err != nil {
					return err
				}
				_, err = b.desk.Write(ctx, b.portal(keys[i]), desk.Write{Number: number, Body: answer})
				return err
			}})
			if i < x.Settled {
				b.events = append(b.events, event{at.Add(3 * time.Hour), func(ctx context.Context) error {
					number, err := b.caseOf(ctx, keys[i])
					if err != nil {
						return err
					}
					_, err = b.desk.Close(ctx, b.agents[x.Agent], desk.Close{Number: number, Answer: x.Thanks, Outcome: desk.OutcomeDone, Cause: "ordinary"})
					return err
				}})
			}
		}
	}
}

// ask opens the cases of a round.
func (b *builder) ask(ctx context.Context, x content.Round, numbers []string) error {
	in := outreach.Make{Key: x.Key, List: strings.Join(numbers, "\n"), Service: b.service(x.Service).Slug, Asks: true, Until: b.clock.Now().AddDate(0, 0, x.Days).Format(time.DateOnly)}
	for _, lang := range slices.Sorted(maps.Keys(x.Bodies)) {
		in.Texts = append(in.Texts, outreach.Text{Language: lang, Title: x.Titles[lang], Body: x.Bodies[lang]})
	}
	r, err := b.outreach.Make(ctx, b.agents[x.Agent], in)
	if err == nil {
		_, err = b.outreach.Steer(ctx, b.agents[x.Agent], outreach.Steer{ID: r.ID, Do: outreach.Start})
	}
	if err != nil {
		return fmt.Errorf("round %s: %w", x.Key, err)
	}
	return b.outreach.Pass(ctx)
}

// caseOf is the number of the case in which HR wrote first to somebody.
func (b *builder) caseOf(ctx context.Context, key string) (string, error) {
	page, err := b.desk.List(ctx, b.portal(key), desk.List{View: desk.ViewRequests, Channel: record.FromHR, Limit: 1})
	if err == nil && len(page.Items) == 0 {
		err = fmt.Errorf("%s was asked nothing", key)
	}
	if err != nil {
		return "", err
	}
	return page.Items[0].Number, nil
}
