package jobs

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"hearth/internal/platform/store"
)

const (
	defaultAttempts = 12
	defaultTimeout  = time.Minute
	pollEvery       = time.Second
	stopWithin      = 8 * time.Second
	seats           = 8                      // jobs that work at once
	seatFor         = 500 * time.Millisecond // a job that takes longer no longer counts among them
	atOnce          = 64                     // jobs at once with those that take long
	grace           = time.Second            // for a job to end after its time is over
	forgetRan       = time.Minute            // after a job was ended
	completedFor    = 24 * time.Hour
)

// Runner takes jobs and runs them. It is safe for concurrent use.
type Runner struct {
	db       *store.DB
	log      *slog.Logger
	works    map[string]Work
	subs     map[string][]Subscription // by their fact
	periodic []Periodic
	queue    queue
	woken    chan struct{}
	ticking  sync.Mutex
	nextTick time.Time // when to look at jobs_tick again
	mu       sync.Mutex
	stop     func()
	alive    *alive // nil on SQLite, where there is one node

	seated    chan struct{} // one for each job that works and does not take long
	seatFor   time.Duration // a test's, otherwise seatFor
	together  bool          // a test's: facts are taken together only, so that those that cannot become jobs stay
	lingering sync.Map      // the ids of jobs that work, those too whose time is over
	ran       sync.Map      // the attempt in which this node ran a job last, by its id, for a while
}

// New returns a Runner that does not run yet; Enqueue, Drain and List already work. It fails when two works bear the same
// kind, or a kind is malformed: at least two of letters, digits and _-./:>
func New(_ context.Context, db *store.DB, log *slog.Logger, works []Work, subs []Subscription, periodic []Periodic) (*Runner, error) {
	r := &Runner{db: db, log: log, works: map[string]Work{}, subs: map[string][]Subscription{}, periodic: periodic, woken: make(chan struct{}, 1),
		seated: make(chan struct{}, seats), seatFor: seatFor}
	if db.Dialect() == store.Postgres {
		r.alive = newAlive(db)
	}
	for _, w := range works {
		if err := r.add(w); err != nil {
			return nil, err
		}
	}
	for _, s := range subs {
		if err := r.add(Work{Kind: s.kind(), Run: s.Run}); err != nil {
			return nil, err
		}
		r.subs[s.Fact] = append(r.subs[s.Fact], s)
	}
	for _, p := range periodic {
		run := func(ctx context.Context, _ json.RawMessage) error { return p.Run(ctx) }
		if err := r.add(Work{Kind: p.Kind, Run: run, Attempts: 3}); err != nil {
			return nil, err
		}
	}
	if len(r.works) > 0 {
		if err := r.add(Do(asideKind, r.takeUpAside)); err != nil {
			return nil, err
		}
	}
	workers := river.NewWorkers()
	for _, w := range r.works {
		river.AddWorkerArgs(workers, arguments{kind: w.Kind}, river.Worker[arguments](&worker{runner: r, work: w}))
	}
	queue, err := newQueue(r, r.config(workers))
	if err != nil {
		return nil, fmt.Errorf("job queue: %w", err)
	}
	r.queue = queue
	db.OnCommit(r.wake)
	return r, nil
}

// Kinds returns the kinds of jobs that there are, sorted.
func (r *Runner) Kinds() []string { return slices.Sorted(maps.Keys(r.works)) }

func (r *Runner) add(w Work) error {
	if _, twice := r.works[w.Kind]; twice {
		return fmt.Errorf("two works of kind %s", w.Kind)
	}
	if w.Attempts == 0 {
		w.Attempts = defaultAttempts
	}
	if w.Timeout == 0 {
		w.Timeout = defaultTimeout
	}
	r.works[w.Kind] = w
	return nil
}

func (r *Runner) config(workers *river.Workers) *river.Config {
	longest := defaultTimeout
	for _, w := range r.works {
		longest = max(longest, w.Timeout)
	}
	config := &river.Config{
		Workers:                     workers,
		Queues:                      map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: atOnce}},
		FetchCooldown:               20 * time.Millisecond,
		FetchPollInterval:           pollEvery,
		CompletedJobRetentionPeriod: completedFor,
		DiscardedJobRetentionPeriod: 90 * 24 * time.Hour,
		RescueStuckJobsAfter:        longest + 10*time.Minute,
		RetryPolicy:                 retries{r.db},
		SoftStopTimeout:             stopWithin,
		SkipUnknownJobCheck:         true, // Enqueue checks; an order of another release must not hold up the facts behind it
		Logger:                      slog.New(quiet{r.log.Handler()}),
	}
	if r.alive != nil {
		config.ID = r.alive.name
	}
	if r.db.Clock().Faked() {
		config.Test.Time = fakeTime{r.db}
	}
	return config
}

