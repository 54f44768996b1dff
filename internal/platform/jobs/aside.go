package jobs

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime/debug"

	"github.com/riverqueue/river"

	"hearth/internal/platform/store"
)

// asideKind is the kind of the jobs that a commit's facts become where they cannot become the jobs of their subscribers.
const asideKind = "jobs.facts"

// aside is what such a job is about: facts as package store wrote them, as a text, because the queue of PostgreSQL takes not every JSON, and the one subscriber whose job is to be made;
// "" is all of them.
type aside struct {
	Facts string `json:"facts"`
	To    string `json:"to,omitempty"`
}

// dispatchSingly takes facts one commit after the other, in their order, where several together failed. Those of a commit that fail alone, too, are put aside.
func (r *Runner) dispatchSingly(ctx context.Context) error {
	for range commits {
		ids, err := r.dispatchSome(ctx, 1)
		if err != nil && len(ids) == 1 && ctx.Err() == nil {
			err = r.putAside(ctx, ids[0], err)
		}
		if err != nil || len(ids) == 0 {
			return err
		}
	}
	return nil
}

// putAside makes jobs of the facts of a commit that cannot become those of their subscribers: one for each subscriber of each fact, so that the one that fails holds up none of the others. They are
// tried again as all jobs are, and listed with what is wrong. Where this fails as well it is not the facts that are broken, and they stay.
func (r *Runner) putAside(ctx context.Context, id string, cause error) error {
	err := r.db.Tx(ctx, func(tx *store.Tx) error {
		bodies, err := store.All[string](ctx, tx, `DELETE FROM store_fact WHERE id = $1 RETURNING body`, id)
		if err != nil {
			return err
		}
		var all []river.InsertManyParams
		for _, body := range bodies { // none, when another node took it meanwhile
			for _, a := range r.apart(body) {
				args, err := json.Marshal(a)
				if err != nil {
					return err
				}
				all = append(all, r.job(tx, asideKind, args, store.Time{}))
			}
		}
		return r.queue.insert(ctx, tx, all)
	})
	if err != nil {
		return fmt.Errorf("put the facts %s aside: %w", id, err)
	}
	r.log.ErrorContext(ctx, "facts were put aside: see /admin/jobs", "kind", asideKind, "facts", id, "error", plain(cause))
	return nil
}

// apart parts the facts of a commit by who is to hear them. What cannot be read stays whole.
func (r *Runner) apart(body string) (all []aside) {
	var facts []json.RawMessage
	if json.Unmarshal([]byte(body), &facts) != nil {
		return []aside{{Facts: body}}
	}
	for _, fact := range facts {
		var f told
		if json.Unmarshal(fact, &f) != nil || f.Name == orderFact {
			all = append(all, aside{Facts: "[" + string(fact) + "]"})
			continue
		}
		for _, s := range r.subs[f.Name] {
			all = append(all, aside{Facts: "[" + string(fact) + "]", To: s.Name})
		}
	}
	return all
}

// takeUpAside is the work of the jobs that putAside makes.
func (r *Runner) takeUpAside(ctx context.Context, a aside) error {
	err := r.db.Tx(ctx, func(tx *store.Tx) error {
		jobs, err := r.jobsOf(ctx, tx, a.Facts, a.To)
		if err != nil {
			return err
		}
		return r.queue.insert(ctx, tx, jobs)
	})
	if err == nil {
		r.queue.wake()
	}
	return err
}

// safely calls f; a panic becomes an error. The text of what panicked may name a person, and is left out unless it is an error.
func (r *Runner) safely(ctx context.Context, f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = panicked(p)
			r.log.ErrorContext(ctx, "panic", "error", err, "stack", string(debug.Stack()))
		}
	}()
	return f()
}

func panicked(p any) error {
	if e, ok := p.(error); ok {
		return fmt.Errorf("panic: %w", plain(e))
	}
	return fmt.Errorf("panic: %T", p)
}
