package cli

import (
	"context"
	"fmt"
	"io"

	"hearth/internal/app"
	"hearth/internal/platform/config"
)

// Restore is the command `hearth restore FILE`. It refuses a directory or a database that holds something.
type Restore struct {
	config.Place
	File string `arg:"" help:"The backup." placeholder:"FILE"`
}

// Run restores the backup and says what has to be known before the server starts.
func (r *Restore) Run(ctx context.Context, out io.Writer) error {
	report, err := app.Restore(ctx, app.Options{Config: config.Config{Place: r.Place}, Version: Release()}, r.File)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, `Restored as of %s: %s and the key.
Everybody signs in again. API tokens and shared terminals work as they did then; one that was withdrawn since has to be withdrawn again.
A legal hold that was placed since the backup is gone: place it again before anybody is erased.
Mail that waited then is sent when the server starts, even if it was sent since.
`, utc(report.MadeAt), content(report))
	if err == nil && report.Erased > 0 {
		_, err = fmt.Fprintf(out, "People who were erased since then are erased again: %d.\n", report.Erased)
	}
	if err == nil && report.Held > 0 {
		_, err = fmt.Fprintf(out, "People whose erasure was cut off and whom a legal hold keeps that was placed later: %d. Nothing of them is erased. Erase them again once it is lifted.\n", report.Held)
	}
	return err
}
