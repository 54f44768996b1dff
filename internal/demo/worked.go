package demo

import (
	"context"
	"time"

	"hearth/internal/demo/content"
	"hearth/internal/statement"
	"hearth/internal/statement/reckon"
)

// work tells an estimate, a choice about one, or work that was written down as it ended.
func (s *story) work(at time.Time, w content.LiveWork) {
	s.then(at, "work", func(ctx context.Context) (err error) {
		hr := s.b.agents[s.clerk]
		switch {
		case w.Choice != "":
			_, err = s.b.statements.Choose(ctx, s.b.portal(s.asker), statement.Choose{Number: s.number, Choice: w.Choice})
		case w.Step != "":
			_, err = s.b.statements.Log(ctx, hr, statement.Log{Number: s.number, Minutes: w.Minutes, Step: w.Step, Note: w.Note})
		default:
			in := statement.MakeEstimate{Number: s.number, Cause: w.Cause}
			for _, x := range w.Estimate {
				in.Steps = append(in.Steps, reckon.Step{Name: x.Name, Low: x.Low, High: x.High})
			}
			_, err = s.b.statements.Estimate(ctx, hr, in)
		}
		return err
	})
}

// rulingWork is what a decision of the past year took, as far as there was time for it before the answer.
var rulingWork = []content.WorkStep{{Name: "Read your request and the papers", Low: 10, High: 20}, {Name: "Compare them with the rule", Low: 15, High: 35}, {Name: "Decide and write to you", Low: 10, High: 25}}

// accounted tells the estimate and the work of every third case of the past year that was decided, where what was last said leaves the time.
func (b *builder) accounted(s *story, c content.PlannedCase) {
	begun := s.last.Add(5 * time.Minute)
	if c.Script%3 != 0 || c.Answered.Sub(begun) < 3*time.Hour {
		return
	}
	s.work(begun, content.LiveWork{Estimate: rulingWork})
	at := begun
	for i, x := range rulingWork {
		minutes := x.Low + (c.Script*7+i*5)%(x.High-x.Low)
		at = at.Add(time.Duration(minutes+6) * time.Minute)
		s.work(at, content.LiveWork{Step: x.Name, Minutes: minutes})
	}
}
