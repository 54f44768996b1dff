package jobs

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"hearth/internal/platform/fault"
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

// run does the work of a job; a panic becomes an error. What it returns is safe to keep.
func (r *Runner) run(ctx context.Context, w Work, job *rivertype.JobRow) (err error) {
	log := r.log.With("kind", job.Kind, "job", job.ID, "attempt", job.Attempt)
	defer func() {
		if p := recover(); p != nil {
			log.ErrorContext(ctx, "job panicked", "panic", fmt.Sprintf("%T", p), "stack", string(debug.Stack()))
			err = fmt.Errorf("panic: %T", p)
			if e, ok := p.(error); ok {
				err = fmt.Errorf("panic: %w", plain(e))
			}
		}
	}()
	if err := w.Run(ctx, job.EncodedArgs); err != nil {
		err = plain(err)
		log.WarnContext(ctx, "job failed", "error", err, "last", job.Attempt >= job.MaxAttempts)
		return err
	}
	return nil
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
