package jobs

import (
	"context"
	"fmt"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

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
		rows, err := r.queue.list(ctx, river.NewJobListParams().States(rivertype.JobState(state)).OrderBy(river.JobListOrderByTime, river.SortOrderAsc).First(1))
		if err != nil {
			return 0, fmt.Errorf("find the job that waits longest: %w", err)
		}
		for _, row := range rows {
			if at := store.At(row.ScheduledAt); at.Before(since) {
				since = at
			}
		}
	}
	return now.Sub(since.Time), nil
}

// tickDue is when something that is done every so often is to be done next.
type tickDue struct {
	Kind string
	Due  store.Time
}
