package content

import "time"

// live lets the case happen: turns, answer, what was missing, rating, as far as now.
func (p *planner) live(c *PlannedCase, s CaseScript, who Person) {
	service := p.services[c.Service]
	last, agentWrote := p.turns(c, s, who, service)
	answer := p.answer(c.Asked, last, len(s.Turns) > 0, service)
	c.State = StateOpen
	if len(c.Turns) < len(s.Turns) || answer.After(p.now) || p.held(c, agentWrote, service) {
		p.unfinished(c, s, agentWrote)
		return
	}
	c.Answered, c.State = answer, StateAnswered
	if s.Missing != "" && p.r.IntN(100) < 35 {
		missing := p.awake(answer.Add(time.Duration(40+p.r.IntN(900))*time.Minute), who)
		second := WorkAfter(missing, 60+p.r.IntN(service.FirstAnswerMinutes))
		if second.Before(p.now) {
			c.Missing, c.Second = missing, second
		}
	}
	p.settle(c, s, who)
}

// turns lets the turns of the script happen and says when the last one is due and whether an agent has written.
func (p *planner) turns(c *PlannedCase, s CaseScript, who Person, service Service) (last time.Time, agentWrote bool) {
	last = c.Asked
	first := true
	for _, t := range s.Turns {
		after := t.AfterMinutes*(60+p.r.IntN(80))/100 + p.r.IntN(9)
		switch {
		case t.From == FromAsker:
			last = p.awake(last.Add(time.Duration(after)*time.Minute), who)
		case t.From == FromAgent && first:
			last, first = WorkAfter(last, p.first(after, service)), false
		default:
			last = WorkAfter(last, after)
		}
		if last.After(p.now) {
			return last, agentWrote
		}
		agentWrote = agentWrote || t.From == FromAgent
		c.Turns = append(c.Turns, last)
	}
	return last, agentWrote
}

// first bounds the minutes of a first answer: one in fourteen is later than promised.
func (p *planner) first(minutes int, service Service) int {
	if p.r.IntN(14) == 0 {
		return service.FirstAnswerMinutes * (104 + p.r.IntN(90)) / 100
	}
	return min(minutes, service.FirstAnswerMinutes*(50+p.r.IntN(45))/100)
}

// answer draws the instant of the closing answer; one in seventeen of those with a conversation is later than promised.
func (p *planner) answer(asked, last time.Time, talked bool, service Service) time.Time {
	if !talked {
		return WorkAfter(asked, p.first(12+p.r.IntN(service.FirstAnswerMinutes), service))
	}
	if p.r.IntN(17) == 0 {
		if late := WorkAfter(asked, service.DecisionMinutes*(103+p.r.IntN(70))/100); late.After(last) {
			return late
		}
	}
	left := max(service.DecisionMinutes*9/10-WorkBetween(asked, last), 40)
	return WorkAfter(last, 20+p.r.IntN(left))
}

// held keeps back some answers to recent cases, so that there is work today: most of those whose promise still runs, a
// few that wait for somebody, and a few that are late.
func (p *planner) held(c *PlannedCase, agentWrote bool, service Service) bool {
	age := WorkBetween(c.Asked, p.now)
	switch {
	case !agentWrote:
		return age < service.FirstAnswerMinutes && p.r.IntN(10) > 0
	case age < service.DecisionMinutes*9/10:
		return true
	case age > 15*workDay:
		return false
	}
	if p.r.IntN(100) < 16 {
		p.wait(c)
		return true
	}
	return age < 5*workDay && p.r.IntN(9) == 0
}

func (p *planner) wait(c *PlannedCase) {
	c.State = StateWaiting
	c.Until = WorkAfter(p.now.In(c.Asked.Location()), workDay*(1+p.r.IntN(4)))
}

// unfinished says how a case stands that has no answer yet.
func (p *planner) unfinished(c *PlannedCase, s CaseScript, agentWrote bool) {
	if !agentWrote {
		if p.r.IntN(100) < 45 {
			c.Agent = ""
			c.Turns = nil
		}
		return
	}
	waits := len(c.Turns) < len(s.Turns) && s.Turns[len(c.Turns)].From == FromAsker
	if waits || p.r.IntN(100) < 15 {
		p.wait(c)
	}
}

// settle closes what is over and lets about a third of the askers rate.
func (p *planner) settle(c *PlannedCase, s CaseScript, who Person) {
	end := c.Answered
	if !c.Second.IsZero() {
		end = c.Second
	}
	closed := end.Add(settling)
	if p.r.IntN(100) < 36 && s.Outcome != Withdrawn && s.Outcome != Duplicate {
		when := p.awake(end.Add(time.Duration(15+p.r.IntN(3000))*time.Minute), who)
		if !when.After(p.now) {
			c.Rating = p.rating(c, s, when)
			closed = when
		}
	}
	if !closed.After(p.now) {
		c.Closed, c.State = closed, StateClosed
	}
}

// rating is lower where a promise was broken or something was missing, and where the cause was HR's own fault.
func (p *planner) rating(c *PlannedCase, s CaseScript, when time.Time) *PlannedRating {
	service := p.services[c.Service]
	happy := 100
	if WorkBetween(c.Asked, c.Answered) > service.DecisionMinutes {
		happy -= 45
	}
	if !c.Missing.IsZero() {
		happy -= 25
	}
	if s.Cause == "hr-mistake" || s.Cause == "handover" || s.Cause == "system-fault" {
		happy -= 12
	}
	r := PlannedRating{At: when, Again: "yes", Solved: "yes"}
	r.Satisfaction = score(happy - p.r.IntN(60))
	r.Effort = score(happy - p.r.IntN(65))
	if !c.Missing.IsZero() || r.Effort <= 2 {
		r.Solved = "no"
	}
	switch {
	case r.Satisfaction <= 2:
		r.Again = "no"
	case r.Satisfaction == 3 || p.r.IntN(12) == 0:
		r.Again = "unsure"
	}
	if r.Satisfaction >= 4 || s.Cause == "hr-mistake" {
		r.Text = s.Comment
		r.ShowAgent = r.Text != "" && p.r.IntN(3) > 0
	}
	return &r
}

func score(n int) int {
	switch {
	case n >= 70:
		return 5
	case n >= 52:
		return 4
	case n >= 32:
		return 3
	case n >= 12:
		return 2
	}
	return 1
}

// awake moves an instant in the night to the morning, but for those who work then.
func (p *planner) awake(t time.Time, who Person) time.Time {
	if who.Group == Night {
		return t
	}
	switch {
	case t.Hour() < 6:
		return at(t, 6*60+p.r.IntN(150))
	case t.Hour() >= 22:
		return at(t.AddDate(0, 0, 1), 6*60+p.r.IntN(150))
	}
	return t
}
