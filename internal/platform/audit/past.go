package audit

import (
	"context"
	"errors"
	"fmt"

	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// Past is an entry of something that happened before it is written: where data comes from elsewhere, with its history.
type Past struct {
	Entry
	At      store.Time
	Opening bool
}

// RecordPast writes entries of the past in the transaction of what they tell of, in the order given: for loads of thousands. Where no entry waits to be
// sealed they get their places in the chain at once; the next Seal writes the head.
func (l *Log) RecordPast(ctx context.Context, tx *store.Tx, all []Past) error {
	keys, err := subjects(ctx, tx, all)
	if err != nil {
		return err
	}
	waiting, err := store.All[string](ctx, tx, `SELECT id FROM audit_entry WHERE seq IS NULL LIMIT 1`)
	if err != nil {
		return fmt.Errorf("record: %w", err)
	}
	last, err := headOf(ctx, tx)
	if err != nil {
		return fmt.Errorf("record: %w", err)
	}
	values := make([][]any, 0, len(all))
	for _, p := range all {
		if p.Action == "" {
			return errors.New("audit: an entry needs an action")
		}
		r := rowOf(p.Entry, p.At, keys[p.By.PersonID], keys[p.Person], p.Opening)
		r.Mac = l.mac(r)
		var seq, link any
		if len(waiting) == 0 {
			last = head{last.Seq + 1, l.link(last, r.Mac)}
			seq, link = last.Seq, last.Link
		}
		values = append(values, []any{r.ID, r.At, r.Actor, r.Task, r.Face, r.Action, r.Kind, r.Object, r.Subject, r.Team, r.Opening, r.Mac, seq, link})
	}
	tx.AfterCommit(func() { l.linked(last) })
	return tx.InsertAll(ctx, "audit_entry", []string{"id", "at", "actor", "task", "face", "action", "kind", "object", "subject", "team", "opening", "mac", "seq", "link"}, values)
}

// linked takes notice of a head that is in the database.
func (l *Log) linked(h head) {
	l.sealing.Lock()
	defer l.sealing.Unlock()
	l.wrote.Store(true)
	if h.Seq > l.head.Seq {
		l.head = h
	}
}

// subjects returns the keys of all persons that entries name, making those that are missing; "" for nobody.
func subjects(ctx context.Context, tx *store.Tx, all []Past) (map[string]string, error) {
	keys := map[string]string{"": ""}
	var asked []string
	for _, p := range all {
		for _, id := range []string{p.By.PersonID, p.Person} {
			if _, known := keys[id]; !known {
				keys[id], asked = "", append(asked, id)
			}
		}
	}
	const some = 1000
	for from := 0; from < len(asked); from += some {
		q := new(store.Q).Add(`SELECT person_id, key FROM audit_subject WHERE `).Where(store.In("person_id", asked[from:min(from+some, len(asked))]))
		known, err := store.Select[struct{ PersonID, Key string }](ctx, tx, q)
		if err != nil {
			return nil, fmt.Errorf("record subjects: %w", err)
		}
		for _, k := range known {
			keys[k.PersonID] = k.Key
		}
	}
	var values [][]any
	for _, id := range asked {
		if keys[id] == "" {
			keys[id] = ident.Secret()
			values = append(values, []any{keys[id], id})
		}
	}
	return keys, tx.InsertAll(ctx, "audit_subject", []string{"key", "person_id"}, values)
}
