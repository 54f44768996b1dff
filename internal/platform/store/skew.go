package store

import (
	"context"
	"time"
)

// Skew returns how far the clock of the database's machine is before that of this one: zero on SQLite, which has none of its own.
func (db *DB) Skew(ctx context.Context) (time.Duration, error) {
	if db.dialect != Postgres {
		return 0, nil
	}
	theirs, err := One[Time](ctx, db, `SELECT clock_timestamp()`)
	if err != nil {
		return 0, err
	}
	return theirs.Sub(db.Now().Time), nil
}
