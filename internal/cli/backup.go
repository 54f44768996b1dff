package cli

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"hearth/internal/app"
	"hearth/internal/platform/backup"
	"hearth/internal/platform/config"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// Backup is the command `hearth backup FILE`. It works beside a running server.
type Backup struct {
	config.Place
	File string `arg:"" help:"The file to write, for example hearth-2026-11-26.tar.gz. An older backup of that name is replaced once the new one is whole." placeholder:"FILE"`
}

// Run writes the backup and says what is in it. Attachments that were damaged or missing in the installation are named; then the backup is written
// all the same, and the command fails so that somebody looks.
func (b *Backup) Run(ctx context.Context, out io.Writer) error {
	r, err := app.Backup(ctx, app.Options{Config: config.Config{Place: b.Place}, Version: Release()}, b.File)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(out, "%s holds everything as of %s: %s and the key, %s. Keep it where nobody reads it who should not.\n",
		b.File, utc(r.MadeAt), content(r), bytesOf(r.Size)); err != nil {
		return err
	}
	if len(r.Damaged) > 0 {
		return fault.New(fault.Conflict, "The backup is written, but these attachments of the installation are missing or not what was uploaded:\n  %s",
			strings.Join(r.Damaged, "\n  "))
	}
	return nil
}

// content says in words what a backup holds.
func content(r backup.Report) string {
	if r.Database == store.Postgres {
		return fmt.Sprintf("%d tables with %d rows", len(r.Tables), r.Rows)
	}
	return fmt.Sprintf("the database, %d attachments", r.Attachments)
}

func utc(t store.Time) string { return t.UTC().Format(time.DateTime) + " UTC" }

func bytesOf(n int64) string {
	const kilo, mega = 1 << 10, 1 << 20
	switch {
	case n < kilo:
		return fmt.Sprintf("%d bytes", n)
	case n < mega:
		return fmt.Sprintf("%.1f KiB", float64(n)/kilo)
	}
	return fmt.Sprintf("%.1f MiB", float64(n)/mega)
}
