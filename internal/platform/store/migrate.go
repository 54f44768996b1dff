package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"testing/fstest"
)

// Migrations are the schema changes of one module: a folder "migrations" of numbered goose files in portable SQL. Where the
// dialects differ a number has two files, 0007_search.sqlite.sql and 0007_search.postgres.sql.
type Migrations struct {
	Module string
	Files  fs.FS
}

var liteTypes = strings.NewReplacer("timestamptz", "text", "jsonb", "text", "bytea", "blob")

var serial = regexp.MustCompile(`bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY`)

// Migrate brings the schema of each module up to date, in the order given. Modules whose files have not changed since the last
// start cost one comparison. There are no down migrations.
func (db *DB) Migrate(ctx context.Context, all ...Migrations) error {
	const table = `CREATE TABLE IF NOT EXISTS store_schema (module text PRIMARY KEY, digest text NOT NULL);
CREATE TABLE IF NOT EXISTS store_fact (id text PRIMARY KEY, at timestamptz NOT NULL, body text NOT NULL);
CREATE TABLE IF NOT EXISTS store_once (key text PRIMARY KEY, print text NOT NULL, at timestamptz NOT NULL, status bigint, answer text);`
	if _, err := db.write.ExecContext(ctx, db.portable(table)); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	done, err := db.digests(ctx)
	if err != nil {
		return err
	}
	for _, m := range all {
		files, digest, err := db.files(m)
		if err != nil {
			return fmt.Errorf("migrations of %s: %w", m.Module, err)
		}
		if done[m.Module] == digest {
			continue
		}
		if err := db.migrate(ctx, m.Module, files, digest); err != nil {
			return fmt.Errorf("migrate %s: %w", m.Module, err)
		}
	}
	return nil
}

func (db *DB) digests(ctx context.Context) (map[string]string, error) {
	type row struct{ Module, Digest string }
	rows, err := All[row](ctx, db, `SELECT module, digest FROM store_schema`)
	done := map[string]string{}
	for _, r := range rows {
		done[r.Module] = r.Digest
	}
	return done, err
}

func (db *DB) migrate(ctx context.Context, module string, files fs.FS, digest string) error {
	provider, err := db.provider(module, files)
	if err != nil {
		return err
	}
	if _, err := provider.Up(ctx); err != nil {
		return err
	}
	_, err = db.write.ExecContext(ctx, `INSERT INTO store_schema (module, digest) VALUES ($1, $2)
		ON CONFLICT (module) DO UPDATE SET digest = excluded.digest`, module, digest)
	return err
}

func (db *DB) portable(text string) string {
	if db.dialect == Postgres {
		return text
	}
	text = serial.ReplaceAllString(text, "integer PRIMARY KEY AUTOINCREMENT")
	return liteTypes.Replace(text)
}

// files returns the module's migrations as this database reads them, and their digest.
func (db *DB) files(m Migrations) (fs.FS, string, error) {
	mine, other := ".sqlite.sql", ".postgres.sql"
	if db.dialect == Postgres {
		mine, other = other, mine
	}
	out, sum := fstest.MapFS{}, sha256.New()
	names, err := fs.Glob(m.Files, "migrations/*.sql")
	if err != nil || len(names) == 0 {
		return nil, "", errors.Join(err, errors.New("no files in migrations/"))
	}
	for _, name := range names {
		if strings.HasSuffix(name, other) {
			continue
		}
		body, err := fs.ReadFile(m.Files, name)
		if err != nil {
			return nil, "", err
		}
		short := strings.TrimPrefix(strings.Replace(name, mine, ".sql", 1), "migrations/")
		text := db.portable(string(body))
		out[short] = &fstest.MapFile{Data: []byte(text)}
		fmt.Fprintf(sum, "%s\n%s\n", short, text)
	}
	return out, hex.EncodeToString(sum.Sum(nil)), nil
}

// Fresh reports whether the database has no tables of Hearth yet.
func (db *DB) Fresh(ctx context.Context) (bool, error) {
	query := `SELECT count(*) FROM sqlite_master WHERE name = 'store_schema'`
	if db.dialect == Postgres {
		query = `SELECT count(*) FROM information_schema.tables WHERE table_name = 'store_schema' AND table_schema = current_schema()`
	}
	var n int
	err := db.write.QueryRowContext(ctx, query).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		return true, nil
	}
	return n == 0, err
}
