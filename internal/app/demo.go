package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"hearth/internal/demo"
	"hearth/internal/platform/clock"
	"hearth/internal/platform/config"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/spec"
)

// addDemo adds the demo organisation's pages, in the demo alone.
func (a *App) addDemo() []spec.Module {
	if !a.demo {
		return nil
	}
	a.Demo = demo.New(demo.Options{DB: a.DB, Auth: a.Auth, People: a.People, Promises: a.Promise, Promised: a.PromisePolicies, Catalogue: a.Catalogue, Policies: a.Policies, Desk: a.Desk, Ratings: a.Rating, Intake: a.Intake, Decisions: a.Decision,
		Calculations: a.Calculation, Heard: a.Heard, Statements: a.Statement, Letters: a.Letters, Apart: a.Exception, Calls: a.Callback, Tags: a.Tag, Fields: a.Field, Follows: a.Follow, Sides: a.Side, Links: a.Link, Joined: a.Joined, Agreements: a.Agreement, Fairness: a.Fairness, Escalation: a.Escalation, Routing: a.Routing, Views: a.Views, Snoozes: a.Snooze, Automation: a.Automation, Macros: a.Macro, Outreach: a.Outreach, Webhooks: a.Webhook, Together: a.Together, Spikes: a.Spike})
	a.webs = append(a.webs, a.Demo.Web())
	a.shell.Banner = a.Demo.Banner
	return []spec.Module{a.Demo.Spec()}
}

// MakeDemo makes the demo organisation in the data directory of o, unless it is there already, and tells out how far it is. What a first start
// left that was interrupted is removed before. It refuses a directory that is not the demo's own.
func MakeDemo(ctx context.Context, o Options, out io.Writer) error {
	if !config.IsDemo(o.Config.Data) || o.Config.Database != "" {
		return fault.New(fault.Conflict, "%s holds something else than the demo. Give the demo a directory of its own with --data.", o.Config.Data)
	}
	o.Demo = true
	made, err := demoMade(ctx, o)
	if err != nil || made {
		return err
	}
	for _, name := range []string{"hearth.db", "hearth.db-wal", "hearth.db-shm", "files", "audit.log", "audit.waiting"} {
		if err := os.RemoveAll(filepath.Join(o.Config.Data, name)); err != nil {
			return fmt.Errorf("begin the demo anew: %w", err)
		}
	}
	o.Clock = clock.Fake(time.Now())
	return within(ctx, o, func(a *App) error {
		began := time.Now()
		if err := a.DB.Hurry(ctx); err != nil {
			return err
		}
		fmt.Fprintln(out, "Making the demo organisation, Ferrow & Lund. This takes about half a minute, once.")
		shown := int64(0)
		built, err := a.Demo.Build(ctx, demo.Plan{Settle: a.DB.Settle, Told: func(done, all int64) {
			if part := 10 * done / all; part > shown {
				shown = part
				fmt.Fprintf(out, "  %d %%\n", 10*part)
			}
		}})
		if err != nil {
			return err
		}
		if err := a.Drain(ctx); err != nil {
			return err
		}
		fmt.Fprintf(out, "%d people, %d requests and %d ratings in %d seconds.\n", built.People, built.Cases, built.Ratings, int(time.Since(began).Seconds()))
		return nil
	})
}

// demoMade reports whether the organisation is there, complete.
func demoMade(ctx context.Context, o Options) (made bool, err error) {
	if _, err := os.Stat(filepath.Join(o.Config.Data, "hearth.db")); err != nil {
		return false, nil //nolint:nilerr // then there is none
	}
	err = within(ctx, o, func(a *App) error {
		made, err = a.Demo.Made(ctx)
		return err
	})
	return made, err
}

// within opens the product, calls f and closes it.
func within(ctx context.Context, o Options, f func(a *App) error) error {
	a, err := Open(ctx, o)
	if err != nil {
		return err
	}
	return errors.Join(f(a), a.Close())
}
