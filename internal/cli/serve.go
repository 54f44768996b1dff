package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"runtime/debug"

	"hearth/internal/app"
	"hearth/internal/platform/config"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/obs"
	"hearth/internal/platform/ui"
)

// Serve is the command `hearth serve`.
type Serve struct {
	config.Config
}

// Run serves Hearth until ctx ends. On an installation without an administrator it prints the one-time link for the first.
func (s *Serve) Run(ctx context.Context, out io.Writer) error {
	if err := s.Check(); err != nil {
		return err
	}
	if config.IsDemo(s.Data) {
		return fault.New(fault.Conflict, "%s holds the demo organisation, where anybody may be anybody. Give --data another directory.", s.Data)
	}
	return serve(ctx, out, app.Options{Config: s.Config})
}

// collectLess lets garbage grow to four times of what is in use before it is collected: that is a few MiB here, and a collection for every tenth page otherwise. What the
// environment says with GOGC counts more.
func collectLess() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
}

// serve runs the server that both `serve` and `demo` are.
func serve(ctx context.Context, out io.Writer, o app.Options) (err error) {
	if err := ui.CheckAssets(); err != nil {
		return err
	}
	release, err := config.Lock(o.Config.Data)
	if err != nil {
		return err
	}
	defer release()
	collectLess()
	at, err := net.Listen("tcp", o.Config.Listen)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	o.Log, o.Version = obs.Logger(os.Stderr, slog.LevelInfo), Release()
	if o.Demo {
		if err := app.MakeDemo(ctx, o, out); err != nil {
			return errors.Join(err, at.Close())
		}
	}
	a, err := app.Open(ctx, o)
	if err != nil {
		return errors.Join(err, at.Close())
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	if err := a.Prepare(ctx, out); err != nil {
		return errors.Join(err, at.Close())
	}
	fmt.Fprintf(out, "Hearth is on %s\n", o.Config.BaseURL())
	return a.Serve(ctx, at)
}
