package store

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"syscall"
	"unsafe"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/libc"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"hearth/internal/platform/fault"
)

// diskError is what the disk refused, as a fault for the person who waits for it and with its cause for the log.
type diskError struct {
	fault *fault.Error
	cause error
}

// Error implements error.
func (e *diskError) Error() string { return e.fault.Error() + " (" + e.cause.Error() + ")" }

// Unwrap returns the fault and the cause.
func (e *diskError) Unwrap() []error { return []error{e.fault, e.cause} }

// IsFull reports whether err says that there is no room on a disk, for the database or for a file. Nothing was kept then.
func IsFull(err error) bool {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return true
	}
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		return e.Code == "53100"
	}
	e, ok := errors.AsType[*sqlite.Error](err)
	return ok && (e.Code()&0xff == sqlite3.SQLITE_FULL || e.Code() == sqlite3.SQLITE_IOERR_SHMSIZE)
}

// Kept returns err, and makes a fault of one by which the disk refused to keep something: that it is full, which passes once there is room again, or that
// a sync failed in this process, which does not pass. It is for what is written beside the database; a Tx does it by itself.
func (db *DB) Kept(err error) error {
	if broken := unsynced.cause(); broken != nil {
		return &diskError{fault.New(fault.Unavailable, "The disk of the server does not keep what is written to it, so Hearth ends and takes nothing more. Send this again when it is back."), broken}
	}
	if err == nil {
		db.full.Store(false)
		return nil
	}
	if !IsFull(err) {
		return err
	}
	db.full.Store(true)
	return &diskError{fault.New(fault.Unavailable, "The disk of the server is full, so nothing can be saved at the moment. Nothing was changed, and what you wrote is still here: send it again in a few minutes."), err}
}

// Full reports whether the last thing that was to be kept found no room.
func (db *DB) Full() bool { return db.full.Load() }

// Probe writes a few bytes, to see whether anything can be kept.
func (tx *Tx) Probe(ctx context.Context) error {
	_, err := tx.Exec(ctx, `INSERT INTO store_once (key, print, at) VALUES ('probe', '', $1) ON CONFLICT (key) DO UPDATE SET at = excluded.at`, tx.now)
	return err
}

// Synced returns err, the outcome of a sync outside the database. A failure counts as one of the database's: see Unsynced.
func Synced(err error) error {
	if err != nil && !IsFull(err) {
		unsynced.raise(err)
	}
	return err
}

// Unsynced is closed when a sync failed anywhere in this process. The operating system may have thrown away what was to be written, and a second
// attempt would succeed without it: nothing more is acknowledged, and the process should end at once, so that the next one finds what is on the disk.
func Unsynced() <-chan struct{} { return unsynced.raised }

// UnsyncedError says which sync failed; nil while none did.
func UnsyncedError() error { return unsynced.cause() }

// unsynced belongs to the process, because SQLite's log does.
var unsynced = &alarm{raised: make(chan struct{})}

type alarm struct {
	once   sync.Once
	err    error // set before raised is closed
	raised chan struct{}
}

func (a *alarm) raise(err error) {
	a.once.Do(func() {
		a.err = fmt.Errorf("a sync failed: %w", err)
		close(a.raised)
	})
}

func (a *alarm) cause() error {
	select {
	case <-a.raised:
		return a.err
	default:
		return nil
	}
}

// hearSQLite makes SQLite tell of syncs that fail. Most reach a caller as an error, but not those of a checkpoint. It also keeps SQLite from counting the memory that
// it takes, for which every connection would wait at one lock, and from locking connections. It has to come before the first database is opened in this process.
var hearSQLite = sync.OnceValue(func() error {
	tls := libc.NewTLS()
	defer tls.Close()
	args := libc.Xmalloc(tls, 16)
	if args == 0 {
		return errors.New("hear SQLite: no memory")
	}
	defer libc.Xfree(tls, args)
	heard := &struct {
		f func(*libc.TLS, uintptr, int32, uintptr)
	}{heardSQLite} // a pointer to it is how the translated C holds a function
	if code := sqlite3.Xsqlite3_config(tls, sqlite3.SQLITE_CONFIG_LOG, libc.VaList(args, *(*uintptr)(unsafe.Pointer(heard)), uintptr(0))); code != sqlite3.SQLITE_OK {
		return fmt.Errorf("hear SQLite: code %d", code)
	}
	if code := sqlite3.Xsqlite3_config(tls, sqlite3.SQLITE_CONFIG_MEMSTATUS, libc.VaList(args, int32(0))); code != sqlite3.SQLITE_OK {
		return fmt.Errorf("keep SQLite from counting its memory: code %d", code)
	}
	return unlockConnections(tls, args)
})

func heardSQLite(_ *libc.TLS, _ uintptr, code int32, text uintptr) {
	if code == sqlite3.SQLITE_IOERR_FSYNC || code == sqlite3.SQLITE_IOERR_DIR_FSYNC {
		unsynced.raise(errors.New(libc.GoString(text)))
	}
}
