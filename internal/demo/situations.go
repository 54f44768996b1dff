package demo

import (
	"fmt"
	"slices"
	"time"

	"hearth/internal/calendar"
	"hearth/internal/demo/content"
	"hearth/internal/desk"
)

// situations plans what is going on today.
func (b *builder) situations() error {
	for _, x := range content.Situations() {
		s, err := b.situation(x)
		if err != nil {
			return fmt.Errorf("situation %s: %w", x.Key, err)
		}
		b.opened = append(b.opened, opened{x.Key, s})
		b.built.Cases++
		b.built.Situations++
	}
	return nil
}

// situation tells one of them. Its times are working minutes before now, by the calendar that counts, holidays and weekends included.
func (b *builder) situation(x content.Situation) (*story, error) {
	hours := b.counts(x.Asker, x.Service)
	ago := func(minutes int) time.Time { return before(hours, b.now, minutes) }
	s := b.story("situation "+x.Key, x.Service, x.Asker, x.Agent)
	in := desk.Open{Subject: x.Subject, Body: x.Body, Channel: x.Channel, Against: b.all(x.Against), Named: b.all(x.Named)}
	if x.NotToManager {
		in.NotTo = []string{"manager"}
	}
	s.open(ago(x.AskedBefore), in)
	if x.Urgent {
		s.urgent(ago(x.AskedBefore - 1))
	}
	if x.Agent != "" {
		s.take(ago(takenBefore(x)))
		s.look(s.last)
	}
	b.talk(s, x, ago)
	b.heard(s, x, ago)
	b.sums(s, x, ago)
	if x.ComesBack != "" {
		s.comesBack(s.last.Add(3*time.Minute), x.ComesBack)
	}
	if x.State == content.StateWaiting {
		until, err := hours.Due(b.now, x.WaitsFor)
		if err != nil {
			return nil, err
		}
		s.pause(s.last.Add(2*time.Minute), desk.WaitCustomer, x.WaitsWhy, until)
	}
	if x.State == content.StateAnswered {
		at := ago(x.AnsweredBefore)
		if x.Ruling != nil {
			s.decide(at, x.Agent, b.ruling(s, at, *x.Ruling, content.Words{}, x.Closing), x.Cause, x.Subject)
			return s, nil
		}
		s.answer(at, desk.Close{Answer: x.Closing, Outcome: x.Outcome, Cause: x.Cause}, x.Subject)
	}
	return s, nil
}

// talk tells the conversation and the steps of a situation in their order.
func (b *builder) talk(s *story, x content.Situation, ago func(int) time.Time) {
	steps, work := x.Steps, x.Work
	until := func(before int) {
		for len(work) > 0 && work[0].Before > before {
			s.work(ago(work[0].Before), work[0])
			work = work[1:]
		}
	}
	step := func(l content.LiveStep) {
		done := time.Time{}
		if l.Done > 0 {
			done = ago(l.Done)
		}
		s.step(ago(l.Before), done, desk.AddStep{Title: l.Title, Owner: b.ids[l.Owner], Outside: l.Outside, Minutes: l.Minutes}, l.Blocked)
	}
	for _, t := range x.Turns {
		for len(steps) > 0 && steps[0].Before > t.Before {
			step(steps[0])
			steps = steps[1:]
		}
		until(t.Before)
		s.write(ago(t.Before), t.From, t.By, t.Text)
	}
	for _, l := range steps {
		step(l)
	}
	until(0)
}

// takenBefore is how many office minutes before now the agent takes the case: at once when it comes by phone or in person, otherwise shortly before
// they write, or a while after it came.
func takenBefore(x content.Situation) int {
	if x.Channel != content.ByPortal {
		return x.AskedBefore
	}
	i := slices.IndexFunc(x.Turns, func(t content.LiveTurn) bool { return t.From != content.FromAsker })
	if i < 0 {
		return x.AskedBefore - 20
	}
	return min(x.AskedBefore, x.Turns[i].Before+9)
}

// all returns the ids of people.
func (b *builder) all(keys []string) []string {
	var ids []string
	for _, key := range keys {
		ids = append(ids, b.ids[key])
	}
	return ids
}

// before returns the latest instant, to the minute, from which so many office minutes lead to now.
func before(hours calendar.Calendar, now time.Time, minutes int) time.Time {
	early, late := now.AddDate(0, -2, 0), now
	for late.Sub(early) > time.Minute {
		middle := early.Add(late.Sub(early) / 2)
		if hours.Between(middle, now) >= minutes {
			early = middle
		} else {
			late = middle
		}
	}
	return early
}
