package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"sync"
	"time"
)

type answerKey struct{}

// answer is what is known and read for one answer.
type answer struct {
	mu    sync.Mutex
	held  map[string]any
	db    *DB         // whose moment is held, if any
	conn  *sql.Conn   // that holds it
	place *time.Timer // runs out when the answer gives its place to another, nil once it has
	ended bool
}

// longAnswer is how long an answer keeps others from beginning to read: as many read SQLite at once as there are processors, because more of them cost each other half as much again, and
// whoever takes longer reads on beside the next.
const longAnswer = 50 * time.Millisecond

// Answering returns a context for a single answer, in which Remember reads each thing once and DB.Query reads, on SQLite, everything of one moment over one connection: to begin and to end reading for each
// statement costs as much as a short statement does. A transaction that begins in the context ends both, so that what is read after it is new. end gives the connection back and has to be called, also
// when something failed; after it the context is like any other. Inside another answer that has not ended it is the same one, which its own end ends. Rows that DB.Query returns have to be closed before either. A context that
// ends while its answer waits for others is an error of the query.
func Answering(ctx context.Context) (answering context.Context, end func()) {
	if a := answerOf(ctx); a != nil && a.goesOn() {
		return ctx, func() {}
	}
	a := &answer{held: map[string]any{}}
	return context.WithValue(ctx, answerKey{}, a), func() { a.over(true) }
}

// Answered ends the answer of ctx, if there is one, before the context does: for who has read all and is about to send it to somebody who may take it slowly, or about to wait.
func Answered(ctx context.Context) {
	if a := answerOf(ctx); a != nil {
		a.over(true)
	}
}

func (a *answer) goesOn() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return !a.ended
}

func answerOf(ctx context.Context) *answer {
	a, _ := ctx.Value(answerKey{}).(*answer)
	return a
}

// over ends the moment and forgets what was read; for good when last.
func (a *answer) over(last bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	clear(a.held)
	a.ended = a.ended || last
	if a.conn == nil {
		return
	}
	if _, err := a.conn.ExecContext(context.Background(), `COMMIT`); err != nil {
		_ = a.conn.Raw(func(any) error { return driver.ErrBadConn }) // a connection that would stay in its moment is given up
	}
	_ = a.conn.Close()
	a.conn = nil
	a.leave()
	<-a.db.moments
}

// giveWay lets the next answer begin beside this one.
func (a *answer) giveWay() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.leave()
}

func (a *answer) leave() {
	if a.place != nil {
		a.place.Stop()
		a.place = nil
		<-a.db.places
	}
}

// moment returns the connection on which the answer reads db; nil where it reads statement by statement: on PostgreSQL, where each begin and end is a round trip, and once it has ended. It begins by
// statement because database/sql starts a goroutine for each query of a transaction that it knows of.
func (a *answer) moment(ctx context.Context, db *DB) (*sql.Conn, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.ended || db.dialect != SQLite || a.db != nil && a.db != db {
		return nil, nil
	}
	if a.conn != nil {
		return a.conn, nil
	}
	if err := enter(ctx, db.moments); err != nil {
		return nil, err
	}
	if err := enter(ctx, db.places); err != nil {
		<-db.moments
		return nil, err
	}
	a.db, a.place = db, time.AfterFunc(longAnswer, a.giveWay)
	conn, err := db.read.Conn(ctx)
	if err == nil {
		if _, err = conn.ExecContext(context.WithoutCancel(ctx), `BEGIN`); err != nil {
			err = errors.Join(err, conn.Close())
		}
	}
	if err != nil {
		a.leave()
		<-db.moments
		return nil, err
	}
	a.conn = conn
	return conn, nil
}

// enter waits until there is room for one more.
func enter(ctx context.Context, room chan struct{}) error {
	select {
	case room <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Remember returns what read returned for key before in the same answer (see Answering), or reads it. In a transaction, outside of any answer and after its end it always reads. An error is
// not held. The value is shared: who changes it has to copy it first.
func Remember[T any](ctx context.Context, q Querier, key string, read func() (T, error)) (T, error) {
	a := answerOf(ctx)
	if _, outside := q.(*DB); a == nil || !outside {
		return read()
	}
	if held, ok := a.recall(key); ok {
		return held.(T), nil
	}
	value, err := read()
	if err == nil {
		a.keep(key, value)
	}
	return value, err
}

func (a *answer) recall(key string) (any, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	held, ok := a.held[key]
	return held, ok
}

// keep holds what was read, until the answer ends: after it, rights that are asked anew have to be read anew.
func (a *answer) keep(key string, value any) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.ended {
		a.held[key] = value
	}
}
