package audit

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"

	"hearth/internal/platform/store"
)

// sealAtOnce is how many entries one transaction links.
const sealAtOnce = 500

// head is the last entry of the chain; the zero value is the chain that holds nothing.
type head struct {
	Seq  int64
	Link string
}

var errSealedElsewhere = errors.New("audit: another server seals at this moment")

// Seal links the entries that have no place yet into the chain, in the order of their ids, and writes the new head to the file of
// AnchorAt. When it fails, what is not linked, or not in the file, is taken up by the next call.
func (l *Log) Seal(ctx context.Context) error {
	l.sealing.Lock()
	defer l.sealing.Unlock()
	if err := l.look(ctx); err != nil {
		return err
	}
	l.wrote.Store(false)
	for {
		n, err := l.sealSome(ctx)
		if errors.Is(err, errSealedElsewhere) {
			return nil // its entries have their place now; the others get theirs next time
		}
		if err != nil {
			return fmt.Errorf("seal the record: %w", err)
		}
		if err := l.anchor(); err != nil || n < sealAtOnce {
			return err
		}
	}
}

// loose is an entry that has no place in the chain yet.
type loose struct{ ID, Mac string }

// sealSome links up to sealAtOnce entries and says how many. They are read before the transaction, so that it stands in no writer's way.
func (l *Log) sealSome(ctx context.Context) (int, error) {
	all, err := store.All[loose](ctx, l.db, `SELECT id, mac FROM audit_entry WHERE seq IS NULL ORDER BY id LIMIT $1`, sealAtOnce)
	if err != nil || len(all) == 0 {
		return 0, err
	}
	var last head
	err = l.db.Tx(ctx, func(tx *store.Tx) error {
		if last, err = headOf(ctx, tx); err != nil {
			return err
		}
		for _, e := range all { // one by one: as one statement SQLite would go through all that waits for each of them
			last = head{last.Seq + 1, l.link(last, e.Mac)}
			n, err := tx.Exec(ctx, `UPDATE audit_entry SET seq = $2, link = $3 WHERE id = $1 AND seq IS NULL`, e.ID, last.Seq, last.Link)
			if err != nil {
				return err
			}
			if n != 1 {
				return errSealedElsewhere
			}
		}
		return nil
	})
	if err == nil {
		l.head = last
	}
	return len(all), err
}

// headOf returns the last entry of the chain as the database has it.
func headOf(ctx context.Context, q store.Querier) (head, error) {
	h, err := store.One[head](ctx, q, `SELECT seq, COALESCE(link, '') AS link FROM audit_entry WHERE seq IS NOT NULL ORDER BY seq DESC LIMIT 1`)
	if errors.Is(err, store.ErrNone) {
		return head{}, nil
	}
	return h, err
}

// link is what binds the entry with the MAC mac to the chain that ends with before.
func (l *Log) link(before head, mac string) string {
	return l.sum("link", strconv.FormatInt(before.Seq+1, 10), before.Link, mac)
}

// sum is the HMAC-SHA-256 of fields in hexadecimal, each with its length before it.
func (l *Log) sum(fields ...string) string {
	m := hmac.New(sha256.New, l.key)
	for _, field := range fields {
		fmt.Fprintf(m, "%d:%s", len(field), field)
	}
	return hex.EncodeToString(m.Sum(nil))
}

// Unsealed returns how many entries are not in the chain yet.
func Unsealed(ctx context.Context, q store.Querier) (int, error) {
	n, err := store.One[int](ctx, q, `SELECT count(*) FROM audit_entry WHERE seq IS NULL`)
	if err != nil {
		return 0, fmt.Errorf("count unsealed entries: %w", err)
	}
	return n, nil
}
