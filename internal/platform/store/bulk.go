package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"
)

// bulkValues is how many values one statement of InsertAll takes: SQLite allows 32,766, PostgreSQL 65,535.
const bulkValues = 8000

// InsertAll writes rows into a table, many in one statement: for loads of thousands. Each row holds one value for each of columns. None is no error.
func (tx *Tx) InsertAll(ctx context.Context, table string, columns []string, rows [][]any) error {
	most := bulkValues / len(columns)
	for from := 0; from < len(rows); from += most {
		part := rows[from:min(from+most, len(rows))]
		args := make([]any, 0, len(part)*len(columns))
		for _, r := range part {
			if len(r) != len(columns) {
				return fmt.Errorf("insert into %s: %d values for %d columns", table, len(r), len(columns))
			}
			args = append(args, r...)
		}
		if _, err := tx.Exec(ctx, insertText(table, columns, len(part)), args...); err != nil {
			return fmt.Errorf("insert into %s: %w", table, err)
		}
	}
	return nil
}

func insertText(table string, columns []string, rows int) string {
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
		b.WriteString("$" + strconv.Itoa(i+1))
	}
	return b.String() + ")"
}
