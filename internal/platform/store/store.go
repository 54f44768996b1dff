// Package store is the only place that knows which database is in use. Modules write one SQL text with $1, $2 …
// placeholders; it runs unchanged on SQLite and PostgreSQL.
//
// Transactions begin in use cases and job handlers only. Inside one there is no network, no mail and no reading
// through the DB: the read would miss the transaction's own writes.
package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net/url"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"

	"hearth/internal/platform/clock"
)

// Dialect names a database product.
type Dialect string

// The databases that Hearth runs on.
const (
	SQLite   Dialect = "sqlite"
	Postgres Dialect = "postgres"
)

// ErrNone is returned by One when no row matches.
var ErrNone = errors.New("no such row")

// DB is an open database. On SQLite it holds one writer, because SQLite allows a single one, and some readers; on PostgreSQL both are one pool. It is safe for concurrent use.
type DB struct {
	write, read *sql.DB
	pool        *pgxpool.Pool
	dialect     Dialect
	clock       *clock.Clock
	committed   []func()
	beside      []func(context.Context, *Tx, Fact) error
	full        atomic.Bool  // the last write found no room
	retried     atomic.Int64 // see Stats
	refusals    refusals
	turn        sync.RWMutex // on PostgreSQL: held alone by a transaction that others refused
	watch       watch
	holds       holds
	log         string // the path of SQLite's write-ahead log
	largeLog    int64  // see shorten
	nextLog     int64
	logWait     time.Duration
	places      chan struct{} // one for each answer that reads beside others, see longAnswer
	moments     chan struct{} // one for each answer that holds a connection: none waits for one amid its reading
}

// Querier is what a read needs: a DB or a Tx. Functions meant for other modules take one, so that they join the
// caller's transaction.
type Querier interface {
	Query(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	Dialect() Dialect
	Now() Time
}

// pragmas sit in the DSN because they hold for one connection only. With synchronous=FULL an acknowledged commit
// survives a power cut.
const pragmas = "_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)" +
	"&_pragma=foreign_keys(1)&_pragma=temp_store(MEMORY)&_pragma=cache_size(-6000)"

// Open opens the database at address: a postgres:// URL, or the path of a SQLite file, which is created when absent.
// A nil clk means the machine's clock.
func Open(ctx context.Context, address string, clk *clock.Clock) (*DB, error) {
	if strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://") {
		return openPostgres(ctx, address, clk)
	}
	return openSQLite(ctx, address, clk)
}

// long is how many answers that take long read SQLite beside those that have a place, and aside how many statements outside of any answer. Each has a connection that is kept: to open one takes
// longer than most answers.
const (
	long  = 4
	aside = 2
)

func openSQLite(ctx context.Context, path string, clk *clock.Clock) (*DB, error) {
	if err := hearSQLite(); err != nil {
		return nil, err
	}
	file := "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + pragmas
	write := sql.OpenDB(keeping{file + "&_txlock=immediate"})
	write.SetMaxOpenConns(1)
	if err := write.PingContext(ctx); err != nil {
		return nil, fmt.Errorf("open %s: %w", path, errors.Join(err, write.Close()))
	}
	read := sql.OpenDB(keeping{file + "&_pragma=query_only(1)"})
	places := max(2, runtime.GOMAXPROCS(0))
	db := &DB{write: write, read: read, dialect: SQLite, clock: clk, log: path + "-wal", largeLog: largeLog, nextLog: largeLog, logWait: logWait, places: make(chan struct{}, places), moments: make(chan struct{}, places+long)}
	read.SetMaxOpenConns(db.readers())
	read.SetMaxIdleConns(db.readers())
	return db, nil
}

// idleInTransaction is how long PostgreSQL lets a server that has stopped, such as a frozen machine, keep what it locked in a transaction from all others. What the address says
// counts more.
const idleInTransaction = "idle_in_transaction_session_timeout"

// others is how many connections to PostgreSQL answers leave to transactions and to whatever is read outside of any answer.
const others = 4

func openPostgres(ctx context.Context, address string, clk *clock.Clock) (*DB, error) {
	config, err := pgxpool.ParseConfig(address)
	if err != nil {
		return nil, fmt.Errorf("database address: %w", err)
	}
	config.MaxConns = max(config.MaxConns, 3*others)
	config.ConnConfig.RuntimeParams["timezone"] = "UTC"
	// Our statements are short and come again and again: planning or compiling one anew takes longer than running it.
	config.ConnConfig.RuntimeParams["plan_cache_mode"] = "force_generic_plan"
	config.ConnConfig.RuntimeParams["jit"] = "off"
	if _, said := config.ConnConfig.RuntimeParams[idleInTransaction]; !said {
		config.ConnConfig.RuntimeParams[idleInTransaction] = "60s"
	}
	durably(config.ConnConfig.RuntimeParams)
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, err
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, fmt.Errorf("open database: %w", err)
	}
	db := stdlib.OpenDBFromPool(pool)
	return &DB{write: db, read: db, pool: pool, dialect: Postgres, clock: clk, moments: make(chan struct{}, config.MaxConns-others)}, nil
}

