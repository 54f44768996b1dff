package audit

import (
	"context"
	"crypto/hmac"
	"fmt"

	"hearth/internal/platform/store"
)

// place is where a key stands first: Seq is 0 for an entry that is not sealed.
type place struct {
	seq int64
	id  string
}

// String names the entry, by its number where it has one.
func (p place) String() string {
	if p.seq == 0 {
		return p.id
	}
	return fmt.Sprintf("%d (%s)", p.seq, p.id)
}

// names notices whose keys an entry has.
func (v *verifying) names(seq int64, r row) {
	for _, key := range []string{r.Actor, r.Subject} {
		if _, known := v.keys[key]; key != "" && !known {
			v.keys[key] = place{seq, r.ID}
		}
	}
}

// The sentences about who stands behind an entry.
const (
	retied  = "Who stands behind entry %s of the record was changed: the row of audit_subject with its key is not as it was written."
	cutOff  = "Nothing says any more who stands behind entry %s of the record, and nobody was erased there: a row of audit_subject was removed."
	unknown = "A row of audit_subject was put in or changed: it is not as it was written, and no entry has its key."
)

// people compares whose the keys of all entries are with what was written. It comes after the entries, so that every key has its row by now, or is gone.
func (v *verifying) people(ctx context.Context) error {
	var first error
	var at place
	suspect := func(where place, sentence string) {
		if first == nil || where.seq > 0 && (at.seq == 0 || where.seq < at.seq) {
			first, at = flaw(where.seq, where.id, sentence, where), where
		}
	}
	for key := ""; ; {
		all, err := store.All[tied](ctx, v.q, `SELECT key, person_id, mac FROM audit_subject WHERE key > $1 ORDER BY key LIMIT $2`, key, atOnce)
		if err != nil {
			return fmt.Errorf("read subjects: %w", err)
		}
		for _, s := range all {
			where, used := v.keys[s.Key]
			delete(v.keys, s.Key)
			switch {
			case hmac.Equal([]byte(s.Mac), []byte(v.log.tie(s.Key, s.PersonID))):
			case used:
				suspect(where, retied)
			case first == nil:
				first = flaw(0, "", unknown)
			}
		}
		if len(all) < atOnce {
			break
		}
		key = all[atOnce-1].Key
	}
	gone, err := store.All[string](ctx, v.q, `SELECT mac FROM audit_gone`) // after the rows: who is erased meanwhile has been among them, or is here
	if err != nil {
		return fmt.Errorf("read subjects: %w", err)
	}
	erased := make(map[string]bool, len(gone))
	for _, mac := range gone {
		erased[mac] = true
	}
	for key, where := range v.keys {
		if !erased[v.log.untied(key)] {
			suspect(where, cutOff)
		}
	}
	return first
}
