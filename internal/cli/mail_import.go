package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"hearth/internal/app"
	"hearth/internal/intake"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/config"
)

// MailImport is the command `hearth mail import PATH`. It works beside a running server, and goes on where it was ended.
type MailImport struct {
	config.Place
	Mailbox   string    `required:"" help:"The mailbox of Hearth that the mails become part of, by its name or address." placeholder:"NAME"`
	KeepUntil time.Time `required:"" format:"2006-01-02" help:"Until when the imported cases are kept; after that day they are erased with their mails and files." placeholder:"YYYY-MM-DD"`
	DryRun    bool      `help:"Change nothing; say what would be done."`
	JSON      bool      `name:"json" help:"Print the report as JSON."`
	Path      string    `arg:"" help:"An mbox file, a Maildir, or a directory of .eml files."`
}

// Run imports and prints the report. Mails that are left out are no failure: the report names them.
func (c MailImport) Run(ctx context.Context, out io.Writer) error {
	return withApp(ctx, c.Place, func(a *app.App) error {
		until := c.KeepUntil.AddDate(0, 0, 1) // that day is over
		got, err := a.Intake.Import(ctx, authz.System(intake.CLI), intake.Import{Path: c.Path, Mailbox: c.Mailbox, KeepUntil: until, DryRun: c.DryRun})
		if err != nil {
			return err
		}
		if c.JSON {
			encoder := json.NewEncoder(out)
			encoder.SetEscapeHTML(false)
			return encoder.Encode(got)
		}
		return printImported(out, got)
	})
}

// printImported writes the report for a person to read.
func printImported(out io.Writer, r intake.Imported) error {
	var b strings.Builder
	if r.DryRun {
		b.WriteString("Nothing was changed. This is what the import would do.\n")
	}
	fmt.Fprintf(&b, "%d mails read, %d cases made\n", r.Read, r.Cases)
	for _, outcome := range slices.Sorted(maps.Keys(r.Outcomes)) {
		fmt.Fprintf(&b, "  %s: %d\n", outcome, r.Outcomes[outcome])
	}
	if !r.First.IsZero() {
		fmt.Fprintf(&b, "The first mail is of %s, the last of %s.\n", r.First.Format(time.DateOnly), r.Last.Format(time.DateOnly))
	}
	if len(r.LeftOut) > 0 {
		b.WriteString("Left out, in whole or in part:\n")
	}
	for _, l := range r.LeftOut {
		fmt.Fprintf(&b, "  %s: %s\n", l.Place, l.Why)
	}
	_, err := io.WriteString(out, b.String())
	return err
}
