package promise

import (
	"fmt"
	"time"

	"hearth/internal/calendar"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/promise/statute"
	"hearth/internal/promise/terms"
)

// The kinds of promise.
const (
	FirstAnswer = "first_answer"
	Decision    = "decision" // on a service without decisions: settled
	NextWord    = "next_word"
	Step        = "step"
	Callback    = "callback"
	Appeal      = "appeal"
	Question    = "question"
	Legal       = "legal"
)

// Kinds lists them.
func Kinds() []string {
	return []string{FirstAnswer, Decision, NextWord, Step, Callback, Appeal, Question, Legal}
}

// Movable lists those that HR may give another time, before they pass.
func Movable() []string { return []string{FirstAnswer, Decision, NextWord, Step, Appeal, Question} }

// Longest is the longest promise, in working minutes.
const Longest = terms.Longest

// State is where a promise stands.
type State string

// The states. AtRisk and Late are derived from the clock, never stored; nor is Missed, which is a call that was not made in time: it cannot be made late.
const (
	Running      State = "running"
	AtRisk       State = "at_risk"
	Late         State = "late"
	Missed       State = "missed"
	Paused       State = "paused"
	Kept         State = "kept"
	KeptLate     State = "kept_late"
	Renegotiated State = "renegotiated"
	Cancelled    State = "cancelled"
)

// Promise is a promise as it is stored. Minutes are business minutes of its calendar.
type Promise struct {
	ID, OwnerKind, OwnerID string
	Kind, CalendarID       string
	Site, Team             string // whose hours it counts by, see Place; both "": those of its calendar
	CalendarVersion        int    // whose hours it counts
	Minutes                int
	State                  State
	StartedAt              store.Time
	DueAt                  store.Time // of a paused promise: if it goes on at PausedUntil
	RiskAt                 store.Time // from when it is at risk
	LeftMinutes            int        // of a paused promise; negative: it was late when it paused, and stays so
	PausedAt, PausedUntil  store.Time
	PauseReason            string
	Reason                 string // of a renegotiated one, and of the one that replaced it: what the customer reads
	Replaces               string // the id of the promise that this one replaced
	SettledAt              store.Time
	AgreedAt               store.Time // of one that replaced another: the moment that somebody chose
	NextAt                 store.Time // when the engine acts on it next; zero: never, as it stands
	NextShare              int        // the share of its minutes that has passed then, one of Shares; above 100 when all have
	PolicyID               string     // by which it was made; "": as its service says
	PolicyVersion          int
	WarnFirst, WarnSecond  int    // how many percent of its minutes stand for the first two of Shares
	Law                    string // of a Legal one: the law that gives the time, as people write it
	LawCount               int    // and how many of LawUnit it gives, see package statute
	LawUnit                statute.Unit
	LawMore                int // and by how many more of LawUnit it may still be prolonged, once
}

// Open reports whether the promise still has to be kept.
func (p Promise) Open() bool { return p.State == Running || p.State == Paused }

// runs reports whether the clock of the promise counts at a moment: it is running, or its pause is over even if nobody ended it.
func (p Promise) runs(now store.Time) bool {
	return p.State == Running || p.State == Paused && !now.Before(p.PausedUntil)
}

// At returns the state at a moment. A paused promise whose pause is over stands where a running one would.
func (p Promise) At(now store.Time) State {
	switch {
	case p.Kind == Callback && p.State == KeptLate:
		return Missed
	case !p.runs(now):
		return p.State
	case now.After(p.DueAt):
		return Late
	case !now.Before(p.RiskAt):
		return AtRisk
	}
	return Running
}

// maxYears is how far ahead a pause may end: of whom a case waits for, package desk knows, and allows less.
const maxYears = 10

func near(t, now store.Time) bool { return t.Time.Before(now.AddDate(maxYears, 0, 0)) }

const tooFar = "Choose a time within %d years."

// quarter is how much of a promise is left when it becomes at risk.
func quarter(minutes int) int { return (minutes + 3) / 4 }

