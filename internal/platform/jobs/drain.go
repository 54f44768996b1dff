package jobs

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/rivertype"
)

const batch = 100

// Drain dispatches all facts and runs every job and every periodic work that is due by the database's clock, one after the
// other on the caller's goroutine, until nothing is left. A job that fails is put back for its next attempt, as when the Runner runs; Drain goes on
// and names it in the error that it returns at last. It is for tests and for making demo data, without Start.
func (r *Runner) Drain(ctx context.Context) error {
	var failed []error
	if err := r.clean(ctx); err != nil {
		return err
	}
	for {
		if err := r.dispatch(ctx); err != nil {
			return err
		}
		if err := r.tick(ctx); err != nil {
			return err
		}
		jobs, err := r.take(ctx)
		if err != nil {
			return err
		}
		if len(jobs) == 0 {
			return errors.Join(failed...)
		}
		for _, job := range jobs {
			err, keep := r.finish(ctx, job)
			if keep != nil {
				return keep
			}
			if err != nil {
				failed = append(failed, fmt.Errorf("%s: %w", job.Kind, err))
			}
		}
	}
}

// take marks the jobs that are due as running, oldest first.
func (r *Runner) take(ctx context.Context) ([]*rivertype.JobRow, error) {
	now := r.db.Now().Time
	if _, err := r.queue.executor().JobSchedule(ctx, &riverdriver.JobScheduleParams{Max: 10 * batch, Now: &now}); err != nil {
		return nil, fmt.Errorf("schedule jobs: %w", err)
	}
	jobs, err := r.queue.executor().JobGetAvailable(ctx, &riverdriver.JobGetAvailableParams{
		ClientID: "drain", MaxAttemptedBy: batch, MaxToLock: batch, Now: &now, Queue: river.QueueDefault,
	})
	if err != nil {
		return nil, fmt.Errorf("take jobs: %w", err)
	}
	slices.SortFunc(jobs, func(a, b *rivertype.JobRow) int {
		return cmp.Or(a.ScheduledAt.Compare(b.ScheduledAt), cmp.Compare(a.ID, b.ID))
	})
	return jobs, nil
}

// finish runs a job and writes down what came of it. The first error is the job's, the second tells that it could not be written.
func (r *Runner) finish(ctx context.Context, job *rivertype.JobRow) (failed, kept error) {
	failed = errors.New("no work of this kind")
	if w, ok := r.works[job.Kind]; ok {
		within, cancel := context.WithTimeout(ctx, w.Timeout)
		failed = r.run(within, w, job)
		cancel()
	}
	now := r.db.Now().Time
	state := riverdriver.JobSetStateCompleted(job.ID, now, nil)
	if failed != nil {
		text, err := json.Marshal(rivertype.AttemptError{At: now, Attempt: job.Attempt, Error: failed.Error()})
		if err != nil {
			return failed, err
		}
		state = riverdriver.JobSetStateErrorRetryable(job.ID, retries{r.db}.NextRetry(job), text, nil)
		if job.Attempt >= job.MaxAttempts {
			state = riverdriver.JobSetStateDiscarded(job.ID, now, text, nil)
		}
	}
	_, err := r.queue.executor().JobSetStateIfRunningMany(ctx, &riverdriver.JobSetStateIfRunningManyParams{
		ID: []int64{state.ID}, Attempt: []*int{nil}, ErrData: [][]byte{state.ErrData}, FinalizedAt: []*time.Time{state.FinalizedAt},
		MetadataDoMerge: []bool{false}, MetadataUpdates: [][]byte{nil}, Now: &now,
		ScheduledAt: []*time.Time{state.ScheduledAt}, State: []rivertype.JobState{state.State},
	})
	return failed, err
}

// clean removes what a running Runner would remove by and by: jobs that were completed more than a day ago.
func (r *Runner) clean(ctx context.Context) error {
	horizon := r.db.Now().Add(-completedFor).Time
	_, err := r.queue.executor().JobDeleteBefore(ctx, &riverdriver.JobDeleteBeforeParams{
		CompletedDoDelete: true, CompletedFinalizedAtHorizon: horizon, Max: 100 * batch,
	})
	return err
}
