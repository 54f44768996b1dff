package demo

import (
	"cmp"
	"time"

	"hearth/internal/demo/content"
	"hearth/internal/desk"
)

// handling is about how long somebody has a case before them when they first write to it.
const handling = 9 * time.Minute

// year plans the cases of the past year.
func (b *builder) year() {
	scripts := content.Cases(b.plan.Seed)
	for i, c := range content.Plan(b.plan.Seed, b.now) {
		if b.plan.Every > 1 && i%b.plan.Every != 0 {
			continue
		}
		script := scripts[c.Script].Fill(c.Words)
		script.Comment = c.Words.Fill(ratingText(c))
		b.past(c, script)
		b.built.Cases++
	}
}

func ratingText(c content.PlannedCase) string {
	if c.Rating == nil {
		return ""
	}
	return c.Rating.Text
}

// past tells one case of the past year.
func (b *builder) past(c content.PlannedCase, script content.CaseScript) {
	service, rulings := content.Decided(script)
	s := b.story(script.ID+" of "+c.Asker, cmp.Or(service, c.Service), c.Asker, c.Agent)
	in := desk.Open{Subject: script.Subject, Body: script.Body, Channel: c.Channel}
	if s.service.Sensitivity == "named" {
		in.Named = b.named(s)
	}
	s.open(c.Asked, in)
	if c.Agent != "" && !unattended(c, script) {
		s.take(b.takenAt(c, script))
	}
	for i, at := range c.Turns {
		t := script.Turns[i]
		author := c.Agent
		if t.From == content.FromAsker {
			author = c.Asker
		}
		s.write(at, t.From, author, t.Text)
	}
	if c.State == content.StateWaiting {
		reason, needed := waitReason(c, script), ""
		if reason == desk.WaitCustomer {
			needed = content.Needed
		}
		s.pause(s.last.Add(3*time.Minute), reason, needed, c.Until)
		if reason != desk.WaitCustomer {
			s.meanwhile(c, b.now)
		}
	}
	if script.Letter != nil && !c.Answered.IsZero() && len(rulings) == 0 { // a letter about a decision comes after it
		s.letter(c.Answered.Add(-2*time.Minute), *script.Letter)
	}
	b.outcome(s, c, script, rulings)
}

// outcome tells how the case was answered or decided, and what the asker said to it.
func (b *builder) outcome(s *story, c content.PlannedCase, script content.CaseScript, rulings []content.Ruling) {
	if c.Answered.IsZero() {
		return
	}
	if at, late := b.slips(s, c); late {
		s.renegotiate(at, content.WorkAfter(c.Answered, 60), newTimes[c.Script%len(newTimes)])
	}
	in := desk.Close{Answer: script.Closing, Outcome: script.Outcome, Cause: script.Cause}
	switch {
	case len(rulings) > 0:
		b.decided(s, c, script, rulings[b.told[script.ID]%len(rulings)])
		b.told[script.ID]++
	case c.Second.IsZero():
		s.answer(c.Answered, in, script.Subject)
	default:
		s.answer(c.Answered, in, script.Subject)
		s.reopen(c.Missing, script.Missing)
		in.Answer = script.Second
		s.answer(c.Second, in, script.Subject)
	}
	switch {
	case c.Rating != nil:
		s.rate(*c.Rating, script.Comment)
	case !c.Closed.IsZero():
		s.end(c.Closed)
	}
}

// unattended reports whether a case that came in the portal still lies in its team's queue: two in three of those to which nobody has written yet.
func unattended(c content.PlannedCase, script content.CaseScript) bool {
	if c.Channel != content.ByPortal || !c.Answered.IsZero() || c.Script%3 == 0 {
		return false
	}
	for i := range c.Turns {
		if script.Turns[i].From != content.FromAsker {
			return false
		}
	}
	return true
}

// newTimes are what agents write when they cannot keep a time.
var newTimes = [...]string{
	"We wait for one more answer from the payroll provider and don't want to give you half of it.",
	"The person who has to confirm this is away until then.",
	"One paper does not agree with the other. We look it up before we answer.",
	"It took us longer than we thought to find out what was agreed. That is on us.",
}

// slips returns when the agent sees that an answer will come too late and says so: in every second such case, if their last message is older than that.
func (b *builder) slips(s *story, c content.PlannedCase) (time.Time, bool) {
	promised := s.service.DecisionMinutes
	at := content.WorkAfter(c.Asked, promised*85/100)
	late := content.WorkBetween(c.Asked, c.Answered) > promised
	return at, late && c.Script%2 == 0 && len(c.Turns) > 0 && s.last.Before(at) && at.Before(c.Answered)
}

// named returns the ids of the two people of the team who may see a case: the agent, and the most senior other one.
func (b *builder) named(s *story) []string {
	ids := []string{b.ids[s.clerk]}
	for _, key := range b.teams[s.service.Team] {
		if key != s.clerk && len(ids) < 2 {
			ids = append(ids, b.ids[key])
		}
	}
	return ids
}

// takenAt returns when the agent takes a case: at once when it comes by phone, else shortly before they first write in it, or a little after it came.
func (b *builder) takenAt(c content.PlannedCase, script content.CaseScript) time.Time {
	at := content.WorkAfter(c.Asked, 12)
	for i := range c.Turns {
		if script.Turns[i].From != content.FromAsker {
			at = c.Turns[i].Add(-handling)
			break
		}
	}
	if len(c.Turns) == 0 && !c.Answered.IsZero() {
		at = c.Answered.Add(-handling)
	}
	switch {
	case c.Channel != content.ByPortal, at.Before(c.Asked):
		return c.Asked
	case at.After(b.now):
		return b.now
	}
	return at
}

// wordEvery is after how many office minutes HR says how a case stands that waits for others: earlier than it has promised.
const wordEvery = 1700

// meanwhile lets the agent of a case that waits for others say so every few days until now.
func (s *story) meanwhile(c content.PlannedCase, now time.Time) {
	for i := c.Script; ; i++ {
		at := content.WorkAfter(s.last, wordEvery)
		if !at.Before(now) {
			return
		}
		s.write(at, content.FromAgent, c.Agent, content.Meanwhile[i%len(content.Meanwhile)])
	}
}

// waitReason is what a waiting case waits for: its asker when the story goes on with their words.
func waitReason(c content.PlannedCase, script content.CaseScript) string {
	if n := len(c.Turns); n < len(script.Turns) && script.Turns[n].From == content.FromAsker {
		return desk.WaitCustomer
	}
	reasons := []string{desk.WaitOutside, desk.WaitOther, desk.WaitDate}
	return reasons[c.Script%len(reasons)]
}
