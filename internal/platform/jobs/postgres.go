package jobs

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// lent is a running transaction of package store, lent to river by way of its connection. Commit and rollback stay with
// the owner: those of lent itself are never called, and its other methods are not there.
type lent struct {
	pgx.Tx
	conn *pgx.Conn
}

// Begin implements pgx.Tx with a savepoint.
func (t lent) Begin(ctx context.Context) (pgx.Tx, error) {
	if _, err := t.conn.Exec(ctx, "SAVEPOINT jobs"); err != nil {
		return nil, err
	}
	return nested{t}, nil
}

// Exec implements pgx.Tx.
func (t lent) Exec(ctx context.Context, query string, args ...any) (pgconn.CommandTag, error) {
	return t.conn.Exec(ctx, query, args...)
}

// Query implements pgx.Tx.
func (t lent) Query(ctx context.Context, query string, args ...any) (pgx.Rows, error) {
	return t.conn.Query(ctx, query, args...)
}

// QueryRow implements pgx.Tx.
func (t lent) QueryRow(ctx context.Context, query string, args ...any) pgx.Row {
	return t.conn.QueryRow(ctx, query, args...)
}

// SendBatch implements pgx.Tx.
func (t lent) SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults {
	return t.conn.SendBatch(ctx, b)
}

// CopyFrom implements pgx.Tx.
func (t lent) CopyFrom(ctx context.Context, table pgx.Identifier, columns []string, rows pgx.CopyFromSource) (int64, error) {
	return t.conn.CopyFrom(ctx, table, columns, rows)
}

// Conn implements pgx.Tx.
func (t lent) Conn() *pgx.Conn { return t.conn }

// nested is a part of a lent transaction that can be undone on its own.
type nested struct{ lent }

// Commit implements pgx.Tx.
func (t nested) Commit(ctx context.Context) error {
	_, err := t.conn.Exec(ctx, "RELEASE SAVEPOINT jobs")
	return err
}

// Rollback implements pgx.Tx.
func (t nested) Rollback(ctx context.Context) error {
	_, err := t.conn.Exec(ctx, "ROLLBACK TO SAVEPOINT jobs")
	return err
}
