package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"github.com/jackc/pgx/v5"
)

// CopySQLite writes the database in the file from to a new file, as one committed state: transactions of a running server go on meanwhile. What was
// deleted is not in the copy, not even as free space. The copy is checked, not synced.
func CopySQLite(ctx context.Context, from, to string) error {
	if err := hearSQLite(); err != nil {
		return err
	}
	file := "file:" + (&url.URL{Path: from}).EscapedPath() + "?_pragma=busy_timeout(10000)&_pragma=cache_size(-4000)"
	db, err := sql.Open("sqlite", file)
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, `VACUUM INTO $1`, to)
	if err := errors.Join(err, db.Close()); err != nil {
		return fmt.Errorf("copy database: %w", err)
	}
	return CheckSQLite(ctx, to)
}

// CheckSQLite fails when the pages of the database in the file path are damaged.
func CheckSQLite(ctx context.Context, path string) error {
	if err := hearSQLite(); err != nil {
		return err
	}
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath())
	if err != nil {
		return err
	}
	var verdict string
	err = db.QueryRowContext(ctx, `PRAGMA quick_check(1)`).Scan(&verdict)
	if err := errors.Join(err, db.Close()); err != nil {
		return fmt.Errorf("check %s: %w", path, err)
	}
	if verdict != "ok" {
		return fmt.Errorf("check %s: %s", path, verdict)
	}
	return nil
}

// Snapshot is one committed state of a PostgreSQL database, read while others write. It is a Querier, for one goroutine.
type Snapshot struct {
	tx   *sql.Tx
	conn *sql.Conn
	now  Time
}

// Query reads from the snapshot. The rows must be closed before the next call.
func (s *Snapshot) Query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return s.tx.QueryContext(ctx, query, args...)
}

// Dialect is Postgres.
func (s *Snapshot) Dialect() Dialect { return Postgres }

// Now returns when the snapshot was taken.
func (s *Snapshot) Now() Time { return s.now }

// exactly makes the texts of all types the same whatever the server's settings are.
const exactly = `SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'iso_8601'; SET LOCAL extra_float_digits = 3; SET LOCAL bytea_output = 'hex'`

// Snapshot calls f with one committed state of the database. It fails on SQLite, where CopySQLite does as much.
func (db *DB) Snapshot(ctx context.Context, f func(*Snapshot) error) error {
	if db.dialect != Postgres {
		return errors.New("snapshot: not a PostgreSQL database")
	}
	conn, err := db.write.Conn(ctx)
	if err != nil {
		return fmt.Errorf("snapshot: %w", err)
	}
	defer conn.Close() //nolint:errcheck // it goes back to the pool
	tx, err := conn.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return fmt.Errorf("snapshot: %w", err)
	}
	defer tx.Rollback() //nolint:errcheck // it only read
	if _, err := tx.ExecContext(ctx, exactly); err != nil {
		return fmt.Errorf("snapshot: %w", err)
	}
	return f(&Snapshot{tx: tx, conn: conn, now: db.Now()})
}

// Table is a table with the columns that hold what was written: computed ones are left out.
type Table struct {
	Name    string
	Columns []string
}

// Tables returns Hearth's own tables, each after those that it refers to. What else lies in the schema is left out.
func (s *Snapshot) Tables(ctx context.Context) ([]Table, error) { return tables(ctx, s) }

func tables(ctx context.Context, q Querier) ([]Table, error) {
	type column struct{ TableName, ColumnName string }
	columns, err := All[column](ctx, q, `SELECT c.table_name, c.column_name FROM information_schema.columns c
		JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name AND t.table_type = 'BASE TABLE'
		WHERE c.table_schema = current_schema() AND c.is_generated = 'NEVER' ORDER BY c.table_name, c.ordinal_position`)
	if err != nil {
		return nil, fmt.Errorf("list tables: %w", err)
	}
	modules, err := All[string](ctx, q, `SELECT module FROM store_schema`)
	if err != nil {
		return nil, fmt.Errorf("list tables: %w", err)
	}
	all := map[string]*Table{}
	var names []string
	for _, c := range columns {
		if !owned(c.TableName, modules) {
			continue
		}
		if all[c.TableName] == nil {
			all[c.TableName] = &Table{Name: c.TableName}
			names = append(names, c.TableName)
		}
		all[c.TableName].Columns = append(all[c.TableName].Columns, c.ColumnName)
	}
	names, err = inOrder(ctx, q, names)
	var sorted []Table
	for _, name := range names {
		sorted = append(sorted, *all[name])
	}
	return sorted, err
}

