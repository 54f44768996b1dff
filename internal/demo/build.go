package demo

import (
	"context"
	"fmt"
	"time"

	"hearth/internal/calendar"
	"hearth/internal/demo/content"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/clock"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// Task is the system task under which the organisation itself is made: people, calendars, services. Cases are made by people.
const Task = "demo"

// Plan says what to build. The zero value is the whole organisation.
type Plan struct {
	Seed  uint64                // 0: that of package content
	Every int                   // one planned case of so many; 0 and 1 make all of them
	Told  func(done, all int64) // how far the cases are, now and then; nil for nobody
	// Settle is called when all is made, before it is noted that it is; nil for nothing. It is where what was written in a hurry comes to the disk.
	Settle func(ctx context.Context) error
}

// Built counts what Build made.
type Built struct{ People, Cases, Ratings, Situations int }

// Build fills an empty database with the organisation: a year of cases that ends at the present time of the database's clock, and the situations of
// today. That clock has to be a fake one: it is set to each instant at which something happened, and to the present again at the
// end. It refuses a database in which somebody is already.
func (d *Demo) Build(ctx context.Context, plan Plan) (Built, error) {
	c := d.db.Clock()
	if !c.Faked() {
		return Built{}, fmt.Errorf("build demo: the clock cannot be set")
	}
	if err := d.refuseOthers(ctx); err != nil {
		return Built{}, err
	}
	if plan.Seed == 0 {
		plan.Seed = content.Seed
	}
	b := &builder{Demo: d, clock: c, now: c.Now(), plan: plan, persons: map[string]content.Person{}, ids: map[string]string{}, agents: map[string]authz.Actor{},
		calendars: map[string]calendar.Calendar{}, teams: map[string][]string{}, told: map[string]int{}}
	defer c.Set(b.now)
	c.Set(b.now.AddDate(-1, 0, -14))
	if err := b.organisation(ctx); err != nil {
		return b.built, fmt.Errorf("build demo: %w", err)
	}
	b.year()
	b.exceptions()
	if err := b.situations(); err != nil {
		return b.built, fmt.Errorf("build demo: %w", err)
	}
	b.calls()
	b.lawful()
	b.rounds()
	if err := b.mornings(ctx); err != nil {
		return b.built, fmt.Errorf("build demo: %w", err)
	}
	if err := b.play(ctx); err != nil {
		return b.built, fmt.Errorf("build demo: %w", err)
	}
	c.Set(b.now)
	for _, last := range []func(context.Context) error{b.mails, b.fair, b.satisfaction, b.keepViews, b.putAway, b.writeTogether, b.route, b.asksFor, b.sortings, b.keepMacros, b.systems, b.promiseWork, b.often} {
		if err := last(ctx); err != nil {
			return b.built, fmt.Errorf("build demo: %w", err)
		}
	}
	return b.built, b.finish(ctx)
}

// refuseOthers refuses a database that holds people.
func (d *Demo) refuseOthers(ctx context.Context) error {
	n, err := people.Count(ctx, d.db)
	if err != nil {
		return err
	}
	if n > 0 {
		return fault.New(fault.Conflict, "This database holds people already. The demo makes its own organisation in an empty one.")
	}
	return nil
}

// builder makes the organisation.
type builder struct {
	*Demo
	clock     *clock.Clock
	now       time.Time
	plan      Plan
	persons   map[string]content.Person // by key
	ids       map[string]string         // of persons, by key
	agents    map[string]authz.Actor    // the people of HR at the desk, by key
	teams     map[string][]string       // the keys of their members
	calendars map[string]calendar.Calendar
	events    []event
	opened    []opened       // situations
	told      map[string]int // how often a story was decided
	built     Built
}

// opened is a situation with the case that was made for it.
type opened struct {
	key string
	of  *story
}

// finish writes down that the organisation is complete, and which case belongs to which situation.
func (b *builder) finish(ctx context.Context) error {
	if b.plan.Settle != nil {
		if err := b.plan.Settle(ctx); err != nil {
			return err
		}
	}
	return b.db.Tx(ctx, func(tx *store.Tx) error {
		for _, o := range b.opened {
			if _, err := tx.Exec(ctx, `INSERT INTO demo_situation (key, number) VALUES ($1, $2)`, o.key, o.of.number); err != nil {
				return fmt.Errorf("keep situation: %w", err)
			}
		}
		_, err := tx.Exec(ctx, `INSERT INTO demo_made (seed, at) VALUES ($1, $2)`, int64(b.plan.Seed), tx.Now())
		return err
	})
}

// portal is a person as somebody who asks.
func (b *builder) portal(key string) authz.Actor {
	return authz.Actor{PersonID: b.ids[key], Face: authz.Portal}
}