// Enqueue asks, in the transaction, for a job of kind with args, which are marshalled to JSON. It runs after the commit, not
// before at; the zero at means at once. A kind that no Work has is refused.
func (r *Runner) Enqueue(ctx context.Context, tx *store.Tx, kind string, args any, at store.Time) error {
	if _, ok := r.works[kind]; !ok {
		return fmt.Errorf("no work of kind %s", kind)
	}
	raw, err := json.Marshal(args)
	if err != nil {
		return fmt.Errorf("arguments of %s: %w", kind, err)
	}
	if err := r.queue.insert(ctx, tx, []river.InsertManyParams{r.job(tx, kind, raw, at)}); err != nil {
		return fmt.Errorf("enqueue %s: %w", kind, err)
	}
	tx.AfterCommit(r.queue.wake)
	return nil
}

func (r *Runner) job(tx *store.Tx, kind string, args json.RawMessage, at store.Time) river.InsertManyParams {
	opts := &river.InsertOpts{MaxAttempts: defaultAttempts}
	if w, ok := r.works[kind]; ok {
		opts.MaxAttempts = w.Attempts
	}
	if at.After(tx.Now()) {
		opts.ScheduledAt = at.Time
	}
	return river.InsertManyParams{Args: arguments{kind, args}, InsertOpts: opts}
}

// Start runs jobs until Stop, or until ctx ends.
func (r *Runner) Start(ctx context.Context) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.stop != nil || len(r.works) == 0 {
		return nil
	}
	if err := r.takeUp(ctx); err != nil {
		r.leave()
		return err
	}
	if err := r.queue.start(ctx); err != nil {
		r.leave()
		return fmt.Errorf("start jobs: %w", err)
	}
	whole := ctx
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		r.dispatching(ctx)
		if whole.Err() != nil { // it ends without Stop
			r.leave()
		}
	}()
	r.stop = func() {
		cancel()
		<-done
	}
	return nil
}

// takeUp puts back the jobs that ran when an earlier process died, or another node. Those that died with it before may be what killed it: they wait
// for river, which takes jobs for dead after a while.
func (r *Runner) takeUp(ctx context.Context) error {
	if r.alive != nil {
		_, err := r.alive.takeUp(ctx, true)
		return err
	}
	return r.db.Tx(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE river_job SET state = 'available' WHERE state = 'running' AND attempt = 1`)
		return err
	})
}

// Stop takes no more jobs and waits for those that run; after eight seconds their contexts are cancelled and they will run again
// after the next start. It returns early when ctx ends.
func (r *Runner) Stop(ctx context.Context) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.stop == nil {
		return nil
	}
	r.stop()
	r.stop = nil
	defer r.leave()
	return r.queue.stop(ctx)
}

// leave says that this node runs no jobs any more.
func (r *Runner) leave() {
	if r.alive != nil {
		r.alive.end()
	}
}

// takeFromDead puts back the jobs of nodes that died, on PostgreSQL.
func (r *Runner) takeFromDead(ctx context.Context) error {
	if r.alive == nil {
		return nil
	}
	n, err := r.alive.takeUp(ctx, false)
	if n > 0 {
		r.log.WarnContext(ctx, "another node died, and its jobs are done here or elsewhere", "jobs", n)
	}
	return err
}

// wake tells the dispatcher that there are facts; one pending call is enough.
func (r *Runner) wake() {
	select {
	case r.woken <- struct{}{}:
	default:
	}
}

// dispatching turns facts and ticks into jobs until ctx ends.
func (r *Runner) dispatching(ctx context.Context) {
	poll := time.NewTicker(pollEvery)
	defer poll.Stop()
	for {
		if err := r.safely(ctx, func() error { return r.dispatch(ctx) }); err != nil && ctx.Err() == nil {
			r.log.ErrorContext(ctx, "facts wait", "error", err)
		}
		if err := r.safely(ctx, func() error { return r.tick(ctx) }); err != nil && ctx.Err() == nil {
			r.log.ErrorContext(ctx, "periodic work waits", "error", err)
		}
		if err := r.safely(ctx, func() error { return r.takeFromDead(ctx) }); err != nil && ctx.Err() == nil {
			r.log.ErrorContext(ctx, "jobs of nodes that died wait", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-r.woken:
		case <-poll.C:
		}
	}
}

// fakeTime lets river read the fake clock of a test.
type fakeTime struct{ db *store.DB }

func (f fakeTime) Now() time.Time { return f.db.Now().Time }

func (f fakeTime) NowOrNil() *time.Time {
	now := f.Now()
	return &now
}

// retries waits one second after the first failure, then 16, 81, 256 … seconds: the fourth power of the attempt.
type retries struct{ db *store.DB }

// NextRetry implements river.ClientRetryPolicy.
func (p retries) NextRetry(job *rivertype.JobRow) time.Time {
	n := time.Duration(max(job.Attempt, 1))
	return p.db.Now().Add(n * n * n * n * time.Second).Time
}
