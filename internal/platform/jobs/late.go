package jobs

import (
	"context"
	"fmt"
	"time"

	"hearth/internal/platform/store"
)

// Late returns by how much the work whose time has come, and that has not begun, is late at most: what is done every so often, and jobs that wait for their time or for a free worker. It is 0 when
// nothing is. A job that failed and waits for its next attempt is not late.
func (r *Runner) Late(ctx context.Context) (time.Duration, error) {
	now := r.db.Now()
	ticks, err := store.All[tickDue](ctx, r.db, `SELECT kind, due FROM jobs_tick WHERE due < $1`, now)
	if err != nil {
		return 0, fmt.Errorf("read what is done every so often: %w", err)
	}
	since := now
	for _, p := range r.periodic {
		for _, t := range ticks {
			if t.Kind == p.Kind && t.Due.Before(since) {
				since = t.Due
			}
		}
	}
	for _, state := range []State{Available, Scheduled} {
		waits, err := store.One[store.Time](ctx, r.db, `SELECT MIN(scheduled_at) FROM river_job WHERE state = $1`, string(state))
		if err != nil {
			return 0, fmt.Errorf("find the job that waits longest: %w", err)
		}
		if !waits.IsZero() && waits.Before(since) {
			since = waits
		}
	}
	return now.Sub(since.Time), nil
}

// tickDue is when something that is done every so often is to be done next.
type tickDue struct {
	Kind string
	Due  store.Time
}
