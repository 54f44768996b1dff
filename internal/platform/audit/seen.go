package audit

import (
	"context"
	"errors"
	"fmt"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// ReadRecord is the action of reading who did and opened what about a person.
const ReadRecord authz.Action = "audit.read"

// Rules says who may do what: the record of others is for the data-protection officer alone.
func Rules() map[authz.Action]authz.Rule {
	return map[authz.Action]authz.Rule{ReadRecord: {Roles: []authz.Role{authz.DPO}}}
}

// Seen is one time that somebody else opened a person's record, or did something about it.
type Seen struct {
	ID      string
	At      store.Time
	Actor   string // the id of the person who did it; "" for a task and for somebody who was erased
	Task    string // the system task that did it; "" for a person
	Action  string
	Kind    string // of the object
	Object  string
	Team    string // in whose work
	Opening bool   // opened; otherwise done
}

// Asked limits SeenOf: to what happened from From on and before To, where these are set, to what comes after the entry with the id After in the answer's order, and to
// those of which Shown, a condition on the columns e.kind and e.object, holds; the zero Shown is all.
type Asked struct {
	From, To store.Time
	After    string
	Shown    store.Where
}

// SeenOf returns who else opened a person's record or did something about it, the latest first, up to limit entries. What people did on their own record is left
// out. Of somebody who was erased nothing is found.
func SeenOf(ctx context.Context, q store.Querier, personID string, in Asked, limit int) ([]Seen, error) {
	key, err := store.One[string](ctx, q, `SELECT key FROM audit_subject WHERE person_id = $1`, personID)
	if errors.Is(err, store.ErrNone) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read record: %w", err)
	}
	last := store.Time{}
	if in.After != "" {
		last, err = store.One[store.Time](ctx, q, `SELECT at FROM audit_entry WHERE id = $1`, in.After)
		if errors.Is(err, store.ErrNone) {
			return nil, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read record: %w", err)
		}
	}
	all, err := store.Select[Seen](ctx, q, seenQuery(key, in, last, limit))
	if err != nil {
		return nil, fmt.Errorf("read record: %w", err)
	}
	return all, nil
}

// seenQuery reads what others did with the record of the person with a key. last is when the entry In.After was.
func seenQuery(key string, in Asked, last store.Time, limit int) *store.Q {
	b := new(store.Q).Add(`SELECT e.id, e.at, COALESCE(a.person_id, '') AS actor, e.task, e.action, e.kind, e.object, e.team, e.opening
		FROM audit_entry e LEFT JOIN audit_subject a ON a.key = e.actor WHERE e.subject = ? AND e.actor <> ?`, key, key)
	if !in.From.IsZero() {
		b.Add(` AND e.at >= ?`, in.From)
	}
	if !in.To.IsZero() {
		b.Add(` AND e.at < ?`, in.To)
	}
	if in.After != "" {
		b.Add(` AND e.at <= ? AND (e.at < ? OR e.id < ?)`, last, last, in.After)
	}
	if in.Shown.SQL != "" {
		b.Add(` AND `).Where(in.Shown)
	}
	return b.Add(` ORDER BY e.at DESC, e.id DESC LIMIT ?`, limit)
}