// owned reports whether a table is Hearth's: its name begins with that of a module.
func owned(table string, modules []string) bool {
	for _, m := range append(modules, "store") {
		if strings.HasPrefix(table, m+"_") {
			return true
		}
	}
	return false
}

// inOrder sorts tables so that each comes after those that it refers to.
func inOrder(ctx context.Context, q Querier, names []string) ([]string, error) {
	type edge struct{ Child, Parent string }
	edges, err := All[edge](ctx, q, `SELECT c.relname AS child, p.relname AS parent FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid
		JOIN pg_class p ON p.oid = f.confrelid JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE f.contype = 'f' AND n.nspname = current_schema() AND c.oid <> p.oid`)
	if err != nil {
		return nil, fmt.Errorf("order tables: %w", err)
	}
	parents := map[string][]string{}
	for _, e := range edges {
		parents[e.Child] = append(parents[e.Child], e.Parent)
	}
	var sorted []string
	state := map[string]int{} // 1 while its parents are placed, 2 once it is
	var place func(name string) error
	place = func(name string) error {
		switch state[name] {
		case 1:
			return fmt.Errorf("order tables: %s refers to itself through others", name)
		case 2:
			return nil
		}
		state[name] = 1
		for _, p := range parents[name] {
			if err := place(p); err != nil {
				return err
			}
		}
		state[name] = 2
		sorted = append(sorted, name)
		return nil
	}
	for _, name := range names {
		if err := place(name); err != nil {
			return nil, err
		}
	}
	return sorted, nil
}

func (t Table) statement(direction string) string {
	columns := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		columns[i] = pgx.Identifier{c}.Sanitize()
	}
	return "COPY " + pgx.Identifier{t.Name}.Sanitize() + " (" + strings.Join(columns, ", ") + ") " + direction + " WITH (ENCODING 'UTF8')"
}

// CopyOut writes the rows of a table to w, one line each, in the text format of PostgreSQL's COPY, and returns how many there were.
func (s *Snapshot) CopyOut(ctx context.Context, t Table, w io.Writer) (rows int64, err error) {
	err = pgxOf(s.conn, func(c *pgx.Conn) error {
		tag, err := c.PgConn().CopyTo(ctx, w, t.statement("TO STDOUT"))
		rows = tag.RowsAffected()
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("copy table %s: %w", t.Name, err)
	}
	return rows, nil
}

// Counters returns the last number of each of the tables' counters that was drawn from.
func (s *Snapshot) Counters(ctx context.Context) (map[string]int64, error) {
	type counter struct {
		Name string
		Last int64
	}
	rows, err := All[counter](ctx, s, `SELECT sequencename AS name, last_value AS last FROM pg_sequences
		WHERE schemaname = current_schema() AND last_value IS NOT NULL`)
	if err != nil {
		return nil, fmt.Errorf("read counters: %w", err)
	}
	all := map[string]int64{}
	for _, r := range rows {
		all[r.Name] = r.Last
	}
	return all, nil
}

// Clear empties Hearth's own tables, on PostgreSQL, so that CopyIn can fill them.
func (tx *Tx) Clear(ctx context.Context) error {
	all, err := tables(ctx, tx)
	if err != nil || len(all) == 0 {
		return err
	}
	names := make([]string, len(all))
	for i, t := range all {
		names[i] = pgx.Identifier{t.Name}.Sanitize()
	}
	if _, err := tx.Exec(ctx, `TRUNCATE `+strings.Join(names, ", ")); err != nil {
		return fmt.Errorf("empty tables: %w", err)
	}
	_, err = tx.Exec(ctx, exactly)
	return err
}

// CopyIn fills a table with what CopyOut wrote, and returns how many rows there were. The tables that it refers to come first.
func (tx *Tx) CopyIn(ctx context.Context, t Table, r io.Reader) (rows int64, err error) {
	err = tx.Pgx(func(c *pgx.Conn) error {
		tag, err := c.PgConn().CopyFrom(ctx, r, t.statement("FROM STDIN"))
		rows = tag.RowsAffected()
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("fill table %s: %w", t.Name, err)
	}
	return rows, nil
}

// SetCounters puts counters to what Counters returned.
func (tx *Tx) SetCounters(ctx context.Context, counters map[string]int64) error {
	for name, last := range counters {
		if _, err := One[int64](ctx, tx, `SELECT setval(CAST($1 AS regclass), $2)`, pgx.Identifier{name}.Sanitize(), last); err != nil {
			return fmt.Errorf("set counter %s: %w", name, err)
		}
	}
	return nil
}
