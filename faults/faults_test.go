package faults

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"

	"hearth/internal/platform/store"
)

// write opens cases from several clients until enough are acknowledged, then calls hurt once, and returns all keys that were sent and those that were acknowledged.
func write(s *site, base string, hurt func()) (sent, acknowledged []string) {
	var mu sync.Mutex
	var n atomic.Int64
	var once sync.Once
	var clients sync.WaitGroup
	end := time.Now().Add(15 * time.Second)
	var hurting atomic.Bool
	for w := range 4 {
		clients.Go(func() {
			for i := 0; time.Now().Before(end) && i < 60; i++ {
				key := fmt.Sprintf("%d-%d", w, i)
				mu.Lock()
				sent = append(sent, key)
				mu.Unlock()
				status, _ := s.open(base, key)
				if status == 201 {
					mu.Lock()
					acknowledged = append(acknowledged, key)
					mu.Unlock()
				}
				if status == 201 && n.Add(1) >= 40 {
					once.Do(func() { hurting.Store(true); hurt() })
				}
				if status == 0 && hurting.Load() {
					return
				}
			}
		})
	}
	clients.Wait()
	return sent, acknowledged
}

// check compares what is there with what was acknowledged, sends everything once more, and looks for doubles.
func check(t *testing.T, s *site, base string, sent, acknowledged []string) {
	t.Helper()
	if len(acknowledged) < 40 {
		t.Fatalf("only %d requests were acknowledged: nothing is proved", len(acknowledged))
	}
	there := s.subjects(base)
	for _, key := range acknowledged {
		if there["Payslip "+key] != 1 {
			t.Errorf("request %s was acknowledged and is there %d times", key, there["Payslip "+key])
		}
	}
	for _, key := range sent { // a client that got no answer sends again
		if status, _ := s.open(base, key); status != 201 && status != 409 {
			t.Errorf("request %s sent again: status %d", key, status)
		}
	}
	there = s.subjects(base)
	for _, key := range sent {
		if there["Payslip "+key] != 1 {
			t.Errorf("request %s is there %d times after it was sent again", key, there["Payslip "+key])
		}
	}
	t.Logf("%d sent, %d acknowledged, %d there", len(sent), len(acknowledged), len(there))
}

func TestAcknowledgedRequestsSurviveAKill(t *testing.T) {
	on(t, both, func(t *testing.T, s *site) {
		v := s.start()
		sent, acknowledged := write(s, v.base, func() { v.kill(t) })
		check(t, s, s.start().base, sent, acknowledged)
	})
}

func TestCutDatabaseConnectionsLoseNothing(t *testing.T) {
	on(t, []store.Dialect{store.Postgres}, func(t *testing.T, s *site) {
		v := s.start()
		sent, acknowledged := write(s, v.base, func() { cut(t, s.database) })
		check(t, s, v.base, sent, acknowledged)
	})
}

// cut ends every other connection to the database, as a restart of PostgreSQL would.
func cut(t *testing.T, address string) {
	db, err := sql.Open("pgx", address)
	if err != nil {
		t.Error(err)
		return
	}
	defer db.Close() //nolint:errcheck // a connection of a test
	if _, err := db.Exec(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`); err != nil {
		t.Error(err)
	}
}

func TestASecondServerOnADataDirectoryRefuses(t *testing.T) {
	on(t, []store.Dialect{store.SQLite}, func(t *testing.T, s *site) { // several servers may share a PostgreSQL
		v := s.start()
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		out, err := exec.CommandContext(ctx, binary, append([]string{"serve", "--listen", free(t)}, s.where()...)...).CombinedOutput()
		if err == nil || ctx.Err() != nil || !strings.Contains(string(out), "A server already runs on") {
			t.Fatalf("a second server started, or does not say why it did not:\n%s", out)
		}
		if status, _ := s.open(v.base, "after"); status != 201 {
			t.Errorf("the first server no longer answers: %d", status)
		}
		if err := os.Remove(filepath.Join(s.data, "lock")); err != nil { // the control: with another lock a second server does start
			t.Fatal(err)
		}
		s.start().kill(t)
	})
}

func TestAServerThatIsAskedToStopStops(t *testing.T) {
	on(t, both, func(t *testing.T, s *site) {
		v := s.start()
		if status, _ := s.open(v.base, "last"); status != 201 {
			t.Fatalf("status %d", status)
		}
		if err := v.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		select {
		case err := <-v.gone:
			if err != nil || strings.Contains(v.log.String(), "panic") {
				t.Errorf("it ended with %v:\n%s", err, v.log)
			}
		case <-time.After(20 * time.Second):
			t.Error("it still runs after 20 seconds")
		}
		if there := s.subjects(s.start().base); there["Payslip last"] != 1 {
			t.Errorf("after the restart: %v", there)
		}
	})
}
