// Package moving takes a message from one case to another: its row, its files and what the index holds of both. Who may do so, and what the cases say of it, is package desk's.
package moving

import (
	"context"
	"errors"
	"fmt"

	"hearth/internal/desk/index"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// Case is what has to be known of a case that a message leaves or enters.
type Case struct {
	ID, Sensitivity, TeamID, ForPerson, Assignee string
	ManagerSees, AboutSees, NotToManager, Health bool
	Over                                         bool // it is answered or closed
	OpenedAt                                     store.Time
}

// managed reports whether whoever leads the person that the case is for sees it.
func (c Case) managed() bool { return c.ManagerSees && !c.NotToManager }

// narrow is how few of HR see a case of each sensitivity: more is fewer.
var narrow = map[string]int{"open": 0, "team": 1, "named": 2}

// Standing is who wrote last in a case, and when. Fresh says that it was its customer, after the message with which it began.
type Standing struct {
	At       store.Time
	Customer bool
	Fresh    bool
}

// Moved tells that a message went from one case to another.
type Moved struct{ EntryID, From, To string }

// FactName implements store.Fact.
func (Moved) FactName() string { return "case.message_moved" }

// begins is the message with which a case began. One that was moved there may be older: it was written before the case was opened.
const begins = `SELECT min(f.id) FROM desk_entry f JOIN desk_case c ON c.id = f.case_id WHERE f.case_id = $1 AND f.kind = 'message' AND f.at >= c.opened_at`

// Move takes a message of the customer's side from one case to another. It refuses the one that a case began with, what is not a customer's message or was withdrawn; a case that is over, where
// nobody would look for it, or less protected than the first: open to more of HR, or without the care for health data; and, unless confirm is given, one that is seen by people who do not see the
// first or are kept from it. A message that is not in the case is absent.
func Move(ctx context.Context, tx *store.Tx, id string, from, to Case, confirm bool) error {
	type found struct {
		Kind, Side  string
		WithdrawnAt store.Time
		Begins      bool
	}
	e, err := store.One[found](ctx, tx, `SELECT kind, side, withdrawn_at, (id = (`+begins+`)) AS begins FROM desk_entry WHERE id = $2 AND case_id = $1`, from.ID, id)
	switch {
	case errors.Is(err, store.ErrNone):
		return authz.Hidden()
	case err != nil:
		return fmt.Errorf("read message: %w", err)
	case e.Kind != "message" || e.Side != "customer" || !e.WithdrawnAt.IsZero():
		return fault.New(fault.Conflict, "Only a message of the requester's side can be moved, and none that was withdrawn.")
	case e.Begins:
		return fault.New(fault.Conflict, "This is the message that the request began with. It stays; write down a new request instead.")
	case from.ID == to.ID:
		return fault.ForField("to", "The message is in that request already.")
	case to.Over:
		return fault.New(fault.Conflict, "That request is answered, or goes on in another one: nobody would look for the message there. Answer it here, or move it to a request that is open.")
	case from.Health && !to.Health:
		return fault.New(fault.Conflict, "This request holds health data and that one does not, so more people would read the message there. It stays here; you can link the two instead.")
	case narrow[to.Sensitivity] < narrow[from.Sensitivity]:
		return fault.New(fault.Conflict, "More people of HR see that request than this one, so the message stays here. Say there first that as few see it, or link the two instead.")
	}
	if !confirm {
		wider, err := seenByMore(ctx, tx, from, to)
		if err != nil {
			return err
		}
		if wider {
			return fault.New(fault.Conflict, "People see that request who do not see this one; they would read the message. Move it again and confirm that they may.")
		}
	}
	for _, sql := range []string{`UPDATE desk_entry SET case_id = $2 WHERE id = $1`, `UPDATE desk_file SET case_id = $2 WHERE entry_id = $1`} {
		if _, err := tx.Exec(ctx, sql, id, to.ID); err != nil {
			return fmt.Errorf("move message: %w", err)
		}
	}
	tx.Publish(Moved{id, from.ID, to.ID})
	return errors.Join(index.Anew(ctx, tx, from.ID), index.Anew(ctx, tx, to.ID))
}

// seenByMore reports whether somebody sees the case to who does not see the case from, on either side.
func seenByMore(ctx context.Context, q store.Querier, from, to Case) (bool, error) {
	if to.Sensitivity == "team" && from.Sensitivity == "team" && to.TeamID != from.TeamID || to.managed() && (!from.managed() || from.ForPerson != to.ForPerson) ||
		from.NotToManager && !to.NotToManager || from.Health && to.Assignee != "" && to.Assignee != from.Assignee {
		return true, nil
	}
	n, err := store.One[int](ctx, q, `SELECT (SELECT count(*) FROM desk_party t WHERE t.case_id = $2 AND (t.relation IN ('by', 'for', 'representative', 'named') OR t.relation = 'about' AND $3)
		AND NOT EXISTS (SELECT 1 FROM desk_party f WHERE f.case_id = $1 AND f.person_id = t.person_id AND (f.relation IN ('by', 'for', 'representative', 'named') OR f.relation = 'about' AND $4))
		AND NOT (t.relation = 'named' AND $5)) + (SELECT count(*) FROM desk_party k WHERE k.case_id = $1 AND k.relation IN ('against', 'excluded')
		AND NOT EXISTS (SELECT 1 FROM desk_party o WHERE o.case_id = $2 AND o.person_id = k.person_id AND o.relation IN ('against', 'excluded')))`,
		from.ID, to.ID, to.AboutSees, from.AboutSees, from.Sensitivity == "open" && !from.Health)
	if err != nil {
		return false, fmt.Errorf("who sees the case: %w", err)
	}
	return n > 0, nil
}

// Where returns the case that a message is in now, or "" when it is gone.
func Where(ctx context.Context, q store.Querier, id string) (string, error) {
	at, err := store.One[string](ctx, q, `SELECT case_id FROM desk_entry WHERE id = $1`, id)
	if errors.Is(err, store.ErrNone) {
		return "", nil
	}
	return at, err
}

// Stands returns where the conversation of a case stands.
func Stands(ctx context.Context, q store.Querier, caseID string) (Standing, error) {
	type last struct {
		Side string
		At   store.Time
		Old  bool
	}
	l, err := store.One[last](ctx, q, `SELECT side, at, (id = (`+begins+`)) AS old FROM desk_entry WHERE case_id = $1 AND kind = 'message' ORDER BY at DESC, id DESC LIMIT 1`, caseID)
	if err != nil {
		return Standing{}, fmt.Errorf("last message: %w", err)
	}
	return Standing{At: l.At, Customer: l.Side == "customer", Fresh: l.Side == "customer" && !l.Old}, nil
}
