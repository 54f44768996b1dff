package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"hearth/internal/app"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/config"
)

// Import is the command `hearth import`.
type Import struct {
	People ImportPeople `cmd:"" help:"Import people from a CSV or XLSX file. Rows that are refused are listed; people who are not in the file stay."`
}

// ImportPeople is the command `hearth import people FILE`. It works beside a running server.
type ImportPeople struct {
	config.Place
	File   string            `arg:"" help:"The file." placeholder:"FILE"`
	DryRun bool              `help:"Change nothing; say what would change."`
	JSON   bool              `name:"json" help:"Print the report as JSON."`
	Map    map[string]string `help:"Which column holds a field, beyond what the headers tell: personnel_number=Nr;manager=Boss. An empty column leaves the field out." placeholder:"FIELD=HEADER"`
	Dates  string            `help:"Which comes first in dates such as 03/04/2024: day or month." enum:",day,month" default:"" placeholder:"ORDER"`
}

// Run imports the file and prints the report. Refused rows are no failure: the report names them. A file that cannot be read, or whose columns do
// not say who somebody is, changes nothing and is one.
func (i *ImportPeople) Run(ctx context.Context, out io.Writer) (err error) {
	body, err := os.ReadFile(i.File)
	if err != nil {
		return fmt.Errorf("import people: %w", err)
	}
	a, err := app.Open(ctx, app.Options{Config: config.Config{Place: i.Place}})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	bar := newBar(os.Stderr)
	report, err := a.People.ImportPeople(ctx, authz.System(people.CLI), people.ImportPeople{Name: i.File, File: body, Mapping: i.Map, DateOrder: i.Dates,
		DryRun: i.DryRun, Progress: bar.show})
	bar.end()
	if err != nil {
		return err
	}
	if i.JSON {
		encoder := json.NewEncoder(out)
		encoder.SetEscapeHTML(false)
		return encoder.Encode(report)
	}
	return printReport(out, report)
}

// printReport writes the report for a person to read.
func printReport(out io.Writer, r people.ImportReport) error {
	var b strings.Builder
	if r.DryRun {
		b.WriteString("Nothing was changed. This is what the import would do.\n")
	}
	fmt.Fprintf(&b, "%d rows: %d created, %d updated, %d unchanged, %d refused\n", r.Rows, r.Created, r.Updated, r.Unchanged, len(r.Refused))
	for _, x := range r.Refused {
		fmt.Fprintf(&b, "  line %d: %s\n", x.Line, x.Reason)
	}
	for _, c := range r.Changes {
		what := "changes"
		if c.New {
			what = "is new"
		}
		fmt.Fprintf(&b, "  line %d: %s %s\n", c.Line, c.Name, what)
		for _, f := range c.Fields {
			fmt.Fprintf(&b, "    %s: %q → %q\n", f.Field, f.Old, f.New)
		}
	}
	if len(r.Missing) > 0 {
		fmt.Fprintf(&b, "Not in the file, and left as they are (%d):\n  %s\n", len(r.Missing), strings.Join(r.Missing, "\n  "))
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// bar is a line on a terminal that shows how far the import is; anything but a terminal gets nothing.
type bar struct {
	to    io.Writer
	drawn bool
}

func newBar(f *os.File) *bar {
	if info, err := f.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return &bar{}
	}
	return &bar{to: f}
}

const barWidth = 40

func (b *bar) show(done, total int) {
	if b.to == nil || total == 0 {
		return
	}
	b.drawn = true
	full := barWidth * done / total
	fmt.Fprintf(b.to, "\r[%s%s] %3d %%", strings.Repeat("#", full), strings.Repeat(".", barWidth-full), 100*done/total)
}

func (b *bar) end() {
	if b.drawn {
		fmt.Fprintln(b.to)
	}
}
