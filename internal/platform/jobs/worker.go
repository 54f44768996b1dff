package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// arguments carries the arguments of any kind of job.
type arguments struct {
	kind string
	body json.RawMessage
}

// Kind implements river.JobArgs.
func (a arguments) Kind() string { return a.kind }

// MarshalJSON implements json.Marshaler.
func (a arguments) MarshalJSON() ([]byte, error) { return a.body.MarshalJSON() }

// UnmarshalJSON implements json.Unmarshaler.
func (a *arguments) UnmarshalJSON(b []byte) error { return a.body.UnmarshalJSON(b) }

type worker struct {
	river.WorkerDefaults[arguments]
	runner *Runner
	work   Work
}

// Timeout implements river.Worker.
func (w *worker) Timeout(*river.Job[arguments]) time.Duration { return w.work.Timeout }

// Work implements river.Worker.
func (w *worker) Work(ctx context.Context, job *river.Job[arguments]) error {
	return w.runner.run(ctx, w.work, job.JobRow)
}

// errLost is why a job may keep nothing more: it was taken for dead, as after its process was frozen, and somebody else runs it or has run it.
var errLost = errors.New("this job was given to another worker meanwhile, so that nothing of this attempt is kept")

// fence lets the transactions of a job commit only while the job runs in this attempt.
func (r *Runner) fence(ctx context.Context, job *rivertype.JobRow) context.Context {
	query := `SELECT 1 FROM river_job WHERE id = $1 AND attempt = $2 AND state = 'running'`
	if r.db.Dialect() == store.Postgres {
		query += ` FOR SHARE` // else a rescue in this moment would not be seen
	}
	return store.WithCheck(ctx, func(ctx context.Context, tx *store.Tx) error {
		mine, err := store.All[int](ctx, tx, query, job.ID, job.Attempt)
		if err == nil && len(mine) == 0 {
			err = errLost
		}
		return err
	})
}

// run does the work of a job, and waits for it until its context ends and a little longer. What it returns is safe to keep. Work that does not end then is left
// behind, without a way to keep anything, and is not begun again beside itself.
func (r *Runner) run(ctx context.Context, w Work, job *rivertype.JobRow) error {
	if _, lingers := r.lingering.LoadOrStore(job.ID, true); lingers {
		return plainError("an earlier attempt did not end when its time was over, and still runs")
	}
	if r.db.Dialect() == store.Postgres {
		r.ran.Store(job.ID, job.Attempt)
	}
	done := make(chan error, 1)
	began := time.Now()
	go func() {
		defer r.lingering.Delete(job.ID)
		done <- r.guarded(r.fence(ctx, job), w, job)
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	select {
	case err := <-done:
		return err
	case <-time.After(grace):
	}
	err := plainError(fmt.Sprintf("it did not end within %v, nor when it was told to", time.Since(began).Round(time.Second)))
	r.log.ErrorContext(ctx, "job left behind", "kind", job.Kind, "job", job.ID, "attempt", job.Attempt, "error", err)
	return err
}

// guarded does the work of a job in a seat; a panic becomes an error.
func (r *Runner) guarded(ctx context.Context, w Work, job *rivertype.JobRow) (err error) {
	leave, err := r.seat(ctx)
	if err != nil {
		return plain(err)
	}
	defer leave()
	log := r.log.With("kind", job.Kind, "job", job.ID, "attempt", job.Attempt)
	defer func() {
		if p := recover(); p != nil {
			log.ErrorContext(ctx, "job panicked", "panic", fmt.Sprintf("%T", p), "stack", string(debug.Stack()))
			err = panicked(p)
		}
	}()
	if err := w.Run(ctx, job.EncodedArgs); err != nil {
		err = plain(err)
		log.WarnContext(ctx, "job failed", "error", err, "last", job.Attempt >= job.MaxAttempts)
		return err
	}
	return nil
}

// seat waits until fewer than seats jobs work. A job that takes long gives its seat away and goes on, so that jobs that block hold nobody up.
func (r *Runner) seat(ctx context.Context) (leave func(), err error) {
	select {
	case r.seated <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	free := sync.OnceFunc(func() { <-r.seated })
	long := time.AfterFunc(r.seatFor, free)
	return func() {
		long.Stop()
		free()
	}, nil
}

// longestError is how many bytes of an error are kept.
const longestError = 2000

// plainError is an error whose text is safe to keep.
type plainError string

func (e plainError) Error() string { return string(e) }

// plain drops the arguments of a fault, which may name a person, and what goes beyond longestError.
func plain(err error) error {
	text := err.Error()
	if f := fault.As(err); f != nil {
		text = string(f.Kind) + ": " + f.Key
	}
	if len(text) > longestError {
		text = text[:longestError] + " … (cut)"
	}
	return plainError(text)
}

// quiet passes on what river warns of and leaves out its progress notes, which this package writes itself.
type quiet struct{ slog.Handler }

// Enabled implements slog.Handler.
func (q quiet) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn && q.Handler.Enabled(ctx, level)
}

// WithAttrs implements slog.Handler.
func (q quiet) WithAttrs(attrs []slog.Attr) slog.Handler { return quiet{q.Handler.WithAttrs(attrs)} }

// WithGroup implements slog.Handler.
func (q quiet) WithGroup(name string) slog.Handler { return quiet{q.Handler.WithGroup(name)} }
