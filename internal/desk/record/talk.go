package record

import (
	"context"
	"fmt"

	"hearth/internal/desk/fill"
	"hearth/internal/desk/history"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// Entry is one part of a conversation as the database keeps it.
type Entry struct {
	ID, CaseID   string
	At           store.Time
	Kind, Side   string
	AuthorPerson string
	Body         string
	Channel      string
	Internal     bool
	WithdrawnAt  store.Time
	WithdrawnBy  string
	First        bool // of a new case
}

// SelectEntry reads entries, of desk_entry e.
const SelectEntry = `SELECT e.id, e.case_id, e.at, e.kind, e.side, COALESCE(e.author_person, '') AS author_person, e.body, e.channel, e.internal,
	e.withdrawn_at, COALESCE(e.withdrawn_by, '') AS withdrawn_by FROM desk_entry e`

// Add appends an entry to the conversation of r and returns its id. It refuses a message of HR in which a placeholder stands: what is not filled in is sent to nobody.
func Add(ctx context.Context, tx *store.Tx, r Row, e Entry) (string, error) {
	if left := fill.Left(e.Body); e.Kind == "message" && e.Side == "hr" && len(left) > 0 {
		return "", fault.ForField("body", "Write something in place of {%s}, or take it out, before you send this.", left[0])
	}
	e.ID = ident.New()
	err := tx.Write(ctx, `INSERT INTO desk_entry (id, case_id, at, kind, side, author_person, body, channel, internal)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		e.ID, r.ID, tx.Now(), e.Kind, e.Side, Null(e.AuthorPerson), e.Body, e.Channel, e.Internal)
	if err != nil {
		return "", fmt.Errorf("insert entry: %w", err)
	}
	return e.ID, nil
}

// Tell appends an event. Internal ones are read by HR alone.
func Tell(ctx context.Context, tx *store.Tx, r Row, by authz.Actor, internal bool, e history.Event) error {
	body, err := e.Encode()
	if err != nil {
		return err
	}
	_, err = Add(ctx, tx, r, Entry{Kind: "event", Side: "system", AuthorPerson: by.PersonID, Body: body, Internal: internal})
	return err
}

// WaitFor ends the case's present waiting time and begins another; "" begins none.
func WaitFor(ctx context.Context, tx *store.Tx, caseID, whom string) error {
	if _, err := tx.Exec(ctx, `UPDATE desk_waiting SET to_at = $2 WHERE case_id = $1 AND to_at IS NULL`, caseID, tx.Now()); err != nil {
		return fmt.Errorf("end waiting: %w", err)
	}
	if whom == "" {
		return nil
	}
	return BeginWaiting(ctx, tx, caseID, whom)
}

// BeginWaiting begins the waiting time for somebody: hr, customer or other.
func BeginWaiting(ctx context.Context, tx *store.Tx, caseID, whom string) error {
	err := tx.Write(ctx, `INSERT INTO desk_waiting (id, case_id, waited_for, from_at) VALUES ($1, $2, $3, $4)`, ident.New(), caseID, whom, tx.Now())
	if err != nil {
		return fmt.Errorf("begin waiting: %w", err)
	}
	return nil
}
