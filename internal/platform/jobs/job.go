package jobs

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"hearth/internal/platform/store"
)

// Work is what one kind of job does. Kind is unique in the product, such as "mail.send". A Timeout of zero means one minute;
// Attempts of zero means twelve, which spread over eleven hours.
type Work struct {
	Kind     string
	Run      func(ctx context.Context, args json.RawMessage) error
	Timeout  time.Duration
	Attempts int
}

// Do returns the work of a kind whose arguments are an A.
func Do[A any](kind string, run func(ctx context.Context, args A) error) Work {
	return Work{Kind: kind, Run: decoded(run)}
}

// Subscription is a handler of one kind of fact. Fact is its FactName; Name says who listens, such as "mail.receipt", and is unique for
// the fact. Each subscriber gets a job of its own, retried on its own.
type Subscription struct {
	Fact, Name string
	Run        func(ctx context.Context, body json.RawMessage) error
	// Wants is asked when the fact is turned into jobs, and makes none where it says no; nil wants all. It runs for each such fact: it is one read by an index.
	Wants func(ctx context.Context, q store.Querier, body json.RawMessage) (bool, error)
}

// kind is the kind of its jobs.
func (s Subscription) kind() string { return s.Fact + ">" + s.Name }

// On returns a subscription to facts of type F, whose FactName must not depend on its fields.
func On[F store.Fact](name string, run func(ctx context.Context, fact F) error) Subscription {
	var zero F
	return Subscription{Fact: zero.FactName(), Name: name, Run: decoded(run)}
}

// OnIf is On for facts of which few are wanted.
func OnIf[F store.Fact](name string, wants func(ctx context.Context, q store.Querier, fact F) (bool, error), run func(ctx context.Context, fact F) error) Subscription {
	s := On(name, run)
	s.Wants = func(ctx context.Context, q store.Querier, body json.RawMessage) (wanted bool, err error) {
		err = decoded(func(ctx context.Context, fact F) (err error) {
			wanted, err = wants(ctx, q, fact)
			return err
		})(ctx, body)
		return wanted, err
	}
	return s
}

// Periodic is work to be done every so often: for the first time when the product first starts, then Every after the last
// time. It is late when nothing was running, never early, and never runs beside itself: while one run waits or retries the next is left out.
type Periodic struct {
	Kind  string
	Every time.Duration
	Run   func(ctx context.Context) error
}

func decoded[A any](run func(context.Context, A) error) func(context.Context, json.RawMessage) error {
	return func(ctx context.Context, raw json.RawMessage) error {
		var a A
		if err := json.Unmarshal(raw, &a); err != nil {
			return fmt.Errorf("arguments: %w", err)
		}
		return run(ctx, a)
	}
}

// order is the fact by which Later asks for a job.
type order struct {
	Kind string          `json:"kind"`
	Args json.RawMessage `json:"args"`
	At   store.Time      `json:"at"`
}

const orderFact = "jobs.order"

// FactName implements store.Fact.
func (order) FactName() string { return orderFact }

// Later asks for a job as Runner.Enqueue does, for a module that is built before the Runner. The job is queued within a second of the
// commit. A kind that no Work has is not refused here: such a job fails visibly.
func Later(tx *store.Tx, kind string, args any, at store.Time) error {
	raw, err := json.Marshal(args)
	if err != nil {
		return fmt.Errorf("arguments of %s: %w", kind, err)
	}
	tx.Publish(order{Kind: kind, Args: raw, At: at})
	return nil
}
