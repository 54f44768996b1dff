package cli

import (
	"context"
	"io"

	"hearth/internal/app"
	"hearth/internal/platform/config"
)

// Seed is the command `hearth seed`.
type Seed struct {
	config.Place
	People int `default:"5000" help:"How many people." placeholder:"N"`
	Cases  int `default:"10000" help:"How many cases, over five years." placeholder:"N"`
}

// Run makes a large made-up organisation for measuring. It refuses a database that holds cases.
func (s *Seed) Run(ctx context.Context, out io.Writer) error {
	return app.Seed(ctx, app.Options{Config: config.Config{Place: s.Place}}, s.People, s.Cases, out)
}
