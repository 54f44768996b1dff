package demo

import (
	"context"
	"time"

	"hearth/internal/decision"
	"hearth/internal/demo/content"
)

// toDisagree is how many days the decisions of the demo leave to disagree.
const toDisagree = 30

// decided tells how a case of the past year was decided, and whether its asker wanted a second look, which a colleague takes.
func (b *builder) decided(s *story, c content.PlannedCase, script content.CaseScript, r content.Ruling) {
	if r.Sum != nil {
		s.sum(c.Answered.Add(-2*time.Minute), c.Agent, *r.Sum, c.Words)
	}
	s.decide(c.Answered, c.Agent, b.ruling(s, c.Answered, r, c.Words, script.Closing), script.Cause, script.Subject)
	text, after, asked, second := c.Words.Fill(r.Disagrees), r.After, content.WorkAfter(c.Answered, 300), content.WorkAfter(c.Answered, 1300)
	if !c.Second.IsZero() {
		again := r
		again.Reason = script.Second
		text, after, asked, second = script.Missing, &again, c.Missing, c.Second
	}
	if text == "" || !second.Before(b.now) {
		return
	}
	s.appeal(asked, text)
	in := b.ruling(s, second, *after, c.Words, "")
	in.Appeal.To = "The works council"
	s.decide(second, b.colleague(s), in, script.Cause, script.Subject)
}

// ruling is a decision at a moment, whose reason is an answer where it has none of its own.
func (b *builder) ruling(s *story, at time.Time, r content.Ruling, w content.Words, answer string) decision.Decide {
	fill := func(texts []string) (out []string) {
		for _, t := range texts {
			out = append(out, w.Fill(t))
		}
		return out
	}
	next := at.AddDate(0, 0, r.Days)
	for next.Weekday() == time.Saturday || next.Weekday() == time.Sunday {
		next = next.AddDate(0, 0, 1)
	}
	in := decision.Decide{Outcome: r.Outcome, Reason: w.Fill(r.Reason), Clause: r.Clause, Facts: fill(r.Facts), Alternatives: fill(r.Alternatives), Recur: w.Fill(r.Recur),
		Next:   decision.Next{Text: w.Fill(r.Next), Date: next.Format(time.DateOnly)},
		Appeal: decision.Way{Until: at.AddDate(0, 0, toDisagree).Format(time.DateOnly), To: b.ids[b.colleague(s)]}}
	if in.Reason == "" {
		in.Reason = answer
	}
	return in
}

// colleague is the first of the team who does not work on the case, and takes a second look.
func (b *builder) colleague(s *story) string {
	for _, key := range b.teams[s.service.Team] {
		if key != s.clerk && key != s.asker {
			return key
		}
	}
	return ""
}

// decide sends a decision as somebody in HR. Where the cause is another one, its words are the subject.
func (s *story) decide(at time.Time, by string, in decision.Decide, cause, subject string) {
	in.Cause = cause
	if cause == "other" {
		in.CauseText = subject
	}
	s.then(at, "decide", func(ctx context.Context) error {
		in.Number = s.number
		_, err := s.b.decisions.Decide(ctx, s.b.agents[by], in)
		return err
	})
}

// appeal lets the asker ask for a second look.
func (s *story) appeal(at time.Time, text string) {
	s.then(at, "appeal", func(ctx context.Context) error {
		_, err := s.b.decisions.Appeal(ctx, s.b.portal(s.asker), decision.Appeal{Number: s.number, Text: text})
		return err
	})
}