// run sets DueAt and RiskAt for a promise of which so many minutes are left at a moment.
func (p *Promise) run(cal calendar.Calendar, from time.Time, left int) error {
	due, err := cal.Due(from, left)
	if err != nil {
		return fmt.Errorf("promise %s: %w", p.Kind, err)
	}
	p.DueAt = store.At(due)
	if err := p.risks(cal, from, left); err != nil {
		return err
	}
	return p.schedule(cal, from, left)
}

// risks sets RiskAt for a promise of which so many minutes are left at a moment.
func (p *Promise) risks(cal calendar.Calendar, from time.Time, left int) error {
	risk, err := cal.Due(from, max(0, left-quarter(p.Minutes)))
	if err != nil {
		return fmt.Errorf("promise %s: %w", p.Kind, err)
	}
	if p.RiskAt = store.At(risk); p.ByTheClock() {
		p.RiskAt = p.clock(75)
	}
	if p.RiskAt.After(p.DueAt) {
		p.RiskAt = p.DueAt
	}
	return nil
}

// pause stops a running promise. It refuses one that is not running, an empty reason and a date that has passed or is years away.
// Whole minutes are kept, so that the promise may fall due up to a minute earlier, never later. Of a moment that somebody agreed on no minutes are kept: outlasted says when it comes.
func (p *Promise) pause(cal calendar.Calendar, now store.Time, reason string, until store.Time) error {
	var f fault.Fields
	f.Need(reason != "", "reason", "Say what we wait for.")
	f.Need(until.After(now), "until", "Choose a date in the future: then it goes on by itself.")
	f.Need(near(until, now), "until", tooFar, maxYears)
	if err := f.Err(); err != nil {
		return err
	}
	if !p.runs(now) {
		return fault.New(fault.Conflict, "Only a running promise can be paused.")
	}
	p.State, p.PausedAt, p.PausedUntil, p.PauseReason = Paused, now, until, reason
	if now.After(p.DueAt) {
		p.LeftMinutes = -1
		p.postpone(until)
		return nil
	}
	p.LeftMinutes = cal.Between(now.Time, p.DueAt.Time)
	if !p.AgreedAt.IsZero() {
		return p.outlast(cal, until, outlasted(p.DueAt, now, until))
	}
	return p.run(cal, until.Time, p.LeftMinutes)
}

// outlasted is when a moment that somebody agreed on comes after a pause, whatever the hours of the calendar: one that is still ahead at its end stays what was agreed. One that passed meanwhile moves: as long
// after the end of the pause, by the clock, as it was ahead when the pause began.
func outlasted(due, from, to store.Time) store.Time {
	if due.After(to) {
		return due
	}
	return to.Add(due.Sub(from.Time))
}

// outlast sets when a paused promise is due whose moment somebody agreed on, if its pause ends at a moment. Its minutes are those that passed before the pause and those that are left after it.
func (p *Promise) outlast(cal calendar.Calendar, end, due store.Time) error {
	left := cal.Between(end.Time, due.Time)
	p.DueAt, p.Minutes, p.LeftMinutes = due, max(1, p.Minutes-p.LeftMinutes+left), left
	if err := p.risks(cal, end.Time, left); err != nil {
		return err
	}
	return p.schedule(cal, end.Time, left)
}

// resume lets a paused promise go on: from the end of the pause if that has passed, from now else. Of one whose moment somebody agreed on its earlier pauses are asked for; it is due when outlasted says.
func (p *Promise) resume(cal calendar.Calendar, now store.Time, earlier []span) error {
	if p.State != Paused {
		return fault.New(fault.Conflict, "This promise is not paused.")
	}
	from := now
	if p.PausedUntil.Before(now) {
		from = p.PausedUntil
	}
	if p.LeftMinutes >= 0 && !p.AgreedAt.IsZero() {
		if err := p.outlast(cal, from, outlasted(p.agreed(earlier), p.PausedAt, from)); err != nil {
			return err
		}
		p.goesOn()
		return nil
	}
	left := p.LeftMinutes
	if p.goesOn(); left < 0 {
		p.postpone(now)
		return nil
	}
	return p.run(cal, from.Time, left)
}

func (p *Promise) goesOn() {
	p.State, p.PausedAt, p.PausedUntil, p.PauseReason, p.LeftMinutes = Running, store.Time{}, store.Time{}, "", 0
}

