package audit

import (
	"context"
	"errors"
	"fmt"

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
	people := make([]string, 0, 2*len(all))
	for _, p := range all {
		people = append(people, p.By.PersonID, p.Person)
	}
	keys, err := l.subjects(ctx, tx, people)
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
		values = append(values, append(r.values(), seq, link))
	}
	tx.AfterCommit(func() { l.linked(last) })
	return tx.InsertAll(ctx, "audit_entry", append(rowColumns(), "seq", "link"), values)
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
