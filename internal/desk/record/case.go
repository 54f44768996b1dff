// Package record keeps cases and their conversations: the rows, and the SQL that writes them. It decides nothing: package desk does.
package record

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"hearth/internal/desk/index"
	"hearth/internal/desk/moving"
	"hearth/internal/desk/tally"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
	"hearth/internal/promise/terms"
)

// State is where a case stands.
type State string

// The states.
const (
	Open     State = "open"     // HR works on it
	Waiting  State = "waiting"  // paused: it waits for somebody until a date
	Answered State = "answered" // answered; the requester may reopen it
	Closed   State = "closed"   // over
)

// StateNames are the states as message keys.
var StateNames = map[State]string{Open: "Open", Waiting: "Waiting", Answered: "Answered", Closed: "Closed"}

// Row is a case as the database keeps it.
type Row struct {
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
	CameOn                        string // the day on which it came in, such as 2026-12-31, where HR wrote it down later; "": when it was opened
	LastSide                      string
	NewReply, Unread              bool
	DueAt, RiskAt, QueueAt        store.Time
	DueKind                       string
	WaitingReason, WaitingNeeded  string
	WaitingUntil                  store.Time
	Outcome, CauseID, CauseText   string
	HandedTo                      string
	AnsweredAt, ClosedAt          store.Time
	AnsweredBy                    string
	Reopened, Version             int64
}

// OwesWord reports whether HR has to say a word to the customer at least every promise.WordDays working days: while the case is open, and while it waits for others than them. What waits for them goes on when they write.
func (r Row) OwesWord() bool {
	return r.State == Open || r.State == Waiting && r.WaitingReason != WaitCustomer
}

// Columns are the columns of desk_case c that a Row takes.
const Columns = `c.id, c.number, c.service_id, c.subject, c.state, c.channel, c.language, c.by_person, c.for_person, c.opened_by, c.unit_id,
	c.site, c.sensitivity, c.manager_sees, c.about_sees, c.not_to_manager, c.health, c.quiet, c.needs_decision, c.team_id,
	COALESCE(c.assignee_person, '') AS assignee_person, c.priority, c.opened_at, c.last_at, c.last_side, c.new_reply, c.unread, c.due_at, c.queue_at, c.due_kind,
	c.risk_at, c.waiting_reason, c.waiting_needed, c.waiting_until, c.outcome, c.cause_id, c.cause_text, c.handed_to, c.answered_at,
	COALESCE(c.answered_by, '') AS answered_by, c.closed_at, c.reopened, c.version, c.came_on`

// Insert adds a new case.
func Insert(ctx context.Context, tx *store.Tx, r Row) error {
	err := tx.Write(ctx, `INSERT INTO desk_case (id, number, service_id, subject, state, channel, language, by_person, for_person, opened_by, unit_id,
		site, sensitivity, manager_sees, about_sees, not_to_manager, health, quiet, needs_decision, team_id, assignee_person, priority, opened_at,
		last_at, last_side, new_reply, unread, due_at, due_kind, risk_at, waiting_reason, waiting_until, outcome, cause_id, cause_text, handed_to,
		answered_at, answered_by, closed_at, reopened, version, queue_at, came_on)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28,
		$29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43)`,
		r.ID, r.Number, r.ServiceID, r.Subject, r.State, r.Channel, r.Language, r.ByPerson, r.ForPerson, r.OpenedBy, r.UnitID, r.Site,
		r.Sensitivity, r.ManagerSees, r.AboutSees, r.NotToManager, r.Health, r.Quiet, r.NeedsDecision, r.TeamID, Null(r.AssigneePerson), r.Priority,
		r.OpenedAt, r.LastAt, r.LastSide, r.NewReply, r.Unread, r.DueAt, r.DueKind, r.RiskAt, r.WaitingReason, r.WaitingUntil, r.Outcome,
		r.CauseID, r.CauseText, r.HandedTo, r.AnsweredAt, Null(r.AnsweredBy), r.ClosedAt, r.Reopened, r.Version, QueueAt(r), r.CameOn)
	if err != nil {
		return fmt.Errorf("insert case: %w", err)
	}
	return nil
}

