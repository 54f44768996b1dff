// Package app puts the product together: configuration, platform, modules, server. The modules are listed in modules.go and
// nowhere else.
package app

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"sync/atomic"

	"hearth/internal/decision"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/auth"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/clock"
	"hearth/internal/platform/config"
	"hearth/internal/platform/files"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/live"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/mail/thread"
	"hearth/internal/platform/metrics"
	"hearth/internal/platform/privacy/erasure"
	"hearth/internal/platform/search"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/store"
)

// Options say what to open.
type Options struct {
	Config  config.Config
	Log     *slog.Logger     // nil logs nothing
	Clock   *clock.Clock     // nil is the machine's clock
	Demo    bool             // the demo's pages are there, and nothing leaves the machine
	Version string           // for the API's documentation
	Clauses decision.Clauses // what decisions cite; nil: nothing, or in the demo its own
}

// App is the product, put together. Open gives one; Close ends it. It is safe for concurrent use.
type App struct {
	Modules
	Config config.Config
	DB     *store.DB
	Policy *authz.Policy
	Audit  *audit.Log
	Auth   *auth.Auth
	Files  *files.Store
	Live   *live.Hub
	// Threads signs what leads answers by mail back to their case.
	Threads *thread.Keys
	Mail    *mail.Sender
	Jobs    *jobs.Runner
	// Erasure exports and erases people, and holds what is kept about them.
	Erasure *erasure.Service
	Mux     *httpx.Mux

	metrics *metrics.Set // nil: nobody reads any
	numbers ident.Numbers
	shell   shell.Shell
	log     *slog.Logger
	key     []byte
	demo    bool
	book    decision.Clauses
	kicked  chan struct{}
	asked   *atomic.Int64 // how many requests came
	probed  *atomic.Int64 // when health wrote last, to see whether it can
	stop    context.CancelFunc
	done    chan struct{}
}

// Open opens the database that the configuration names, brings its schema up to date and puts the product together. Nothing runs until
// Start. It works beside a running server of the same release. A directory whose restore was interrupted is refused.
func Open(ctx context.Context, o Options) (*App, error) {
	if err := config.CheckRestored(o.Config.Data); err != nil {
		return nil, err
	}
	return open(ctx, o)
}

func open(ctx context.Context, o Options) (*App, error) {
	address, key, err := places(o.Config)
	if err != nil {
		return nil, err
	}
	db, err := store.Open(ctx, address, o.Clock)
	if err != nil {
		return nil, err
	}
	a := blank()
	a.Config, a.DB, a.key, a.demo, a.book = o.Config, db, key, o.Demo, o.Clauses
	if o.Log != nil {
		a.log = o.Log
	}
	if err := a.build(ctx, o.Version); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return a, nil
}

func blank() *App {
	return &App{asked: new(atomic.Int64), probed: new(atomic.Int64), Policy: authz.NewPolicy(), log: slog.New(slog.DiscardHandler), kicked: make(chan struct{}, 1)}
}

// places returns the database's address and the key of this installation; the data directory is made when it is not there.
func places(c config.Config) (address string, key []byte, err error) {
	if err := config.MakeDir(c.Data); err != nil {
		return "", nil, err
	}
	key, err = config.LoadKey(c.Data)
	if err != nil || c.Database != "" {
		return c.Database, key, err
	}
	path, err := filepath.Abs(filepath.Join(c.Data, "hearth.db"))
	return path, key, err
}

// build puts platform and modules together, in the order in which they need each other.
func (a *App) build(ctx context.Context, version string) error {
	a.liveHub()
	a.foundations()
	a.assemble()
	a.DB.Beside(a.Webhook.Note)
	for _, m := range a.specs {
		a.Policy.Add(m.Rules)
	}
	all, err := a.migrations()
	if err != nil {
		return err
	}
	fresh, err := a.DB.Fresh(ctx)
	if err != nil {
		return err
	}
	if err := a.DB.Migrate(ctx, all...); err != nil {
		return err
	}
	if err := a.Audit.Guard(ctx, a.Erasure.Erased); err != nil {
		return err
	}
	if fresh { // there is nothing that the search index could lack, and the chain of the record begins
		built := a.DB.Tx(ctx, func(tx *store.Tx) error { return search.Built(ctx, tx) })
		if err := errors.Join(built, a.Audit.Seal(ctx)); err != nil {
			return err
		}
	}
	if err := a.Intake.Identify(ctx, a.identity()); err != nil {
		return err
	}
	if err := a.startJobs(ctx); err != nil {
		return err
	}
	a.postMail()
	a.route(version)
	return nil
}
