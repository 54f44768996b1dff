package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"hearth/internal/platform/backup"
	"hearth/internal/platform/config"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// Backup writes the installation that the configuration names into a file, beside a running server. It makes no installation where there is
// none, and changes nothing in the one that there is.
func Backup(ctx context.Context, o Options, file string) (r backup.Report, err error) {
	c := o.Config
	if err := config.CheckRestored(c.Data); err != nil {
		return r, err
	}
	if c.Database == "" {
		if _, err := os.Stat(filepath.Join(c.Data, "hearth.db")); errors.Is(err, fs.ErrNotExist) {
			return r, fault.New(fault.NotFound, "%s does not hold an installation. Give its directory with --data, or its PostgreSQL with --database.", c.Data)
		}
	}
	key, err := config.ReadKey(c.Data)
	if err != nil {
		return r, err
	}
	address, src := c.Database, backup.Source{Key: key, Release: o.Version, Demo: config.IsDemo(c.Data),
		Record: filepath.Join(c.Data, "audit.log"), Ledger: filepath.Join(c.Data, backup.Ledger)}
	if address == "" {
		if address, err = filepath.Abs(filepath.Join(c.Data, "hearth.db")); err != nil {
			return r, err
		}
		src.SQLite, src.Files = address, filepath.Join(c.Data, "files")
	}
	if src.DB, err = store.Open(ctx, address, o.Clock); err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, src.DB.Close()) }()
	fresh, err := src.DB.Fresh(ctx)
	if err != nil {
		return r, err
	}
	if fresh {
		return r, fault.New(fault.NotFound, "The database does not hold an installation. Check --data and --database.")
	}
	return backup.Write(ctx, src, file)
}

// Restore makes an installation of a backup, in an empty data directory or an empty database. Every byte of the backup is checked before anything is
// written. Afterwards nobody is signed in; API tokens work.
func Restore(ctx context.Context, o Options, file string) (r backup.Report, err error) {
	b, err := backup.Open(file)
	if err != nil {
		return r, err
	}
	defer b.Close() //nolint:errcheck // only read
	if err := fits(b, o.Config); err != nil {
		return r, err
	}
	release, err := config.Lock(o.Config.Data)
	if err != nil {
		return r, err
	}
	defer release()
	done, undo, err := config.BeginRestore(o.Config.Data, b.Key)
	if err != nil {
		return r, err
	}
	if b.Demo {
		err = config.MarkDemoRestored(o.Config.Data)
	}
	o.Demo = b.Demo
	if err == nil {
		r, err = fill(ctx, o, b)
	}
	if err == nil {
		err = openRestored(ctx, o, &r)
	}
	if err != nil {
		undo()
		return r, err
	}
	return r, done()
}

// fits refuses a backup of the other database.
func fits(b *backup.Backup, c config.Config) error {
	switch {
	case b.Database == store.Postgres && c.Database == "":
		return fault.New(fault.Invalid, "This is a backup of an installation on PostgreSQL. Name an empty database with --database, and with --data a directory for the key.")
	case b.Database == store.SQLite && c.Database != "":
		return fault.New(fault.Invalid, "This is a backup of an installation with the embedded database. Restore it with --data and without --database.")
	}
	return nil
}

// fill writes database and attachments.
func fill(ctx context.Context, o Options, b *backup.Backup) (r backup.Report, err error) {
	schema, err := schemaOf(b.Demo)
	if err != nil {
		return r, err
	}
	address := o.Config.Database
	if address == "" {
		address = ":memory:" // only to compare the versions
	}
	db, err := store.Open(ctx, address, o.Clock)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	known, err := db.Knows(b.Versions, schema...)
	if err != nil {
		return r, err
	}
	if !known {
		return r, fault.New(fault.Invalid, "The backup was made by a newer release of Hearth (%s). Restore it with that release.", b.Release)
	}
	if b.Database == store.SQLite {
		return b.IntoSQLite(ctx, o.Config.Data)
	}
	empty, err := db.Empty(ctx)
	if err != nil {
		return r, err
	}
	if !empty {
		return r, fault.New(fault.Conflict, "The database is not empty. A backup is restored into an empty one only: make it with createdb.")
	}
	if r, err = b.IntoPostgres(ctx, db, schema, o.Config.Data); err != nil {
		return r, fmt.Errorf("the database holds a part of the backup: drop it and make it anew before you try again: %w", err)
	}
	return r, nil
}

// schemaOf returns the schema of the product, or of the demo, which has a module more.
func schemaOf(demo bool) ([]store.Migrations, error) {
	a := blank()
	a.demo = demo
	a.foundations()
	a.assemble()
	return a.migrations()
}

// openRestored brings the schema up to date, writes the restore into the record, erases again who was erased since the backup, and ends the sessions: what an
// installation needs before people come back.
func openRestored(ctx context.Context, o Options, r *backup.Report) (err error) {
	a, err := open(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	if err := a.Audit.Restored(ctx); err != nil {
		return err
	}
	if r.Erased, r.Held, err = a.Erasure.Reapply(ctx); err != nil {
		return err
	}
	return a.Auth.SignOutAll(ctx)
}
