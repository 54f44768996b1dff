package audit

import (
	"context"
	"crypto/hmac"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"time"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// Verified says what Verify found to be in order.
type Verified struct {
	Sealed, Unsealed int64
	Heads            int // in the file outside the database
	Breaks           []Break
}

// Break is a restore: the chain goes on after entry After, and what had been sealed beyond it, up to Sealed, is gone.
type Break struct {
	At            store.Time
	After, Sealed int64
}

// Flaw is the first thing in the record that is not as it was written. It is a fault whose sentence says what.
type Flaw struct {
	Seq int64  // of the entry; 0 where it has none
	ID  string // of the entry; "" where it is gone
	err *fault.Error
}

// Error implements error.
func (f *Flaw) Error() string { return f.err.Error() }

// Unwrap returns the fault.
func (f *Flaw) Unwrap() error { return f.err }

func flaw(seq int64, id, sentence string, args ...any) error {
	return &Flaw{Seq: seq, ID: id, err: fault.New(fault.Conflict, sentence, args...)}
}

// atOnce is how many entries Verify holds in memory.
const atOnce = 2000

// Verify reads the whole record. It returns a *Flaw for the first entry that was edited, removed, moved or put in since it was sealed, for missing
// ones at the end, for a changed file of heads, for an edited entry that is not sealed yet, and where it was changed or removed whose an entry is. It may run beside a server.
func (l *Log) Verify(ctx context.Context, q store.Querier) (Verified, error) {
	v := &verifying{log: l, q: q, heads: map[int64][]anchored{}, keys: map[string]place{}}
	fileErr := v.readFile() // before the entries, so that the database is never behind it
	if fileErr != nil && !errors.Is(fileErr, fs.ErrNotExist) {
		return v.Verified, fileErr
	}
	if err := v.chain(ctx); err != nil {
		return v.Verified, err
	}
	if _, err := os.Stat(l.path); fileErr != nil && err != nil && v.Sealed > 0 { // else a server began it meanwhile
		return v.Verified, flaw(0, "", "The file %s is missing, although entries were sealed.", filepath.Base(l.path))
	}
	if err := v.unsealed(ctx); err != nil {
		return v.Verified, err
	}
	return v.Verified, v.people(ctx)
}

type verifying struct {
	Verified
	log   *Log
	q     store.Querier
	heads map[int64][]anchored // by entry
	far   int64                // the last entry that a head names
	last  head
	keys  map[string]place // of the people in the entries read so far
}

func (v *verifying) readFile() error {
	if v.log.path == "" {
		return nil
	}
	all, breaks, err := v.log.readAnchors()
	for _, a := range all {
		v.heads[a.Seq] = append(v.heads[a.Seq], a)
		v.far = max(v.far, a.Seq)
	}
	v.Heads, v.Breaks = len(all), breaks
	return err
}

const selectRow = `SELECT id, at, actor, task, face, action, kind, object, subject, team, opening, mac`

// placed is an entry of the chain.
type placed struct {
	row
	Seq  int64
	Link string
}

// chain goes through the sealed entries in their order.
func (v *verifying) chain(ctx context.Context) error {
	seq, id := int64(math.MinInt64), ""
	for {
		all, err := store.All[placed](ctx, v.q, selectRow+`, seq, COALESCE(link, '') AS link FROM audit_entry
			WHERE seq >= $1 AND (seq > $1 OR id > $2) ORDER BY seq, id LIMIT $3`, seq, id, atOnce)
		if err != nil {
			return fmt.Errorf("read record: %w", err)
		}
		for _, p := range all {
			if err := v.next(p); err != nil {
				return err
			}
		}
		if len(all) < atOnce {
			break
		}
		seq, id = all[atOnce-1].Seq, all[atOnce-1].ID
	}
	v.Sealed = v.last.Seq
	if v.far > v.last.Seq {
		return flaw(v.last.Seq+1, "", "The record ends with entry %d, but %d were sealed: the last ones were removed.", v.last.Seq, v.far)
	}
	return nil
}

// next compares an entry with its place.
func (v *verifying) next(p placed) error {
	at := p.At.UTC().Format(time.RFC3339)
	switch want := v.last.Seq + 1; {
	case p.Seq > want:
		return flaw(want, "", "Entry %d of the record is missing.", want)
	case p.Seq < want:
		return flaw(p.Seq, p.ID, "Entry %d of the record stands there twice, or was never sealed.", p.Seq)
	case !v.log.written(p.row):
		return flaw(p.Seq, p.ID, "Entry %d of the record, of %s, was changed after it was written (%s).", p.Seq, at, p.ID)
	case !hmac.Equal([]byte(p.Link), []byte(v.log.link(v.last, p.Mac))):
		return flaw(p.Seq, p.ID, "Entry %d of the record, of %s, is not the one that was sealed there: entries were moved, removed or put in (%s).", p.Seq, at, p.ID)
	}
	v.last = head{p.Seq, p.Link}
	v.names(p.Seq, p.row)
	for _, a := range v.heads[p.Seq] {
		if a.Link != p.Link {
			return flaw(p.Seq, p.ID, "Entry %d of the record, of %s, is not the one that line %d of %s names: it or one before it was replaced (%s).",
				p.Seq, at, a.line, filepath.Base(v.log.path), p.ID)
		}
	}
	return nil
}

// unsealed goes through the entries that have no place yet.
func (v *verifying) unsealed(ctx context.Context) error {
	for id := ""; ; {
		all, err := store.All[row](ctx, v.q, selectRow+` FROM audit_entry WHERE seq IS NULL AND id > $1 ORDER BY id LIMIT $2`, id, atOnce)
		if err != nil {
			return fmt.Errorf("read record: %w", err)
		}
		for _, r := range all {
			if !v.log.written(r) {
				return flaw(0, r.ID, "An entry of %s that is not sealed yet was changed after it was written (%s).", r.At.UTC().Format(time.RFC3339), r.ID)
			}
			v.names(0, r)
		}
		v.Unsealed += int64(len(all))
		if len(all) < atOnce {
			return nil
		}
		id = all[atOnce-1].ID
	}
}

// written reports whether an entry is as it was written.
func (l *Log) written(r row) bool { return hmac.Equal([]byte(l.mac(r)), []byte(r.Mac)) }
