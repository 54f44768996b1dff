package promise

import (
	"hearth/internal/calendar"
	"hearth/internal/platform/store"
)

// View is a promise as both sides read it.
type View struct {
	Kind        string     `json:"kind"`
	DueAt       store.Time `json:"due_at"`
	State       State      `json:"state"`
	Share       float64    `json:"share"` // of the promised business minutes that passed, 0 to 1
	StartedAt   store.Time `json:"started_at"`
	SettledAt   store.Time `json:"settled_at"`
	Reason      string     `json:"reason,omitempty"`    // of a renegotiation
	Law         string     `json:"law,omitempty"`       // that gives the time, of a legal one
	ProlongTo   store.Time `json:"prolong_to,omitzero"` // until when a law lets its time be prolonged, where that can be done and one case is read
	PauseReason string     `json:"paused_reason"`       // what it waits for, while it does
	PausedUntil store.Time `json:"paused_until"`
	Explanation []Piece    `json:"explanation,omitzero"` // why it is due then, where one case is read; empty: no calendar counts it
	Policy      *By        `json:"policy,omitempty"`     // by which it was made, where one case is read; absent: as its service says
	Of          *Of        `json:"of,omitempty"`         // what beside the case it belongs to; absent: the case

	of Promise
}

// Of is what beside a case a promise belongs to, such as a step: so two of a kind are told apart.
type Of struct {
	ID    string `json:"id"`
	Title string `json:"title,omitempty"` // of what has one
}

// Open reports whether the promise still has to be kept.
func (v View) Open() bool {
	return v.State == Running || v.State == AtRisk || v.State == Late || v.State == Paused
}

// share is how much of the promised time has passed: of a settled promise, when it was settled.
func (p Promise) share(cal calendar.Calendar, now store.Time) float64 {
	if p.Minutes <= 0 {
		return 1
	}
	at := now
	if !p.SettledAt.IsZero() {
		at = p.SettledAt
	}
	if p.ByTheClock() && p.DueAt.After(p.StartedAt) {
		return min(1, max(0, float64(at.Sub(p.StartedAt.Time))/float64(p.DueAt.Sub(p.StartedAt.Time))))
	}
	left := max(0, p.LeftMinutes)
	if p.PausedAt.IsZero() || !at.Before(p.PausedUntil) {
		left = cal.Between(at.Time, p.DueAt.Time)
	}
	return min(1, max(0, 1-float64(left)/float64(p.Minutes)))
}
