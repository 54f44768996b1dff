package jobs

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"

	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// looksForDead is how often a node looks for jobs of nodes that died.
const looksForDead = 3 * time.Second

// alive is how the nodes of an installation on PostgreSQL know of each other's death: each holds a lock of the database under its name, in a connection of its own, which ends with its process however that ends. Whose lock
// can be had is dead. A frozen process keeps it. A node that lost its connection takes another; what it runs may be given to somebody else meanwhile, and keeps nothing then, as that of one that was taken for dead.
type alive struct {
	db   *store.DB
	name string

	mu     sync.Mutex
	conn   *pgx.Conn
	looked time.Time
}

func newAlive(db *store.DB) *alive { return &alive{db: db, name: "hearth-" + ident.New()} }

// lockOf is the number of a node's lock.
func lockOf(name string) int64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte("jobs of " + name))
	return int64(h.Sum64())
}

// hold takes the lock of this node, in a new connection where there is none or it was lost.
func (a *alive) hold(ctx context.Context) error {
	if a.conn != nil && a.conn.Ping(ctx) == nil {
		return nil
	}
	a.drop()
	conn, err := pgx.ConnectConfig(ctx, a.db.Pool().Config().ConnConfig.Copy())
	if err != nil {
		return fmt.Errorf("say that this node lives: %w", err)
	}
	a.conn = conn
	if _, err := conn.Exec(ctx, `SELECT pg_advisory_lock($1)`, lockOf(a.name)); err != nil {
		a.drop()
		return fmt.Errorf("say that this node lives: %w", err)
	}
	return nil
}

// drop ends the connection and with it what this node says.
func (a *alive) drop() {
	if a.conn == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_ = a.conn.Close(ctx) // the server ends it otherwise
	a.conn = nil
}

// end says that this node lives no more.
func (a *alive) end() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.drop()
}

// takeUp puts back the jobs that ran on nodes which are dead, and returns how many. It looks again only some seconds later, unless now is set.
// Those that had died before may be what killed their node: they wait for river, which takes jobs for dead after a while.
func (a *alive) takeUp(ctx context.Context, now bool) (n int64, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !now && time.Since(a.looked) < looksForDead {
		return 0, nil
	}
	a.looked = time.Now()
	if err := a.hold(ctx); err != nil {
		return 0, err
	}
	names, err := store.All[string](ctx, a.db, `SELECT DISTINCT attempted_by[array_upper(attempted_by, 1)] AS name FROM river_job WHERE state = 'running' AND attempt = 1
		AND COALESCE(attempted_by[array_upper(attempted_by, 1)], '') NOT IN ('', $1)`, a.name)
	if err != nil {
		return 0, fmt.Errorf("read who runs jobs: %w", err)
	}
	for _, name := range names {
		some, err := a.takeFrom(ctx, name)
		if err != nil {
			return n, err
		}
		n += some
	}
	return n, nil
}

// takeFrom puts back the jobs of a node if it is dead.
func (a *alive) takeFrom(ctx context.Context, name string) (n int64, err error) {
	var dead bool
	if err := a.conn.QueryRow(ctx, `SELECT pg_try_advisory_lock($1)`, lockOf(name)).Scan(&dead); err != nil || !dead {
		return 0, err
	}
	defer func() {
		_, unlock := a.conn.Exec(ctx, `SELECT pg_advisory_unlock($1)`, lockOf(name))
		err = errors.Join(err, unlock)
	}()
	err = a.db.Tx(ctx, func(tx *store.Tx) error {
		n, err = tx.Exec(ctx, `UPDATE river_job SET state = 'available' WHERE id IN (SELECT id FROM river_job WHERE state = 'running' AND attempt = 1
			AND attempted_by[array_upper(attempted_by, 1)] = $1 FOR UPDATE SKIP LOCKED)`, name)
		return err
	})
	return n, err
}
