package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"hearth/internal/platform/store"
)

// commits is how many commits' worth of facts one transaction of the dispatcher takes.
const commits = 100

// told is one fact as package store writes it.
type told struct {
	Name string          `json:"name"`
	Body json.RawMessage `json:"body"`
}

// dispatch turns all facts that wait into jobs.
func (r *Runner) dispatch(ctx context.Context) error {
	for {
		waiting, err := store.All[string](ctx, r.db, `SELECT id FROM store_fact LIMIT 1`)
		if err != nil || len(waiting) == 0 {
			return err
		}
		if _, err := r.dispatchSome(ctx, commits); err != nil {
			if r.together {
				return err
			}
			if err := r.dispatchSingly(ctx); err != nil {
				return err
			}
		}
		r.queue.wake()
	}
}

// dispatchSome makes a job for each subscriber of the oldest facts and removes the facts, in one commit. It returns which commits' facts it took, those too that it failed with. When two nodes take
// the same facts, PostgreSQL makes one of them try again, and it finds them gone.
func (r *Runner) dispatchSome(ctx context.Context, limit int) (ids []string, err error) {
	type row struct{ ID, Body string }
	err = r.safely(ctx, func() error {
		return r.db.Tx(ctx, func(tx *store.Tx) error {
			ids = nil
			rows, err := store.All[row](ctx, tx, `DELETE FROM store_fact
				WHERE id IN (SELECT id FROM store_fact ORDER BY id LIMIT $1) RETURNING id, body`, limit)
			if err != nil {
				return err
			}
			slices.SortFunc(rows, func(a, b row) int { return strings.Compare(a.ID, b.ID) })
			for _, row := range rows {
				ids = append(ids, row.ID)
			}
			var all []river.InsertManyParams
			for _, row := range rows {
				jobs, err := r.jobsOf(ctx, tx, row.Body, "")
				if err != nil {
					return fmt.Errorf("facts %s: %w", row.ID, err)
				}
				all = append(all, jobs...)
			}
			return r.queue.insert(ctx, tx, all)
		})
	})
	return ids, err
}

// jobsOf returns the jobs of the facts of a commit: those of one subscriber, or of all for "".
func (r *Runner) jobsOf(ctx context.Context, tx *store.Tx, body, to string) ([]river.InsertManyParams, error) {
	var facts []told
	if err := json.Unmarshal([]byte(body), &facts); err != nil {
		return nil, err
	}
	var jobs []river.InsertManyParams
	for _, f := range facts {
		if f.Name == orderFact {
			var o order
			if err := json.Unmarshal(f.Body, &o); err != nil {
				return nil, err
			}
			jobs = append(jobs, r.job(tx, o.Kind, o.Args, o.At))
		}
		for _, s := range r.subs[f.Name] {
			if to != "" && s.Name != to {
				continue
			}
			if s.Wants != nil {
				var wanted bool
				err := r.safely(ctx, func() (err error) {
					wanted, err = s.Wants(ctx, tx, f.Body)
					return err
				})
				if err != nil {
					return nil, fmt.Errorf("%s: %w", s.Name, err)
				}
				if !wanted {
					continue
				}
			}
			jobs = append(jobs, r.job(tx, s.kind(), f.Body, store.Time{}))
		}
	}
	return jobs, nil
}

// tick enqueues the periodic work that is due.
func (r *Runner) tick(ctx context.Context) error {
	r.ticking.Lock()
	defer r.ticking.Unlock()
	if len(r.periodic) == 0 || r.db.Now().Time.Before(r.nextTick) {
		return nil
	}
	var next time.Time
	err := r.db.Tx(ctx, func(tx *store.Tx) (err error) {
		next, err = r.tickAll(ctx, tx)
		return err
	})
	if err != nil {
		return err
	}
	r.nextTick = next
	r.queue.wake()
	return nil
}

// tickAll returns when the first periodic work is due again. Two nodes cannot both move the same row: PostgreSQL makes one try again.
func (r *Runner) tickAll(ctx context.Context, tx *store.Tx) (next time.Time, err error) {
	for _, p := range r.periodic {
		due, err := store.One[store.Time](ctx, tx, `SELECT due FROM jobs_tick WHERE kind = $1`, p.Kind)
		if err != nil && !errors.Is(err, store.ErrNone) {
			return next, err
		}
		if !due.After(tx.Now()) {
			due = tx.Now().Add(p.Every)
			if err := r.tickOne(ctx, tx, p, due); err != nil {
				return next, fmt.Errorf("%s: %w", p.Kind, err)
			}
		}
		if next.IsZero() || due.Time.Before(next) {
			next = due.Time
		}
	}
	return next, nil
}

func (r *Runner) tickOne(ctx context.Context, tx *store.Tx, p Periodic, due store.Time) error {
	_, err := tx.Exec(ctx, `INSERT INTO jobs_tick (kind, due) VALUES ($1, $2)
		ON CONFLICT (kind) DO UPDATE SET due = excluded.due`, p.Kind, due)
	if err != nil {
		return err
	}
	job := r.job(tx, p.Kind, json.RawMessage(`{}`), store.Time{})
	job.InsertOpts.UniqueOpts = river.UniqueOpts{ByState: []rivertype.JobState{
		rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable, rivertype.JobStateRunning, rivertype.JobStateScheduled,
	}}
	return r.queue.insert(ctx, tx, []river.InsertManyParams{job})
}
