package store

import (
	"errors"
	"fmt"
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// A connection of SQLite has a recursive mutex, which it takes for each column of each row. database/sql gives a connection to one goroutine at a time, so nobody ever waits
// for it, and taking it is a tenth of what a list costs. The driver asks for it all the same, with SQLITE_OPEN_FULLMUTEX; so these mutexes, and no others, are made ones
// that do nothing. See docs/adr/0016.

// idle stands for every recursive mutex.
var idle byte

// locks are the functions that SQLite would use by itself.
var locks sqlite3.Tsqlite3_mutex_methods

// unlockConnections has to come before the first database is opened in this process, and after whatever else SQLite is told before it starts.
func unlockConnections(tls *libc.TLS, args uintptr) error {
	own := libc.Xmalloc(tls, libc.Tsize_t(unsafe.Sizeof(locks)))
	if own == 0 {
		return errors.New("unlock connections: no memory")
	}
	defer libc.Xfree(tls, own)
	// The functions are known once SQLite has started, and can be replaced while it is stopped.
	if code := sqlite3.Xsqlite3_initialize(tls); code != sqlite3.SQLITE_OK {
		return fmt.Errorf("start SQLite: code %d", code)
	}
	if code := sqlite3.Xsqlite3_shutdown(tls); code != sqlite3.SQLITE_OK {
		return fmt.Errorf("stop SQLite: code %d", code)
	}
	if code := sqlite3.Xsqlite3_config(tls, sqlite3.SQLITE_CONFIG_GETMUTEX, libc.VaList(args, own)); code != sqlite3.SQLITE_OK {
		return fmt.Errorf("read the mutexes of SQLite: code %d", code)
	}
	methods := (*sqlite3.Tsqlite3_mutex_methods)(*(*unsafe.Pointer)(unsafe.Pointer(&own)))
	locks = *methods
	methods.FxMutexAlloc = function(allocLock)
	methods.FxMutexFree = function(freeLock)
	methods.FxMutexEnter = function(enterLock)
	methods.FxMutexTry = function(tryLock)
	methods.FxMutexLeave = function(leaveLock)
	if code := sqlite3.Xsqlite3_config(tls, sqlite3.SQLITE_CONFIG_MUTEX, libc.VaList(args, own)); code != sqlite3.SQLITE_OK {
		return fmt.Errorf("replace the mutexes of SQLite: code %d", code)
	}
	// Starting takes such a mutex, too: whoever opens databases side by side finds SQLite started.
	if code := sqlite3.Xsqlite3_initialize(tls); code != sqlite3.SQLITE_OK {
		return fmt.Errorf("start SQLite: code %d", code)
	}
	return nil
}

func allocLock(tls *libc.TLS, kind int32) uintptr {
	if kind == sqlite3.SQLITE_MUTEX_RECURSIVE {
		return uintptr(unsafe.Pointer(&idle))
	}
	return called[func(*libc.TLS, int32) uintptr](locks.FxMutexAlloc)(tls, kind)
}

func freeLock(tls *libc.TLS, lock uintptr) {
	if !isIdle(lock) {
		called[func(*libc.TLS, uintptr)](locks.FxMutexFree)(tls, lock)
	}
}

func enterLock(tls *libc.TLS, lock uintptr) {
	if !isIdle(lock) {
		called[func(*libc.TLS, uintptr)](locks.FxMutexEnter)(tls, lock)
	}
}

func tryLock(tls *libc.TLS, lock uintptr) int32 {
	if isIdle(lock) {
		return sqlite3.SQLITE_OK
	}
	return called[func(*libc.TLS, uintptr) int32](locks.FxMutexTry)(tls, lock)
}

func leaveLock(tls *libc.TLS, lock uintptr) {
	if !isIdle(lock) {
		called[func(*libc.TLS, uintptr)](locks.FxMutexLeave)(tls, lock)
	}
}

func isIdle(lock uintptr) bool { return lock == uintptr(unsafe.Pointer(&idle)) }

// function returns f as the translated C holds functions, and called what it holds.
func function[F any](f F) uintptr { return *(*uintptr)(unsafe.Pointer(&f)) }

func called[F any](held uintptr) F { return *(*F)(unsafe.Pointer(&held)) }
