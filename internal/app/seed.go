package app

import (
	"context"
	"fmt"
	"io"
	"time"

	"hearth/internal/demo/seed"
)

// Seed makes a large organisation with years of cases in the database of o, and tells out how far it is. It refuses a database with cases.
func Seed(ctx context.Context, o Options, people, cases int, out io.Writer) error {
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
		if err := a.DB.Survey(ctx); err != nil {
			return err
		}
		_, err = fmt.Fprintf(out, "%d people and %d cases in %d seconds.\n", people, cases, int(time.Since(began).Seconds()))
		return err
	})
}
