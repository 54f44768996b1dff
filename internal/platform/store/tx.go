package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"

	"hearth/internal/platform/clock"
	"hearth/internal/platform/ident"
)

// Tx is one transaction with one clock reading. It must not be used by two goroutines at once.
type Tx struct {
	tx       *sql.Tx
	conn     *sql.Conn
	dialect  Dialect
	now      Time
	watch    *watch
	facts    []fact
	try      int // which attempt it is, from 1
	refused  bool
	refusals *refusals
	beside   []func(context.Context, *Tx, Fact) error
	after    []func()
	holds    *holds
	waiting  pgx.Batch // what Write keeps until the next statement
}

// Fact is something that happened, told in the past tense with IDs only. Other modules may act on it after the commit.
type Fact interface{ FactName() string }

type fact struct {
	Name string `json:"name"`
	Body Fact   `json:"body"`
}

const attempts = 8

type askingKey struct{}

// ErrAsking is what Tx returns where nothing may be changed.
var ErrAsking = errors.New("store: it was only asked")

// Asking returns a context in which no transaction begins: what a use case says in it, it says before it changes anything. So whoever may not do something is known without
// doing it; rights that depend on a row are asked within the transaction, and are not known so.
func Asking(ctx context.Context) context.Context { return context.WithValue(ctx, askingKey{}, true) }

// Tx runs f in a serializable transaction and commits it, or rolls back when f returns an error or panics. On
// PostgreSQL f is run again, up to eight times, when the database reports a serialization failure: f must have no effect outside
// the transaction; what has to happen outside goes to AfterCommit. Within an answer it ends what Answering says.
func (db *DB) Tx(ctx context.Context, f func(*Tx) error) error {
	if asking, _ := ctx.Value(askingKey{}).(bool); asking {
		return ErrAsking
	}
	if a := answerOf(ctx); a != nil {
		a.over(false)
		defer a.over(false)
	}
	for try := 1; ; try++ {
		err := db.Kept(db.inTurn(ctx, try, f))
		if err == nil || try == attempts || !retryable(err) {
			return because(ctx, err)
		}
		db.retried.Add(1)
		pause := time.Duration(rand.IntN(1<<try)+1) * time.Millisecond
		if err := clock.Rest(ctx, pause); err != nil {
			return err
		}
	}
}

// patience is how many attempts are made beside others.
const patience = 2

// inTurn makes an attempt: the first beside others, later ones alone among the transactions of this server. PostgreSQL takes transactions to conflict that
// merely touched neighbouring rows, so that under many writers they would refuse each other for ever.
func (db *DB) inTurn(ctx context.Context, try int, f func(*Tx) error) error {
	if db.dialect == SQLite {
		return db.once(ctx, try, f)
	}
	if try > patience {
		db.turn.Lock()
		defer db.turn.Unlock()
	} else {
		db.turn.RLock()
		defer db.turn.RUnlock()
	}
	return db.once(ctx, try, f)
}

// retryable reports whether an error tells, among whatever else, of a refusal: after it PostgreSQL refuses all other statements of the transaction with words that say nothing of it.
func retryable(err error) bool {
	switch e := err.(type) { //nolint:errorlint // all that are joined are looked at, not the first alone
	case *pgconn.PgError:
		return e.Code == "40001" || e.Code == "40P01"
	case interface{ Unwrap() error }:
		return retryable(e.Unwrap())
	case interface{ Unwrap() []error }:
		return slices.ContainsFunc(e.Unwrap(), retryable)
	}
	return false
}

func (db *DB) once(ctx context.Context, try int, f func(*Tx) error) error {
	conn, err := db.write.Conn(ctx)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer conn.Close() //nolint:errcheck // it goes back to the pool
	level := sql.LevelDefault
	if db.dialect == Postgres {
		level = sql.LevelSerializable
	}
	whole, err := unwatched(ctx)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	if db.dialect == Postgres {
		keep := hurry(leaving(ctx), conn)
		defer keep()
	}
	sqlTx, err := conn.BeginTx(whole, &sql.TxOptions{Isolation: level})
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer sqlTx.Rollback() //nolint:errcheck // no-op after Commit
	tx := &Tx{tx: sqlTx, conn: conn, dialect: db.dialect, now: db.Now(), watch: &db.watch, try: try, refusals: &db.refusals, holds: &db.holds, beside: db.beside}
	tx.watch.see("BEGIN")
	if err := tx.claim(ctx); err != nil {
		if done, ok := errors.AsType[*Done](err); ok {
			if done.Now = f(tx); retryable(done.Now) { // either way it is rolled back
				return done.Now
			}
		}
		return err
	}
	if err := f(tx); err != nil {
		return err
	}
	if err := tx.commit(ctx); err != nil {
		return err
	}
	if db.dialect == SQLite {
		db.shorten(ctx, conn)
	}
	if o, ok := ctx.Value(onceKey{}).(*once); ok {
		o.used = true
	}
	if len(tx.facts) > 0 {
		for _, f := range db.committed {
			f()
		}
	}
	for _, f := range tx.after {
		f()
	}
	return nil
}

