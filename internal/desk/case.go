package desk

import (
	"hearth/internal/desk/label"
	"hearth/internal/desk/number"
	"hearth/internal/desk/record"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// State is where a case stands.
type State = record.State

// The states.
const (
	StateOpen = record.Open     // HR works on it
	Waiting   = record.Waiting  // paused: it waits for somebody until a date
	Answered  = record.Answered // answered; the requester may reopen it
	Closed    = record.Closed   // over
)

// StateNames are the states as message keys.
var StateNames = record.StateNames

// row and entry are a case and a part of its conversation as the database keeps them.
type (
	row   = record.Row
	entry = record.Entry
)

// The outcomes of closing. A refusal is none of them: it is a decision.
const (
	OutcomeAnswered  = "answered"
	OutcomeDone      = "done"
	OutcomeWithdrawn = "withdrawn"
	OutcomeDuplicate = "duplicate"
	OutcomeNotForHR  = "not_for_hr"
	OutcomeDecided   = "decided" // by a decision; not by Close
)

// Outcomes lists those that a case can be closed with, in the order of the form.
func Outcomes() []string {
	return []string{OutcomeAnswered, OutcomeDone, OutcomeWithdrawn, OutcomeDuplicate, OutcomeNotForHR}
}

// The channels by which a case comes.
const (
	Portal = "portal"
	API    = "api"
	Phone  = "phone"
	Visit  = "visit"
	Post   = "post"
	Mail   = "mail"
)

// Channels lists them.
func Channels() []string { return []string{Portal, API, Phone, Visit, Post, Mail} }

// The priorities, as the queue sorts them.
const (
	Low    = -1
	Normal = 0
	High   = 1
)

// OwnerKind is how package promise knows that a promise belongs to a case; StepKind, to a step.
const (
	OwnerKind = "case"
	StepKind  = "step"
)

// Number is the name of a case that people read out, "HR-2847".
func Number(n int64) string { return number.Text(n) }

// Person is somebody in a case, with what its reader may know of them: a name, never an address that the reader did not have.
type Person = label.Person

// Case is what a list and every answer of a use case say about a case. Subject is empty where the reader may not see texts; Service is always said.
type Case struct {
	ID           string         `json:"id"`
	Number       string         `json:"number"`
	Subject      string         `json:"subject"`
	ServiceID    string         `json:"service"`
	Service      string         `json:"service_name"`
	Icon         string         `json:"-"`
	State        State          `json:"state"`
	Channel      string         `json:"channel"`
	Language     string         `json:"language"`
	By           Person         `json:"by"`
	For          Person         `json:"for"`
	Assignee     *Person        `json:"assignee"`
	TeamID       string         `json:"team"`
	Team         string         `json:"team_name"`
	Sensitivity  string         `json:"sensitivity"`
	Health       bool           `json:"health"`
	Priority     string         `json:"priority"` // low, normal, high
	OpenedAt     store.Time     `json:"opened_at"`
	CameOn       string         `json:"came_on,omitempty"` // the day on which it came in, where HR wrote it down later
	LastAt       store.Time     `json:"last_at"`
	LastSide     string         `json:"last_by"`                // customer, hr
	NewReply     bool           `json:"new_reply"`              // the customer wrote after HR's last word; false for customers
	Unread       bool           `json:"unread"`                 // HR wrote, and the customer has not opened it since; false for HR
	Unheard      bool           `json:"not_received,omitempty"` // a mail did not arrive; in lists, for HR
	WaitingFor   string         `json:"waiting_reason,omitempty"`
	Needed       string         `json:"waiting_needed,omitempty"` // what is needed from the one for whom it waits
	WaitingUntil store.Time     `json:"waiting_until"`
	Asked        bool           `json:"waits_for_you,omitempty"` // it waits for the reader
	Outcome      string         `json:"outcome,omitempty"`
	Cause        string         `json:"cause,omitempty"`
	AnsweredAt   store.Time     `json:"answered_at"`
	ClosedAt     store.Time     `json:"closed_at"`
	Reopened     int            `json:"reopened"` // how often its requester said that something is missing
	Promises     []promise.View `json:"promises"`
	Mine         bool           `json:"mine"`   // the reader is customer here: it is by, for or about them, or they lead the person
	Hidden       bool           `json:"hidden"` // the reader may not see texts

	relation authz.Relation
}

// Title is the subject of a case, or its service where the reader may not see texts.
func (c Case) Title() string {
	if c.Hidden || c.Subject == "" {
		return c.Service
	}
	return c.Subject
}

// Next returns the promise that runs out next, or nil: what a queue shows.
func (c Case) Next() *promise.View {
	return c.soonest(func(promise.View) bool { return true })
}

// Legal returns the open promise by which a law wants the case decided, that is due next, or nil.
func (c Case) Legal() *promise.View {
	return c.soonest(func(p promise.View) bool { return p.Kind == promise.Legal })
}

// Meanwhile returns the promise of a waiting case that runs all the same, is at risk or late, and was due first: the time that a law gives, or a next word; nil where there is none.
func (c Case) Meanwhile() *promise.View {
	return c.soonest(func(p promise.View) bool {
		return (p.Kind == promise.Legal || p.Kind == promise.NextWord) && (p.State == promise.AtRisk || p.State == promise.Late)
	})
}

func (c Case) soonest(among func(promise.View) bool) *promise.View {
	var next *promise.View
	for i := range c.Promises {
		p := &c.Promises[i]
		if p.Open() && among(*p) && (next == nil || p.DueAt.Before(next.DueAt)) {
			next = p
		}
	}
	return next
}

// priorityName names them for the API and the forms.
func priorityName(p int) string {
	switch {
	case p > 0:
		return "high"
	case p < 0:
		return "low"
	}
	return "normal"
}
