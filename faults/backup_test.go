package faults

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// empty returns an installation with nothing in it, to restore into.
func (s *site) empty() *site {
	s.t.Helper()
	e := &site{t: s.t, data: filepath.Join(s.t.TempDir(), "restored"), token: s.token}
	if s.database == "" {
		return e
	}
	e.database = dbtest.Address(s.t, store.Postgres, nil)
	db, err := sql.Open("pgx", e.database)
	if err != nil {
		s.t.Fatal(err)
	}
	_, err = db.Exec(`DROP TABLE store_schema, store_fact, store_once`)
	if err := errors.Join(err, db.Close()); err != nil {
		s.t.Fatal(err)
	}
	return e
}

// refuses runs the binary, which must refuse with a sentence that has these words.
func (s *site) refuses(words string, args ...string) {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.t.Context(), time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, binary, append(args, s.where()...)...).CombinedOutput()
	if exit, ok := errors.AsType[*exec.ExitError](err); !ok || exit.ExitCode() != 1 || !strings.Contains(string(out), words) {
		s.t.Errorf("hearth %v: %v, want a refusal with %q:\n%s", args, err, words, out)
	}
}

// The drill: back up beside a server that is written to, lose the machine, restore on another, go on.
func TestABackupBesideAServerBringsItBack(t *testing.T) {
	on(t, both, func(t *testing.T, s *site) {
		v := s.start()
		file := filepath.Join(t.TempDir(), "hearth.tar.gz")
		var mu sync.Mutex
		var acknowledged, before []string
		backedUp := make(chan struct{})
		var clients sync.WaitGroup
		for w := range 4 {
			clients.Go(func() {
				for i := 0; i < 2000; i++ {
					key := fmt.Sprintf("%d-%d", w, i)
					if status, _ := s.open(v.base, key); status == 201 {
						mu.Lock()
						acknowledged = append(acknowledged, key)
						mu.Unlock()
					}
					select {
					case <-backedUp:
						return
					default:
					}
				}
			})
		}
		count := func() int { mu.Lock(); defer mu.Unlock(); return len(acknowledged) }
		for end := time.Now().Add(30 * time.Second); count() < 40 && time.Now().Before(end); {
			time.Sleep(5 * time.Millisecond)
		}
		mu.Lock()
		before = append(before, acknowledged...)
		mu.Unlock()
		out := s.command("backup", file)
		s.tornCopy(t, func() []string { mu.Lock(); defer mu.Unlock(); return append([]string(nil), acknowledged...) })
		close(backedUp)
		clients.Wait()
		v.kill(t)
		if len(before) < 40 {
			t.Fatalf("only %d requests were acknowledged: nothing is proved", len(before))
		}
		t.Logf("%d acknowledged before, %d after; %s", len(before), len(acknowledged), out)

		e := s.empty()
		if body, err := os.ReadFile(filepath.Join(s.data, "audit.log")); err == nil { // what could be saved of the lost machine
			if err := errors.Join(os.MkdirAll(e.data, 0o700), os.WriteFile(filepath.Join(e.data, "audit.log"), body, 0o600)); err != nil {
				t.Fatal(err)
			}
		}
		e.command("restore", file)
		if said := e.command("audit", "verify"); !strings.Contains(said, "was restored on") {
			t.Errorf("the record does not name the restore:\n%s", said)
		}
		e.refuses("not empty", "restore", file)
		there := e.subjects(e.start().base)
		for _, key := range before {
			if there["Payslip "+key] != 1 {
				t.Errorf("request %s was acknowledged before the backup and is there %d times", key, there["Payslip "+key])
			}
		}
		e.refuses("A server already runs", "restore", file)
	})
}

// tornCopy is the control of the drill: a copy of the database's file alone, taken beside the server, lacks something of what was acknowledged before it was begun, or cannot be read.
func (s *site) tornCopy(t *testing.T, acknowledged func() []string) {
	t.Helper()
	if s.database != "" {
		return
	}
	for range 10 { // just after a checkpoint the file holds everything
		if before := acknowledged(); s.tornNow(t, before) {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Error("a copy of the file alone holds everything that was acknowledged: the comparison would not find a torn backup")
}

// tornNow reports whether a copy of the database's file of this moment lacks one of the requests.
func (s *site) tornNow(t *testing.T, before []string) bool {
	t.Helper()
	body, err := os.ReadFile(filepath.Join(s.data, "hearth.db"))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "hearth.db")
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(t.Context(), path, nil)
	if err != nil {
		return true
	}
	defer db.Close() //nolint:errcheck // of a test
	subjects, err := store.All[string](t.Context(), db, `SELECT subject FROM desk_case`)
	return err != nil || slices.ContainsFunc(before, func(key string) bool { return !slices.Contains(subjects, "Payslip "+key) })
}

// A server on PostgreSQL is brought back into another database with its own data directory, as whoever has lost a database does.
func TestARestoreTakesTheDirectoryOfTheServer(t *testing.T) {
	on(t, []store.Dialect{store.Postgres}, func(t *testing.T, s *site) {
		v := s.start()
		for i := range 5 {
			if status, _ := s.open(v.base, fmt.Sprint(i)); status != 201 {
				t.Fatalf("status %d", status)
			}
		}
		file := filepath.Join(t.TempDir(), "hearth.tar.gz")
		s.command("backup", file)
		if status, _ := s.open(v.base, "after"); status != 201 {
			t.Fatalf("status %d", status)
		}
		again := &site{t: t, data: s.data, database: s.empty().database, token: s.token}
		again.refuses("A server already runs", "restore", file)
		v.kill(t)
		again.command("restore", file)
		if said := again.command("audit", "verify"); !strings.Contains(said, "was restored on") {
			t.Errorf("the record does not name the restore:\n%s", said)
		}
		v = again.start()
		there := again.subjects(v.base)
		if len(there) != 5 || there["Payslip after"] > 0 {
			t.Errorf("after the restore there are %v", there)
		}
		if status, _ := again.open(v.base, "on"); status != 201 {
			t.Errorf("it does not go on: %d", status)
		}
	})
}

func TestARestoreThatIsKilledIsNotServed(t *testing.T) {
	on(t, both, func(t *testing.T, s *site) {
		v := s.start()
		for i := range 20 {
			if status, _ := s.open(v.base, fmt.Sprint(i)); status != 201 {
				t.Fatalf("status %d", status)
			}
		}
		file := filepath.Join(t.TempDir(), "hearth.tar.gz")
		s.command("backup", file)
		v.kill(t)
		killed, whole := 0, 0
		for i := range 12 {
			e := s.empty()
			c := exec.Command(binary, append([]string{"restore", file}, e.where()...)...)
			if err := c.Start(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Duration(10+15*i) * time.Millisecond)
			_ = c.Process.Kill() // it may have ended
			_ = c.Wait()         // as above
			left, _ := filepath.Glob(filepath.Join(e.data, "*"))
			_, marked := os.Stat(filepath.Join(e.data, "restoring"))
			switch {
			case marked == nil:
				killed++
				e.refuses("was interrupted", "serve", "--listen", free(t))
				e.refuses("was interrupted", "restore", file)
			case len(left) <= 1: // it had not begun
			default:
				whole++
				if there := e.subjects(e.start().base); len(there) != 20 {
					t.Errorf("%d requests of 20 after a restore that ended", len(there))
				}
			}
		}
		t.Logf("%d killed in the middle, %d whole", killed, whole)
		if killed == 0 {
			t.Error("no restore was killed in the middle: nothing is proved")
		}
	})
}
