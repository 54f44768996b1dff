package cli

import (
	"context"
	"io"

	"hearth/internal/app"
	"hearth/internal/platform/config"
)

// Demo is the command `hearth demo`.
type Demo struct {
	Data    string `help:"Directory of the demo; it must be empty or the demo's own." env:"HEARTH_DATA" default:"data/demo" placeholder:"DIR"`
	Listen  string `help:"Address to listen on." env:"HEARTH_LISTEN" default:"127.0.0.1:8080" placeholder:"HOST:PORT"`
	Metrics string `help:"Address on which a monitoring system reads figures, at /metrics; none without it." env:"HEARTH_METRICS" placeholder:"HOST:PORT"`
	Public  bool   `help:"Let the demo listen beyond this machine." env:"HEARTH_PUBLIC"`
	Pseudo  bool   `help:"Offer the pseudo-language, which shows texts that are not translated." env:"HEARTH_PSEUDO"`
}

// Run serves the demo organisation until ctx ends; the first start makes it, which takes a while and is told. No mail and no text
// message leaves.
func (d *Demo) Run(ctx context.Context, out io.Writer) error {
	c := config.Config{Place: config.Place{Data: d.Data}, Listen: d.Listen, Metrics: d.Metrics, Public: d.Public, Pseudo: d.Pseudo,
		OrgName: "Ferrow & Lund", HelpPhone: "4400", HelpHours: "Mon–Fri 08:00–16:30"}
	if err := c.CheckDemo(); err != nil {
		return err
	}
	if err := config.MarkDemo(d.Data); err != nil {
		return err
	}
	return serve(ctx, out, app.Options{Config: c, Demo: true})
}
