package faults

import (
	"context"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"hearth/internal/platform/store"
)

// traced runs the binary to its end under strace, and returns what it did to the files below dir.
func (s *site) traced(dir string, args ...string) []event {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.t.Context(), 2*time.Minute)
	defer cancel()
	file := filepath.Join(s.t.TempDir(), "trace")
	all := append(append(strace(s.t, file), binary), append(args, s.where()...)...)
	if out, err := exec.CommandContext(ctx, all[0], all[1:]...).CombinedOutput(); err != nil {
		s.t.Fatalf("%v: %v\n%s", all, err, out)
	}
	return readTrace(s.t, file, dir)
}

// before applies what was done until the first call about a path; all of it where there is none.
func (d *disk) before(events []event, path string) {
	for _, e := range events {
		if path != "" && e.path == path {
			return
		}
		d.apply(e)
	}
}

// The key and the names of the directories that it lies in are on the disk before anything is written that needs it. On PostgreSQL the database, elsewhere, would outlive it.
func TestTheKeyIsOnTheDiskBeforeItIsUsed(t *testing.T) {
	on(t, []store.Dialect{store.Postgres}, func(t *testing.T, s *site) {
		outer := t.TempDir()
		e := s.empty()
		e.data = filepath.Join(outer, "deep", "data")
		file := filepath.Join(t.TempDir(), "people.csv")
		if err := os.WriteFile(file, []byte("Personnel number,Name\n1,Amina Yusuf\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		events := e.traced(outer, "import", "people", file)
		d := loadDisk(t, t.TempDir(), rand.New(rand.NewPCG(1, 1)))
		d.before(events, "deep/data/audit.log")
		for _, path := range []string{"deep", "deep/data", "deep/data/key"} {
			if d.names[path] == nil || d.safe[path] != d.names[path] {
				t.Errorf("the name of %s is not on the disk", path)
			}
		}
		if key := d.names["deep/data/key"]; key == nil || len(key.kept) < 64 {
			t.Error("the key is not on the disk")
		}
	})
}

// What was seeded in a hurry is on the disk at its end, whatever a power cut takes of what is not.
func TestASeededDatabaseSurvivesAPowerCut(t *testing.T) {
	s := &site{t: t}
	outer := t.TempDir()
	s.data = filepath.Join(outer, "data")
	const cases, cuts = 300, 24 // one in four takes all that was not synced
	events := s.traced(outer, "seed", "--people", "100", "--cases", "300")
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d, %d events", seed, len(events))
	seeded := func(deaf func(string) bool) (wrong int) {
		d := loadDisk(t, t.TempDir(), rand.New(rand.NewPCG(seed, 1)))
		if deaf != nil {
			d.deaf = deaf
		}
		d.before(events, "")
		for range cuts {
			left := t.TempDir()
			d.cut(t, left)
			if !wholeSeed(t, filepath.Join(left, "data"), cases) {
				wrong++
			}
		}
		return wrong
	}
	if n := seeded(nil); n > 0 {
		t.Errorf("after %d of %d power cuts the seeded database was not whole", n, cuts)
	}
	if n := seeded(func(path string) bool { return path == "data/hearth.db" }); n == 0 { // the control
		t.Error("the database is not synced, and the comparison does not find it")
	}
}

// wholeSeed reports whether a data directory holds a database with so many cases, undamaged, and the key that fits to its record.
func wholeSeed(t *testing.T, data string, cases int) bool {
	t.Helper()
	if _, err := os.Stat(filepath.Join(data, "hearth.db")); err != nil {
		return false
	}
	db, err := store.Open(t.Context(), filepath.Join(data, "hearth.db"), nil)
	if err != nil {
		return false
	}
	defer db.Close() //nolint:errcheck // of a test
	if len(pages(t, db)) > 0 {
		return false
	}
	n, err := store.One[int](t.Context(), db, `SELECT count(*) FROM desk_case`)
	return err == nil && n == cases && verify(t, db, data) == nil
}
