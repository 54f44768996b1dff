package jobs_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"hearth/internal/platform/clock"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// timed is the argument of a job that measures how long it waited.
type timed struct{ At time.Time }

// delays collects how long jobs waited.
type delays struct {
	mu  sync.Mutex
	all []time.Duration
}

func (d *delays) run(_ context.Context, a timed) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.all = append(d.all, time.Since(a.At))
	return nil
}

// p99 waits until n jobs ran, and returns and forgets their delays.
func (d *delays) p99(t *testing.T, n int) time.Duration {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		d.mu.Lock()
		got := len(d.all)
		d.mu.Unlock()
		if got >= n {
			break
		}
		if time.Now().After(end) {
			t.Fatalf("%d of %d jobs ran within 30 seconds", got, n)
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	slices.Sort(d.all)
	p := d.all[len(d.all)*99/100]
	d.all = nil
	return p
}

// poison is work that breaks in each of its ways until over is set.
func poison(t *testing.T, over *atomic.Bool) []jobs.Work {
	released := make(chan struct{})
	t.Cleanup(func() { over.Store(true); close(released) })
	all := []jobs.Work{
		jobs.Do("test.panics", func(context.Context, note) error { panic(errors.New("broken")) }),
		jobs.Do("test.errs", func(context.Context, note) error { return errors.New("never works") }),
		jobs.Do("test.blocks", func(context.Context, note) error { <-released; return nil }),
		jobs.Do("test.spins", func(context.Context, note) error {
			for !over.Load() { //nolint:revive // it burns a processor
			}
			return nil
		}),
	}
	for i := range all {
		all[i].Timeout = 2 * time.Second
	}
	return all
}

// Jobs that panic, fail, block for ever or burn a processor, one of each in a hundred, hold up no others, and are listed with what is wrong with them.
func TestPoisonHoldsNobodyUp(t *testing.T) {
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			db := dbtest.Open(t, dialect, schema(t), nil)
			var waited delays
			var over atomic.Bool
			bad := poison(t, &over)
			r := runner(t, db, append(bad, jobs.Do("test.timed", waited.run)), nil)
			if err := r.Start(t.Context()); err != nil {
				t.Fatal(err)
			}
			const n = 200
			send := func(every int) {
				for i := range n {
					for k, w := range bad {
						if every > 0 && i%every == k && (i < every || w.Kind != "test.spins") { // an endless loop keeps its processor for good: one
							enqueue(t, db, r, w.Kind, note{}, store.Time{})
						}
					}
					enqueue(t, db, r, "test.timed", timed{time.Now()}, store.Time{})
					time.Sleep(5 * time.Millisecond)
				}
			}
			send(0)
			alone := waited.p99(t, n)
			send(100)
			beside := waited.p99(t, n)
			for range 20 { // more than work at once
				enqueue(t, db, r, "test.blocks", note{}, store.Time{})
			}
			send(0)
			blocked := waited.p99(t, n)
			t.Logf("p99 of the wait: %v alone, %v beside poison, %v beside 20 that block", alone, beside, blocked)
			limit := 2 * max(alone, 100*time.Millisecond)
			if os.Getenv("HEARTH_LONG") == "" {
				limit = 3 * time.Second // beside other tests time says little; a job that is held up waits for ever
			}
			if beside > limit {
				t.Errorf("beside poison others wait %v, and %v without", beside, alone)
			}
			if blocked > 3*time.Second {
				t.Errorf("beside 20 jobs that block others wait %v", blocked)
			}
			listed(t, r, map[string]string{"test.panics": "panic: broken", "test.errs": "never works", "test.blocks": "did not end", "test.spins": "did not end"})
			over.Store(true)
			began := time.Now()
			if err := r.Stop(t.Context()); err != nil {
				t.Error(err)
			}
			t.Logf("it stopped after %v", time.Since(began).Round(time.Millisecond))
		})
	}
}

// listed waits until each kind is listed with its error, as /admin/jobs lists it.
func listed(t *testing.T, r *jobs.Runner, want map[string]string) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		found, err := r.List(t.Context(), "", 0, 1000)
		if err != nil {
			t.Fatal(err)
		}
		var absent []string
		for kind, text := range want {
			if !slices.ContainsFunc(found, func(j jobs.Job) bool { return j.Kind == kind && strings.Contains(j.LastError, text) }) {
				absent = append(absent, kind)
			}
		}
		if len(absent) == 0 {
			return
		}
		if time.Now().After(end) {
			t.Errorf("%v are not listed with their errors", absent)
			return
		}
	}
}

// Several servers share the periodic work: each time that it is due it is done once, and after a while without a server once, late.
func TestPeriodicWorkRunsOnceAcrossServers(t *testing.T) {
	t.Parallel()
	address := dbtest.Address(t, store.Postgres, schema(t))
	clk := clock.Fake(dbtest.Noon)
	did := newRan()
	did.told = make(chan string, 10_000)
	hourly := jobs.Periodic{Kind: "test.hourly", Every: time.Hour, Run: func(context.Context) error {
		did.add(clk.Now().Format(time.RFC3339))
		return nil
	}}
	var servers []*jobs.Runner
	for range 3 {
		db, err := store.Open(t.Context(), address, clk)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = db.Close() }) // a test's database
		servers = append(servers, runner(t, db, nil, nil, hourly))
	}
	slots := rounds(1000)
	var want []string
	for i := range slots {
		var at sync.WaitGroup
		for _, s := range servers {
			at.Go(func() {
				if err := s.Drain(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		at.Wait()
		want = append(want, clk.Now().Format(time.RFC3339))
		clk.Advance(time.Hour)
		if i%10 == 9 {
			clk.Advance(5 * time.Hour) // nobody was there
		}
	}
	same(t, did.take(), want...)
	t.Log(fmt.Sprint(slots, " times due, three servers"))
}

// The control: where jobs that take long keep their seats, those behind them wait for ever.
func TestWithoutItsSeatsAPoisonedRunnerStandsStill(t *testing.T) {
	t.Parallel()
	db := dbtest.Open(t, store.SQLite, schema(t), nil)
	var waited delays
	var over atomic.Bool
	r := runner(t, db, append(poison(t, &over), jobs.Do("test.timed", waited.run)), nil)
	r.KeepSeats()
	if err := r.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	for range 20 {
		enqueue(t, db, r, "test.blocks", note{}, store.Time{})
	}
	listed(t, r, map[string]string{"test.blocks": "did not end"})
	enqueue(t, db, r, "test.timed", timed{time.Now()}, store.Time{})
	time.Sleep(2 * time.Second) // what is not held up runs within milliseconds
	waited.mu.Lock()
	ran := len(waited.all)
	waited.mu.Unlock()
	if ran > 0 {
		t.Error("a job ran beside others that kept all seats: the comparison could not find one that is held up")
	}
	over.Store(true)
	if err := r.Stop(t.Context()); err != nil {
		t.Error(err)
	}
}