// agreed is when a promise is due whose moment somebody agreed on, after some pauses.
func (p Promise) agreed(pauses []span) store.Time {
	due := p.AgreedAt
	for _, w := range pauses {
		if !w.FromAt.After(due) {
			due = outlasted(due, w.FromAt, w.ToAt)
		}
	}
	return due
}

// keep settles a promise. It refuses one that is settled already.
func (p *Promise) keep(now store.Time) error {
	if !p.Open() {
		return fault.New(fault.Conflict, "This promise has ended already.")
	}
	state := Kept
	if p.isLate(now) {
		state = KeptLate
	}
	p.settle(state, now)
	return nil
}

// isLate reports whether the moment of an open promise has passed, also where it waits since.
func (p Promise) isLate(now store.Time) bool {
	return p.At(now) == Late || p.State == Paused && p.LeftMinutes < 0
}

func (p *Promise) settle(state State, now store.Time) {
	p.State, p.SettledAt, p.NextAt = state, now, store.Time{}
}

// withinAYear reports whether a moment is near enough for a promise to be moved there.
func withinAYear(t, now store.Time) bool { return !t.Time.After(now.AddDate(1, 0, 0)) }

// renegotiate ends a running promise and returns the one that replaces it. It refuses one that is late, paused or settled, an empty reason, and a moment that is
// not in the future, is more than a year away, or is promised already; for a next word also one beyond the gap from now, for nobody waits longer for a word, whoever gives another time.
func (p *Promise) renegotiate(cal calendar.Calendar, id string, now, due store.Time, reason string) (Promise, error) {
	var f fault.Fields
	f.Need(reason != "", "reason", "Say why; the requester reads it.")
	f.Need(due.After(now), "due_at", "Choose a time in the future.")
	if p.Kind == NextWord {
		latest, err := cal.Due(now.Time, gap(cal))
		if err != nil {
			return Promise{}, fmt.Errorf("promise %s: %w", p.Kind, err)
		}
		f.Need(!due.After(store.At(latest)), "due_at", "Nobody waits longer than %d working days for a word: choose a time until %s. To gain time, write to them: a message starts it anew.", WordDays, latest)
	}
	f.Need(withinAYear(due, now), "due_at", "Choose a time within a year.")
	f.Need(!due.Equal(p.DueAt), "due_at", "This is the time that we promised already. Choose another.")
	if err := f.Err(); err != nil {
		return Promise{}, err
	}
	switch {
	case p.State == Paused && !p.runs(now):
		return Promise{}, fault.New(fault.Conflict, "This promise is paused. Let it go on first, or choose another date for the pause.")
	case !p.runs(now):
		return Promise{}, fault.New(fault.Conflict, "This promise has ended already.")
	case now.After(p.DueAt):
		return Promise{}, fault.New(fault.Conflict, "This time has passed, so it cannot be moved any more. Answer now, and say when the rest follows.")
	}
	next := Promise{ID: id, OwnerKind: p.OwnerKind, OwnerID: p.OwnerID, Kind: p.Kind, CalendarID: p.CalendarID, CalendarVersion: p.CalendarVersion, Site: p.Site, Team: p.Team, State: Running, Replaces: p.ID, Reason: reason,
		StartedAt: now, DueAt: due, AgreedAt: due, Minutes: max(1, cal.Between(now.Time, due.Time)), WarnFirst: p.WarnFirst, WarnSecond: p.WarnSecond}
	if err := next.risks(cal, now.Time, next.Minutes); err != nil {
		return Promise{}, err
	}
	if err := next.schedule(cal, now.Time, next.Minutes); err != nil {
		return Promise{}, err
	}
	p.State, p.Reason, p.SettledAt, p.NextAt = Renegotiated, reason, now, store.Time{}
	return next, nil
}

// cancel ends a promise that nobody needs any more. One that is late by then was not kept in time, whoever cancels it.
func (p *Promise) cancel(now store.Time) error {
	if p.Open() && p.isLate(now) {
		return p.keep(now)
	}
	if !p.Open() {
		return fault.New(fault.Conflict, "This promise has ended already.")
	}
	p.settle(Cancelled, now)
	return nil
}
