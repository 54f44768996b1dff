package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"hearth/internal/app"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/config"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/privacy/erasure"
)

// Person groups the commands about what is kept about a person. All of them work beside a running server.
type Person struct {
	Export  PersonExport  `cmd:"" help:"Write everything that is kept about a person and is theirs, with the files."`
	Erase   PersonErase   `cmd:"" help:"Remove a person from everything that Hearth keeps."`
	Hold    PersonHold    `cmd:"" help:"Place a legal hold on a person: nothing about them is erased until it is released."`
	Release PersonRelease `cmd:"" help:"Lift the legal holds on a person."`
	Holds   PersonHolds   `cmd:"" help:"List the legal holds."`
}

// operator is whoever may use the command line of the server.
func operator() authz.Actor { return authz.System(erasure.CLI) }

// withApp opens the installation, refusing a place where there is none, and calls f.
func withApp(ctx context.Context, place config.Place, f func(a *app.App) error) (err error) {
	if err := there(place); err != nil {
		return err
	}
	a, err := app.Open(ctx, app.Options{Config: config.Config{Place: place}})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	return f(a)
}

// PersonExport is the command `hearth person export PERSON`.
type PersonExport struct {
	config.Place
	Person string `arg:"" help:"Id, e-mail address or personnel number." placeholder:"PERSON"`
	File   string `help:"Write to this file. One that ends in .zip becomes an archive of person.json and the files; any other one JSON document that holds all of it." placeholder:"FILE"`
}

// Run writes the export to the file, or as JSON to out.
func (p *PersonExport) Run(ctx context.Context, out io.Writer) error {
	return withApp(ctx, p.Place, func(a *app.App) (err error) {
		e, err := a.Erasure.Export(ctx, operator(), erasure.Export{Person: p.Person})
		if err != nil {
			return err
		}
		if p.File == "" {
			return e.WriteJSON(ctx, out)
		}
		f, err := os.OpenFile(p.File, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if errors.Is(err, os.ErrExist) {
			return fault.New(fault.Conflict, "%s is there already. Give the export another name.", p.File)
		}
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, f.Close()) }()
		if strings.EqualFold(filepath.Ext(p.File), ".zip") {
			err = e.WriteZip(ctx, f)
		} else {
			err = e.WriteJSON(ctx, f)
		}
		if err == nil {
			_, err = fmt.Fprintf(out, "%s holds what is kept about them: %d parts, %d files.\n", p.File, len(e.Parts), e.Files())
		}
		return err
	})
}

// PersonErase is the command `hearth person erase PERSON`.
type PersonErase struct {
	config.Place
	Person string `arg:"" help:"Id, e-mail address or personnel number." placeholder:"PERSON"`
	Yes    bool   `help:"Do it. It cannot be undone."`
	DryRun bool   `help:"Change nothing; say what would go."`
	Later  bool   `help:"Do not rewrite the database now. Nobody can write while that is done, and it takes as much space again; until the next erasure does it, deleted words may be left in unused bytes of it."`
}

// Run erases the person, or says what would go.
func (p *PersonErase) Run(ctx context.Context, out io.Writer) error {
	return withApp(ctx, p.Place, func(a *app.App) error {
		dry := p.DryRun || !p.Yes
		done, err := a.Erasure.Erase(ctx, operator(), erasure.Erase{Person: p.Person, DryRun: dry, Later: p.Later})
		if err != nil {
			return err
		}
		if _, err := io.WriteString(out, report(done, dry, p.Later)); err != nil {
			return err
		}
		if dry && !p.DryRun {
			return fault.New(fault.Invalid, "Nothing was erased. Say --yes to erase; it cannot be undone.")
		}
		return nil
	})
}

// report says what an erasure removed and what stays.
func report(e erasure.Erasure, dry, later bool) string {
	var b strings.Builder
	switch {
	case !e.Before.IsZero():
		fmt.Fprintf(&b, "%s was erased on %s.\n", e.Person.ID, e.Before.UTC().Format(time.DateOnly))
	case dry:
		fmt.Fprintf(&b, "%s (%s). This would go, as rows that name the person, with all that belongs to them:\n", e.Person.Name, e.Person.ID)
	default:
		fmt.Fprintf(&b, "%s is erased. This went, as rows that named the person, with all that belonged to them:\n", e.Person.ID)
	}
	for _, part := range e.Parts {
		fmt.Fprintf(&b, "  %6d  %-20s %s\n", part.Rows, part.Table, part.What)
	}
	why := ""
	for _, k := range e.Kept {
		if k.Why != why {
			why = k.Why
			fmt.Fprintf(&b, "This stays: %s\n", why)
		}
		fmt.Fprintf(&b, "          %-20s %s\n", k.Table, strings.Join(k.Columns, ", "))
	}
	switch {
	case dry:
	case later:
		b.WriteString("The database was not rewritten: deleted words may be left in unused bytes of it until the next erasure.\n")
	case e.Busy:
		b.WriteString("The database was in use all the time: deleted words may be left in its log for a while. Erase again, when less happens, to be sure.\n")
	}
	if !dry {
		b.WriteString("Backups made before still hold the person. Keep erased.log: a backup that is restored beside it loses them again.\n")
	}
	return b.String()
}

// PersonHold is the command `hearth person hold PERSON`.
type PersonHold struct {
	config.Place
	Person string `arg:"" help:"Id, e-mail address or personnel number." placeholder:"PERSON"`
	Reason string `required:"" help:"Why, for example which proceeding needs it." placeholder:"TEXT"`
}

// Run places the hold.
func (p *PersonHold) Run(ctx context.Context, out io.Writer) error {
	return withApp(ctx, p.Place, func(a *app.App) error {
		h, err := a.Erasure.Place(ctx, operator(), erasure.Place{Person: p.Person, Reason: p.Reason})
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(out, "What is kept about %s is held since %s: %s\n", h.Person.Name, utc(h.At), h.Reason)
		return err
	})
}

// PersonRelease is the command `hearth person release PERSON`.
type PersonRelease struct {
	config.Place
	Person string `arg:"" help:"Id, e-mail address or personnel number." placeholder:"PERSON"`
}

// Run lifts every hold on the person. That there is none is no failure.
func (p *PersonRelease) Run(ctx context.Context, out io.Writer) error {
	return withApp(ctx, p.Place, func(a *app.App) error {
		n, err := a.Erasure.Release(ctx, operator(), p.Person)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(out, "Holds lifted: %d.\n", n)
		return err
	})
}

// PersonHolds is the command `hearth person holds`.
type PersonHolds struct{ config.Place }

// Run lists all holds, the latest first.
func (p *PersonHolds) Run(ctx context.Context, out io.Writer) error {
	return withApp(ctx, p.Place, func(a *app.App) error {
		for after := ""; ; {
			page, err := a.Erasure.Holds(ctx, operator(), erasure.AskHolds{After: after})
			if err != nil {
				return err
			}
			for _, h := range page.Items {
				state := "in force"
				if !h.LiftedAt.IsZero() {
					state = "lifted " + utc(h.LiftedAt)
				}
				if _, err := fmt.Fprintf(out, "%s  %s  %s (%s): %s\n", utc(h.At), state, h.Person.Name, h.Person.ID, h.Reason); err != nil {
					return err
				}
			}
			if after = page.Next; after == "" {
				return nil
			}
		}
	})
}
