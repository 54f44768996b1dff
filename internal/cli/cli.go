// Package cli is the command line of Hearth: thin over the use cases, one file for each command.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"hearth/internal/platform/fault"
)

// commands are what `hearth` can do. Each has a Run method that takes what it needs of the environment below.
type commands struct {
	Serve   Serve   `cmd:"" help:"Serve Hearth."`
	Demo    Demo    `cmd:"" help:"Serve the demo organisation Ferrow & Lund. Nothing leaves this machine."`
	Token   Token   `cmd:"" help:"Print a new API token of a person."`
	Import  Import  `cmd:"" help:"Bring data in."`
	Audit   Audit   `cmd:"" help:"Look into the record of who did and opened what."`
	Person  Person  `cmd:"" help:"Export, erase or hold what is kept about a person."`
	Promise Promise `cmd:"" help:"Look into promised times."`
	Mail    Mail    `cmd:"" help:"Look into incoming mail."`
	Stats   Stats   `cmd:"" help:"Compute from figures in a file."`
	Seed    Seed    `cmd:"" help:"Fill a database without cases with a large made-up organisation, for measuring."`
	Backup  Backup  `cmd:"" help:"Write everything into one file, while the server runs."`
	Restore Restore `cmd:"" help:"Make an installation of a backup, in an empty directory or database."`
	Doctor  Doctor  `cmd:"" help:"Name what is unsafe in the settings of a server and in its installation."`
	Version Version `cmd:"" help:"Print the version."`
}

// Main runs the command that args name (without the program's own name) and returns the exit status: 0, 1 when it was refused or failed, 2 when
// the command line is not understood.
func Main(args []string, out, complaints io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var c commands
	status := -1
	parser, err := kong.New(&c,
		kong.Name("hearth"),
		kong.Description("Hearth, the HR service desk."),
		kong.UsageOnError(),
		kong.Writers(out, complaints),
		kong.Exit(func(code int) { status = code }),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.BindTo(out, (*io.Writer)(nil)),
	)
	if err != nil {
		fmt.Fprintln(complaints, "hearth:", err)
		return 2
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	command, err := parser.Parse(args)
	if status >= 0 { // help was asked for
		return status
	}
	if err != nil {
		fmt.Fprintln(complaints, "hearth:", err)
		return 2
	}
	if err := command.Run(); err != nil {
		complain(complaints, err)
		return 1
	}
	return 0
}

// complain writes what went wrong: the sentence of a fault, or the whole error.
func complain(w io.Writer, err error) {
	f := fault.As(err)
	if f == nil || errors.Is(err, context.Canceled) {
		fmt.Fprintln(w, "hearth:", err)
		return
	}
	var lines []string
	if f.Key != "" {
		lines = append(lines, fmt.Sprintf(f.Key, f.Args...))
	}
	for _, field := range f.Fields {
		lines = append(lines, "  "+field.Name+": "+fmt.Sprintf(field.Key, field.Args...))
	}
	fmt.Fprintln(w, strings.Join(lines, "\n"))
}
