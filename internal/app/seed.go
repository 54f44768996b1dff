package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"hearth/internal/demo/seed"
	"hearth/internal/platform/config"
)

// Seed makes a large organisation with years of cases in the database of o, and tells out how far it is; when it returns all of it is on the disk. It refuses a database with cases, and a data
// directory on which a server runs: until it is done a power cut would take along what that server acknowledged.
func Seed(ctx context.Context, o Options, people, cases int, out io.Writer) error {
	release, err := config.Lock(o.Config.Data)
	if err != nil {
		return err
	}
	defer release()
	return within(ctx, o, func(a *App) error {
		began, shown := time.Now(), 0
		if err := a.DB.Hurry(ctx); err != nil {
			return err
		}
		err := seed.Run(ctx, seed.Modules{DB: a.DB, People: a.People, Promises: a.Promise, Catalogue: a.Catalogue, Desk: a.Desk, Seal: a.Audit.Seal},
			seed.Plan{People: people, Cases: cases, Told: func(done, all int) {
				if part := 10 * done / all; part > shown {
					shown = part
					fmt.Fprintf(out, "  %d %%\n", 10*part)
				}
			}})
		if err != nil {
			return err
		}
		for n := 1; n > 0; { // what no fact told of
			if n, err = a.Cause.Sweep(ctx); err != nil {
				return err
			}
		}
		if err := errors.Join(a.DB.Survey(ctx), a.DB.Settle(ctx)); err != nil {
			return err
		}
		_, err = fmt.Fprintf(out, "%d people and %d cases in %d seconds.\n", people, cases, int(time.Since(began).Seconds()))
		return err
	})
}
