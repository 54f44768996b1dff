package desk

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"hearth/internal/desk/history"
	"hearth/internal/desk/number"
	"hearth/internal/desk/tally"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// load reads the case with a number as people write it, and how by is related to it, and asks whether by may do action. A case
// that by may not see is absent.
func (s *Service) load(ctx context.Context, q store.Querier, by authz.Actor, name string, action authz.Action) (row, authz.Relation, error) {
	if by.Anonymous() {
		return row{}, 0, s.policy.May(by, action, 0)
	}
	r, rel, err := s.related(ctx, q, by, store.Cond(`c.number = ?`, number.Parse(name)))
	if err != nil {
		return r, rel, err
	}
	if err := s.policy.May(by, action, rel); err != nil {
		if action == WorkCase && s.policy.May(by, ReadCase, rel) == nil {
			return r, rel, fault.New(fault.Forbidden, "This request is your own. Somebody else in HR works on it.")
		}
		return r, rel, err
	}
	return r, rel, nil
}

// related reads the case that which names, and how by is related to it, as relation says, or returns Hidden. It is one statement, so that a case that by may not
// see takes the work that one takes that is not there.
func (s *Service) related(ctx context.Context, q store.Querier, by authz.Actor, which store.Where) (row, authz.Relation, error) {
	type read struct {
		row
		Parties string
		Leads   bool
	}
	found, err := store.Row[read](ctx, q, new(store.Q).Add(`SELECT `+columns+`, COALESCE((SELECT string_agg(v.relation, ' ') FROM desk_party v
		WHERE v.case_id = c.id AND v.person_id = ?), '') AS parties, (c.manager_sees OR c.not_to_manager) AND `, by.PersonID).
		Where(people.ReportsOf(by.PersonID, "c.for_person", q.Now())).Add(` AS leads FROM desk_case c WHERE `).Where(which))
	switch {
	case errors.Is(err, store.ErrNone):
		return row{}, 0, authz.Hidden()
	case err != nil:
		return row{}, 0, fmt.Errorf("read case: %w", err)
	case by.PersonID == "":
		return found.row, 0, nil
	}
	return found.row, relate(by, found.row, strings.Fields(found.Parties), found.Leads), nil
}

func insert(ctx context.Context, tx *store.Tx, r row) error {
	err := tx.Write(ctx, `INSERT INTO desk_case (id, number, service_id, subject, state, channel, language, by_person, for_person, opened_by, unit_id,
		site, sensitivity, manager_sees, about_sees, not_to_manager, health, quiet, needs_decision, team_id, assignee_person, priority, opened_at,
		last_at, last_side, new_reply, unread, due_at, due_kind, risk_at, waiting_reason, waiting_until, outcome, cause_id, cause_text, handed_to,
		answered_at, answered_by, closed_at, reopened, version, queue_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28,
		$29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42)`,
		r.ID, r.Number, r.ServiceID, r.Subject, r.State, r.Channel, r.Language, r.ByPerson, r.ForPerson, r.OpenedBy, r.UnitID, r.Site,
		r.Sensitivity, r.ManagerSees, r.AboutSees, r.NotToManager, r.Health, r.Quiet, r.NeedsDecision, r.TeamID, null(r.AssigneePerson), r.Priority,
		r.OpenedAt, r.LastAt, r.LastSide, r.NewReply, r.Unread, r.DueAt, r.DueKind, r.RiskAt, r.WaitingReason, r.WaitingUntil, r.Outcome,
		r.CauseID, r.CauseText, r.HandedTo, r.AnsweredAt, null(r.AnsweredBy), r.ClosedAt, r.Reopened, r.Version, queueAt(r))
	if err != nil {
		return fmt.Errorf("insert case: %w", err)
	}
	return nil
}

