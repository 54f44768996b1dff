package demo

import (
	"context"
	"time"

	"hearth/internal/calculation"
	"hearth/internal/demo/content"
)

// sum lets somebody in HR work something out for the asker, at its own time.
func (s *story) sum(at time.Time, by string, c content.Sum, w content.Words) *summed {
	in := calculation.Write{Title: c.Title, Unit: c.Unit, Rounding: "half_up"}
	for _, l := range c.Lines {
		in.Lines = append(in.Lines, calculation.Entry{Text: w.Fill(l.Text), Quantity: w.Fill(l.Number), Rate: l.Rate, Source: w.Fill(l.Source), Clause: l.Clause})
	}
	out := &summed{story: s, by: by}
	s.event(at, "work out", func(ctx context.Context) (err error) {
		in.Number = s.number
		out.Calculation, err = s.b.calculations.Write(ctx, s.b.agents[by], in)
		return err
	})
	return out
}

// summed is a calculation of a story, as it is once it is written.
type summed struct {
	calculation.Calculation
	story *story
	by    string
}

// correct puts a line in the place of one of the first lines.
func (c *summed) correct(at time.Time, x content.SumCorrection) {
	c.story.event(at, "correct a line", func(ctx context.Context) error {
		_, err := c.story.b.calculations.Correct(ctx, c.story.b.agents[c.by], calculation.CorrectLine{Number: c.story.number, Line: c.Lines[x.Line].ID,
			Text: x.To.Text, Quantity: x.To.Number, Rate: x.To.Rate, Source: x.To.Source, Clause: x.To.Clause, Reason: x.Reason})
		return err
	})
}

// sums tells what is worked out in a situation before it is answered.
func (b *builder) sums(s *story, x content.Situation, ago func(int) time.Time) {
	var all []*summed
	worked := content.SumsOf(x.Key, b.now)
	for _, c := range worked {
		all = append(all, s.sum(ago(c.Before), x.Agent, c, content.Words{}))
	}
	for i, c := range worked {
		for _, to := range c.Corrects {
			all[i].correct(ago(to.Before), to)
		}
	}
}
