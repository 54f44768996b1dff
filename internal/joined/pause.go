package joined

import (
	"context"
	"fmt"

	"hearth/internal/desk"
	"hearth/internal/desk/joint"
	"hearth/internal/desk/record"
	"hearth/internal/platform/store"
)

// lasts returns the line that says why and until when a case waits now, or "".
func lasts(ctx context.Context, q store.Querier, c *desk.Upon) (string, error) {
	if c.State != desk.Waiting {
		return "", nil
	}
	p, err := joint.LastPause(ctx, q, c.ID)
	return p.Entry, err
}

// waitAgain lets a part and its whole, which stand by themselves again, wait as they did when they were joined: until the same moment if it is still to come, and unless the requester wrote since, or
// the case waited for something else meanwhile.
func waitAgain(ctx context.Context, tx *store.Tx, part, whole *desk.Upon) error {
	type paused struct {
		PartPaused, WholePaused string
		JoinedAt                store.Time
	}
	was, err := store.One[paused](ctx, tx, `SELECT part_paused, whole_paused, joined_at FROM joined_part WHERE part_id = $1`, part.ID)
	if err != nil {
		return fmt.Errorf("read pauses: %w", err)
	}
	wrote, err := joint.WroteSince(ctx, tx, whole.ID, was.JoinedAt)
	if err != nil || wrote {
		return err
	}
	if err := waitOn(ctx, tx, part, was.PartPaused); err != nil || whole.State != desk.StateOpen {
		return err
	}
	return waitOn(ctx, tx, whole, was.WholePaused)
}

// waitOn lets a case go on waiting as a line of its conversation says, the last that says so.
func waitOn(ctx context.Context, tx *store.Tx, c *desk.Upon, entry string) error {
	if entry == "" {
		return nil
	}
	p, err := joint.LastPause(ctx, tx, c.ID)
	if err != nil || p.Entry != entry || p.Reason == "" || !p.Until.After(tx.Now()) {
		return err
	}
	needed, err := record.NeededAfter(ctx, tx, c.ID, entry)
	if err != nil {
		return err
	}
	return c.Pause(ctx, p.Reason, needed, p.Until)
}
