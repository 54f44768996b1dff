package store

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"time"
)

// largeLog is from how many bytes on the write-ahead log of SQLite is made to start anew. SQLite does that by itself at a commit at which nobody reads what is older, and where others read without a pause
// that never comes: the log grows, and with it what reading takes.
const largeLog = 32 << 20

// logWait is how long the writer waits for those who read what is older, when it empties the log.
const logWait = 500 * time.Millisecond

// shorten empties the log when it is large, for which it waits for those who read what is older. When they take longer than db.logWait, it tries again after as much again. An error is none of the transaction that was
// committed, and the next one meets it, too. It is for the connection that writes, which makes db.nextLog its own.
func (db *DB) shorten(ctx context.Context, conn *sql.Conn) {
	log, err := os.Stat(db.log)
	if err != nil || log.Size() < db.nextLog {
		return
	}
	db.nextLog = log.Size() + db.largeLog
	ctx = context.WithoutCancel(ctx)
	var busy, pages, moved int
	if _, err := conn.ExecContext(ctx, fmt.Sprintf(`PRAGMA busy_timeout = %d`, db.logWait.Milliseconds())); err != nil {
		return
	}
	if err := conn.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &pages, &moved); err == nil && busy == 0 {
		db.nextLog = db.largeLog
	}
	_, _ = conn.ExecContext(ctx, `PRAGMA busy_timeout = 10000`) // as pragmas says
}
