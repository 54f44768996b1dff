package seed

import (
	"encoding/binary"
	"fmt"
	"time"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/platform/store"
)

const settling = 10 * 24 * time.Hour

// story makes the i-th case, the oldest first.
func (s *seeder) story(i int) desk.Past {
	at := s.asked(i)
	who := s.asker(i)
	service := s.services[s.rng.IntN(len(s.services))]
	p := desk.Past{ID: s.id(at), Service: service, Subject: s.words.text(s.rng, 3+s.rng.IntN(4)), Language: "en", By: who.id, UnitID: who.unit, Site: who.site, Sensitivity: catalogue.Open}
	p.Subject = p.Subject[:len(p.Subject)-1]
	team := s.agents[service.TeamID]
	agent := team[s.rng.IntN(len(team))]
	open := s.isOpen(i)
	if !open || s.rng.IntN(10) < 7 {
		p.Assignee = agent
	}
	switch { // 2 % and 0.2 %
	case i%500 == 11:
		p.Sensitivity, p.Assignee, p.Named = catalogue.Named, agent, []string{agent}
		if other := team[s.rng.IntN(len(team))]; other != agent {
			p.Named = append(p.Named, other)
		}
	case i%50 == 7:
		p.Sensitivity = catalogue.Team
	}
	s.talk(&p, at, agent, open)
	last := p.Talk[len(p.Talk)-1].At
	switch {
	case !open:
		p.AnsweredAt, p.Outcome, p.CauseID = last, desk.OutcomeAnswered, service.CauseID
		if service.NeedsDecision {
			p.Outcome = desk.OutcomeDecided
		}
		if end := last.Add(settling); end.Time.Before(s.now) {
			p.ClosedAt = end
		}
	case p.Assignee != "" && p.Talk[len(p.Talk)-1].HR && s.rng.IntN(4) == 0:
		p.WaitingSince, p.WaitingUntil = last, store.At(s.now.Add(time.Duration(1+s.rng.IntN(14))*24*time.Hour))
	}
	return p
}

// asked is when the i-th case was opened: evenly over the years, the last one an hour ago.
func (s *seeder) asked(i int) time.Time {
	span := Years * 365 * 24 * time.Hour
	step := span / time.Duration(s.plan.Cases)
	return s.now.Add(-time.Hour - step*time.Duration(s.plan.Cases-1-i) - time.Duration(s.rng.Int64N(int64(step)))).Truncate(time.Millisecond)
}

// isOpen picks two in three of the newest cases.
func (s *seeder) isOpen(i int) bool {
	open := OpenAmong(s.plan.Cases)
	fromEnd := s.plan.Cases - 1 - i
	return fromEnd < open+open/2 && fromEnd%3 != 2
}

// asker gives each of those who look in measurements their cases, evenly over the years, and the others to anybody.
func (s *seeder) asker(i int) person {
	own := Employees * OwnCases
	if step := s.plan.Cases / own; step > 0 && i%step == 0 && i/step < own {
		return s.employees[i/step%Employees]
	}
	return s.employees[Employees+s.rng.IntN(len(s.employees)-Employees)]
}

// talk writes four messages on average, in turns, and the last one of what is answered by HR.
func (s *seeder) talk(p *desk.Past, at time.Time, agent string, open bool) {
	n := 2 + 2*s.rng.IntN(3) // 2, 4 or 6, so that HR has the last word
	if open {
		n = 3 + s.rng.IntN(3)
	}
	gaps, whole := make([]time.Duration, n), time.Duration(0)
	for i := 1; i < n; i++ {
		gaps[i] = 20*time.Minute + time.Duration(s.rng.Int64N(int64(40*time.Hour)))
		whole += gaps[i]
	}
	if room := s.now.Sub(at) - 2*time.Minute; whole > room { // what was asked lately went faster
		for i := range gaps {
			gaps[i] = time.Duration(float64(gaps[i]) * float64(room) / float64(whole))
		}
	}
	for i := range n {
		at = at.Add(gaps[i]).Truncate(time.Millisecond)
		m := desk.PastMessage{ID: s.id(at), At: store.At(at), Author: p.By, Body: s.words.text(s.rng, 15+s.rng.IntN(46))}
		if i%2 == 1 {
			m.Author, m.HR = agent, true
		}
		if i == 1 {
			taken := p.Talk[0].At.Add(gaps[1] / 2)
			p.TakenAt, p.TakenID = taken, s.id(taken.Time)
		}
		p.Talk = append(p.Talk, m)
	}
}

// id returns a UUIDv7 of an instant whose other bits come from the seed.
func (s *seeder) id(at time.Time) string {
	var b [16]byte
	binary.BigEndian.PutUint64(b[:8], uint64(at.UnixMilli())<<16|s.rng.Uint64()&0x0fff|0x7000)
	binary.BigEndian.PutUint64(b[8:], s.rng.Uint64()&(1<<62-1)|1<<63)
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
