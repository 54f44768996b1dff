package jobs

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// State says how far a job has come.
type State string

// The states of a job.
const (
	Available State = "available" // waits for a free worker
	Scheduled State = "scheduled" // waits for its time
	Running   State = "running"
	Retryable State = "retryable" // failed and waits for its next attempt
	Completed State = "completed" // kept for a day
	Cancelled State = "cancelled" // kept for a day
	Discarded State = "discarded" // gave up after its last attempt; kept for 90 days
)

// States lists them, and the one of a job that waits for others, which Hearth has none of.
func States() []State {
	return []State{Available, Scheduled, Running, Retryable, Completed, Cancelled, Discarded, "pending"}
}

// Job is a job as an administrator sees it. LastError holds no personal data, as the package comment demands; it is "" when no attempt
// failed. ScheduledAt is when it runs, ran or runs next; FinalizedAt is zero until it is completed, cancelled or discarded.
type Job struct {
	ID                                  int64
	Kind                                string
	State                               State
	Attempts, MaxAttempts               int
	LastError                           string
	CreatedAt, ScheduledAt, FinalizedAt store.Time
}

// List returns up to limit jobs in a state, or in any for "", newest first. An after above zero continues below that ID. What a fact sets off is among them only while it fails, or is given up: else its kind and
// its time would tell that something happened in a case whose existence a reader of jobs may not know of. The caller decides who may see the rest. It refuses a state that there is not.
func (r *Runner) List(ctx context.Context, state State, after int64, limit int) ([]Job, error) {
	if state != "" && !slices.Contains(States(), state) {
		return nil, fault.ForField("state", "There is no such state of jobs.")
	}
	params := river.NewJobListParams().OrderBy(river.JobListOrderByID, river.SortOrderDesc).First(min(max(limit, 1), 1000))
	if state != "" {
		params = params.States(rivertype.JobState(state))
	}
	params = params.Where(`(kind NOT LIKE '%>%' OR state IN ('retryable', 'discarded', 'cancelled'))`)
	if after > 0 {
		params = params.Where("id < @after", river.NamedArgs{"after": after})
	}
	rows, err := r.queue.list(ctx, params)
	if err != nil {
		return nil, fmt.Errorf("list jobs: %w", err)
	}
	all := make([]Job, len(rows))
	for i, row := range rows {
		all[i] = Job{
			ID: row.ID, Kind: row.Kind, State: State(row.State), Attempts: row.Attempt, MaxAttempts: row.MaxAttempts,
			CreatedAt: store.At(row.CreatedAt), ScheduledAt: store.At(row.ScheduledAt), FinalizedAt: instant(row.FinalizedAt),
		}
		if n := len(row.Errors); n > 0 {
			all[i].LastError = row.Errors[n-1].Error
		}
	}
	return all, nil
}

func instant(t *time.Time) store.Time {
	if t == nil {
		return store.Time{}
	}
	return store.At(*t)
}

// Retry makes a job that has failed, was cancelled or was discarded run again at once. An absent job is NotFound.
func (r *Runner) Retry(ctx context.Context, id int64) error {
	return found(r.queue.retry(ctx, id))
}

// Cancel ends a job that is not finished; one that runs has its context cancelled. An absent job is NotFound.
func (r *Runner) Cancel(ctx context.Context, id int64) error {
	return found(r.queue.cancel(ctx, id))
}

func found(err error) error {
	if errors.Is(err, store.ErrNone) {
		return fault.New(fault.NotFound, "This job is no longer there.")
	}
	return err
}
