package jobs

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"

	"hearth/internal/platform/store"
)

// pgDriver is river's PostgreSQL driver, whose executor ends only jobs that still run in the attempt that this node ran. River ends whatever runs under the id: a node that
// wakes up after its jobs were given to others would end theirs, and where one was just taken river panics and takes the whole process along.
type pgDriver struct {
	*riverpgxv5.Driver
	runner *Runner
}

// GetExecutor implements riverdriver.Driver.
func (d pgDriver) GetExecutor() riverdriver.Executor {
	return ending{d.Driver.GetExecutor(), d.runner}
}

type ending struct {
	riverdriver.Executor
	runner *Runner
}

// JobSetStateIfRunningMany implements riverdriver.Executor.
func (e ending) JobSetStateIfRunningMany(ctx context.Context, p *riverdriver.JobSetStateIfRunningManyParams) ([]*rivertype.JobRow, error) {
	mine, err := e.runner.current(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	some := &riverdriver.JobSetStateIfRunningManyParams{Now: p.Now, Schema: p.Schema}
	for i, id := range p.ID {
		if !mine[id] {
			continue
		}
		some.ID, some.Attempt, some.ErrData = append(some.ID, id), append(some.Attempt, p.Attempt[i]), append(some.ErrData, p.ErrData[i])
		some.FinalizedAt, some.ScheduledAt, some.State = append(some.FinalizedAt, p.FinalizedAt[i]), append(some.ScheduledAt, p.ScheduledAt[i]), append(some.State, p.State[i])
		some.MetadataDoMerge, some.MetadataUpdates = append(some.MetadataDoMerge, p.MetadataDoMerge[i]), append(some.MetadataUpdates, p.MetadataUpdates[i])
	}
	if len(some.ID) == 0 {
		return nil, nil
	}
	rows, err := e.Executor.JobSetStateIfRunningMany(ctx, some)
	return slices.DeleteFunc(rows, func(j *rivertype.JobRow) bool {
		return j.State == rivertype.JobStateRunning || j.State == rivertype.JobStatePending // another took it in this moment
	}), err
}

// current says which jobs still run in the attempt that this node ran last.
func (r *Runner) current(ctx context.Context, ids []int64) (map[int64]bool, error) {
	type row struct {
		ID      int64
		Attempt int
	}
	rows, err := store.Select[row](ctx, r.db, new(store.Q).Add(`SELECT id, attempt FROM river_job WHERE state = 'running' AND `).Where(store.In("id", ids)))
	if err != nil {
		return nil, fmt.Errorf("attempts of jobs: %w", err)
	}
	mine := map[int64]bool{}
	for _, j := range rows {
		last, known := r.ran.Load(j.ID)
		mine[j.ID] = !known || last.(int) == j.Attempt
	}
	for _, id := range ids {
		if last, known := r.ran.Load(id); known {
			time.AfterFunc(forgetRan, func() { r.ran.CompareAndDelete(id, last) })
		}
	}
	return mine, nil
}
