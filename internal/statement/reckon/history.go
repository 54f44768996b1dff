// Package reckon sums up what a request took, and finds what does not add up before its requester does. It is pure: no clock, no database, no names of people.
//
// # How work counts
//
// Entries of different steps of one team may run at the same time: that is two people at work, and both count. Entries of one step of one team that run at the
// same time are one piece of work that was written down twice. Over the whole life of a request a team counts at most Parallel times as long as it was open.
// An entry and the one that takes it back count as nothing, but both stay.
package reckon

import "time"

// Parallel is how many people of one team may have worked on a request for all of its life.
const Parallel = 2

// Step is a part of an estimate.
type Step struct {
	Name      string `json:"name"`
	Low       int    `json:"minutes_low"`
	High      int    `json:"minutes_high"`
	CostCents int64  `json:"cost_cents,omitempty"`
	CostTo    string `json:"cost_to,omitempty"` // You or Unit, where it costs something
}

// Who bears a cost.
const (
	You  = "you"
	Unit = "unit"
)

// Estimate is what the work was expected to take, from MadeAt until the next.
type Estimate struct {
	MadeAt time.Time
	Cause  string // why it is more than before; "" for the first
	Steps  []Step
}

// step returns the step of that name; false where it was not estimated.
func (e Estimate) step(name string) (Step, bool) {
	for _, s := range e.Steps {
		if s.Name == name {
			return s, true
		}
	}
	return Step{}, false
}

// Effort is one entry of the ledger. One with Reverses takes another back, with its minutes negated.
type Effort struct {
	ID        string
	Team      string
	Step      string
	Minutes   int
	StartedAt time.Time
	LoggedAt  time.Time
	Note      string
	Why       string // why it is more than was estimated
	Reverses  string
}

func (e Effort) end() time.Time { return e.StartedAt.Add(time.Duration(e.Minutes) * time.Minute) }

// Whom a request waited for.
const (
	ForHR       = "hr"
	ForOther    = "other"
	ForCustomer = "customer"
	Answered    = "answered" // it was answered, until it was opened again
)

// Wait is a time in which the request waited; To is zero while it does.
type Wait struct {
	For      string
	From, To time.Time
}

// Pause is a pause of a promise that runs now.
type Pause struct{ From time.Time }

// Amount is a line of a calculation, in the smallest part that calculations keep. A line that was corrected is Old, and does not count.
type Amount struct {
	ID     string
	Amount int64
	Old    bool
}

// Calculation is what a request changed for its requester, as its own page shows it.
type Calculation struct {
	ID    string
	Lines []Amount
	Total int64
}

// History is all that a statement is made of. Estimates, efforts and waits stand in the order in which they came to be.
type History struct {
	OpenedAt, AnsweredAt, ClosedAt time.Time // zero unless it is
	Now                            time.Time
	Estimates                      []Estimate
	Efforts                        []Effort
	Waits                          []Wait
	Pauses                         []Pause
	Calculations                   []Calculation // those that stand
}

// end is when the request was answered, or now.
func (h History) end() time.Time {
	if !h.AnsweredAt.IsZero() {
		return h.AnsweredAt
	}
	return h.Now
}

// over is when its life ended, or now.
func (h History) over() time.Time {
	if !h.ClosedAt.IsZero() {
		return h.ClosedAt
	}
	return h.Now
}

// at returns the estimate in force at a moment; false where there was none.
func (h History) at(t time.Time) (Estimate, bool) {
	for i := len(h.Estimates) - 1; i >= 0; i-- {
		if !h.Estimates[i].MadeAt.After(t) {
			return h.Estimates[i], true
		}
	}
	return Estimate{}, false
}

// counted returns the entries that were not taken back, without those that take back.
func (h History) counted() []Effort {
	taken := map[string]bool{}
	for _, e := range h.Efforts {
		if e.Reverses != "" {
			taken[e.Reverses] = true
		}
	}
	var all []Effort
	for _, e := range h.Efforts {
		if e.Reverses == "" && !taken[e.ID] {
			all = append(all, e)
		}
	}
	return all
}
