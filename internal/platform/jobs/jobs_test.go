package jobs_test

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"hearth/internal/platform/clock"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) {
	if role := os.Getenv("HEARTH_JOBS_CHILD"); role != "" {
		child(role, os.Getenv("HEARTH_JOBS_ADDRESS"))
		return
	}
	dbtest.Main(m)
}

// opened is a fact of these tests.
type opened struct{ CaseID string }

func (opened) FactName() string { return "test.opened" }

type note struct{ Text string }

// ran collects what the jobs of a test did.
type ran struct {
	mu   sync.Mutex
	what []string
	told chan string
}

func newRan() *ran { return &ran{told: make(chan string, 100)} }

func (r *ran) add(s string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.what = append(r.what, s)
	r.told <- s
}

func (r *ran) take() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	got := r.what
	r.what = nil
	return got
}

func (r *ran) note(_ context.Context, n note) error {
	r.add(n.Text)
	return nil
}

func (r *ran) work(kind string) jobs.Work { return jobs.Do(kind, r.note) }

func schema(t *testing.T) []store.Migrations {
	t.Helper()
	all, err := jobs.Migrations()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func runner(t *testing.T, db *store.DB, works []jobs.Work, subs []jobs.Subscription, periodic ...jobs.Periodic) *jobs.Runner {
	t.Helper()
	r, err := jobs.New(t.Context(), db, slog.New(slog.DiscardHandler), works, subs, periodic)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func enqueue(t *testing.T, db *store.DB, r *jobs.Runner, kind string, args any, at store.Time) {
	t.Helper()
	if err := db.Tx(t.Context(), func(tx *store.Tx) error { return r.Enqueue(t.Context(), tx, kind, args, at) }); err != nil {
		t.Fatal(err)
	}
}

func drain(t *testing.T, r *jobs.Runner) {
	t.Helper()
	if err := r.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func same(t *testing.T, got []string, want ...string) {
	t.Helper()
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("ran %q, want %q", got, want)
	}
}

func TestOnlyCommittedJobsRun(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema(t), func(t *testing.T, db *store.DB) {
		ctx, did := t.Context(), newRan()
		r := runner(t, db, []jobs.Work{did.work("test.note")}, nil)
		enqueue(t, db, r, "test.note", note{"kept"}, store.Time{})
		boom := errors.New("boom")
		err := db.Tx(ctx, func(tx *store.Tx) error {
			if err := r.Enqueue(ctx, tx, "test.note", note{"undone"}, store.Time{}); err != nil {
				return err
			}
			if err := jobs.Later(tx, "test.note", note{"undone later"}, store.Time{}); err != nil {
				return err
			}
			return boom
		})
		if !errors.Is(err, boom) {
			t.Fatal(err)
		}
		drain(t, r)
		same(t, did.take(), "kept")
		drain(t, r)
		same(t, did.take())
	})
}

func TestEachSubscriberHearsAFactOnce(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema(t), func(t *testing.T, db *store.DB) {
		did := newRan()
		hear := func(who string) jobs.Subscription {
			return jobs.On(who, func(_ context.Context, f opened) error {
				did.add(who + " " + f.CaseID)
				return nil
			})
		}
		r := runner(t, db, []jobs.Work{did.work("test.note")}, []jobs.Subscription{hear("mail"), hear("promise")})
		err := db.Tx(t.Context(), func(tx *store.Tx) error {
			tx.Publish(opened{"a"})
			tx.Publish(opened{"b"})
			return jobs.Later(tx, "test.note", note{"later"}, store.Time{})
		})
		if err != nil {
			t.Fatal(err)
		}
		drain(t, r)
		same(t, did.take(), "later", "mail a", "mail b", "promise a", "promise b")
		left, err := store.One[int](t.Context(), db, `SELECT count(*) FROM store_fact`)
		if err != nil || left != 0 {
			t.Errorf("%d facts left, %v", left, err)
		}
		seen, err := r.List(t.Context(), "", 0, 10)
		if err != nil || len(seen) != 1 || seen[0].Kind != "test.note" {
			t.Errorf("that something happened is told by the list of jobs: %+v, %v", seen, err)
		}
	})
}