// InsertAll adds many new cases at once.
func InsertAll(ctx context.Context, tx *store.Tx, rows []Row) error {
	columns := []string{"id", "number", "service_id", "subject", "state", "channel", "language", "by_person", "for_person", "opened_by", "unit_id", "site",
		"sensitivity", "manager_sees", "about_sees", "not_to_manager", "health", "quiet", "needs_decision", "team_id", "assignee_person", "priority",
		"opened_at", "last_at", "last_side", "new_reply", "unread", "due_at", "due_kind", "risk_at", "waiting_reason", "waiting_until", "outcome",
		"cause_id", "cause_text", "handed_to", "answered_at", "answered_by", "closed_at", "reopened", "version", "queue_at", "came_on"}
	var values [][]any
	for _, r := range rows {
		values = append(values, []any{r.ID, r.Number, r.ServiceID, r.Subject, r.State, r.Channel, r.Language, r.ByPerson, r.ForPerson, r.OpenedBy, r.UnitID, r.Site,
			r.Sensitivity, r.ManagerSees, r.AboutSees, r.NotToManager, r.Health, r.Quiet, r.NeedsDecision, r.TeamID, Null(r.AssigneePerson), r.Priority,
			r.OpenedAt, r.LastAt, r.LastSide, r.NewReply, r.Unread, r.DueAt, r.DueKind, r.RiskAt, r.WaitingReason, r.WaitingUntil, r.Outcome,
			r.CauseID, r.CauseText, r.HandedTo, r.AnsweredAt, Null(r.AnsweredBy), r.ClosedAt, r.Reopened, r.Version, QueueAt(r), r.CameOn})
	}
	return tx.InsertAll(ctx, "desk_case", columns, values)
}

// Save writes what can change about a case, with all of its columns that decide who sees it.
func Save(ctx context.Context, tx *store.Tx, r Row) error {
	n, err := tx.Exec(ctx, `UPDATE desk_case SET state = $2, sensitivity = $3, team_id = $4, assignee_person = $5, priority = $6, last_at = $7,
		last_side = $8, new_reply = $9, unread = $10, due_at = $11, due_kind = $12, risk_at = $13, waiting_reason = $14, waiting_until = $15,
		outcome = $16, cause_id = $17, cause_text = $18, handed_to = $19, answered_at = $20, answered_by = $21, closed_at = $22, reopened = $23,
		version = $24, queue_at = $25, not_to_manager = $26, needs_decision = $27, waiting_needed = $28, manager_sees = $29, about_sees = $30, quiet = $31 WHERE id = $1`,
		r.ID, r.State, r.Sensitivity, r.TeamID, Null(r.AssigneePerson), r.Priority, r.LastAt, r.LastSide, r.NewReply, r.Unread, r.DueAt,
		r.DueKind, r.RiskAt, r.WaitingReason, r.WaitingUntil, r.Outcome, r.CauseID, r.CauseText, r.HandedTo, r.AnsweredAt,
		Null(r.AnsweredBy), r.ClosedAt, r.Reopened, r.Version, QueueAt(r), r.NotToManager, r.NeedsDecision, r.WaitingNeeded, r.ManagerSees, r.AboutSees, r.Quiet)
	if err != nil {
		return fmt.Errorf("save case: %w", err)
	}
	if n != 1 {
		return fmt.Errorf("save case: %d rows", n)
	}
	return nil
}

// QueueAt is where a case stands in the queue: at its due moment, a day earlier with high priority and a day later with low; a case without a
// running promise stands after all others.
func QueueAt(r Row) store.Time {
	if r.DueAt.IsZero() {
		return store.At(time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC))
	}
	return r.DueAt.Add(-time.Duration(r.Priority) * 24 * time.Hour)
}

