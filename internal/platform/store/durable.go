package store

import (
	"context"
	"fmt"
	"strings"
)

// synchronousCommit decides whether a commit of PostgreSQL that was acknowledged is on the disk. A server, a database or a role may have it off, for others; we ask for it unless the address
// of the database says what it is to be.
const synchronousCommit = "synchronous_commit"

// durably makes each connection with these parameters wait for the disk at a commit, unless they say otherwise by themselves.
func durably(params map[string]string) {
	if _, said := params[synchronousCommit]; !said && !strings.Contains(params["options"], synchronousCommit) {
		params[synchronousCommit] = "on"
	}
}

// Durability is what PostgreSQL says about how it keeps what was committed, for connections of this process: "on", "off" or one of the other values of the settings of these names.
type Durability struct{ Fsync, FullPageWrites, SynchronousCommit string }

// Durability returns the settings; all are "on" on SQLite, whose commits wait for the disk unless Hurry said otherwise.
func (db *DB) Durability(ctx context.Context) (Durability, error) {
	if db.dialect != Postgres {
		return Durability{"on", "on", "on"}, nil
	}
	d, err := One[Durability](ctx, db, `SELECT current_setting('fsync') AS fsync, current_setting('full_page_writes') AS full_page_writes, current_setting('synchronous_commit') AS synchronous_commit`)
	if err != nil {
		return d, fmt.Errorf("read how the database keeps what is committed: %w", err)
	}
	return d, nil
}
