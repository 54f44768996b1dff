package audit

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// subject returns the random key of a person, making one at first; "" for nobody, and for somebody who was erased.
func (l *Log) subject(ctx context.Context, tx *store.Tx, personID string) (string, error) {
	if personID == "" {
		return "", nil
	}
	key, err := store.One[string](ctx, tx, `SELECT key FROM audit_subject WHERE person_id = $1`, personID)
	if err == nil || !errors.Is(err, store.ErrNone) {
		return key, err
	}
	keys := map[string]string{}
	err = l.make(ctx, tx, []string{personID}, keys)
	return keys[personID], err
}

// subjects is subject for many people.
func (l *Log) subjects(ctx context.Context, tx *store.Tx, people []string) (map[string]string, error) {
	keys := map[string]string{"": ""}
	var asked []string
	for _, id := range people {
		if _, known := keys[id]; !known {
			keys[id], asked = "", append(asked, id)
		}
	}
	for some := range slices.Chunk(asked, 1000) {
		known, err := store.Select[tied](ctx, tx, new(store.Q).Add(`SELECT person_id, key FROM audit_subject WHERE `).Where(store.In("person_id", some)))
		if err != nil {
			return nil, fmt.Errorf("record subjects: %w", err)
		}
		for _, k := range known {
			keys[k.PersonID] = k.Key
		}
		missing := slices.DeleteFunc(slices.Clone(some), func(id string) bool { return keys[id] != "" })
		if err := l.make(ctx, tx, missing, keys); err != nil {
			return nil, err
		}
	}
	return keys, nil
}

// make gives people keys, but for those who were erased: an opening that waited meanwhile brings nobody back.
func (l *Log) make(ctx context.Context, tx *store.Tx, people []string, keys map[string]string) error {
	if len(people) == 0 {
		return nil
	}
	left := make([]string, len(people))
	for i, id := range people {
		left[i] = l.left(id)
	}
	gone, err := store.Select[string](ctx, tx, new(store.Q).Add(`SELECT mac FROM audit_gone WHERE `).Where(store.In("mac", left)))
	if err != nil {
		return fmt.Errorf("record subjects: %w", err)
	}
	var values [][]any
	for i, id := range people {
		if !slices.Contains(gone, left[i]) {
			keys[id] = ident.Secret()
			values = append(values, []any{keys[id], id, l.tie(keys[id], id)})
		}
	}
	return tx.InsertAll(ctx, "audit_subject", []string{"key", "person_id", "mac"}, values)
}

// tie is the HMAC that binds a key to its person.
func (l *Log) tie(key, personID string) string { return l.sum("subject", key, personID) }

// untied is what is left of a key whose person was erased: it says that there was an erasure, and not whose.
func (l *Log) untied(key string) string { return l.sum("gone", key) }

// left is what is left of a person who was erased.
func (l *Log) left(personID string) string { return l.sum("erased", personID) }

// forget removes the row that says whose a key is.
func (l *Log) forget(ctx context.Context, tx *store.Tx, personID string) error {
	keys, err := store.All[string](ctx, tx, `SELECT key FROM audit_subject WHERE person_id = $1`, personID)
	if err != nil {
		return err
	}
	macs := []string{l.left(personID)}
	for _, key := range keys {
		macs = append(macs, l.untied(key))
	}
	if err := leave(ctx, tx, macs); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `DELETE FROM audit_subject WHERE person_id = $1`, personID)
	return err
}

// leave writes what is left of keys and of people.
func leave(ctx context.Context, tx *store.Tx, macs []string) error {
	for _, mac := range macs {
		if err := tx.Write(ctx, `INSERT INTO audit_gone (mac) VALUES ($1) ON CONFLICT DO NOTHING`, mac); err != nil {
			return err
		}
	}
	return nil
}

// The entry by which Guard knows that it was here before. Its place in the chain keeps it from being taken out unseen.
const (
	guarded = "audit.guard"
	guardID = "00000000-0000-7000-8000-000000000001"
)

// Guard protects whose keys are whose in a record from before that was: once in the life of an installation it fills in the MACs of audit_subject, and says so in an entry of
// the record. From then on a row without a MAC is a flaw. It takes the rows as it finds them: what was changed in them before, nobody can say any more. Keys without a row
// are taken for those of people who were erased where erased, which says how many the ledger of erasures names, allows for all of them; else they stay flaws.
// Call it before the first use of l.
func (l *Log) Guard(ctx context.Context, erased func() (int, error)) error {
	if done, err := isGuarded(ctx, l.db); err != nil || done {
		return err
	}
	return l.db.Tx(ctx, func(tx *store.Tx) error {
		if done, err := isGuarded(ctx, tx); err != nil || done {
			return err
		}
		n, err := l.tieAll(ctx, tx)
		if err != nil {
			return err
		}
		if err := l.takeOver(ctx, tx, erased); err != nil {
			return err
		}
		return l.write(ctx, tx, Entry{ID: guardID, By: authz.System("audit"), Action: guarded, Kind: "subjects", Object: strconv.Itoa(n)}, tx.Now(), false)
	})
}

func isGuarded(ctx context.Context, q store.Querier) (bool, error) {
	found, err := store.All[string](ctx, q, `SELECT id FROM audit_entry WHERE id = $1`, guardID)
	if err != nil {
		return false, fmt.Errorf("guard the record: %w", err)
	}
	return len(found) > 0, nil
}

// tieAll fills in the MACs that are missing, and says how many.
func (l *Log) tieAll(ctx context.Context, tx *store.Tx) (int, error) {
	all, err := store.All[tied](ctx, tx, `SELECT key, person_id, mac FROM audit_subject WHERE mac = ''`)
	if err != nil {
		return 0, fmt.Errorf("guard the record: %w", err)
	}
	for _, s := range all {
		if err := tx.Write(ctx, `UPDATE audit_subject SET mac = $2 WHERE key = $1`, s.Key, l.tie(s.Key, s.PersonID)); err != nil {
			return 0, fmt.Errorf("guard the record: %w", err)
		}
	}
	return len(all), nil
}

// takeOver takes keys without a row for those of people who were erased.
func (l *Log) takeOver(ctx context.Context, tx *store.Tx, erased func() (int, error)) error {
	allowed, err := erased()
	if err != nil || allowed == 0 { // then nothing was, and the record need not be read
		return err
	}
	keys, err := store.All[string](ctx, tx, `SELECT k.key FROM (SELECT actor AS key FROM audit_entry UNION SELECT subject FROM audit_entry) k
		WHERE k.key <> '' AND NOT EXISTS (SELECT 1 FROM audit_subject s WHERE s.key = k.key)`)
	if err != nil {
		return fmt.Errorf("guard the record: %w", err)
	}
	if len(keys) > allowed {
		l.log.ErrorContext(ctx, "the record has more people than were erased of whom nothing says who they are: run audit verify", "keys", len(keys), "erased", allowed)
		return nil
	}
	for i, key := range keys {
		keys[i] = l.untied(key)
	}
	return leave(ctx, tx, keys)
}

// tied is a row of audit_subject.
type tied struct{ Key, PersonID, Mac string }
