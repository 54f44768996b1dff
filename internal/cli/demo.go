package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"hearth/internal/app"
	"hearth/internal/demo"
	"hearth/internal/platform/clock"
	"hearth/internal/platform/config"
)

// Demo is the command `hearth demo`.
type Demo struct {
	Data   string `help:"Directory of the demo; it must be empty or the demo's own." env:"HEARTH_DATA" default:"data/demo" placeholder:"DIR"`
	Listen string `help:"Address to listen on." env:"HEARTH_LISTEN" default:"127.0.0.1:8080" placeholder:"HOST:PORT"`
	Public bool   `help:"Let the demo listen beyond this machine." env:"HEARTH_PUBLIC"`
	Pseudo bool   `help:"Offer the pseudo-language, which shows texts that are not translated." env:"HEARTH_PSEUDO"`
}

// Run serves the demo organisation until ctx ends; the first start makes it, which takes a while and is told. No mail and no text
// message leaves.
func (d *Demo) Run(ctx context.Context, out io.Writer) error {
	c := config.Config{Place: config.Place{Data: d.Data}, Listen: d.Listen, Public: d.Public, Pseudo: d.Pseudo,
		OrgName: "Ferrow & Lund", HelpPhone: "4400", HelpHours: "Mon–Fri 08:00–16:30"}
	if err := c.CheckDemo(); err != nil {
		return err
	}
	if err := config.MarkDemo(d.Data); err != nil {
		return err
	}
	if err := d.make(ctx, out, c); err != nil {
		return err
	}
	return serve(ctx, out, app.Options{Config: c, Demo: true})
}

// unfinished is the file that is in the data directory while the organisation is being made. A start that finds it begins again.
const unfinished = "unfinished"

// make makes the organisation unless it is there.
func (d *Demo) make(ctx context.Context, out io.Writer, c config.Config) (err error) {
	release, err := config.Lock(d.Data)
	if err != nil {
		return err
	}
	defer release()
	if err := d.clear(); err != nil {
		return err
	}
	a, err := app.Open(ctx, app.Options{Config: c, Demo: true, Clock: clock.Fake(time.Now())})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	made, err := a.Demo.Made(ctx)
	if err != nil || made {
		return err
	}
	mark := filepath.Join(d.Data, unfinished)
	if err := os.WriteFile(mark, nil, 0o600); err != nil {
		return fmt.Errorf("data directory: %w", err)
	}
	began := time.Now()
	fmt.Fprintln(out, "Making the demo organisation, Ferrow & Lund. This takes about half a minute, once.")
	built, err := a.Demo.Build(ctx, demo.Plan{Told: func(done, all int64) { fmt.Fprintf(out, "\r  %d %%", 100*done/all) }})
	if err != nil {
		return err
	}
	if err := a.Drain(ctx); err != nil {
		return err
	}
	fmt.Fprintf(out, "\r  %d people, %d requests, %d ratings, in %d s.\n", built.People, built.Cases, built.Ratings, int(time.Since(began).Seconds()))
	return os.Remove(mark)
}

// clear removes what a first start that was interrupted left behind.
func (d *Demo) clear() error {
	if _, err := os.Stat(filepath.Join(d.Data, unfinished)); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, name := range []string{"hearth.db", "hearth.db-wal", "hearth.db-shm", "files"} {
		if err := os.RemoveAll(filepath.Join(d.Data, name)); err != nil {
			return fmt.Errorf("clear data directory: %w", err)
		}
	}
	return nil
}