// Close ends all connections.
func (db *DB) Close() error {
	err := db.write.Close()
	if db.pool != nil {
		db.pool.Close()
		return err
	}
	return errors.Join(err, db.read.Close())
}

// Dialect says which database db is.
func (db *DB) Dialect() Dialect { return db.dialect }

// Now returns the current time.
func (db *DB) Now() Time { return Time{db.clock.Now()} }

// Clock returns the clock that db reads.
func (db *DB) Clock() *clock.Clock { return db.clock }

// Writer returns the pool that writes, and Pool the pgx pool beneath it (nil on SQLite): for package jobs only.
func (db *DB) Writer() *sql.DB { return db.write }

// Pool returns the pgx pool, nil on SQLite: for packages jobs and live only.
func (db *DB) Pool() *pgxpool.Pool { return db.pool }

// readers is how many connections read SQLite at once.
func (db *DB) readers() int { return cap(db.moments) + aside }

// Query reads outside any transaction; within an answer as Answering says. On SQLite the end of ctx is seen before the statement and between its rows, see unwatched.
func (db *DB) Query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	db.watch.see(query)
	whole, err := unwatched(ctx)
	if err != nil {
		return nil, err
	}
	if a := answerOf(ctx); a != nil {
		moment, err := a.moment(ctx, db)
		if err != nil {
			return nil, err
		}
		if moment != nil {
			rows, err := moment.QueryContext(whole, query, args...)
			if !errors.Is(err, sql.ErrConnDone) && !errors.Is(err, driver.ErrBadConn) { // it was over meanwhile
				return rows, err
			}
		}
	}
	if db.dialect == Postgres {
		return db.read.QueryContext(ctx, query, args...)
	}
	return db.read.QueryContext(whole, query, args...)
}

// Hurry makes commits on SQLite not wait for the disk until Settle, and gives the writer a large cache: after a power cut the file may be useless. It is for
// filling a database that would be made anew, such as the demo's. On PostgreSQL it does nothing.
func (db *DB) Hurry(ctx context.Context) error {
	if db.dialect != SQLite {
		return nil
	}
	if _, err := db.write.ExecContext(ctx, `PRAGMA synchronous = OFF; PRAGMA cache_size = -131072`); err != nil {
		return fmt.Errorf("hurry: %w", err)
	}
	return nil
}

// Stats is what a monitoring system may know of db.
type Stats struct {
	Connections, InUse int           // of both pools
	Waited             time.Duration // that somebody waited for a connection, since the start
	Retried            int64         // transactions that ran again, because others were in their way
}

// Stats returns the figures of this moment.
func (db *DB) Stats() Stats {
	out := Stats{Retried: db.retried.Load()}
	pools := []*sql.DB{db.write}
	if db.read != db.write {
		pools = append(pools, db.read)
	}
	for _, p := range pools {
		s := p.Stats()
		out.Connections, out.InUse, out.Waited = out.Connections+s.OpenConnections, out.InUse+s.InUse, out.Waited+s.WaitDuration
	}
	return out
}

// Survey lets PostgreSQL look at what it holds, as it does by itself some minutes after a load: until then it plans for empty tables, and the search takes every word for a
// rare one. On SQLite, whose plans need no such thing here, it does nothing.
func (db *DB) Survey(ctx context.Context) error {
	if db.dialect != Postgres {
		return nil
	}
	if _, err := db.write.ExecContext(ctx, `ANALYZE`); err != nil {
		return fmt.Errorf("survey: %w", err)
	}
	return nil
}

// Rest ends the connections to SQLite that read and are idle, with the pages that they keep, and has the one that writes give its pages back. It waits for nobody longer than a moment: those in use
// stay as they are. On PostgreSQL it does nothing.
func (db *DB) Rest() {
	if db.dialect != SQLite {
		return
	}
	db.read.SetMaxIdleConns(0)
	db.read.SetMaxIdleConns(db.readers())
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_, _ = db.write.ExecContext(ctx, `PRAGMA shrink_memory`) // who writes just then writes on
}

// Beside registers f to be called for each fact that is published, in its transaction, in the order of the facts: for what must neither be lost nor lose its order. What f writes is kept with
// the fact, and an error of f refuses both. It is for start-up only.
func (db *DB) Beside(f func(ctx context.Context, tx *Tx, fact Fact) error) {
	db.beside = append(db.beside, f)
}

// OnCommit registers f to be called after each commit that published a fact. It is for start-up only.
func (db *DB) OnCommit(f func()) { db.committed = append(db.committed, f) }
