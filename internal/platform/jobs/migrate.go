package jobs

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"testing/fstest"

	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"

	"hearth/internal/platform/store"
)

//go:embed migrations
var files embed.FS

// Migrations returns the schema of the queue: river's own tables, read from the release that is built in, and ours.
func Migrations() ([]store.Migrations, error) {
	all := fstest.MapFS{}
	if err := translate(all, riversqlite.New(nil).GetMigrationFS(riverdriver.MigrationLineMain), ".sqlite.sql"); err != nil {
		return nil, err
	}
	if err := translate(all, riverpgxv5.New(nil).GetMigrationFS(riverdriver.MigrationLineMain), ".postgres.sql"); err != nil {
		return nil, err
	}
	return []store.Migrations{{Module: "river", Files: all}, {Module: "jobs", Files: files}}, nil
}

// translate adds river's migrations as goose reads them. They are written for one database each, so package store must change nothing:
// its replacement of jsonb on SQLite is avoided by capitals.
func translate(into fstest.MapFS, from fs.FS, suffix string) error {
	names, err := fs.Glob(from, "migration/main/*.up.sql")
	if err != nil || len(names) == 0 {
		return fmt.Errorf("no migrations of river: %w", err)
	}
	for _, name := range names {
		body, err := fs.ReadFile(from, name)
		if err != nil {
			return err
		}
		text := strings.ReplaceAll(string(body), "/* TEMPLATE: schema */", "") // it stands within a literal once
		if suffix == ".sqlite.sql" {
			text = strings.ReplaceAll(text, "jsonb", "JSONB")
		}
		to := "migrations/" + strings.TrimSuffix(path.Base(name), ".up.sql") + suffix
		into[to] = &fstest.MapFile{Data: []byte("-- +goose Up\n-- +goose StatementBegin\n" + text + "\n-- +goose StatementEnd\n")}
	}
	return nil
}

// Migrate brings the schema of the queue up to date; it costs two comparisons when it is. Call it before New.
func Migrate(ctx context.Context, db *store.DB) error {
	all, err := Migrations()
	if err != nil {
		return err
	}
	return db.Migrate(ctx, all...)
}
