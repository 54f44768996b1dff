package desk

import (
	"hearth/internal/desk/number"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// State is where a case stands.
type State string

// The states.
const (
	StateOpen State = "open"     // HR works on it
	Waiting   State = "waiting"  // paused: it waits for somebody until a date
	Answered  State = "answered" // answered; the requester may reopen it
	Closed    State = "closed"   // over
)

// The outcomes of closing. A refusal is none of them.
const (
	OutcomeAnswered  = "answered"
	OutcomeDone      = "done"
	OutcomeWithdrawn = "withdrawn"
	OutcomeDuplicate = "duplicate"
	OutcomeNotForHR  = "not_for_hr"
)

// Outcomes lists them in the order of the form.
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

// row is a case as the database keeps it.
type row struct {
	ID, ServiceID, Subject        string
	Number                        int64
	State                         State
	Channel, Language             string
	ByPerson, ForPerson, OpenedBy string
	UnitID, Site, Sensitivity     string
	ManagerSees, AboutSees        bool
	NotToManager, Health, Quiet   bool
	NeedsDecision                 bool
	TeamID, AssigneePerson        string
	Priority                      int
	OpenedAt, LastAt              store.Time
	LastSide                      string
	NewReply, Unread              bool
	DueAt, RiskAt, QueueAt        store.Time
	DueKind                       string
	WaitingReason                 string
	WaitingUntil                  store.Time
	Outcome, CauseID, CauseText   string
	HandedTo                      string
	AnsweredAt, ClosedAt          store.Time
	AnsweredBy                    string
	Reopened, Version             int64
}

const columns = `c.id, c.number, c.service_id, c.subject, c.state, c.channel, c.language, c.by_person, c.for_person, c.opened_by, c.unit_id,
	c.site, c.sensitivity, c.manager_sees, c.about_sees, c.not_to_manager, c.health, c.quiet, c.needs_decision, c.team_id,
	COALESCE(c.assignee_person, '') AS assignee_person, c.priority, c.opened_at, c.last_at, c.last_side, c.new_reply, c.unread, c.due_at, c.queue_at, c.due_kind,
	c.risk_at, c.waiting_reason, c.waiting_until, c.outcome, c.cause_id, c.cause_text, c.handed_to, c.answered_at,
	COALESCE(c.answered_by, '') AS answered_by, c.closed_at, c.reopened, c.version`

// Number is the name of a case that people read out, "HR-2847".
func Number(n int64) string { return number.Text(n) }

// Person is somebody in a case, with what its reader may know of them: a name, never an address that the reader did not have.
type Person struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	First string `json:"-"` // how to address them
}

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
	LastAt       store.Time     `json:"last_at"`
	LastSide     string         `json:"last_by"`                // customer, hr
	NewReply     bool           `json:"new_reply"`              // the customer wrote after HR's last word; false for customers
	Unread       bool           `json:"unread"`                 // HR wrote, and the customer has not opened it since; false for HR
	Unheard      bool           `json:"not_received,omitempty"` // a mail did not arrive; in lists, for HR
	WaitingFor   string         `json:"waiting_reason,omitempty"`
	WaitingUntil store.Time     `json:"waiting_until"`
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
	var next *promise.View
	for i := range c.Promises {
		p := &c.Promises[i]
		if p.Open() && (next == nil || p.DueAt.Before(next.DueAt)) {
			next = p
		}
	}
	return next
}

// priorities names them for the API and the forms.
func priorityName(p int) string {
	switch {
	case p > 0:
		return "high"
	case p < 0:
		return "low"
	}
	return "normal"
}
