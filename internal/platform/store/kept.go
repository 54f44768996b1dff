package store

import (
	"context"
	"database/sql/driver"
	"fmt"

	"modernc.org/sqlite"
)

// maxKept is how many statements a connection keeps prepared, and maxSeen how many texts it remembers to find those that come again.
const (
	maxKept = 256
	maxSeen = 1024
)

// keeping opens connections to SQLite that keep the statements that come again ready to run: parsing one takes as long as a short read.
type keeping struct{ dsn string }

// Connect implements driver.Connector.
func (k keeping) Connect(context.Context) (driver.Conn, error) {
	c, err := new(sqlite.Driver).Open(k.dsn)
	if err != nil {
		return nil, err
	}
	base, ok := c.(connection)
	if !ok {
		return nil, fmt.Errorf("a connection of type %T lacks what is needed", c)
	}
	return &keeper{connection: base, seen: map[string]bool{}, kept: map[string]*keptStmt{}}, nil
}

// Driver implements driver.Connector.
func (keeping) Driver() driver.Driver { return new(sqlite.Driver) }

// connection is what a connection to SQLite can do.
type connection interface {
	driver.Conn
	driver.ConnPrepareContext
	driver.ConnBeginTx
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

// keeper is a connection with its statements. Package database/sql lets one goroutine at a time use it.
type keeper struct {
	connection
	seen map[string]bool
	kept map[string]*keptStmt
	turn uint64 // counts the uses of what is kept
}

type keptStmt struct {
	statement
	busy bool   // its rows are still being read
	used uint64 // the turn of its last use
}

type statement interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

// ExecContext implements driver.ExecerContext.
func (k *keeper) ExecContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Result, error) {
	s, err := k.ready(ctx, text)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return k.connection.ExecContext(ctx, text, args)
	}
	return s.ExecContext(ctx, args)
}

// QueryContext implements driver.QueryerContext.
func (k *keeper) QueryContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Rows, error) {
	s, err := k.ready(ctx, text)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return k.connection.QueryContext(ctx, text, args)
	}
	rows, err := s.QueryContext(ctx, args)
	if err != nil {
		return nil, err
	}
	s.busy = true
	return &keptRows{rows, s}, nil
}

// ready returns the statement that is kept for text, keeping it from its second time on in place of the one that was used longest ago; nil when there is none to use.
func (k *keeper) ready(ctx context.Context, text string) (*keptStmt, error) {
	if s := k.kept[text]; s != nil {
		if s.busy {
			return nil, nil
		}
		k.turn++
		s.used = k.turn
		return s, nil
	}
	if !k.again(text) {
		return nil, nil
	}
	if len(k.kept) >= maxKept {
		if err := k.drop(); err != nil {
			return nil, err
		}
	}
	prepared, err := k.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	k.turn++
	s := &keptStmt{statement: prepared.(statement), used: k.turn}
	k.kept[text] = s
	return s, nil
}

// drop gives up the statement that was used longest ago and whose rows nobody reads.
func (k *keeper) drop() error {
	oldest := ""
	for text, s := range k.kept {
		if !s.busy && (oldest == "" || s.used < k.kept[oldest].used) {
			oldest = text
		}
	}
	s := k.kept[oldest]
	if s == nil {
		return nil
	}
	delete(k.kept, oldest)
	return s.statement.Close()
}

// again reports whether text was seen before, and remembers it.
func (k *keeper) again(text string) bool {
	if k.seen[text] {
		delete(k.seen, text)
		return true
	}
	if len(k.seen) >= maxSeen {
		clear(k.seen)
	}
	k.seen[text] = true
	return false
}

// Close implements driver.Conn.
func (k *keeper) Close() error {
	for _, s := range k.kept {
		if err := s.statement.Close(); err != nil {
			return err
		}
	}
	clear(k.kept)
	return k.connection.Close()
}

// keptRows are the rows of a kept statement, which is free again once they are closed.
type keptRows struct {
	driver.Rows
	of *keptStmt
}

// Close implements driver.Rows.
func (r *keptRows) Close() error {
	err := r.Rows.Close()
	r.of.busy = false
	return err
}
