package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hearth/internal/platform/store"
)

// What an older release filled is brought up to date instead of being filled anew; what was not filled to the end is not.
func TestAKeptDatabaseIsMigrated(t *testing.T) {
	t.Parallel()
	k, err := newKeeper("/nowhere/hearth", t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	old := filepath.Join(k.dir, lite+"-kept_7_0a0b0c0d")
	if err := os.Mkdir(old, 0o755); err != nil {
		t.Fatal(err)
	}
	if _, _, err := k.filled(t.Context(), lite, 7); err == nil {
		t.Error("a database that was not filled to the end is taken for a filled one")
	}
	if err := os.Mkdir(old, 0o755); err != nil { // the old one was removed, to be filled anew
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(old, filledIn), []byte("filled on 1 November 2026 in 3 s\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		p, took, err := k.filled(t.Context(), lite, 7)
		if err != nil || took != "filled on 1 November 2026 in 3 s; its schema was brought up to date since" {
			t.Fatalf("%q, %v", took, err)
		}
		if !strings.HasSuffix(p.data, k.schema) {
			t.Errorf("it is in %s", p.data)
		}
		db, err := store.Open(t.Context(), filepath.Join(p.data, "hearth.db"), nil)
		if err != nil {
			t.Fatal(err)
		}
		if n, err := store.One[int](t.Context(), db, `SELECT count(*) FROM desk_case`); err != nil || n != 0 {
			t.Errorf("%d cases, %v", n, err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
