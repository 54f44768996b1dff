package demo

import (
	"context"
	"fmt"
	"slices"
	"time"

	"hearth/internal/demo/content"
	"hearth/internal/desk"
	"hearth/internal/platform/store"
	"hearth/internal/rating"
)

// event is something that happens at an instant.
type event struct {
	at time.Time
	do func(context.Context) error
}

// story is one case on its way: who asks whom, and its number once it is open. Its events are told in order; none is before the one told before.
type story struct {
	b       *builder
	name    string // for errors
	asker   string // a person's key
	agent   string // a person's key; "" while nobody has taken it
	clerk   string // who in HR writes it down when it comes by phone
	service content.Service
	number  string
	id      string // of the case, once it is open
	last    time.Time
}

func (b *builder) story(name, service, asker, agent string) *story {
	s := &story{b: b, name: name, asker: asker, agent: agent, service: b.service(service)}
	s.clerk = agent
	if s.clerk == "" {
		s.clerk = b.teams[s.service.Team][0]
	}
	return s
}

func (b *builder) service(slug string) content.Service {
	all := content.Services()
	return all[slices.IndexFunc(all, func(s content.Service) bool { return s.Slug == slug })]
}

// then adds an event of the story.
func (s *story) then(at time.Time, what string, do func(context.Context) error) {
	if at.Before(s.last) {
		at = s.last
	}
	s.last = at
	s.event(at, what, do)
}

// event adds an event at its own time, whatever was told before.
func (s *story) event(at time.Time, what string, do func(context.Context) error) {
	s.b.events = append(s.b.events, event{at, func(ctx context.Context) error {
		if err := do(ctx); err != nil {
			return fmt.Errorf("%s: %s at %s: %w", s.name, what, at.Format(time.RFC3339), err)
		}
		return nil
	}})
}

// open lets the asker ask in the portal, or the clerk write it down.
func (s *story) open(at time.Time, in desk.Open) {
	in.Service = s.service.Slug
	by := s.b.portal(s.asker)
	if in.Channel != desk.Portal {
		by, in.For = s.b.agents[s.clerk], s.b.ids[s.asker]
	}
	s.then(at, "open", func(ctx context.Context) error {
		c, err := s.b.desk.Open(ctx, by, in)
		s.number, s.id = c.Number, c.ID
		return err
	})
}

// take lets the agent take the case.
func (s *story) take(at time.Time) {
	s.then(at, "take", func(ctx context.Context) error {
		_, err := s.b.desk.Assign(ctx, s.b.agents[s.agent], desk.Assign{Number: s.number, Assignee: "me"})
		return err
	})
}

// look lets the agent open the case's page, which the record keeps.
func (s *story) look(at time.Time) {
	s.then(at, "read", func(ctx context.Context) error {
		_, err := s.b.desk.Read(ctx, s.b.agents[s.agent], desk.ReadOne{Number: s.number})
		return err
	})
}

// write adds a message of the asker, or a message or note of somebody in HR.
func (s *story) write(at time.Time, from, author, text string) {
	by := s.b.agents[author]
	if from == content.FromAsker {
		by = s.b.portal(author)
	}
	s.then(at, "write", func(ctx context.Context) error {
		_, err := s.b.desk.Write(ctx, by, desk.Write{Number: s.number, Body: text, Internal: from == content.FromNote})
		return err
	})
}

func (s *story) pause(at time.Time, reason, needed string, until time.Time) {
	s.then(at, "pause", func(ctx context.Context) error {
		_, err := s.b.desk.Pause(ctx, s.b.agents[s.agent], desk.Pause{Number: s.number, Reason: reason, Needed: needed, Until: store.At(until)})
		return err
	})
}

