package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
)

// unwatched returns a context for a statement on a connection that somebody holds. It has no end: to watch for one, database/sql starts a goroutine for each statement, on SQLite its driver another, which
// takes longer than most statements do. A statement that is about to begin when ctx has ended does not; one that runs on PostgreSQL is ended by hurry.
func unwatched(ctx context.Context) (context.Context, error) {
	return context.WithoutCancel(ctx), ctx.Err()
}

// leaving returns what has a function called when ctx ends.
func leaving(ctx context.Context) (hear func(func()) (stop func() bool)) {
	return func(f func()) func() bool { return context.AfterFunc(ctx, f) }
}

// hurry has what a held connection to PostgreSQL is asked, and whatever it is asked after, end with an error when hear calls, which it does when who asked has gone: once for all statements. keep ends
// that, before the connection is given back, and closes one that was hurried.
func hurry(hear func(func()) (stop func() bool), conn *sql.Conn) (keep func()) {
	var beneath *pgx.Conn
	if err := pgxOf(conn, func(c *pgx.Conn) error { beneath = c; return nil }); err != nil {
		return func() {} // it has ended
	}
	done := make(chan struct{})
	stop := hear(func() {
		defer close(done)
		_ = beneath.PgConn().Conn().SetDeadline(time.Unix(1, 0)) // who reads or writes sees it; pgx then asks the server to end the statement and closes the connection
	})
	return func() {
		if !stop() {
			<-done
			_ = beneath.Close(context.Background()) // the pool keeps none that is closed
		}
	}
}

// because returns err, with the end of ctx as its reason where that is one.
func because(ctx context.Context, err error) error {
	if err == nil || ctx.Err() == nil || errors.Is(err, ctx.Err()) {
		return err
	}
	return errors.Join(ctx.Err(), err)
}

// busy reports whether rows of conn, which is one to PostgreSQL, are still being read.
func busy(conn *sql.Conn) (yes bool) {
	_ = pgxOf(conn, func(c *pgx.Conn) error { yes = c.PgConn().IsBusy(); return nil })
	return yes
}
