package store

import (
	"database/sql"
	"path/filepath"
	"testing"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// opened is a SQLite database of the test's own.
func opened(t *testing.T) *DB {
	t.Helper()
	db, err := Open(t.Context(), filepath.Join(t.TempDir(), "x.db"), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// Only the mutexes of connections do nothing: those that guard what connections share are SQLite's own.
func TestOnlyConnectionsAreUnlocked(t *testing.T) {
	t.Parallel()
	opened(t)
	tls := libc.NewTLS()
	defer tls.Close()
	if lock := sqlite3.Xsqlite3_mutex_alloc(tls, sqlite3.SQLITE_MUTEX_RECURSIVE); !isIdle(lock) {
		t.Error("SQLite does not ask for mutexes here")
	}
	lock := sqlite3.Xsqlite3_mutex_alloc(tls, sqlite3.SQLITE_MUTEX_FAST)
	defer sqlite3.Xsqlite3_mutex_free(tls, lock)
	if lock == 0 || isIdle(lock) {
		t.Fatal("a mutex that is no connection's does nothing")
	}
	sqlite3.Xsqlite3_mutex_enter(tls, lock)
	got := make(chan struct{})
	go func() {
		other := libc.NewTLS()
		defer other.Close()
		sqlite3.Xsqlite3_mutex_enter(other, lock)
		sqlite3.Xsqlite3_mutex_leave(other, lock)
		close(got)
	}()
	select {
	case <-got:
		t.Error("two hold one mutex")
	default:
	}
	sqlite3.Xsqlite3_mutex_leave(tls, lock)
	<-got
}

func TestRestEndsIdleReadersAndNoOthers(t *testing.T) {
	t.Parallel()
	db := opened(t)
	var held []*sql.Conn
	for range db.readers() {
		c, err := db.read.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		held = append(held, c)
	}
	for _, c := range held[1:] {
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if before := db.read.Stats(); before.Idle != db.readers()-1 {
		t.Fatalf("%d idle before", before.Idle)
	}
	db.Rest()
	if after := db.read.Stats(); after.Idle != 0 || after.InUse != 1 {
		t.Errorf("%d idle and %d in use after", after.Idle, after.InUse)
	}
	if _, err := Row[int](t.Context(), db, new(Q).Add(`SELECT 1`)); err != nil {
		t.Error(err)
	}
	if err := held[0].Close(); err != nil {
		t.Error(err)
	}
	if kept := db.read.Stats(); kept.Idle == 0 {
		t.Error("readers are not kept any more")
	}
}