// step adds a part of the work and brings it to where it stands.
func (s *story) step(at, done time.Time, in desk.AddStep, blocked string) {
	by, id := s.b.agents[s.agent], ""
	s.then(at, "add step", func(ctx context.Context) error {
		in.Number = s.number
		if _, err := s.b.desk.AddStep(ctx, by, in); err != nil {
			return err
		}
		whole, err := s.b.desk.Read(ctx, by, desk.ReadOne{Number: s.number})
		if err == nil {
			id = whole.Steps[len(whole.Steps)-1].ID
		}
		return err
	})
	set := desk.SetStep{State: "blocked", Why: blocked}
	switch {
	case !done.IsZero():
		set = desk.SetStep{State: "done"}
	case blocked == "":
		return
	}
	s.then(done, "set step", func(ctx context.Context) error {
		set.Number, set.Step = s.number, id
		_, err := s.b.desk.SetStep(ctx, by, set)
		return err
	})
}

// renegotiate gives the time for settling another date before it passes.
func (s *story) renegotiate(at, due time.Time, reason string) {
	s.then(at, "renegotiate", func(ctx context.Context) error {
		_, err := s.b.desk.Renegotiate(ctx, s.b.agents[s.agent], desk.Renegotiate{Number: s.number, DueAt: store.At(due), Reason: reason})
		return err
	})
}

func (s *story) urgent(at time.Time) {
	s.then(at, "set priority", func(ctx context.Context) error {
		_, err := s.b.desk.SetPriority(ctx, s.b.agents[s.clerk], desk.SetPriority{Number: s.number, Priority: "high"})
		return err
	})
}

// answer closes the case. Where the cause is another one, its words are the subject.
func (s *story) answer(at time.Time, in desk.Close, subject string) {
	if in.Cause == "other" {
		in.CauseText = subject
	}
	s.then(at, "answer", func(ctx context.Context) error {
		in.Number = s.number
		_, err := s.b.desk.Close(ctx, s.b.agents[s.agent], in)
		return err
	})
}

func (s *story) reopen(at time.Time, missing string) {
	s.then(at, "reopen", func(ctx context.Context) error {
		_, err := s.b.desk.Reopen(ctx, s.b.portal(s.asker), desk.Reopen{Number: s.number, Missing: missing})
		return err
	})
}

// rate lets the asker accept the answer and rate it.
func (s *story) rate(r content.PlannedRating, comment string) {
	by := s.b.portal(s.asker)
	s.then(r.At, "rate", func(ctx context.Context) error {
		if _, err := s.b.desk.Accept(ctx, by, desk.Accept{Number: s.number}); err != nil {
			return err
		}
		if err := s.b.ratings.AskAbout(ctx, s.id); err != nil {
			return err
		}
		_, err := s.b.ratings.Rate(ctx, by, rating.Rate{Number: s.number, Satisfaction: r.Satisfaction, Effort: r.Effort, Solved: r.Solved, Again: r.Again, Text: comment,
			ShowAgent: r.ShowAgent})
		return err
	})
	s.b.built.Ratings++
}

// end lets time close what was answered ten days ago, and the asker is asked how it was.
func (s *story) end(at time.Time) {
	s.then(at, "close", func(ctx context.Context) error {
		if _, err := s.b.desk.Pass(ctx); err != nil {
			return err
		}
		return s.b.ratings.AskAbout(ctx, s.id)
	})
}

// satisfaction counts how people said it went in the quarters that are over.
func (b *builder) satisfaction(ctx context.Context) error {
	_, err := b.ratings.Count(ctx)
	return err
}

// play lets everything happen in its order, each at its time.
func (b *builder) play(ctx context.Context) error {
	slices.SortStableFunc(b.events, func(x, y event) int { return x.at.Compare(y.at) })
	all := int64(len(b.events))
	for i, e := range b.events {
		if e.at.After(b.now) {
			return fmt.Errorf("an event is planned for %s, which is to come", e.at.Format(time.RFC3339))
		}
		if err := b.watch(ctx, e.at); err != nil {
			return err
		}
		b.clock.Set(e.at)
		if err := e.do(ctx); err != nil {
			return err
		}
		if b.plan.Told != nil && i%500 == 0 {
			b.plan.Told(int64(i), all)
		}
	}
	return b.watch(ctx, b.now)
}