// Null is the value of a column that is null where there is no text.
func Null(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// Exclude keeps people from a case: they are not named for it and stand at nobody's side any more.
func Exclude(ctx context.Context, tx *store.Tx, caseID string, people []string) error {
	for _, id := range people {
		if _, err := tx.Exec(ctx, `DELETE FROM desk_party WHERE case_id = $1 AND person_id = $2 AND relation IN ('named', 'representative')`, caseID, id); err != nil {
			return fmt.Errorf("exclude: %w", err)
		}
		if _, err := tx.Exec(ctx, `INSERT INTO desk_party (case_id, person_id, relation) VALUES ($1, $2, 'excluded') ON CONFLICT DO NOTHING`, caseID, id); err != nil {
			return fmt.Errorf("exclude: %w", err)
		}
	}
	return nil
}

// NamedIn returns the ids of those named for a case, sorted.
func NamedIn(ctx context.Context, q store.Querier, caseID string) ([]string, error) {
	all, err := store.All[string](ctx, q, `SELECT person_id FROM desk_party WHERE case_id = $1 AND relation = 'named' ORDER BY person_id`, caseID)
	if err != nil {
		return nil, fmt.Errorf("read named: %w", err)
	}
	return all, nil
}

// Name puts people in the place of those named for a case.
func Name(ctx context.Context, tx *store.Tx, caseID string, people []string) error {
	if _, err := tx.Exec(ctx, `DELETE FROM desk_party WHERE case_id = $1 AND relation = 'named'`, caseID); err != nil {
		return fmt.Errorf("replace named: %w", err)
	}
	for _, id := range people {
		if _, err := tx.Exec(ctx, `INSERT INTO desk_party (case_id, person_id, relation) VALUES ($1, $2, 'named')`, caseID, id); err != nil {
			return fmt.Errorf("insert named: %w", err)
		}
	}
	return nil
}

// SeenBy is who in HR sees a case, in one word for each: how open it is, and the ids of those named.
func SeenBy(sensitivity string, named []string) string {
	return strings.Join(append([]string{sensitivity}, slices.Sorted(slices.Values(named))...), " ")
}

// priorities are the names of what a case's priority is, as promise policies have them.
var priorities = map[int]string{-1: terms.Low, 0: terms.Normal, 1: terms.High}

// Asked is what a case asks for, as promise policies look at it.
func (r Row) Asked() promise.Asked {
	return promise.Asked{Service: r.ServiceID, Priority: priorities[r.Priority], PersonID: r.ByPerson}
}

// Tallied is the part of a case that counts depend on.
func (r Row) Tallied() tally.Case {
	return tally.Case{TeamID: r.TeamID, Sensitivity: r.Sensitivity, State: string(r.State), AssigneePerson: r.AssigneePerson, NewReply: r.NewReply, RiskAt: r.RiskAt}
}

// Indexed is what the index needs to know of a case.
func (r Row) Indexed() index.Case {
	return index.Case{ID: r.ID, Subject: r.Subject, Health: r.Health, OpenedAt: r.OpenedAt}
}

// Movable is what decides whether a message may move to or from a case.
func (r Row) Movable() moving.Case {
	return moving.Case{ID: r.ID, Sensitivity: r.Sensitivity, TeamID: r.TeamID, ForPerson: r.ForPerson, Assignee: r.AssigneePerson, ManagerSees: r.ManagerSees, AboutSees: r.AboutSees,
		NotToManager: r.NotToManager, Health: r.Health, Over: r.State == Answered || r.State == Closed, OpenedAt: r.OpenedAt}
}

// Stand sets who wrote last in an open case, as its own conversation has it.
func Stand(ctx context.Context, q store.Querier, r *Row) error {
	stands, err := moving.Stands(ctx, q, r.ID)
	if err != nil || r.State == Answered || r.State == Closed {
		return err
	}
	r.LastAt, r.LastSide, r.NewReply = stands.At, "hr", stands.Fresh
	if stands.Customer {
		r.LastSide = "customer"
	}
	return nil
}
