package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"hearth/internal/app"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/config"
	"hearth/internal/platform/fault"
)

// Audit groups the commands about the record of who did and opened what.
type Audit struct {
	Verify AuditVerify `cmd:"" help:"Check that the record is as it was written: no entry edited, removed, moved or put in."`
}

// AuditVerify is the command `hearth audit verify`. It works beside a running server.
type AuditVerify struct {
	config.Place
}

// Run reads the whole record and says that it is in order, and which restores it went through; or it returns a sentence about the first bad entry.
func (v *AuditVerify) Run(ctx context.Context, out io.Writer) (err error) {
	if err := there(v.Place); err != nil {
		return err
	}
	a, err := app.Open(ctx, app.Options{Config: config.Config{Place: v.Place}})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	found, err := a.Audit.Verify(ctx, a.DB)
	if err != nil {
		return err
	}
	for _, b := range found.Breaks {
		fmt.Fprintf(out, "The database was restored on %s from a backup that ends with entry %d; %s\n", b.At.UTC().Format(time.RFC3339), b.After, lost(b))
	}
	_, err = fmt.Fprintf(out, "The record is as it was written. Entries sealed: %d; not yet: %d; heads in audit.log: %d.\n", found.Sealed, found.Unsealed, found.Heads)
	return err
}

// lost says how many entries are gone by a restore, as far as the heads that outlived it tell.
func lost(b audit.Break) string {
	if b.Sealed == b.After {
		return "whether entries had been sealed after it is not known: the audit.log that was there then names none."
	}
	return fmt.Sprintf("at least %d entries that had been sealed after it are gone.", b.Sealed-b.After)
}

// there refuses a place that is no installation's: it would become an empty one, whose record is in order and where nobody is kept.
func there(p config.Place) error {
	for name, elsewhere := range map[string]bool{"key": os.Getenv("HEARTH_KEY") != "", "hearth.db": p.Database != ""} {
		if _, err := os.Stat(filepath.Join(p.Data, name)); err != nil && !elsewhere {
			return fault.New(fault.NotFound, "There is no file %s in %s. Give --data the directory of the installation.", name, p.Data)
		}
	}
	return nil
}
