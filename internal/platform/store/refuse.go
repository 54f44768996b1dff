package store

import (
	"sync/atomic"

	"github.com/jackc/pgx/v5/pgconn"
)

// refusals are who says which transactions are refused, if anybody.
type refusals struct {
	asked atomic.Pointer[func(query string) bool]
}

// Refuse has f asked before each statement of a transaction's first attempt, and with "COMMIT" before its end; nil ends it. Where f says true the attempt fails as PostgreSQL fails it when another
// transaction was in its way: with that statement, and with each that comes after it. The transaction then runs again, as Tx says, on SQLite too. It is for tests of what a use case leaves behind
// of an attempt. f is called by many goroutines at once.
func (db *DB) Refuse(f func(query string) bool) {
	if f == nil {
		db.refusals.asked.Store(nil)
		return
	}
	db.refusals.asked.Store(&f)
}

// refuse returns the error of a statement that is refused.
func (tx *Tx) refuse(query string) error {
	if tx.refused {
		return &pgconn.PgError{Severity: "ERROR", Code: "25P02", Message: "current transaction is aborted, commands ignored until end of transaction block"}
	}
	if asked := tx.refusals.asked.Load(); tx.try == 1 && asked != nil && (*asked)(query) {
		tx.refused = true
		return &pgconn.PgError{Severity: "ERROR", Code: "40001", Message: "could not serialize access: a test wants it so"}
	}
	return nil
}
