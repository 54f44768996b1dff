package app_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hearth/internal/app"
	"hearth/internal/apptest"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/config"
	"hearth/internal/platform/privacy/erasure"
	"hearth/internal/platform/store"
)

// Who was erased after a backup was made is erased from what is restored of it, before a server opens, although the backup knows of a hold that was lifted
// since. Without the ledger beside it the backup brings them back: that is why it is kept.
func TestARestoredBackupLosesWhoWasErased(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		operator, dialect := authz.System(erasure.CLI), a.DB.Dialect()
		if !ask(a, a.API("amina"), "Quittenmarmelade") {
			t.Fatal("no case")
		}
		if _, err := a.Erasure.Place(t.Context(), operator, erasure.Place{Person: "1003", Reason: "Proceeding"}); err != nil {
			t.Fatal(err)
		}
		a.Drain()
		file := filepath.Join(t.TempDir(), "backup")
		if _, err := app.Backup(t.Context(), app.Options{Config: a.Config, Clock: a.Clock, Version: "test"}, file); err != nil {
			t.Fatal(err)
		}
		if n, err := a.Erasure.Release(t.Context(), operator, "1003"); err != nil || n != 1 {
			t.Fatal(n, err)
		}
		if _, err := a.Erasure.Erase(t.Context(), operator, erasure.Erase{Person: "1003"}); err != nil {
			t.Fatal(err)
		}
		a.Drain()
		for _, kept := range []bool{true, false} {
			restoredWith(t, a, nowhere(t, dialect), file, kept)
		}
	})
}

// restoredWith restores the backup into c beside the heads of the record and, when kept, the ledger.
func restoredWith(t *testing.T, a *apptest.App, c config.Config, file string, kept bool) {
	t.Helper()
	names := []string{"audit.log"}
	if kept {
		names = append(names, "erased.log")
	}
	if err := os.MkdirAll(c.Data, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		body, err := os.ReadFile(filepath.Join(a.Config.Data, name))
		if err := errors.Join(err, os.WriteFile(filepath.Join(c.Data, name), body, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	report, err := app.Restore(t.Context(), app.Options{Config: c, Clock: a.Clock, Version: "test"}, file)
	if err != nil {
		t.Fatal(err)
	}
	restored := reopen(t, a, c)
	people, err := store.One[int](t.Context(), restored.DB, `SELECT count(*) FROM people_person WHERE id = $1`, apptest.ID("amina"))
	if err != nil {
		t.Fatal(err)
	}
	cases, err := store.One[int](t.Context(), restored.DB, `SELECT count(*) FROM desk_case WHERE subject = 'Quittenmarmelade'`)
	if err != nil {
		t.Fatal(err)
	}
	if gone := people+cases == 0; gone != kept || kept && report.Erased != 1 {
		t.Errorf("with the ledger %v: %d people, %d cases, %d erased again", kept, people, cases, report.Erased)
	}
	blobs := 0
	_ = filepath.WalkDir(filepath.Join(c.Data, "files"), func(_ string, d os.DirEntry, err error) error { // not there on PostgreSQL
		if err == nil && !d.IsDir() {
			blobs++
		}
		return nil
	})
	if kept && blobs > 0 {
		t.Errorf("%d files are back", blobs)
	}
	found, err := restored.Audit.Verify(t.Context(), restored.DB)
	if err != nil || len(found.Breaks) != 1 || found.Breaks[0].Sealed <= found.Breaks[0].After {
		t.Errorf("%+v, %v", found, err)
	}
	var out strings.Builder
	if err := restored.Prepare(t.Context(), &out); err != nil || strings.Contains(out.String(), "erased") {
		t.Errorf("%s, %v", out.String(), err)
	}
}
