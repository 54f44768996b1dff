package demo

import (
	"context"
	"time"

	"hearth/internal/callback"
	"hearth/internal/demo/content"
	"hearth/internal/desk"
	"hearth/internal/platform/store"
)

// calls plans the calls that people asked for: those of the past, and of today one that can be made now, one for later and one that was not made.
func (b *builder) calls() {
	for _, x := range content.Calls() {
		b.calledBack(x)
	}
	var today []*story
	for _, x := range content.CallsToday() {
		today = append(today, b.toCall(x))
	}
	today[1].together(b.now.Add(-time.Minute), today[2])
}

// toCall tells one of today, whose minutes count from now, and returns it.
func (b *builder) toCall(x content.Call) *story {
	at := func(minutes int) time.Time { return b.now.Add(time.Duration(minutes) * time.Minute) }
	s := b.story("call of "+x.Asker, x.Service, x.Asker, x.Agent)
	s.open(at(-150), desk.Open{Subject: x.Subject, Body: x.Body, Channel: content.ByPortal})
	s.take(at(-140))
	s.look(s.last)
	s.tagged(s.last, x.Tag)
	b.built.Cases++
	var windows [][2]time.Time
	for _, w := range x.Windows {
		windows = append(windows, [2]time.Time{at(w[0]), at(w[1])})
	}
	id := s.asksForCall(at(-130), x.Phone, windows...)
	for _, t := range x.Tries {
		s.calls(at(t.After), id, t.Result)
	}
	for _, w := range x.Windows {
		if w[1] < 0 {
			s.books(at(w[1]))
		}
	}
	s.asksAgain(at(-45), x.Again)
	s.asksAside(at(-100), at(-30), x.Aside)
	return s
}

// calledBack tells one of the past.
func (b *builder) calledBack(x content.Call) {
	s := b.workedOn("call to "+x.Asker, x.Service, x.Asker, x.Agent, b.daysAgo(x.Days), desk.Open{Subject: x.Subject, Body: x.Body, Channel: content.ByPortal})
	s.tagged(s.last, x.Tag)
	asked := s.last.Add(handling)
	after := func(minutes int) time.Time { return asked.Add(time.Duration(minutes) * time.Minute) }
	var windows [][2]time.Time
	for _, w := range x.Windows {
		windows = append(windows, [2]time.Time{after(w[0]), after(w[1])})
	}
	id := s.asksForCall(asked, x.Phone, windows...)
	for i, t := range x.Tries {
		for _, w := range x.Windows {
			if w[1] < t.After && (i == 0 || w[1] >= x.Tries[i-1].After) {
				s.books(after(w[1]))
			}
		}
		s.calls(after(t.After), id, t.Result)
	}
	s.settled(x.Closing, x.Cause)
}

// asksForCall has the asker ask to be called, and returns where the id of the call will be.
func (s *story) asksForCall(at time.Time, phone string, windows ...[2]time.Time) *string {
	var id string
	s.then(at, "ask to be called", func(ctx context.Context) error {
		in := callback.Ask{Number: s.number, Phone: phone}
		for _, w := range windows {
			in.Windows = append(in.Windows, callback.Stretch{From: store.At(w[0]), To: store.At(w[1])})
		}
		c, err := s.b.callbacks.Ask(ctx, s.b.portal(s.asker), in)
		id = c.ID
		return err
	})
	return &id
}

// calls has the agent call.
func (s *story) calls(at time.Time, id *string, result string) {
	s.then(at, "call", func(ctx context.Context) error {
		_, err := s.b.callbacks.Attempt(ctx, s.b.agents[s.agent], callback.Attempt{ID: *id, Result: result})
		return err
	})
}

// books lets time book the windows that have passed.
func (s *story) books(at time.Time) {
	s.then(at, "book calls", func(ctx context.Context) error { _, err := s.b.callbacks.Pass(ctx); return err })
}
