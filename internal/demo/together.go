package demo

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"hearth/internal/demo/content"
	"hearth/internal/desk"
	"hearth/internal/follow"
	"hearth/internal/joined"
	"hearth/internal/link"
	"hearth/internal/side"
	"hearth/internal/tag"
	"hearth/internal/together"
)

// tagged puts a word on the case, where there is one.
func (s *story) tagged(at time.Time, word string) {
	if word == "" {
		return
	}
	s.then(at, "tag", func(ctx context.Context) error {
		_, err := s.b.tags.Put(ctx, s.b.agents[s.agent], tag.Put{Number: s.number, Word: word})
		return err
	})
}

// writeTogether leaves an answer that Marta began and Daniel went on with, in the case that content names.
func (b *builder) writeTogether(ctx context.Context) error {
	t := content.Together()
	mine, err := b.desk.Queue(ctx, b.agents[t.Begins], desk.List{View: desk.ViewMine, Limit: 200})
	if err != nil {
		return err
	}
	i := slices.IndexFunc(mine.Items, func(c desk.Case) bool { return c.Subject == t.Subject })
	if i < 0 {
		return fmt.Errorf("write together: nobody asked %q", t.Subject)
	}
	number, was, version := mine.Items[i].Number, "", int64(0)
	for _, one := range []struct{ agent, text string }{{t.Begins, t.First}, {t.Joins, t.Then}} {
		saved, err := b.togethers.Save(ctx, b.agents[one.agent], together.Save{Number: number, Kind: together.Reply, Body: one.text, Version: version, Was: &was})
		if err != nil {
			return err
		}
		version, was = saved.Version, saved.Body
	}
	return nil
}

// together says that another case has the same cause: its agent is asked in a note, and watches this one.
func (s *story) together(at time.Time, other *story) {
	s.then(at, "link", func(ctx context.Context) error {
		by, number := s.b.agents[s.agent], s.number
		if _, err := s.b.links.Link(ctx, by, link.Link{Number: number, Other: other.number, Kind: link.SameCause}); err != nil {
			return err
		}
		if _, err := s.b.follows.Write(ctx, by, desk.Write{Number: number, Internal: true, Body: "@Daniel, both come from the new rota. Tell me before you change week 50, please: this one depends on it."}); err != nil {
			return err
		}
		_, err := s.b.follows.Watch(ctx, s.b.agents[other.agent], follow.Watch{Number: number})
		return err
	})
}

// asksAside has the agent ask somebody else, who answers, or has not yet.
func (s *story) asksAside(at, answered time.Time, aside *content.Aside) {
	if aside == nil {
		return
	}
	var id string
	s.event(at, "ask aside", func(ctx context.Context) error {
		to := aside.Whom
		if !strings.Contains(to, "@") {
			to = s.b.portal(to).PersonID
		}
		t, err := s.b.sides.Begin(ctx, s.b.agents[s.agent], side.Begin{Number: s.number, To: []string{to}, Subject: aside.Subject, Body: aside.Body, Wanted: s.b.now.AddDate(0, 0, 3).Format(time.DateOnly)})
		id = t.ID
		return err
	})
	if aside.Answer != "" {
		s.event(answered, "answer aside", func(ctx context.Context) error {
			_, err := s.b.sides.Reply(ctx, s.b.portal(aside.Whom), side.Reply{Side: id, Body: aside.Answer})
			return err
		})
	}
}

// asksAgain has the asker ask the same once more; the agent joins it to the case, or has not looked yet.
func (s *story) asksAgain(at time.Time, again *content.Again) {
	if again == nil {
		return
	}
	s.b.built.Cases++
	s.then(at, "ask again", func(ctx context.Context) error {
		c, err := s.b.desk.Open(ctx, s.b.portal(s.asker), desk.Open{Service: s.service.Slug, Subject: again.Subject, Body: again.Body, Channel: desk.Portal})
		if err != nil || !again.Joined {
			return err
		}
		_, err = s.b.joins.Join(ctx, s.b.agents[s.agent], joined.Join{Number: c.Number, Into: s.number})
		return err
	})
}
