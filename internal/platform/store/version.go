package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/database"
)

// Versions returns the number of each module's last migration in the database; a database without tables of Hearth is an error.
func Versions(ctx context.Context, q Querier) (map[string]int64, error) {
	modules, err := All[string](ctx, q, `SELECT module FROM store_schema`)
	if err != nil {
		return nil, fmt.Errorf("versions: %w", err)
	}
	all := map[string]int64{}
	for _, m := range modules {
		if all[m], err = One[int64](ctx, q, `SELECT max(version_id) FROM store_version_`+m); err != nil {
			return nil, fmt.Errorf("version of %s: %w", m, err)
		}
	}
	return all, nil
}

// Knows reports whether this release can bring a database of these versions up to date: every module is one of all, and none is further than all go.
func (db *DB) Knows(versions map[string]int64, all ...Migrations) (bool, error) {
	last := map[string]int64{}
	for _, m := range all {
		files, _, err := db.files(m)
		if err != nil {
			return false, err
		}
		names, err := fs.Glob(files, "*.sql")
		if err != nil {
			return false, err
		}
		for _, name := range names {
			n, err := goose.NumericComponent(name)
			if err != nil {
				return false, err
			}
			last[m.Module] = max(last[m.Module], n)
		}
	}
	for m, v := range versions {
		if known, ok := last[m]; !ok || v > known {
			return false, nil
		}
	}
	return true, nil
}

// MigrateTo makes the schema of an empty database as it was at these versions; modules without one are left out. Migrate brings it on from there.
func (db *DB) MigrateTo(ctx context.Context, versions map[string]int64, all ...Migrations) error {
	if err := db.Migrate(ctx); err != nil {
		return err
	}
	for _, m := range all {
		version, ok := versions[m.Module]
		if !ok {
			continue
		}
		if err := db.migrateTo(ctx, m, version); err != nil {
			return fmt.Errorf("migrate %s: %w", m.Module, err)
		}
	}
	return nil
}

func (db *DB) migrateTo(ctx context.Context, m Migrations, version int64) error {
	files, _, err := db.files(m)
	if err != nil {
		return err
	}
	provider, err := db.provider(m.Module, files)
	if err != nil {
		return err
	}
	if _, err = provider.UpTo(ctx, version); err != nil {
		return err
	}
	_, err = db.write.ExecContext(ctx, `INSERT INTO store_schema (module, digest) VALUES ($1, '')`, m.Module)
	return err
}

func (db *DB) provider(module string, files fs.FS) (*goose.Provider, error) {
	dialect := goose.DialectSQLite3
	if db.dialect == Postgres {
		dialect = goose.DialectPostgres
	}
	versions, err := database.NewStore(dialect, "store_version_"+module)
	if err != nil {
		return nil, err
	}
	return goose.NewProvider("", db.write, files, goose.WithStore(versions))
}

// Empty reports whether there is no table at all where Hearth's would be made.
func (db *DB) Empty(ctx context.Context) (bool, error) {
	query := `SELECT count(*) FROM sqlite_master`
	if db.dialect == Postgres {
		query = `SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema()`
	}
	n, err := One[int](ctx, db, query)
	return n == 0 && !errors.Is(err, ErrNone), err
}
