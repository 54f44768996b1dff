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
	held  map[any]any                     // by the key of Remember or the question
	db    *DB                             // whose moment is held, if any
	conn  *sql.Conn                       // that holds it
	place *time.Timer                     // runs out when the answer gives its place to another, nil once it has, and on PostgreSQL
	hear  func(func()) (stop func() bool) // has a function called when who asked has gone
	kept  func()                          // of the connection, see hurry; nil on SQLite
	ended bool
}

// longAnswer is how long an answer keeps others from beginning to read: as many read SQLite at once as there are processors, because more of them cost each other half as much again, and
// whoever takes longer reads on beside the next.
const longAnswer = 50 * time.Millisecond

// Answering returns a context for a single answer, in which All and Remember read each thing once and DB.Query reads over one connection, on SQLite everything of one moment: to begin and to end reading for
// each statement costs as much as a short statement does, and so does taking a connection to PostgreSQL for each. A transaction that begins in the context ends both, so that what is read after it is new. end
// gives the connection back and has to be called, also when something failed; after it the context is like any other. Inside another answer that has not ended it is the same one, which its own end ends. Rows
// that DB.Query returns have to be closed before either. A context that ends while its answer waits for others is an error of the query.
func Answering(ctx context.Context) (answering context.Context, end func()) {
	if a := answerOf(ctx); a != nil && a.goesOn() {
		return ctx, func() {}
	}
	a := &answer{held: map[any]any{}, hear: leaving(ctx)}
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
	if a.kept != nil {
		a.kept()
	} else if _, err := a.conn.ExecContext(context.Background(), `COMMIT`); err != nil {
		_ = a.conn.Raw(func(any) error { return driver.ErrBadConn }) // a connection that would stay in its moment is given up
	}
	_ = a.conn.Close()
	a.conn, a.kept = nil, nil
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

// moment returns the connection on which the answer reads db; nil where it reads statement by statement: amid the rows of another, on PostgreSQL, whose connections send one
// after the other, and once it has ended.
func (a *answer) moment(ctx context.Context, db *DB) (*sql.Conn, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.ended || a.db != nil && a.db != db {
		return nil, nil
	}
	if a.conn != nil {
		if db.dialect == Postgres && busy(a.conn) {
			return nil, nil
		}
		return a.conn, nil
	}
	if err := enter(ctx, db.moments); err != nil {
		return nil, err
	}
	if err := a.begin(ctx, db); err != nil {
		a.leave()
		<-db.moments
		return nil, err
	}
	return a.conn, nil
}

// begin takes a connection, on SQLite with a place and for one moment: by a statement, because database/sql starts a goroutine for each query of a transaction that it knows of.
func (a *answer) begin(ctx context.Context, db *DB) error {
	a.db = db
	if db.dialect == SQLite {
		if err := enter(ctx, db.places); err != nil {
			return err
		}
		a.place = time.AfterFunc(longAnswer, a.giveWay)
	}
	conn, err := db.read.Conn(ctx)
	if err != nil {
		return err
	}
	if db.dialect == Postgres {
		a.conn, a.kept = conn, hurry(a.hear, conn)
		return nil
	}
	if _, err := conn.ExecContext(context.WithoutCancel(ctx), `BEGIN`); err != nil {
		return errors.Join(err, conn.Close())
	}
	a.conn = conn
	return nil
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
	return remember(ctx, q, key, read)
}

func remember[T any](ctx context.Context, q Querier, key any, read func() (T, error)) (T, error) {
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

func (a *answer) recall(key any) (any, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	held, ok := a.held[key]
	return held, ok
}

// keep holds what was read, until the answer ends: after it, rights that are asked anew have to be read anew.
func (a *answer) keep(key, value any) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.ended {
		a.held[key] = value
	}
}
