package demo

import (
	"context"
	"time"

	"hearth/internal/demo/content"
	"hearth/internal/heard"
)

// heard tells what the agent of a situation heard, what its asker said to it, and whom the agent would ask.
func (b *builder) heard(s *story, x content.Situation, ago func(int) time.Time) {
	for _, h := range x.Heard {
		s.then(ago(h.Before), "hear", func(ctx context.Context) error {
			_, err := b.hears.Write(ctx, b.agents[s.agent], heard.Write{Number: s.number, Happened: h.Happened, Asks: h.Asks, ByWhen: h.ByWhen, Worry: h.Worry, NotToShare: h.NotToShare})
			return err
		})
		if h.Reminded > 0 {
			s.then(ago(h.Reminded), "remind", func(ctx context.Context) error {
				_, err := b.hears.Remind(ctx)
				return err
			})
		}
		if h.Answered > 0 {
			s.then(ago(h.Answered), "confirm", func(ctx context.Context) error {
				_, err := b.hears.Confirm(ctx, b.portal(s.asker), heard.Confirm{Number: s.number, OK: h.Correction == "", Correction: h.Correction})
				return err
			})
		}
	}
	for _, a := range x.Askings {
		s.then(ago(a.Before), "propose", func(ctx context.Context) error {
			_, err := b.hears.Propose(ctx, b.agents[s.agent], heard.Propose{Number: s.number, Whom: a.Whom, Words: a.Words})
			return err
		})
	}
}
