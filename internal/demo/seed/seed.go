// Package seed makes a large organisation with years of cases, for measuring and for trying things out at size. People, teams, roles, calendars and
// services are made by the use cases that people use; the cases are loaded through module desk with all that belongs to them: parties,
// messages, promises, waiting times, search index and record; and through the modules of what is explained, where the service decides. What is missing is what leaves no
// trace in the pages measured: sent mails and facts.
//
// The same numbers of people and cases give the same texts, teams and proportions; times are counted back from the present, and the ids of
// people are new each time.
package seed

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// Years is over how many years the cases are spread.
const Years = 5

// The people who look in measurements: so many employees with OwnCases cases each, and so many agents in three of the six teams.
const (
	Employees = 20
	OwnCases  = 20
	Agents    = 50
)

// MinPeople is the smallest organisation.
const MinPeople = 100

const (
	batch  = 4000 // cases in one transaction
	random = 20261
)

// Modules are the modules that the organisation is made through.
type Modules struct {
	DB        *store.DB
	People    *people.Service
	Promises  *promise.Service
	Catalogue *catalogue.Catalogue
	Desk      *desk.Service
	Seal      func(context.Context) error // seals the record, batch by batch: a server that met it all at once would be busy with that alone
}

// Plan says how much to make.
type Plan struct {
	People, Cases int
	Told          func(done, all int) // how many cases are there, now and then; nil for nobody
}

// OpenAmong is how many of n cases are not answered yet: a quarter up to 10,000, and 20,000 at 1,000,000.
func OpenAmong(n int) int {
	if n <= 10_000 {
		return n / 4
	}
	return int(math.Round(2500 * math.Pow(float64(n)/10_000, math.Log10(8)/2)))
}

type seeder struct {
	Modules
	plan      Plan
	now       time.Time
	rng       *rand.Rand
	words     *words
	employees []person
	agents    map[string][]string // ids, by team
	services  []catalogue.Service
}

type person struct{ id, unit, site string }

// Run makes the organisation and its cases. It refuses a database with cases, and fewer than MinPeople people.
func Run(ctx context.Context, m Modules, plan Plan) error {
	if plan.People < MinPeople || plan.Cases < 1 {
		return fault.New(fault.Invalid, "Ask for at least %d people and one case.", MinPeople)
	}
	has, err := desk.HasCases(ctx, m.DB)
	if err != nil {
		return err
	}
	if has {
		return fault.New(fault.Conflict, "This database holds cases already. Bulk data is made in a database without any.")
	}
	s := &seeder{Modules: m, plan: plan, now: m.DB.Now().Time, rng: rand.New(rand.NewPCG(random, uint64(plan.Cases))), words: newWords(), agents: map[string][]string{}}
	if err := s.organisation(ctx); err != nil {
		return fmt.Errorf("seed: %w", err)
	}
	for from := 0; from < plan.Cases; from += batch {
		to := min(from+batch, plan.Cases)
		var all []desk.Past
		for i := from; i < to; i++ {
			all = append(all, s.story(i))
		}
		if err := m.DB.Tx(ctx, func(tx *store.Tx) error { return s.load(ctx, tx, all) }); err != nil {
			return fmt.Errorf("seed: %w", err)
		}
		if err := m.Seal(ctx); err != nil {
			return fmt.Errorf("seed: %w", err)
		}
		if plan.Told != nil {
			plan.Told(to, plan.Cases)
		}
	}
	return nil
}

func (s *seeder) load(ctx context.Context, tx *store.Tx, all []desk.Past) error {
	if err := s.Desk.LoadPast(ctx, tx, all); err != nil {
		return err
	}
	return s.explain(ctx, tx, all)
}
