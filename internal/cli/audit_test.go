package cli

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hearth/internal/app"
	"hearth/internal/platform/config"
	"hearth/internal/platform/store"
)

func TestTheRecordIsVerified(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "people.csv")
	if err := os.WriteFile(file, []byte("number,name,manager\n1,Ada Boss,\n2,Bo Lund,1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if status, _, complaints := run(t, "import", "people", file, "--data", dir); status != 0 {
		t.Fatal(complaints)
	}
	if status, _, _ := run(t, "audit", "verify", "--data", filepath.Join(dir, "nowhere")); status != 1 {
		t.Errorf("a directory that is none: status %d", status)
	}
	status, out, complaints := run(t, "audit", "verify", "--data", dir)
	if status != 0 || !strings.Contains(out, "Entries sealed: 1;") {
		t.Fatalf("untouched: status %d, %s%s", status, out, complaints)
	}
	tamper(t, dir, `UPDATE audit_entry SET action = 'people.read'`)
	status, out, complaints = run(t, "audit", "verify", "--data", dir)
	if status != 1 || out != "" || !strings.HasPrefix(complaints, "Entry 1 of the record, of ") {
		t.Errorf("edited: status %d, %q, %q", status, out, complaints)
	}
	tamper(t, dir, `DELETE FROM audit_entry`)
	if status, _, complaints = run(t, "audit", "verify", "--data", dir); status != 1 || !strings.HasPrefix(complaints, "The record ends with entry 0, but 1 were sealed") {
		t.Errorf("removed: status %d, %q", status, complaints)
	}
}

// tamper changes the database of a directory by hand.
func tamper(t *testing.T, dir, sql string) {
	t.Helper()
	a, err := app.Open(t.Context(), app.Options{Config: config.Config{Place: config.Place{Data: dir}}})
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
