package promise

import (
	"context"
	"fmt"

	"hearth/internal/platform/store"
)

const selectPromise = `SELECT id, owner_kind, owner_id, kind, calendar_id, minutes, state, started_at, due_at, risk_at, left_minutes, paused_at,
	paused_until, pause_reason, reason, replaces, settled_at FROM promise_promise`

func insert(ctx context.Context, tx *store.Tx, p Promise) error {
	_, err := tx.Exec(ctx, `INSERT INTO promise_promise (id, owner_kind, owner_id, kind, calendar_id, minutes, state, started_at, due_at, risk_at,
		left_minutes, paused_at, paused_until, pause_reason, reason, replaces, settled_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`, p.ID, p.OwnerKind, p.OwnerID, p.Kind, p.CalendarID,
		p.Minutes, p.State, p.StartedAt, p.DueAt, p.RiskAt, p.LeftMinutes, p.PausedAt, p.PausedUntil, p.PauseReason, p.Reason, p.Replaces, p.SettledAt)
	if err != nil {
		return fmt.Errorf("insert promise: %w", err)
	}
	return nil
}

func update(ctx context.Context, tx *store.Tx, p Promise) error {
	_, err := tx.Exec(ctx, `UPDATE promise_promise SET state = $2, due_at = $3, risk_at = $4, left_minutes = $5, paused_at = $6, paused_until = $7,
		pause_reason = $8, reason = $9, settled_at = $10 WHERE id = $1`, p.ID, p.State, p.DueAt, p.RiskAt, p.LeftMinutes, p.PausedAt, p.PausedUntil,
		p.PauseReason, p.Reason, p.SettledAt)
	if err != nil {
		return fmt.Errorf("save promise: %w", err)
	}
	return nil
}
