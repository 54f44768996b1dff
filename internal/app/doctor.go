package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"hearth/internal/intake"
	"hearth/internal/people"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/clock"
	"hearth/internal/platform/config"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
)

// Finding is a sentence about an installation. An unsafe one should be mended before people rely on it; another is only good to know.
type Finding = config.Finding

const (
	unsentAfter = time.Hour
	clockOff    = 30 * time.Second
)

// Doctor names what is unsafe in the settings of a server and in the installation that they point to. It changes nothing, makes nothing, and works beside a
// running server. The findings come in the order in which one would mend them. A nil clk is the machine's clock.
func Doctor(ctx context.Context, c config.Config, clk *clock.Clock) []Finding {
	var d examination
	d.Findings = append(c.Findings(clk.Now()), c.FilesFindings()...)
	d.Uploads(os.TempDir(), time.Now())
	address := c.Database
	if address == "" {
		address = filepath.Join(c.Data, "hearth.db")
		if _, err := os.Stat(address); errors.Is(err, fs.ErrNotExist) {
			d.Note("There is no installation in %s yet; the first start of the server makes it.", c.Data)
			return d.Findings
		}
	}
	db, err := store.Open(ctx, address, clk)
	if err != nil {
		d.Unsafe("The database cannot be opened: %s.", err.Error())
		return d.Findings
	}
	d.database(ctx, db, config.IsDemo(c.Data))
	if err := db.Close(); err != nil {
		d.Unsafe("The database cannot be closed: %s.", err.Error())
	}
	return d.Findings
}

type examination struct{ config.Examination }

// failed notes that something could not be looked at.
func (d *examination) failed(err error) bool {
	if err != nil {
		d.Unsafe("This could not be checked: %s.", err.Error())
	}
	return err != nil
}

func (d *examination) database(ctx context.Context, db *store.DB, demo bool) {
	d.durability(ctx, db)
	fresh, err := db.Fresh(ctx)
	if d.failed(err) {
		return
	}
	if fresh {
		d.Note("The database is empty yet; the first start of the server makes its tables.")
		return
	}
	d.schema(ctx, db, demo)
	admin, err := people.HasAdmin(ctx, db)
	if !d.failed(err) && !admin {
		d.Unsafe("There is no administrator, so whoever has the link that the server printed at its start becomes the first. Open it, or start the server for a new one.")
	}
	d.work(ctx, db)
	d.clocks(ctx, db)
}

func (d *examination) durability(ctx context.Context, db *store.DB) {
	settings, err := db.Durability(ctx)
	if !d.failed(err) {
		durable(&d.Examination, settings)
	}
}

func (d *examination) schema(ctx context.Context, db *store.DB, demo bool) {
	schema, err := schemaOf(demo)
	if d.failed(err) {
		return
	}
	versions, err := store.Versions(ctx, db)
	if d.failed(err) {
		return
	}
	known, err := db.Knows(versions, schema...)
	if !d.failed(err) && !known {
		d.Unsafe("The database was brought further by a newer release of Hearth than this one. Use that release.")
	}
}

// work looks for what has been left lying.
func (d *examination) work(ctx context.Context, db *store.DB) {
	unsent, err := mail.Unsent(ctx, db, db.Now().Add(-unsentAfter))
	if !d.failed(err) && unsent.Count > 0 {
		d.Unsafe("Mails and text messages that have not left for more than an hour: %d, the oldest since %s. See /admin/outbox.", unsent.Count, minute(unsent.Oldest))
	}
	d.mailboxes(ctx, db)
	discarded, err := jobs.CountDiscarded(ctx, db)
	if !d.failed(err) && discarded > 0 {
		d.Unsafe("Jobs that gave up after their last attempt: %d. See /admin/jobs.", discarded)
	}
}

// mailboxes tells which mailbox is not fetched, and whose permission is over or ends soon.
func (d *examination) mailboxes(ctx context.Context, db *store.DB) {
	ailing, err := intake.AilingMailboxes(ctx, db)
	if d.failed(err) {
		return
	}
	for _, m := range ailing {
		if m.Problem.Key != "" {
			since := ""
			if !m.ReachedAt.IsZero() {
				since = " since " + minute(m.ReachedAt)
			}
			d.Unsafe("The mailbox %s is not fetched as it should be%s; see /admin/mailboxes. %s", m.Name, since, m.Problem.In(ctx))
		}
		if !m.Until.IsZero() {
			d.Lapses("The certificate by which the mailbox "+m.Name+" signs in", m.Until.Time, db.Now().Time)
		}
	}
}

// clocks compares the clock of this machine with what it wrote earlier and with that of the database.
func (d *examination) clocks(ctx context.Context, db *store.DB) {
	newest, err := audit.Newest(ctx, db)
	if !d.failed(err) && newest.After(db.Now().Add(clockOff)) {
		d.Unsafe("The clock of this machine shows %s, but the record was last written at %s: promised times are wrong. Set the clock.", minute(db.Now()), minute(newest))
	}
	skew, err := db.Skew(ctx)
	if !d.failed(err) && skew.Abs() > clockOff {
		d.Unsafe("The clocks of this machine and of the database are %s apart. Let both follow a time server.", skew.Abs().Round(time.Second).String())
	}
}

func minute(t store.Time) string { return fmt.Sprint(t.UTC().Format("2006-01-02 15:04"), " UTC") }
