package store_test

import (
	"path/filepath"
	"testing"

	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// A commit waits for the disk although the database has it otherwise for everybody, unless the address says so.
func TestACommitOfPostgreSQLWaitsForTheDisk(t *testing.T) {
	t.Parallel()
	address := dbtest.Address(t, store.Postgres, schema)
	says := func(address string) string {
		t.Helper()
		db, err := store.Open(t.Context(), address, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close() //nolint:errcheck // of a test
		d, err := db.Durability(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if d.Fsync == "" || d.FullPageWrites == "" {
			t.Errorf("got %+v", d)
		}
		return d.SynchronousCommit
	}
	db, err := store.Open(t.Context(), address, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.Writer().ExecContext(t.Context(), `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database()); END $$`)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for more, want := range map[string]string{"": "on", "&synchronous_commit=off": "off", "&synchronous_commit=local": "local", "&options=-c%20synchronous_commit%3Dremote_write": "remote_write"} {
		if got := says(address + more); got != want {
			t.Errorf("with %q in its address: synchronous_commit is %s, want %s", more, got, want)
		}
	}
}

func TestAHurryIsSettled(t *testing.T) {
	t.Parallel()
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "hearth.db"), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // of a test
	waits := func(want int) {
		t.Helper()
		var got int
		if err := db.Writer().QueryRowContext(t.Context(), `PRAGMA synchronous`).Scan(&got); err != nil || got != want {
			t.Errorf("synchronous is %d, %v; want %d", got, err, want)
		}
	}
	waits(2)
	if err := db.Hurry(t.Context()); err != nil {
		t.Fatal(err)
	}
	waits(0)
	if err := db.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	waits(2)
}
