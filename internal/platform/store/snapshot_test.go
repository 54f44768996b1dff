package store_test

import (
	"bytes"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"

	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// family is a schema in two releases: the second adds a table and a column. The names are in the wrong order for what refers to what.
func family(release int) []store.Migrations {
	files := fstest.MapFS{"migrations/0001_kin.sql": {Data: []byte(`-- +goose Up
CREATE TABLE kin_parent (id text PRIMARY KEY, boss text REFERENCES kin_parent (id));
CREATE TABLE kin_child (n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, parent text NOT NULL REFERENCES kin_parent (id), name text, at timestamptz,
    raw bytea, part double precision, yes boolean);
INSERT INTO kin_parent (id) VALUES ('made by the migration');
`)}}
	if release > 1 {
		files["migrations/0002_more.sql"] = &fstest.MapFile{Data: []byte("-- +goose Up\nALTER TABLE kin_child ADD COLUMN more text;\nCREATE TABLE kin_aunt (id text PRIMARY KEY);\n")}
	}
	return []store.Migrations{{Module: "kin", Files: files}}
}

type child struct {
	N            int64
	Parent, Name string
	At           store.Time
	Raw          []byte
	Part         float64
	Yes          bool
}

const children = `SELECT n, parent, name, at, raw, part, yes FROM kin_child ORDER BY n`

// fillFamily writes what a text format may stumble over.
func fillFamily(t *testing.T, db *store.DB) {
	t.Helper()
	ctx := t.Context()
	err := db.Tx(ctx, func(tx *store.Tx) error {
		if _, err := tx.Exec(ctx, `INSERT INTO kin_parent (id, boss) VALUES ('a', 'b'), ('b', NULL)`); err != nil {
			return err
		}
		for i, name := range []string{"", `\N`, `\.`, "tab\tline\nreturn\rback\\", "Zażółć 税 \U0001F600", `"quoted", 'so'`} {
			if _, err := tx.Exec(ctx, `INSERT INTO kin_child (parent, name, at, raw, part, yes) VALUES ('a', $1, $2, $3, $4, $5)`,
				name, tx.Now(), []byte{0, 10, 92, byte(i)}, 0.1+0.2, i%2 == 0); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestAnOlderDatabaseComesBackAndIsBroughtUpToDate(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	from := dbtest.Open(t, store.Postgres, family(1), nil)
	fillFamily(t, from)
	want, err := store.All[child](ctx, from, children)
	if err != nil || len(want) != 6 {
		t.Fatal(want, err)
	}
	var tables []store.Table
	var versions, counters map[string]int64
	bodies := map[string]*bytes.Buffer{}
	err = from.Snapshot(ctx, func(s *store.Snapshot) (err error) {
		if tables, err = s.Tables(ctx); err != nil {
			return err
		}
		// What is written after the snapshot began is not in it.
		if err := from.Tx(ctx, func(tx *store.Tx) error {
			_, err := tx.Exec(ctx, `INSERT INTO kin_child (parent) VALUES ('b')`)
			return err
		}); err != nil {
			return err
		}
		if versions, err = store.Versions(ctx, s); err != nil {
			return err
		}
		if counters, err = s.Counters(ctx); err != nil {
			return err
		}
		for _, table := range tables {
			bodies[table.Name] = &bytes.Buffer{}
			if _, err := s.CopyOut(ctx, table, bodies[table.Name]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}

	to := dbtest.Open(t, store.Postgres, nil, nil)
	for release, known := range map[int]bool{1: true, 2: true} {
		if ok, err := to.Knows(versions, family(release)...); ok != known || err != nil {
			t.Errorf("release %d knows it: %v, %v", release, ok, err)
		}
	}
	if ok, err := to.Knows(map[string]int64{"kin": 2}, family(1)...); ok || err != nil {
		t.Errorf("release 1 knows a database of release 2: %v", err)
	}
	if err := to.MigrateTo(ctx, versions, family(2)...); err != nil {
		t.Fatal(err)
	}
	err = to.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.Clear(ctx); err != nil {
			return err
		}
		for _, table := range tables {
			if _, err := tx.CopyIn(ctx, table, bytes.NewReader(bodies[table.Name].Bytes())); err != nil {
				return err
			}
		}
		return tx.SetCounters(ctx, counters)
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := to.Migrate(ctx, family(2)...); err != nil {
		t.Fatal(err)
	}
	got, err := store.All[child](ctx, to, children)
	if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got  %v, %v\nwant %v", got, err, want)
	}
	parents, err := store.All[string](ctx, to, `SELECT id FROM kin_parent ORDER BY id`)
	if err != nil || fmt.Sprint(parents) != "[a b made by the migration]" {
		t.Errorf("got %v, %v", parents, err)
	}
	err = to.Tx(ctx, func(tx *store.Tx) error { // the new column is there, and no number comes twice
		n, err := store.One[int64](ctx, tx, `INSERT INTO kin_child (parent, more) VALUES ('a', 'new') RETURNING n`)
		if err == nil && n <= want[5].N {
			t.Errorf("the next number is %d", n)
		}
		return err
	})
	if now, err2 := store.Versions(ctx, to); err != nil || err2 != nil || !maps.Equal(now, map[string]int64{"kin": 2}) {
		t.Errorf("%v, %v: versions %v", err, err2, now)
	}
	place := func(name string) int {
		return slices.IndexFunc(tables, func(t store.Table) bool { return t.Name == name })
	}
	if place("kin_parent") > place("kin_child") || place("kin_parent") < 0 {
		t.Errorf("children come before their parents: %v", tables)
	}
}

func TestACopyIsOneCommittedState(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	dir := t.TempDir()
	path, to := filepath.Join(dir, "it's %41.db"), filepath.Join(dir, "to copy.db")
	from, err := store.Open(ctx, path, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = from.Close() }) // a test's database
	if err := from.Migrate(ctx, family(1)...); err != nil {
		t.Fatal(err)
	}
	fillFamily(t, from)
	err = from.Tx(ctx, func(tx *store.Tx) error { // a transaction that is open while the copy is made
		if _, err := tx.Exec(ctx, `INSERT INTO kin_parent (id) VALUES ('open')`); err != nil {
			return err
		}
		return store.CopySQLite(ctx, path, to)
	})
	if err != nil {
		t.Fatal(err)
	}
	want, err := store.All[child](ctx, from, children)
	if err != nil {
		t.Fatal(err)
	}
	copied, err := store.Open(ctx, to, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = copied.Close() }) // a test's database
	got, err := store.All[child](ctx, copied, children)
	if err != nil || fmt.Sprint(got) != fmt.Sprint(want) || len(got) != 6 {
		t.Errorf("got  %v, %v\nwant %v", got, err, want)
	}
	parents, err := store.All[string](ctx, copied, `SELECT id FROM kin_parent ORDER BY id`)
	if err != nil || fmt.Sprint(parents) != "[a b made by the migration]" {
		t.Errorf("got %v, %v", parents, err)
	}
}
