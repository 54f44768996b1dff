package demo

import (
	"context"
	"time"

	"hearth/internal/demo/content"
	"hearth/internal/desk"
	"hearth/internal/exception"
)

// exceptions plans what was asked for beyond the rules and what was done once, with the budgets of the teams for it.
func (b *builder) exceptions() {
	for at := b.clock.Now(); !at.After(b.now); at = time.Date(at.Year()+1, time.January, 1, 0, 0, 0, 0, time.UTC) {
		b.budgets(at)
	}
	for _, x := range content.Exceptions() {
		b.excepted(x)
	}
	for _, m := range content.Miles() {
		b.mile(m)
	}
}

// budgets has the head of HR set what each team may spend in the year that begins.
func (b *builder) budgets(at time.Time) {
	for team, cents := range content.Budgets() {
		b.events = append(b.events, event{at, func(ctx context.Context) error {
			_, err := b.apart.SetBudget(ctx, b.agents["ingrid-salo"], exception.SetBudget{Team: team, Cents: cents, Currency: "EUR"})
			return err
		}})
	}
}

// workedOn begins a story of its own at a moment, and lets its agent take it somewhat later.
func (b *builder) workedOn(name, service, asker, agent string, at time.Time, in desk.Open) *story {
	s := b.story(name, service, asker, agent)
	s.open(at, in)
	s.take(content.WorkAfter(at, 20))
	s.look(s.last)
	b.built.Cases++
	return s
}

// daysAgo is a moment of work some days before now.
func (b *builder) daysAgo(days int) time.Time {
	return content.WorkAfter(b.now.AddDate(0, 0, -days), 40)
}

// settled answers the case a day later, and lets time close it.
func (s *story) settled(closing, cause string) {
	s.answer(content.WorkAfter(s.last, 20), desk.Close{Answer: closing, Outcome: content.Done, Cause: cause}, "")
	if at := s.last.Add(desk.Settling + time.Hour); at.Before(s.b.now) {
		s.end(at)
	}
}

// excepted tells a wish for an exception and, where there is one, its decision on the next day.
func (b *builder) excepted(x content.Exception) {
	asked := b.daysAgo(x.Days)
	if x.Days == 0 {
		asked = before(b.counts(x.Asker, x.Service), b.now, x.Minutes)
	}
	s := b.workedOn("exception of "+x.Asker, x.Service, x.Asker, x.Agent, asked, desk.Open{Subject: x.Subject, Body: x.Body, Channel: x.Channel})
	if x.First != "" {
		s.write(s.last.Add(handling), content.FromAgent, x.Agent, x.First)
	}
	id, by := "", b.portal(x.Asker)
	if x.Channel != content.ByPortal {
		by = b.agents[x.Agent]
	}
	s.then(s.last.Add(handling), "ask for an exception", func(ctx context.Context) error {
		e, err := b.apart.Ask(ctx, by, exception.Ask{Number: s.number, Clause: x.Clause, Why: x.Why, AmountCents: x.Cents})
		id = e.ID
		return err
	})
	if x.Outcome == "" {
		return
	}
	at := content.WorkAfter(s.last, 600)
	in := exception.Decide{Outcome: x.Outcome, Reason: x.Reason, Differs: x.Differs, Disagree: x.Disagree}
	if x.Months > 0 {
		in.Expires = at.AddDate(0, x.Months, 0).Format(time.DateOnly)
	}
	s.then(at, "decide an exception", func(ctx context.Context) error {
		in.Number, in.ID = s.number, id
		_, err := b.apart.Decide(ctx, b.agents[x.Agent], in)
		return err
	})
	s.settled(x.Closing, x.Cause)
}

// mile tells what was done once, the thanks for it and what HR learned.
func (b *builder) mile(m content.Mile) {
	s := b.workedOn("extra mile for "+m.Asker, m.Service, m.Asker, m.Agent, b.daysAgo(m.Days), desk.Open{Subject: m.Subject, Body: m.Body, Channel: m.Channel})
	id := ""
	s.then(content.WorkAfter(s.last, 50), "go an extra mile", func(ctx context.Context) error {
		done, err := b.apart.Go(ctx, b.agents[m.Agent], exception.Go{Number: s.number, What: m.What, Cents: m.Cents})
		id = done.ID
		return err
	})
	s.settled(m.Closing, m.Cause)
	answered := s.last
	s.then(answered, "thank", func(ctx context.Context) error {
		_, err := b.apart.Thank(ctx, b.portal(m.Asker), exception.Thank{Number: s.number, ID: id, Words: m.Thanks})
		return err
	})
	s.then(content.WorkAfter(answered, 700), "learn", func(ctx context.Context) error {
		_, err := b.apart.Learn(ctx, b.agents[m.Agent], exception.Learn{Number: s.number, ID: id, Lesson: m.Lesson})
		return err
	})
}
