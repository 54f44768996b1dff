package store

import (
	"context"
	"database/sql/driver"
	"fmt"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
)

// bulkValues is how many values one statement of InsertAll takes: SQLite allows 32,766, PostgreSQL 65,535.
const bulkValues = 30_000

// copyFrom is how many rows PostgreSQL copies rather than inserts: fewer are faster by a prepared statement.
const copyFrom = 50

// InsertAll writes rows into a table, many at once: for loads of thousands, and for the two or three of one change. Each row holds one value for each of
// columns. None is no error. Values are texts, whole numbers, truths, instants and nil.
func (tx *Tx) InsertAll(ctx context.Context, table string, columns []string, rows [][]any) error {
	for _, r := range rows {
		if len(r) != len(columns) {
			return fmt.Errorf("insert into %s: %d values for %d columns", table, len(r), len(columns))
		}
	}
	if len(rows) == 0 {
		return nil
	}
	insert := tx.insertAll
	if tx.dialect == Postgres && len(rows) >= copyFrom {
		insert = tx.copyAll
	}
	if err := insert(ctx, table, columns, rows); err != nil {
		return fmt.Errorf("insert into %s: %w", table, err)
	}
	return nil
}

func (tx *Tx) insertAll(ctx context.Context, table string, columns []string, rows [][]any) error {
	most := bulkValues / len(columns)
	for from := 0; from < len(rows); from += most {
		part := rows[from:min(from+most, len(rows))]
		args := make([]any, 0, len(part)*len(columns))
		for _, r := range part {
			args = append(args, r...)
		}
		if err := tx.Write(ctx, tx.insertText(table, columns, len(part)), args...); err != nil {
			return err
		}
	}
	return nil
}

// insertText writes ? for each value on SQLite, which takes $n for a name and looks each one up among all before it.
func (tx *Tx) insertText(table string, columns []string, rows int) string {
	var b strings.Builder
	b.WriteString("INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES ")
	for i := range rows * len(columns) {
		switch {
		case i == 0:
			b.WriteString("(")
		case i%len(columns) == 0:
			b.WriteString("), (")
		default:
			b.WriteString(", ")
		}
		if tx.dialect == Postgres {
			b.WriteString("$" + strconv.Itoa(i+1))
		} else {
			b.WriteString("?")
		}
	}
	return b.String() + ")"
}

func (tx *Tx) copyAll(ctx context.Context, table string, columns []string, rows [][]any) error {
	var b strings.Builder
	for _, r := range rows {
		for i, v := range r {
			text, err := copied(v)
			if err != nil {
				return fmt.Errorf("%s: %w", columns[i], err)
			}
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(text)
		}
		b.WriteByte('\n')
	}
	if err := tx.flush(ctx); err != nil {
		return err
	}
	return tx.Pgx(func(c *pgx.Conn) error {
		_, err := c.PgConn().CopyFrom(ctx, strings.NewReader(b.String()), "COPY "+table+" ("+strings.Join(columns, ", ")+") FROM STDIN")
		return err
	})
}

var copyEscapes = strings.NewReplacer(`\`, `\\`, "\t", `\t`, "\n", `\n`, "\r", `\r`)

// copied writes a value as COPY reads it.
func copied(v any) (string, error) {
	plain, err := driver.DefaultParameterConverter.ConvertValue(v) // as database/sql does: a State is a string
	if err != nil {
		return "", err
	}
	switch v := plain.(type) {
	case nil:
		return `\N`, nil
	case string:
		return copyEscapes.Replace(v), nil
	case bool:
		return strconv.FormatBool(v), nil
	case int64:
		return strconv.FormatInt(v, 10), nil
	}
	return "", fmt.Errorf("a value of type %T is not copied", v)
}
