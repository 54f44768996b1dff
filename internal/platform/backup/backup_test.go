package backup

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hearth/internal/platform/files"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// An attachment that was deleted after the database was copied makes Write begin anew; after the last try it is named.
func TestAnAttachmentThatIsDeletedMeanwhile(t *testing.T) {
	t.Parallel()
	db := dbtest.Open(t, store.SQLite, []store.Migrations{files.Migrations()}, nil)
	kept := files.New(db, t.TempDir())
	a, err := create(filepath.Join(t.TempDir(), "b"), dbtest.Noon)
	if err != nil {
		t.Fatal(err)
	}
	defer a.close()
	gone := files.Blob{ID: "0198f2c8-0000-7000-8000-000000000001", SHA256: "x"}
	var r Report
	if err := r.writeBlob(t.Context(), a, db, kept, gone, false); !errors.Is(err, errGone) || len(r.Damaged) > 0 {
		t.Errorf("got %v, %v", err, r.Damaged)
	}
	if err := r.writeBlob(t.Context(), a, db, kept, gone, true); err != nil || fmt.Sprint(r.Damaged) != "["+gone.ID+"]" {
		t.Errorf("in the last try: %v, %v", err, r.Damaged)
	}
	err = db.Tx(t.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec(t.Context(), `INSERT INTO files_blob (id, owner, sha256, size, created_at) VALUES ($1, 'o', 'x', 1, $2)`, gone.ID, tx.Now())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	r = Report{} // it should be there, so beginning anew would not help
	if err := r.writeBlob(t.Context(), a, db, kept, gone, false); err != nil || len(r.Damaged) != 1 {
		t.Errorf("a lost one: %v, %v", err, r.Damaged)
	}
}

// What fails on the way leaves neither half a backup nor a spare copy, and the older backup as it was.
func TestABackupThatFailsLeavesTheOlderOne(t *testing.T) {
	t.Parallel()
	db := dbtest.Open(t, store.SQLite, []store.Migrations{files.Migrations()}, nil)
	dir := t.TempDir()
	path := filepath.Join(dir, "b.tar.gz")
	live := dbtest.Address(t, store.SQLite, []store.Migrations{files.Migrations()})
	if _, err := Write(t.Context(), Source{DB: db, SQLite: live, Key: make([]byte, 32)}, path); err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	damaged, err := os.ReadFile(live)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(live, damaged[:len(damaged)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Write(t.Context(), Source{DB: db, SQLite: live, Key: make([]byte, 32)}, path); err == nil {
		t.Error("half a database was backed up")
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != string(want) {
		t.Errorf("the older backup changed: %v", err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("it left %v, %v", left, err)
	}
}

func TestWhatAKilledBackupLeftIsRemoved(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, age := range map[string]time.Duration{"old": 48 * time.Hour, "new": 0} {
		spare := filepath.Join(dir, ".hearth-backup-"+name)
		if err := os.Mkdir(spare, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(spare, time.Time{}, time.Now().Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	a, err := create(filepath.Join(dir, "b"), dbtest.Noon)
	if err != nil {
		t.Fatal(err)
	}
	a.close()
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 || left[0].Name() != ".hearth-backup-new" {
		t.Errorf("got %v, %v; another backup may still be at work", left, err)
	}
}

func TestNothingElseIsReplaced(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "hearth.db")
	if err := os.WriteFile(path, []byte("a database"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := create(path, dbtest.Noon); err == nil || !strings.Contains(err.Error(), "no backup of Hearth") {
		t.Errorf("got %v", err)
	}
}