func TestTwoNodesDispatchAFactOnce(t *testing.T) {
	t.Parallel()
	address := dbtest.Address(t, store.Postgres, schema(t))
	did := newRan()
	heard := jobs.On("mail", func(_ context.Context, f opened) error {
		did.add(f.CaseID)
		return nil
	})
	var nodes []*jobs.Runner
	var first *store.DB
	for range 2 {
		db, err := store.Open(t.Context(), address, clock.Fake(dbtest.Noon))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = db.Close() }) // a test's database
		first = db
		nodes = append(nodes, runner(t, db, nil, []jobs.Subscription{heard}))
	}
	var want []string
	for i := range 30 {
		id := string(rune('A' + i))
		want = append(want, id)
		if err := first.Tx(t.Context(), func(tx *store.Tx) error { tx.Publish(opened{id}); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	var both sync.WaitGroup
	for _, node := range nodes {
		both.Go(func() {
			if err := node.Drain(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
	same(t, did.take(), want...)
}

func TestAFailingJobIsRetriedThenDiscardedAndSeen(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema(t), func(t *testing.T, db *store.DB) {
		ctx, did, clk := t.Context(), newRan(), db.Clock()
		tries := 0
		fails := jobs.Do("test.fails", func(context.Context, note) error {
			tries++
			if tries == 2 {
				panic("the second time it breaks")
			}
			return fault.New(fault.Unavailable, "No answer from %s.", "ann@example.org")
		})
		fails.Attempts = 3
		r := runner(t, db, []jobs.Work{fails, did.work("test.note")}, nil)
		enqueue(t, db, r, "test.fails", note{}, store.Time{})
		enqueue(t, db, r, "test.note", note{"not held up"}, store.Time{})
		want := []struct {
			state jobs.State
			text  string
			wait  time.Duration
		}{{jobs.Retryable, "unavailable: No answer from %s.", time.Second}, {jobs.Retryable, "panic: string", 16 * time.Second}, {jobs.Discarded, "unavailable: No answer from %s.", 0}}
		for i, w := range want {
			if err := r.Drain(ctx); err == nil || !strings.Contains(err.Error(), "test.fails") {
				t.Errorf("attempt %d: Drain says %v", i+1, err)
			}
			drain(t, r) // the next attempt waits for its time
			got, err := r.List(ctx, w.state, 0, 10)
			if err != nil || len(got) != 1 || got[0].LastError != w.text || got[0].Attempts != i+1 || tries != i+1 {
				t.Fatalf("attempt %d: %d tries, %+v, %v", i+1, tries, got, err)
			}
			if due := db.Now().Add(w.wait); w.wait > 0 && !got[0].ScheduledAt.Equal(due) {
				t.Errorf("attempt %d: due %v, want %v", i+1, got[0].ScheduledAt, due)
			}
			clk.Advance(w.wait)
		}
		same(t, did.take(), "not held up")
		gone, err := r.List(ctx, jobs.Discarded, 0, 1)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Retry(ctx, gone[0].ID); err != nil {
			t.Fatal(err)
		}
		if err := r.Drain(ctx); err == nil || tries != 4 {
			t.Errorf("after Retry: %d tries, %v", tries, err)
		}
	})
}

func TestAScheduledJobWaitsForItsTime(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema(t), func(t *testing.T, db *store.DB) {
		ctx, did := t.Context(), newRan()
		r := runner(t, db, []jobs.Work{did.work("test.note")}, nil)
		enqueue(t, db, r, "test.note", note{"in an hour"}, db.Now().Add(time.Hour))
		enqueue(t, db, r, "test.note", note{"cancelled"}, db.Now().Add(time.Hour))
		drain(t, r)
		same(t, did.take())
		waiting, err := r.List(ctx, jobs.Scheduled, 0, 1)
		if err != nil || len(waiting) != 1 || !waiting[0].ScheduledAt.Equal(db.Now().Add(time.Hour)) {
			t.Fatalf("got %+v, %v", waiting, err)
		}
		if err := r.Cancel(ctx, waiting[0].ID); err != nil {
			t.Fatal(err)
		}
		older, err := r.List(ctx, "", waiting[0].ID, 10)
		if err != nil || len(older) != 1 || older[0].ID >= waiting[0].ID {
			t.Errorf("below %d: got %+v, %v", waiting[0].ID, older, err)
		}
		db.Clock().Advance(time.Hour)
		drain(t, r)
		same(t, did.take(), "in an hour")
		if err := r.Cancel(ctx, 999_999); fault.KindOf(err) != fault.NotFound {
			t.Errorf("cancel an absent job: %v", err)
		}
		if err := r.Retry(ctx, 999_999); fault.KindOf(err) != fault.NotFound {
			t.Errorf("retry an absent job: %v", err)
		}
	})
}

func TestPeriodicWorkRunsOnceAPeriodAndLateOnce(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema(t), func(t *testing.T, db *store.DB) {
		did := newRan()
		fails := false
		hourly := jobs.Periodic{Kind: "test.hourly", Every: time.Hour, Run: func(context.Context) error {
			did.add("hourly")
			if fails {
				return errors.New("no")
			}
			return nil
		}}
		r := runner(t, db, nil, nil, hourly)
		drain(t, r)
		db.Clock().Advance(59 * time.Minute)
		drain(t, r)
		same(t, did.take(), "hourly")
		db.Clock().Advance(50 * time.Hour)
		drain(t, runner(t, db, nil, nil, hourly)) // another start does not forget what was done
		same(t, did.take(), "hourly")
		fails = true
		db.Clock().Advance(time.Hour)
		if err := r.Drain(t.Context()); err == nil {
			t.Error("the failure is not told")
		}
		same(t, did.take(), "hourly")
		fails = false
		db.Clock().Advance(time.Hour)
		drain(t, r) // the next attempt of the last time stands for this time
		same(t, did.take(), "hourly")
	})
}

func TestHowLateTheWorkIsIsTold(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema(t), func(t *testing.T, db *store.DB) {
		did := newRan()
		hourly := jobs.Periodic{Kind: "test.hourly", Every: time.Hour, Run: func(context.Context) error { return nil }}
		r := runner(t, db, []jobs.Work{did.work("test.note")}, nil, hourly)
		drain(t, r)
		late := func(want time.Duration) {
			t.Helper()
			if got, err := r.Late(t.Context()); err != nil || got != want {
				t.Errorf("late by %s, %v; want %s", got, err, want)
			}
		}
		late(0)
		enqueue(t, db, r, "test.note", note{"in half an hour"}, db.Now().Add(30*time.Minute))
		drain(t, r)
		late(0)
		db.Clock().Advance(40 * time.Minute)
		late(10 * time.Minute)
		drain(t, r)
		late(0)
		db.Clock().Advance(25 * time.Minute)
		late(5 * time.Minute)
		drain(t, runner(t, db, []jobs.Work{did.work("test.note")}, nil)) // which does not do hourly
		late(5 * time.Minute)
		drain(t, r)
		late(0)
	})
}

func TestWorksAreCheckedAtTheStart(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, schema(t), func(t *testing.T, db *store.DB) {
		did := newRan()
		_, err := jobs.New(t.Context(), db, slog.New(slog.DiscardHandler), []jobs.Work{did.work("test.twice"), did.work("test.twice")}, nil, nil)
		if err == nil {
			t.Error("two works of one kind are taken")
		}
		r := runner(t, db, nil, nil)
		err = db.Tx(t.Context(), func(tx *store.Tx) error { return r.Enqueue(t.Context(), tx, "test.none", note{}, store.Time{}) })
		if err == nil {
			t.Error("a job without a work is taken")
		}
		if err := db.Tx(t.Context(), func(tx *store.Tx) error { return jobs.Later(tx, "test.none", note{}, store.Time{}) }); err != nil {
			t.Fatal(err)
		}
		if err := r.Drain(t.Context()); err == nil {
			t.Error("an order that nobody can carry out is not told")
		}
	})
}

func TestARunningRunnerIsWokenAndStops(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		dialect store.Dialect
		clock   *clock.Clock
	}{{store.SQLite, nil}, {store.Postgres, nil}, {store.SQLite, clock.Fake(dbtest.Noon)}, {store.Postgres, clock.Fake(dbtest.Noon)}} {
		t.Run(string(c.dialect), func(t *testing.T) {
			t.Parallel()
			ctx, did := t.Context(), newRan()
			db := dbtest.Open(t, c.dialect, schema(t), c.clock)
			heard := jobs.On("mail", func(_ context.Context, f opened) error {
				did.add(f.CaseID)
				return nil
			})
			panics := jobs.Do("test.panics", func(context.Context, note) error { panic(errors.New("broken")) })
			r := runner(t, db, []jobs.Work{did.work("test.note"), panics}, []jobs.Subscription{heard},
				jobs.Periodic{Kind: "test.daily", Every: 24 * time.Hour, Run: func(context.Context) error { did.add("daily"); return nil }})
			if err := r.Start(ctx); err != nil {
				t.Fatal(err)
			}
			enqueue(t, db, r, "test.panics", note{}, store.Time{})
			enqueue(t, db, r, "test.note", note{"enqueued"}, store.Time{})
			if err := db.Tx(ctx, func(tx *store.Tx) error { tx.Publish(opened{"fact"}); return nil }); err != nil {
				t.Fatal(err)
			}
			deadline := time.After(20 * time.Second)
			for range 3 {
				select {
				case <-did.told:
				case <-deadline:
					t.Fatalf("only %q ran", did.take())
				}
			}
			if err := r.Stop(ctx); err != nil {
				t.Fatal(err)
			}
			same(t, did.take(), "daily", "enqueued", "fact")
			failed, err := r.List(ctx, "", 0, 10)
			if err != nil || !slices.ContainsFunc(failed, func(j jobs.Job) bool {
				return j.Kind == "test.panics" && j.LastError == "panic: broken" && j.State != jobs.Completed
			}) {
				t.Errorf("the panic is not listed: %+v, %v", failed, err)
			}
			enqueue(t, db, r, "test.note", note{"after the stop"}, store.Time{})
			if got := did.take(); len(got) != 0 {
				t.Errorf("ran %q after Stop", got)
			}
		})
	}
}
