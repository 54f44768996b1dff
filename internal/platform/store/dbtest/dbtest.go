// Package dbtest gives a test each database that Hearth runs on, with the schema in place: one conformance suite for
// both. PostgreSQL is the cluster named by HEARTH_TEST_POSTGRES (the folder of its socket, set by `make test`), or one that the test
// binary starts for itself. HEARTH_SKIP=postgres leaves PostgreSQL out; without it a missing PostgreSQL fails.
package dbtest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"hearth/internal/platform/clock"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// Noon is when the clock of a test database stands: Tuesday 17 November 2026, 12:00 UTC.
var Noon = time.Date(2026, 11, 17, 12, 0, 0, 0, time.UTC)

// Each runs f once on SQLite and once on PostgreSQL, each with an empty database whose schema is migrations. The
// database's clock is fake and stands at Noon.
func Each(t *testing.T, migrations []store.Migrations, f func(t *testing.T, db *store.DB)) {
	t.Helper()
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			f(t, Open(t, dialect, migrations, clock.Fake(Noon)))
		})
	}
}

// Skips reports whether HEARTH_SKIP names what.
func Skips(what string) bool {
	for _, s := range strings.Split(os.Getenv("HEARTH_SKIP"), ",") {
		if strings.TrimSpace(s) == what {
			return true
		}
	}
	return false
}

// Open returns an empty database with the schema in place; it is closed and removed when the test ends.
func Open(t testing.TB, dialect store.Dialect, migrations []store.Migrations, clk *clock.Clock) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), Address(t, dialect, migrations), clk)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() }) // a test's database
	Refuse(db)
	return db
}

// Address returns where such a database is, for a test that opens it itself or starts the binary on it.
func Address(t testing.TB, dialect store.Dialect, migrations []store.Migrations) string {
	t.Helper()
	if dialect == store.SQLite {
		return liteCopy(t, migrations)
	}
	if Skips("postgres") {
		t.Skip("HEARTH_SKIP names postgres")
	}
	dir, err := cluster()
	if err != nil {
		t.Fatal(err)
	}
	template, err := pgTemplate(dir, migrations)
	if err != nil {
		t.Fatal(err)
	}
	name := "t" + strings.ReplaceAll(ident.New(), "-", "")
	if err := create(t.Context(), dir, name, template); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { drop(dir, name) })
	return address(dir, name)
}

var templates struct {
	sync.Mutex
	lite map[string][]byte
	pg   map[string]string
	dir  string
	own  *Cluster
}

// Main runs the tests of a package and stops the cluster that they started, if any: call it from TestMain.
func Main(m *testing.M) {
	code := m.Run()
	if templates.own != nil {
		_ = templates.own.Stop() // the run is over
	}
	os.Exit(code)
}

func cluster() (string, error) {
	templates.Lock()
	defer templates.Unlock()
	if templates.dir != "" {
		return templates.dir, nil
	}
	if dir := os.Getenv("HEARTH_TEST_POSTGRES"); dir != "" {
		templates.dir = dir
		return dir, nil
	}
	c, err := StartCluster()
	if err != nil {
		return "", err
	}
	templates.own, templates.dir = c, c.Dir()
	return templates.dir, nil
}

func digest(migrations []store.Migrations) string {
	sum := sha256.New()
	for _, m := range migrations {
		fmt.Fprintln(sum, m.Module)
		entries, err := fsFiles(m)
		if err != nil {
			fmt.Fprintln(sum, err)
		}
		for _, e := range entries {
			fmt.Fprintln(sum, e)
		}
	}
	return hex.EncodeToString(sum.Sum(nil))[:20]
}

func liteCopy(t testing.TB, migrations []store.Migrations) string {
	t.Helper()
	templates.Lock()
	defer templates.Unlock()
	if templates.lite == nil {
		templates.lite = map[string][]byte{}
	}
	key := digest(migrations)
	path := filepath.Join(t.TempDir(), "hearth.db")
	if templates.lite[key] == nil {
		if err := migrate(path, migrations); err != nil {
			t.Fatal(err)
		}
		body, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		templates.lite[key] = body
		return path
	}
	if err := os.WriteFile(path, templates.lite[key], 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func migrate(address string, migrations []store.Migrations) error {
	ctx := context.Background()
	db, err := store.Open(ctx, address, nil)
	if err != nil {
		return err
	}
	if err := db.Migrate(ctx, migrations...); err != nil {
		_ = db.Close() // the first error matters
		return err
	}
	return db.Close()
}

// pgTemplate returns the database to clone, made once for each schema in a cluster, whichever test binary comes first.
func pgTemplate(dir string, migrations []store.Migrations) (string, error) {
	templates.Lock()
	defer templates.Unlock()
	key := digest(migrations)
	if name := templates.pg[key]; name != "" {
		return name, nil
	}
	name := "tpl_" + key
	unlock, err := lock(filepath.Join(os.TempDir(), "hearth-"+filepath.Base(dir)+name))
	if err != nil {
		return "", err
	}
	defer unlock()
	if err := create(context.Background(), dir, name, ""); err == nil {
		if err := migrate(address(dir, name), migrations); err != nil {
			drop(dir, name)
			return "", err
		}
	} else if !strings.Contains(err.Error(), "already exists") {
		return "", err
	}
	if templates.pg == nil {
		templates.pg = map[string]string{}
	}
	templates.pg[key] = name
	return name, nil
}
