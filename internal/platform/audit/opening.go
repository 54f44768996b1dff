package audit

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

type waiting struct {
	entry Entry
	at    store.Time
}

// opening is what makes two openings the same: a person stands for an object that an entry does not name.
type opening struct{ actor, action, kind, object, person string }

// glimpse is when an opening was seen, and whether it is in the database.
type glimpse struct {
	at      store.Time
	written bool
}

// OpenedNow writes that somebody opened something before it returns; when it fails, nothing may be shown. What the same person opened within the last minutes is not written again.
func (l *Log) OpenedNow(ctx context.Context, e Entry) error {
	l.mu.Lock()
	again := l.again(e, true)
	l.mu.Unlock()
	if again {
		return nil
	}
	all, err := l.spread(ctx, []waiting{{entry: e}})
	if err != nil {
		return err
	}
	err = l.db.Tx(ctx, func(tx *store.Tx) error {
		for i := range all {
			all[i].at = tx.Now()
		}
		return l.writeOpened(ctx, tx, all)
	})
	if store.IsFull(err) {
		return fault.New(fault.Unavailable, "Each opening of this page is recorded before it is shown, and nothing can be recorded at the moment: the disk of the server is full. Try again in a few minutes.")
	}
	if err == nil {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.saw(e, true)
	}
	return err
}

// Opened keeps that somebody opened something, to be written within a second. When the database takes nothing for so long that the memory for it is full,
// or the server ends before, openings are lost, and the record says how many as soon as it can be written to.
func (l *Log) Opened(e Entry) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.again(e, false) {
		return
	}
	defer l.noteWaiting()
	if len(l.waiting) >= maxWaiting {
		l.lost++
		return
	}
	l.saw(e, false)
	l.waiting = append(l.waiting, waiting{e, l.db.Now()})
}

func openingOf(e Entry) opening {
	return opening{e.By.PersonID + e.By.Task, e.Action, e.Kind, e.Object, e.Person}
}

// again reports whether the same person opened the same thing in the last minutes; with written only what is in the database counts. The caller holds mu.
func (l *Log) again(e Entry, written bool) bool {
	now := l.db.Now()
	g, ok := l.seen[openingOf(e)]
	return ok && (g.written || !written) && now.Before(g.at.Add(oneOpening)) && !now.Before(g.at)
}

// saw remembers an opening. The caller holds mu.
func (l *Log) saw(e Entry, written bool) {
	if len(l.seen) > maxSeen {
		clear(l.seen) // at worst an opening is written twice
	}
	l.seen[openingOf(e)] = glimpse{l.db.Now(), written}
}

// Flush writes the openings that wait, and how many were lost. When it fails they go on waiting.
func (l *Log) Flush(ctx context.Context) error {
	l.mu.Lock()
	all, lost := l.waiting, l.lost
	l.waiting, l.lost = nil, 0
	l.mu.Unlock()
	if len(all) == 0 && lost == 0 {
		return nil
	}
	err := l.flush(ctx, all, lost)
	l.mu.Lock()
	defer l.mu.Unlock()
	if err != nil {
		l.waiting, l.lost = append(all, l.waiting...), l.lost+lost
		if over := len(l.waiting) - maxWaiting; over > 0 { // some came while this was tried
			l.waiting, l.lost = l.waiting[:maxWaiting], l.lost+over
		}
	}
	l.noteWaiting()
	return err
}

// flush writes openings, and how many were lost.
func (l *Log) flush(ctx context.Context, all []waiting, lost int) error {
	spread, err := l.spread(ctx, all)
	if err != nil {
		return err
	}
	return l.db.Tx(ctx, func(tx *store.Tx) error {
		if err := l.writeOpened(ctx, tx, spread); err != nil || lost == 0 {
			return err
		}
		return l.write(ctx, tx, Entry{By: authz.System("audit"), Action: gap, Kind: "opening", Object: strconv.Itoa(lost)}, tx.Now(), false)
	})
}

// Concerned returns the ids of the people whom objects of a kind concern, by the ids of these.
type Concerned func(ctx context.Context, q store.Querier, objects []string) (map[string][]string, error)

// Concern makes each opening of an object of a kind stand in the record of everybody whom it concerns: one entry for the person whom its Entry names, and one for each other but
// for who opened it. Who may know of such an entry is not for this package to say: see OpeningsOf.
func (l *Log) Concern(kind string, whom Concerned) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.whom[kind] = whom
}

// spread returns openings with those that follow from Concern. It reads outside the transaction that writes them, so that it makes nobody wait.
func (l *Log) spread(ctx context.Context, all []waiting) ([]waiting, error) {
	objects := map[string][]string{}
	for _, w := range all {
		objects[w.entry.Kind] = append(objects[w.entry.Kind], w.entry.Object)
	}
	people := map[string]map[string][]string{}
	for kind, ids := range objects {
		l.mu.Lock()
		whom := l.whom[kind]
		l.mu.Unlock()
		if whom == nil {
			continue
		}
		found, err := whom(ctx, l.db, ids)
		if err != nil {
			return nil, fmt.Errorf("record: %w", err)
		}
		people[kind] = found
	}
	out := make([]waiting, 0, len(all))
	for _, w := range all {
		out = append(out, w)
		for _, id := range people[w.entry.Kind][w.entry.Object] {
			if id == w.entry.Person || id == w.entry.By.PersonID || id == privacy.Erased {
				continue
			}
			other := w
			other.entry.ID, other.entry.Person = "", id
			out = append(out, other)
		}
	}
	return out, nil
}

// atOnceOpened is how many openings one statement writes: binding takes time that grows with the square of how many values it has.
const atOnceOpened = 20

// writeOpened writes openings: as many statements as for one, up to atOnceOpened.
func (l *Log) writeOpened(ctx context.Context, tx *store.Tx, all []waiting) error {
	people := make([]string, 0, 2*len(all))
	for _, w := range all {
		if w.entry.Action == "" {
			return errors.New("audit: an entry needs an action")
		}
		people = append(people, w.entry.By.PersonID, w.entry.Person)
	}
	keys, err := l.subjects(ctx, tx, people)
	if err != nil {
		return err
	}
	rows := make([][]any, 0, len(all))
	for _, w := range all {
		r := rowOf(w.entry, w.at, keys[w.entry.By.PersonID], keys[w.entry.Person], true)
		r.Mac = l.mac(r)
		rows = append(rows, r.values())
	}
	for some := range slices.Chunk(rows, atOnceOpened) {
		if err := tx.InsertAll(ctx, "audit_entry", rowColumns(), some); err != nil {
			return fmt.Errorf("record: %w", err)
		}
	}
	l.wrote.Store(true)
	return nil
}
