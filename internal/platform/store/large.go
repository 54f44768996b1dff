package store

import (
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"strings"

	"github.com/jackc/pgx/v5"
)

// InsertLarge inserts one row into a table: row are the values of columns, and content that of one column more. PostgreSQL is sent content as it is read, so that it does not lie in memory once
// more for each layer on the way. The names must be constants of the program.
func (tx *Tx) InsertLarge(ctx context.Context, table string, columns []string, row []any, column string, content []byte) error {
	all := append(columns[:len(columns):len(columns)], column)
	if tx.dialect != Postgres {
		_, err := tx.Exec(ctx, tx.insertText(table, all, 1), append(row[:len(row):len(row)], content)...)
		return err
	}
	var head strings.Builder
	for i, v := range row {
		text, err := copied(v)
		if err != nil {
			return fmt.Errorf("%s: %w", columns[i], err)
		}
		head.WriteString(text + "\t")
	}
	if err := tx.flush(ctx); err != nil {
		return err
	}
	line := io.MultiReader(strings.NewReader(head.String()+`\\x`), &digits{content}, strings.NewReader("\n"))
	return tx.Pgx(func(c *pgx.Conn) error {
		_, err := c.PgConn().CopyFrom(ctx, line, "COPY "+table+" ("+strings.Join(all, ", ")+") FROM STDIN")
		return err
	})
}

// digits reads bytes as hexadecimal digits.
type digits struct{ rest []byte }

// Read implements io.Reader.
func (d *digits) Read(p []byte) (int, error) {
	n := min(len(p)/2, len(d.rest))
	if n == 0 && len(d.rest) > 0 {
		return 0, io.ErrShortBuffer
	}
	if n == 0 {
		return 0, io.EOF
	}
	hex.Encode(p, d.rest[:n])
	d.rest = d.rest[n:]
	return 2 * n, nil
}
