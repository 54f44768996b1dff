package cli

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hearth/internal/app"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/config"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

func TestTheRecordIsVerified(t *testing.T) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) { theRecordIsVerified(t, config.Place{Data: t.TempDir()}) })
	t.Run("postgres", func(t *testing.T) {
		schema, err := app.Migrations()
		if err != nil {
			t.Fatal(err)
		}
		theRecordIsVerified(t, config.Place{Data: t.TempDir(), Database: dbtest.Address(t, store.Postgres, schema)})
	})
}

func theRecordIsVerified(t *testing.T, place config.Place) {
	dir, at := place.Data, []string{"--data", place.Data}
	if place.Database != "" {
		at = append(at, "--database", place.Database)
	}
	verify := func() (status int, out, complaints string) {
		return run(t, append([]string{"audit", "verify"}, at...)...)
	}
	file := filepath.Join(dir, "people.csv")
	if err := os.WriteFile(file, []byte("number,name,manager\n1,Ada Boss,\n2,Bo Lund,1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if status, _, complaints := run(t, append([]string{"import", "people", file}, at...)...); status != 0 {
		t.Fatal(complaints)
	}
	if status, _, _ := run(t, "audit", "verify", "--data", filepath.Join(dir, "nowhere")); status != 1 {
		t.Errorf("a directory that is none: status %d", status)
	}
	status, out, complaints := verify()
	if status != 0 || !strings.Contains(out, "Entries sealed: 2;") {
		t.Fatalf("untouched: status %d, %s%s", status, out, complaints)
	}
	tamper(t, place, `UPDATE audit_entry SET action = 'people.read'`)
	status, out, complaints = verify()
	if status != 1 || out != "" || !strings.HasPrefix(complaints, "Entry 1 of the record, of ") {
		t.Errorf("edited: status %d, %q, %q", status, out, complaints)
	}
	tamper(t, place, `DELETE FROM audit_entry`)
	if status, _, complaints = verify(); status != 1 || !strings.HasPrefix(complaints, "The record ends with entry 0, but 2 were sealed") {
		t.Errorf("removed: status %d, %q", status, complaints)
	}
}

// tamper changes the database by hand.
func tamper(t *testing.T, place config.Place, sql string) {
	t.Helper()
	a, err := app.Open(t.Context(), app.Options{Config: config.Config{Place: place}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = a.Close() }() // the next command would fail
	err = a.DB.Tx(context.WithoutCancel(t.Context()), func(tx *store.Tx) error {
		_, err := tx.Exec(t.Context(), sql)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// How many entries a restore lost is said where later heads outlived it, and nowhere else.
func TestWhatARestoreLostIsSaidWhereItIsKnown(t *testing.T) {
	t.Parallel()
	if said := lost(audit.Break{After: 26, Sealed: 247}); said != "at least 221 entries that had been sealed after it are gone." {
		t.Error(said)
	}
	if said := lost(audit.Break{After: 26, Sealed: 26}); strings.Contains(said, "0") || !strings.Contains(said, "is not known") {
		t.Error(said)
	}
}
