package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"hearth/internal/platform/clock"
)

// ForgetAnswers empties the answers that are kept for repeated requests: what they say cannot be told apart by person. Their effects stay done once; who repeats
// such a request is told that its answer was lost.
func ForgetAnswers(ctx context.Context, tx *Tx) error {
	if _, err := tx.Exec(ctx, `UPDATE store_once SET status = NULL, answer = NULL WHERE answer IS NOT NULL`); err != nil {
		return fmt.Errorf("forget answers: %w", err)
	}
	return nil
}

// ForgetInFacts puts another word where facts that wait name id.
func ForgetInFacts(ctx context.Context, tx *Tx, id, instead string) error {
	if _, err := tx.Exec(ctx, `UPDATE store_fact SET body = replace(body, $1, $2) WHERE body LIKE '%' || CAST($1 AS text) || '%'`, id, instead); err != nil {
		return fmt.Errorf("forget in facts: %w", err)
	}
	return nil
}

// Overwrite makes what is deleted from now on be overwritten in the file of SQLite, on this DB until Close.
func (db *DB) Overwrite(ctx context.Context) error {
	if db.dialect != SQLite {
		return nil
	}
	rows, err := db.write.QueryContext(ctx, `PRAGMA secure_delete = ON`)
	if err != nil {
		return fmt.Errorf("overwrite: %w", err)
	}
	return rows.Close()
}

// ErrBusy is returned by Compact when it rewrote the database, but others used it all the time: some of what was deleted may still be there.
var ErrBusy = errors.New("the database is in use")

// Compact rewrites the database, so that nothing is left of what was deleted or changed: the whole file and its log on SQLite, the named tables and their indexes
// on PostgreSQL. Nobody can write meanwhile, on PostgreSQL nobody can read these tables either. On SQLite it needs as much space again.
func (db *DB) Compact(ctx context.Context, tables ...string) error {
	conn, err := db.write.Conn(ctx)
	if err != nil {
		return fmt.Errorf("compact: %w", err)
	}
	defer conn.Close() //nolint:errcheck // it goes back to the pool
	if db.dialect == Postgres {
		return compactPostgres(ctx, conn, tables)
	}
	return compactSQLite(ctx, conn)
}

const (
	othersEnd = 30 * time.Second
	lookEvery = 100 * time.Millisecond
)

// compactPostgres waits for the transactions that might still read what was deleted, because PostgreSQL keeps it for them.
func compactPostgres(ctx context.Context, conn *sql.Conn, tables []string) error {
	var horizon string
	if err := conn.QueryRowContext(ctx, `SELECT CAST(pg_current_xact_id() AS text)`).Scan(&horizon); err != nil {
		return fmt.Errorf("compact: %w", err)
	}
	var busy error
	for began := time.Now(); ; {
		var older int
		// Writers in any database of the cluster count, and readers in this one.
		if err := conn.QueryRowContext(ctx, `SELECT count(*) + CASE WHEN pg_snapshot_xmin(pg_current_snapshot()) < CAST(CAST($1 AS text) AS xid8) THEN 1 ELSE 0 END
			FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND age(backend_xmin) > age(CAST(CAST(CAST($1 AS text) AS xid8) AS xid))`,
			horizon).Scan(&older); err != nil {
			return fmt.Errorf("compact: %w", err)
		}
		if older == 0 {
			break
		}
		if time.Since(began) > othersEnd {
			busy = ErrBusy
			break
		}
		if err := clock.Rest(ctx, lookEvery); err != nil {
			return err
		}
	}
	if _, err := conn.ExecContext(ctx, `VACUUM (FULL) `+strings.Join(tables, ", ")); err != nil {
		return fmt.Errorf("compact: %w", err)
	}
	return busy
}

func compactSQLite(ctx context.Context, conn *sql.Conn) (err error) {
	// A copy in memory would be as large as the database.
	if _, err := conn.ExecContext(ctx, `PRAGMA temp_store = FILE`); err != nil {
		return fmt.Errorf("compact: %w", err)
	}
	defer func() {
		_, back := conn.ExecContext(ctx, `PRAGMA temp_store = MEMORY`)
		err = errors.Join(err, back)
	}()
	if _, err := conn.ExecContext(ctx, `VACUUM`); err != nil {
		return fmt.Errorf("compact: %w", err)
	}
	var busy, pages, moved int
	if err := conn.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &pages, &moved); err != nil {
		return fmt.Errorf("compact: %w", err)
	}
	if busy != 0 {
		return ErrBusy
	}
	return nil
}
