package promise

import (
	"context"
	"fmt"

	"hearth/internal/platform/store"
)

const selectPromise = `SELECT id, owner_kind, owner_id, kind, calendar_id, minutes, state, started_at, due_at, risk_at, left_minutes, paused_at,
	paused_until, pause_reason, reason, replaces, settled_at, calendar_version, agreed_at, next_at, next_share,
	policy_id, policy_version, warn_first, warn_second, site, team, law, law_count, law_unit, law_more FROM promise_promise`

func insert(ctx context.Context, tx *store.Tx, all ...Promise) error {
	rows := make([][]any, len(all))
	for i, p := range all {
		rows[i] = []any{p.ID, p.OwnerKind, p.OwnerID, p.Kind, p.CalendarID, p.Minutes, string(p.State), p.StartedAt, p.DueAt, p.RiskAt, p.LeftMinutes,
			p.PausedAt, p.PausedUntil, p.PauseReason, p.Reason, p.Replaces, p.SettledAt, p.CalendarVersion, p.AgreedAt, p.NextAt, p.NextShare, p.PolicyID, p.PolicyVersion,
			p.Percent(Shares()[0]), p.Percent(Shares()[1]), p.Site, p.Team, p.Law, p.LawCount, string(p.LawUnit), p.LawMore}
	}
	return tx.InsertAll(ctx, "promise_promise", []string{"id", "owner_kind", "owner_id", "kind", "calendar_id", "minutes", "state", "started_at", "due_at",
		"risk_at", "left_minutes", "paused_at", "paused_until", "pause_reason", "reason", "replaces", "settled_at", "calendar_version", "agreed_at", "next_at", "next_share", "policy_id", "policy_version", "warn_first", "warn_second", "site", "team", "law", "law_count", "law_unit", "law_more"}, rows)
}

func update(ctx context.Context, tx *store.Tx, p Promise) error {
	_, err := tx.Exec(ctx, `UPDATE promise_promise SET state = $2, due_at = $3, risk_at = $4, left_minutes = $5, paused_at = $6, paused_until = $7,
		pause_reason = $8, reason = $9, settled_at = $10, calendar_version = $11, next_at = $12, next_share = $13,
		minutes = $14, policy_id = $15, policy_version = $16, warn_first = $17, warn_second = $18, calendar_id = $19 WHERE id = $1`, p.ID, p.State, p.DueAt, p.RiskAt, p.LeftMinutes,
		p.PausedAt, p.PausedUntil, p.PauseReason, p.Reason, p.SettledAt, p.CalendarVersion, p.NextAt, p.NextShare,
		p.Minutes, p.PolicyID, p.PolicyVersion, p.Percent(Shares()[0]), p.Percent(Shares()[1]), p.CalendarID)
	if err != nil {
		return fmt.Errorf("save promise: %w", err)
	}
	return nil
}