// save writes what can change about a case, with the next promise as package promise has it now, and counts its version up.
func (s *Service) save(ctx context.Context, tx *store.Tx, r *row) error {
	if err := s.copyPromise(ctx, tx, r); err != nil {
		return err
	}
	r.Version++
	if err := tally.Changed(ctx, tx, r.ID, r.tallied()); err != nil {
		return err
	}
	n, err := tx.Exec(ctx, `UPDATE desk_case SET state = $2, sensitivity = $3, team_id = $4, assignee_person = $5, priority = $6, last_at = $7,
		last_side = $8, new_reply = $9, unread = $10, due_at = $11, due_kind = $12, risk_at = $13, waiting_reason = $14, waiting_until = $15,
		outcome = $16, cause_id = $17, cause_text = $18, handed_to = $19, answered_at = $20, answered_by = $21, closed_at = $22, reopened = $23,
		version = $24, queue_at = $25 WHERE id = $1`,
		r.ID, r.State, r.Sensitivity, r.TeamID, null(r.AssigneePerson), r.Priority, r.LastAt, r.LastSide, r.NewReply, r.Unread, r.DueAt,
		r.DueKind, r.RiskAt, r.WaitingReason, r.WaitingUntil, r.Outcome, r.CauseID, r.CauseText, r.HandedTo, r.AnsweredAt,
		null(r.AnsweredBy), r.ClosedAt, r.Reopened, r.Version, queueAt(*r))
	if err != nil {
		return fmt.Errorf("save case: %w", err)
	}
	if n != 1 {
		return fmt.Errorf("save case: %d rows", n)
	}
	s.changed(tx, r.ID)
	return nil
}

// copyPromise sets the case's copy of the promise that runs out next.
func (s *Service) copyPromise(ctx context.Context, tx *store.Tx, r *row) error {
	next, found, err := s.promises.Next(ctx, tx, OwnerKind, r.ID)
	if err != nil {
		return err
	}
	r.DueAt, r.RiskAt, r.DueKind = store.Time{}, store.Time{}, ""
	if found && r.State != Waiting {
		r.DueAt, r.DueKind = next.DueAt, next.Kind
		r.RiskAt = tally.FullMinute(next.RiskAt)
	}
	return nil
}

// queueAt is where a case stands in the queue: at its due moment, a day earlier with high priority and a day later with low; a case without a
// running promise stands after all others.
func queueAt(r row) store.Time {
	if r.DueAt.IsZero() {
		return store.At(time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC))
	}
	return r.DueAt.Add(-time.Duration(r.Priority) * 24 * time.Hour)
}

func null(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// entry is one part of a conversation as the database keeps it.
type entry struct {
	ID, CaseID   string
	At           store.Time
	Kind, Side   string
	AuthorPerson string
	Body         string
	Channel      string
	Internal     bool
	WithdrawnAt  store.Time
	WithdrawnBy  string
	first        bool // of a new case
}

// add appends an entry to the conversation of r and returns its id.
func add(ctx context.Context, tx *store.Tx, r row, e entry) (string, error) {
	e.ID = ident.New()
	err := tx.Write(ctx, `INSERT INTO desk_entry (id, case_id, at, kind, side, author_person, body, channel, internal)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		e.ID, r.ID, tx.Now(), e.Kind, e.Side, null(e.AuthorPerson), e.Body, e.Channel, e.Internal)
	if err != nil {
		return "", fmt.Errorf("insert entry: %w", err)
	}
	return e.ID, nil
}

// tell appends an event. Internal ones are read by HR alone.
func tell(ctx context.Context, tx *store.Tx, r row, by authz.Actor, internal bool, e history.Event) error {
	body, err := e.Encode()
	if err != nil {
		return err
	}
	_, err = add(ctx, tx, r, entry{Kind: "event", Side: "system", AuthorPerson: by.PersonID, Body: body, Internal: internal})
	return err
}

// waitFor ends the case's present waiting time and begins another; "" begins none.
func waitFor(ctx context.Context, tx *store.Tx, caseID, whom string) error {
	if _, err := tx.Exec(ctx, `UPDATE desk_waiting SET to_at = $2 WHERE case_id = $1 AND to_at IS NULL`, caseID, tx.Now()); err != nil {
		return fmt.Errorf("end waiting: %w", err)
	}
	if whom == "" {
		return nil
	}
	return beginWaiting(ctx, tx, caseID, whom)
}

func beginWaiting(ctx context.Context, tx *store.Tx, caseID, whom string) error {
	err := tx.Write(ctx, `INSERT INTO desk_waiting (id, case_id, waited_for, from_at) VALUES ($1, $2, $3, $4)`, ident.New(), caseID, whom, tx.Now())
	if err != nil {
		return fmt.Errorf("begin waiting: %w", err)
	}
	return nil
}
