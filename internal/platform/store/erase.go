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

// Compact rewrites the database, so that nothing is left of what was deleted or changed: the whole file and its log on SQLite, the named tables, their indexes and
// what the planner remembers of their values on PostgreSQL. Nobody can write meanwhile, on PostgreSQL nobody can read these tables either. On SQLite it needs as much space again.
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

// compactPostgres rewrites tables, and then what was counted of them: ANALYZE keeps common values and samples of each column, and leaves those of a table in which
// nothing is left. Only who owns the database may rewrite the catalog in which they lie; for others PostgreSQL passes over it with a warning.
func compactPostgres(ctx context.Context, conn *sql.Conn, tables []string) error {
	busy, err := othersEnded(ctx, conn)
	if err != nil {
		return err
	}
	if _, err := conn.ExecContext(ctx, `VACUUM (FULL, ANALYZE) `+strings.Join(tables, ", ")); err != nil {
		return fmt.Errorf("compact: %w", err)
	}
	for _, table := range tables {
		if err := forgetSamples(ctx, conn, table); err != nil {
			return fmt.Errorf("compact: samples of %s: %w", table, err)
		}
	}
	again, err := othersEnded(ctx, conn)
	if err != nil {
		return err
	}
	if _, err := conn.ExecContext(ctx, `VACUUM (FULL) pg_catalog.pg_statistic`); err != nil {
		return fmt.Errorf("compact: %w", err)
	}
	if busy || again {
		return ErrBusy
	}
	return nil
}

// forgetSamples has PostgreSQL forget what it counted of a table that is empty, by giving its columns the type that they have. A column that a trigger watches cannot be
// given one and is left out.
func forgetSamples(ctx context.Context, conn *sql.Conn, table string) error {
	var empty bool
	if err := conn.QueryRowContext(ctx, `SELECT NOT EXISTS (SELECT 1 FROM `+table+`)`).Scan(&empty); err != nil || !empty {
		return err
	}
	var columns sql.NullString
	if err := conn.QueryRowContext(ctx, `SELECT string_agg('ALTER COLUMN ' || quote_ident(a.attname) || ' TYPE ' || format_type(a.atttypid, a.atttypmod), ', ' ORDER BY a.attnum)
		FROM pg_stats s JOIN pg_attribute a ON a.attrelid = to_regclass(CAST($1 AS text)) AND a.attname = s.attname
		WHERE s.schemaname = current_schema() AND s.tablename = CAST($1 AS text) AND NOT EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = a.attrelid AND a.attnum = ANY (t.tgattr))`,
		table).Scan(&columns); err != nil || !columns.Valid {
		return err
	}
	_, err := conn.ExecContext(ctx, `ALTER TABLE `+table+` `+columns.String)
	return err
}

// othersEnded waits for the transactions that might still read what was deleted, because PostgreSQL keeps it for them. It reports whether some went on all the time.
func othersEnded(ctx context.Context, conn *sql.Conn) (busy bool, err error) {
	var horizon string
	if err := conn.QueryRowContext(ctx, `SELECT CAST(pg_current_xact_id() AS text)`).Scan(&horizon); err != nil {
		return false, fmt.Errorf("compact: %w", err)
	}
	for began := time.Now(); ; {
		var older int
		// Writers in any database of the cluster count, and readers in this one.
		if err := conn.QueryRowContext(ctx, `SELECT count(*) + CASE WHEN pg_snapshot_xmin(pg_current_snapshot()) < CAST(CAST($1 AS text) AS xid8) THEN 1 ELSE 0 END
			FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND age(backend_xmin) > age(CAST(CAST(CAST($1 AS text) AS xid8) AS xid))`,
			horizon).Scan(&older); err != nil {
			return false, fmt.Errorf("compact: %w", err)
		}
		if older == 0 {
			return false, nil
		}
		if time.Since(began) > othersEnd {
			return true, nil
		}
		if err := clock.Rest(ctx, lookEvery); err != nil {
			return false, err
		}
	}
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
