// Package app puts the product together: configuration, platform, modules, server. The modules are listed in modules.go and
// nowhere else.
package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/clock"
	"hearth/internal/platform/config"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/live"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/search"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/store"
)

// Options say what to open.
type Options struct {
	Config  config.Config
	Log     *slog.Logger // nil logs nothing
	Clock   *clock.Clock // nil is the machine's clock
	Demo    bool         // the demo's pages are there, and nothing leaves the machine
	Version string       // for the API's documentation
}

// App is the product, put together. Open gives one; Close ends it. It is safe for concurrent use.
type App struct {
	Modules
	Config config.Config
	DB     *store.DB
	Policy *authz.Policy
	Live   *live.Hub
	Mail   *mail.Sender
	Texts  *mail.Recorder // the text messages that were not sent, in the demo and in tests
	Jobs   *jobs.Runner
	Mux    *httpx.Mux

	numbers ident.Numbers
	shell   shell.Shell
	log     *slog.Logger
	key     []byte
	demo    bool
	kicked  chan struct{}
	stop    context.CancelFunc
	done    chan struct{}
}

// Open opens the database that the configuration names, brings its schema up to date and puts the product together. Nothing runs until
// Start. It works beside a running server of the same release.
func Open(ctx context.Context, o Options) (*App, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	address, key, err := places(o.Config)
	if err != nil {
		return nil, err
	}
	db, err := store.Open(ctx, address, o.Clock)
	if err != nil {
		return nil, err
	}
	a := &App{Config: o.Config, DB: db, Policy: authz.NewPolicy(), log: o.Log, key: key, numbers: ident.NewNumbers(key), demo: o.Demo,
		kicked: make(chan struct{}, 1)}
	if err := a.build(ctx, o); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return a, nil
}

// places returns the database's address and the key of this installation; the data directory is made when it is not there.
func places(c config.Config) (address string, key []byte, err error) {
	if err := os.MkdirAll(c.Data, 0o700); err != nil {
		return "", nil, fmt.Errorf("data directory: %w", err)
	}
	key, err = config.LoadKey(c.Data)
	if err != nil || c.Database != "" {
		return c.Database, key, err
	}
	path, err := filepath.Abs(filepath.Join(c.Data, "hearth.db"))
	return path, key, err
}

// build puts platform and modules together, in the order in which they need each other.
func (a *App) build(ctx context.Context, o Options) error {
	a.Live = live.New(a.DB, a.log)
	a.assemble()
	for _, m := range a.specs {
		a.Policy.Add(m.Rules)
	}
	if err := a.migrate(ctx); err != nil {
		return err
	}
	if err := a.startJobs(ctx); err != nil {
		return err
	}
	a.postMail()
	a.route(o)
	return nil
}

// migrate brings the schema up to date: the platform's tables, then the modules' in their order.
func (a *App) migrate(ctx context.Context) error {
	all, err := jobs.Migrations()
	if err != nil {
		return err
	}
	all = append(all, search.Migrations(), mail.Migrations())
	for _, m := range a.specs {
		if m.Migrations.Files != nil {
			all = append(all, m.Migrations)
		}
	}
	return a.DB.Migrate(ctx, all...)
}

// startJobs makes the runner of all modules' works, subscriptions and periodic works.
func (a *App) startJobs(ctx context.Context) (err error) {
	var works []jobs.Work
	var subscriptions []jobs.Subscription
	periodic := a.periodic()
	for _, m := range a.specs {
		works = append(works, m.Jobs...)
		subscriptions = append(subscriptions, m.Subscriptions...)
		periodic = append(periodic, m.Periodic...)
	}
	a.Jobs, err = jobs.New(ctx, a.DB, a.log, works, subscriptions, periodic)
	return err
}

// postMail makes the sender of the outbox. In the demo no mail leaves, and text messages go to a recorder.
func (a *App) postMail() {
	c := a.Config
	var smtp *mail.SMTP
	var gateway mail.Gateway
	switch {
	case a.demo:
		a.Texts = &mail.Recorder{}
		gateway = a.Texts
	default:
		smtp = &mail.SMTP{Address: c.SMTP.Address, User: c.SMTP.User, Password: c.SMTP.Password, From: c.SMTP.From, TLS: mail.TLS(c.SMTP.TLS)}
		if c.SMS.URL != "" {
			gateway = mail.HTTPGateway{URL: c.SMS.URL, Token: c.SMS.Token}
		}
	}
	a.Mail = mail.NewSender(a.DB, smtp, gateway)
	a.DB.OnCommit(a.kick)
}