// commit writes what is left and commits.
func (tx *Tx) commit(ctx context.Context) error {
	if err := tx.writeFacts(ctx); err != nil {
		return err
	}
	if err := tx.check(ctx); err != nil {
		return err
	}
	if err := tx.flush(ctx); err != nil {
		return err
	}
	if err := tx.refuse("COMMIT"); err != nil {
		return err
	}
	if _, err := unwatched(ctx); err != nil { // whoever asked for it has gone
		return fmt.Errorf("commit: %w", err)
	}
	if err := tx.tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// Dialect says which database the transaction runs on.
func (tx *Tx) Dialect() Dialect { return tx.dialect }

// Now returns the transaction's one clock reading.
func (tx *Tx) Now() Time { return tx.now }

// before tells who watches of a statement, sends what waits, and returns the context in which it runs.
func (tx *Tx) before(ctx context.Context, query string) (context.Context, error) {
	tx.watch.see(query)
	if err := tx.refuse(query); err != nil {
		return ctx, err
	}
	if err := tx.flush(ctx); err != nil {
		return ctx, err
	}
	return unwatched(ctx)
}

// Query reads within the transaction. The rows must be closed before the next statement.
func (tx *Tx) Query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	ctx, err := tx.before(ctx, query)
	if err != nil {
		return nil, err
	}
	return tx.tx.QueryContext(ctx, query, args...)
}

// Exec writes, and returns the number of rows affected.
func (tx *Tx) Exec(ctx context.Context, query string, args ...any) (int64, error) {
	ctx, err := tx.before(ctx, query)
	if err != nil {
		return 0, err
	}
	result, err := tx.tx.ExecContext(ctx, query, args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// Write is Exec for a statement of which nobody asks how many rows it affected. On PostgreSQL it waits and goes with others in one round trip, before the next statement or
// the commit; its error is that statement's, or the commit's. What is sent past Tx, by SQL or Pgx, may come before it.
func (tx *Tx) Write(ctx context.Context, query string, args ...any) error {
	if tx.dialect == SQLite {
		_, err := tx.Exec(ctx, query, args...)
		return err
	}
	tx.watch.see(query)
	tx.waiting.Queue(query, args...)
	return nil
}

// flush sends what waits.
func (tx *Tx) flush(ctx context.Context) error {
	if tx.waiting.Len() == 0 {
		return nil
	}
	batch := tx.waiting
	tx.waiting = pgx.Batch{}
	if err := tx.Pgx(func(c *pgx.Conn) error { return c.SendBatch(ctx, &batch).Close() }); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}

// Publish records a fact in the same commit as the change it tells of. Subscribers run after the commit, each at
// least once.
func (tx *Tx) Publish(f Fact) { tx.facts = append(tx.facts, fact{f.FactName(), f}) }

// AfterCommit registers f to run once the transaction has committed; it may be lost in a crash, so it serves only
// what may be lost, such as live updates.
func (tx *Tx) AfterCommit(f func()) { tx.after = append(tx.after, f) }

// writeFacts writes all facts of the transaction as one row: a job a subscriber would cost more than the case itself.
func (tx *Tx) writeFacts(ctx context.Context) error {
	if len(tx.facts) == 0 {
		return nil
	}
	for _, f := range tx.facts {
		for _, note := range tx.beside {
			if err := note(ctx, tx, f.Body); err != nil {
				return err
			}
		}
	}
	body, err := json.Marshal(tx.facts)
	if err != nil {
		return fmt.Errorf("publish %s: %w", tx.facts[0].Name, err)
	}
	return tx.Write(ctx, `INSERT INTO store_fact (id, at, body) VALUES ($1, $2, $3)`, ident.New(), tx.now, string(body))
}

// SQL returns the transaction as database/sql knows it: for package jobs only.
func (tx *Tx) SQL() *sql.Tx { return tx.tx }

// Pgx calls f with the connection beneath the transaction; commit and rollback stay with Tx. It fails on SQLite. It
// is for package jobs only.
func (tx *Tx) Pgx(f func(*pgx.Conn) error) error { return pgxOf(tx.conn, f) }

func pgxOf(conn *sql.Conn, f func(*pgx.Conn) error) error {
	return conn.Raw(func(driver any) error {
		c, ok := driver.(*stdlib.Conn)
		if !ok {
			return errors.New("not a PostgreSQL connection")
		}
		return f(c.Conn())
	})
}
