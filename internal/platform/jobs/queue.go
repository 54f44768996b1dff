package jobs

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivertype"

	"hearth/internal/platform/store"
)

// queue is the river client of either database.
type queue interface {
	insert(ctx context.Context, tx *store.Tx, jobs []river.InsertManyParams) error
	start(ctx context.Context) error
	stop(ctx context.Context) error
	wake()
	executor() riverdriver.Executor
	list(ctx context.Context, params *river.JobListParams) ([]*rivertype.JobRow, error)
	retry(ctx context.Context, id int64) error
	cancel(ctx context.Context, id int64) error
}

// client is a river client whose transactions are of type T.
type client[T any] struct {
	river  *river.Client[T]
	within func(*store.Tx, func(T) error) error // lends the transaction to river
	signal *signal                              // nil where the database itself wakes the other nodes
}

func newQueue(r *Runner, config *river.Config) (queue, error) {
	db := r.db
	if db.Dialect() == store.Postgres {
		c, err := river.NewClient(pgDriver{riverpgxv5.New(db.Pool()), r}, config)
		return &client[pgx.Tx]{river: c, within: func(tx *store.Tx, f func(pgx.Tx) error) error {
			return tx.Pgx(func(conn *pgx.Conn) error { return f(lent{conn: conn}) })
		}}, err
	}
	signal := newSignal()
	c, err := river.NewClient(driver{riversqlite.New(db.Writer()), signal}, config)
	return &client[*sql.Tx]{river: c, signal: signal, within: func(tx *store.Tx, f func(*sql.Tx) error) error {
		return f(tx.SQL())
	}}, err
}

func (c *client[T]) insert(ctx context.Context, tx *store.Tx, jobs []river.InsertManyParams) error {
	if len(jobs) == 0 {
		return nil
	}
	return c.within(tx, func(t T) error {
		_, err := c.river.InsertManyTx(ctx, t, jobs)
		return err
	})
}

func (c *client[T]) start(ctx context.Context) error { return c.river.Start(ctx) }

func (c *client[T]) stop(ctx context.Context) error { return c.river.Stop(ctx) }

func (c *client[T]) wake() {
	if c.signal != nil {
		c.signal.send("river_insert", `{"queue":"`+river.QueueDefault+`"}`)
	}
}

func (c *client[T]) executor() riverdriver.Executor { return c.river.Driver().GetExecutor() }

func (c *client[T]) list(ctx context.Context, params *river.JobListParams) ([]*rivertype.JobRow, error) {
	result, err := c.river.JobList(ctx, params)
	if err != nil {
		return nil, err
	}
	return result.Jobs, nil
}

func (c *client[T]) retry(ctx context.Context, id int64) error {
	_, err := c.river.JobRetry(ctx, id)
	if err == nil {
		c.wake()
	}
	return absent(err)
}

func (c *client[T]) cancel(ctx context.Context, id int64) error {
	_, err := c.river.JobCancel(ctx, id)
	if err == nil && c.signal != nil {
		c.signal.send("river_control", fmt.Sprintf(`{"action":"cancel","job_id":%d,"queue":%q}`, id, river.QueueDefault))
	}
	return absent(err)
}

func absent(err error) error {
	if errors.Is(err, rivertype.ErrNotFound) {
		return store.ErrNone
	}
	return err
}
