package faults

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"hearth/internal/platform/store"
)

const (
	writers   = 20
	readyIn   = 3 * time.Second
	writeLock = 120 // the byte of SQLite's index of the log that whoever writes has locked
)

// long reports whether the full counts are asked for, as `make test-long` does; the usual tests do a tenth.
func long() bool { return os.Getenv("HEARTH_LONG") != "" }

// rounds is n for the full counts and a tenth of it otherwise.
func rounds(n int) int {
	if long() {
		return n
	}
	return n / 10
}

// inTransaction reports whether a process that is stopped holds an open transaction that writes.
func (s *site) inTransaction(t *testing.T) bool {
	t.Helper()
	if s.database != "" {
		db, err := sql.Open("pgx", s.database)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close() //nolint:errcheck // of a test
		var n int
		if err := db.QueryRow(`SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND backend_xid IS NOT NULL`).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n > 0
	}
	file, err := os.OpenFile(filepath.Join(s.data, "hearth.db-shm"), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	lock := syscall.Flock_t{Type: syscall.F_WRLCK, Start: writeLock, Len: 1}
	if err := syscall.FcntlFlock(file.Fd(), syscall.F_GETLK, &lock); err != nil {
		t.Fatal(err)
	}
	_ = file.Close() // this process has no database of its own on it, whose locks that would end
	return lock.Type != syscall.F_UNLCK
}

// killed is what many kills came to.
type killed struct {
	open            int
	ready           time.Duration
	sent, confirmed []act
}

// killOften kills the server at random moments while it is written to, n times, and looks each time whether what it acknowledged is there.
func killOften(t *testing.T, s *site, n int, random *rand.Rand) (k killed) {
	t.Helper()
	agent := s.staff()
	v := s.start()
	book := &ledger{}
	for i := range n {
		l := &load{ledger: book, s: s, agent: agent, base: v.base, run: fmt.Sprint(i)}
		wait := l.write(writers)
		book.await(t, len(k.confirmed)+10)
		time.Sleep(time.Duration(random.IntN(200)) * time.Millisecond)
		if err := v.Process.Signal(syscall.SIGSTOP); err != nil { // so that what is under way can be looked at
			t.Fatal(err)
		}
		time.Sleep(5 * time.Millisecond) // the signal is delivered to every thread
		if s.inTransaction(t) {
			k.open++
		}
		v.kill(t)
		l.stop.Store(true)
		wait()
		k.sent, k.confirmed = book.copies()
		v = s.start()
		k.ready = max(k.ready, v.ready)
		s.compare(t, book, fmt.Sprintf("kill %d", i+1))
		if t.Failed() {
			return k
		}
	}
	return k
}

// compare looks whether everything that was acknowledged is there and nothing is there in part.
func (s *site) compare(t *testing.T, book *ledger, after string) {
	t.Helper()
	db := s.db(t)
	defer db.Close() //nolint:errcheck // of a test
	_, acked := book.copies()
	if gone := missing(kept(t, db), acked); len(gone) > 0 {
		t.Errorf("after %s, of %d acknowledged acts %d are gone: %v", after, len(acked), len(gone), gone[:min(len(gone), 5)])
	}
	for _, f := range flaws(t, db, s.data) {
		t.Errorf("after %s: %s", after, f)
	}
}

func (s *site) db(t *testing.T) *store.DB {
	t.Helper()
	address := s.database
	if address == "" {
		address = filepath.Join(s.data, "hearth.db")
	}
	db, err := store.Open(t.Context(), address, nil)
	if err != nil {
		t.Fatal(err)
	}
	return db
}

// Twenty write cases, messages, attachments and ratings; the server is killed under them again and again.
func TestAcknowledgedActsSurviveKills(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	on(t, both, func(t *testing.T, s *site) {
		n := rounds(200)
		k := killOften(t, s, n, rand.New(rand.NewPCG(seed, 1)))
		if t.Failed() {
			return
		}
		t.Logf("shown: %d kills, %d of them in an open transaction; %d acts sent, %d acknowledged; ready after at most %v", n, k.open, len(k.sent), len(k.confirmed), k.ready.Round(time.Millisecond))
		if 3*k.open < n {
			t.Errorf("only %d of %d kills hit an open transaction: too little is proved", k.open, n)
		}
		if len(k.confirmed) < 10*n {
			t.Errorf("only %d acts were acknowledged in %d rounds: too little is proved", len(k.confirmed), n)
		}
		if k.ready > readyIn {
			t.Errorf("it took %v to be ready", k.ready)
		}
		db := s.db(t)    // the control: a server that answers before it commits would have acknowledged what was sent
		defer db.Close() //nolint:errcheck // of a test
		if len(missing(kept(t, db), k.sent)) == 0 {
			t.Error("nothing that was under way when the server was killed is missing: the comparison could not find a server that answers too early")
		}
	})
}
