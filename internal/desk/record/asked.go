package record

import (
	"context"
	"errors"
	"fmt"

	"hearth/internal/platform/store"
)

// Asked is what a case is about and who asked, for the module that notices what is asked often and for nothing that anybody reads.
type Asked struct {
	ID, ByPerson, ServiceID, CauseID, Subject string
	OpenedAt                                  store.Time
}

// AskedBetween returns the newest cases that were opened after a moment and not after another, of those that everybody in HR sees: open, without health data, and without anybody whom they are
// about, against or kept from.
func AskedBetween(ctx context.Context, q store.Querier, from, to store.Time, limit int) ([]Asked, error) {
	all, err := store.All[Asked](ctx, q, `SELECT c.id, c.by_person, c.service_id, c.cause_id, c.subject, c.opened_at FROM desk_case c WHERE c.opened_at > $1 AND c.opened_at <= $2
		AND c.sensitivity = 'open' AND NOT c.health AND NOT c.not_to_manager AND c.subject <> ''
		AND NOT EXISTS (SELECT 1 FROM desk_party v WHERE v.case_id = c.id AND v.relation NOT IN ('by', 'for')) ORDER BY c.opened_at DESC, c.id DESC LIMIT $3`, from, to, limit)
	if err != nil {
		return nil, fmt.Errorf("read what was asked: %w", err)
	}
	return all, nil
}

// FirstOpened is when the first case was opened; zero where there is none.
func FirstOpened(ctx context.Context, q store.Querier) (store.Time, error) {
	at, err := store.One[store.Time](ctx, q, `SELECT c.opened_at FROM desk_case c ORDER BY c.opened_at LIMIT 1`)
	if errors.Is(err, store.ErrNone) {
		return store.Time{}, nil
	}
	return at, err
}

// OpenedSince reports whether a case was opened after a moment.
func OpenedSince(ctx context.Context, q store.Querier, at store.Time) (bool, error) {
	n, err := store.One[int](ctx, q, `SELECT count(*) FROM (SELECT 1 AS one FROM desk_case c WHERE c.opened_at > $1 LIMIT 1) found`, at)
	return n > 0, err
}
