package promise_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// told counts the facts of a name that were published.
func (w world) told(name string) (n int) {
	w.Helper()
	all, err := store.All[string](w.Context(), w.db, `SELECT body FROM store_fact ORDER BY id`)
	if err != nil {
		w.Fatal(err)
	}
	for _, body := range all {
		n += strings.Count(body, `"`+name+`"`)
	}
	return n
}

func (w world) acts(after time.Duration, want int) {
	w.Helper()
	w.db.Clock().Advance(after)
	before := w.told("promise.reached")
	for range 2 { // a second look finds nothing
		if _, err := w.Act(w.Context()); err != nil {
			w.Fatal(err)
		}
	}
	if got := w.told("promise.reached") - before; got != want {
		w.Errorf("%s later %d shares were told, want %d", after, got, want)
	}
	w.late(0)
}

func (w world) late(want time.Duration) {
	w.Helper()
	if got, err := w.Late(w.Context()); err != nil || got != want {
		w.Errorf("late by %s, %v; want %s", got, err, want)
	}
}

func TestEachShareIsToldOnce(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.start("a", promise.Decision, 100) // from 12:00 on
		w.acts(49*time.Minute, 0)
		w.acts(time.Minute, 1)
		w.acts(20*time.Minute, 0)
		w.in(func(ctx context.Context, tx *store.Tx) error {
			return w.Pause(ctx, tx, "case", "a", "customer", tx.Now().Add(2*time.Hour))
		})
		w.acts(time.Hour, 0)
		w.in(func(ctx context.Context, tx *store.Tx) error { return w.Resume(ctx, tx, "case", "a") })
		w.acts(9*time.Minute, 0)
		w.acts(time.Minute, 1)
		w.acts(30*24*time.Hour, 1)
		w.acts(30*24*time.Hour, 0)
		w.start("b", promise.Decision, 100)
		w.acts(30*24*time.Hour, 1) // of three that passed at once, the last
		w.start("c", promise.Decision, 100)
		w.in(func(ctx context.Context, tx *store.Tx) error { return w.Keep(ctx, tx, "case", "c", promise.Decision) })
		w.acts(30*24*time.Hour, 0)
	})
}

// A promise whose calendar cannot be read is found first, and tried again: the others are told, and the engine comes to an end.
func TestAPromiseThatCannotBeMovedOnHoldsUpNoOther(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		for _, owner := range []string{"lost", "a", "b"} {
			w.start(owner, promise.Decision, 100)
		}
		w.in(func(ctx context.Context, tx *store.Tx) error {
			_, err := tx.Exec(ctx, `UPDATE promise_promise SET calendar_version = 4711, next_at = started_at WHERE owner_id = 'lost'`)
			return err
		})
		w.db.Clock().Advance(51 * time.Minute)
		for range 2 {
			if _, err := w.Act(w.Context()); err == nil || !strings.Contains(err.Error(), "promise ") {
				w.Errorf("the promise that cannot be moved on is not named: %v", err)
			}
		}
		w.late(51 * time.Minute)
		if got := w.told("promise.reached"); got != 2 {
			w.Errorf("%d shares of the 2 other promises were told", got)
		}
	})
}

func TestTwoNodesTellOnce(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		for range 30 {
			w.start("a", promise.Decision, 100)
		}
		w.db.Clock().Advance(51 * time.Minute)
		var all sync.WaitGroup
		for range 2 {
			all.Go(func() {
				if _, err := again(w.db).Act(w.Context()); err != nil {
					w.Error(err)
				}
			})
		}
		all.Wait()
		if got := w.told("promise.reached"); got != 30 {
			w.Errorf("%d shares of 30 promises were told", got)
		}
	})
}

func TestACalendarThatChangesCountsOpenPromisesAnew(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		if _, err := w.save(head, malmby(early)); err != nil {
			w.Fatal(err)
		}
		w.start("a", promise.Decision, 120) // 13:00 in Stockholm; the 18th is a holiday
		w.start("kept", promise.Decision, 120)
		w.in(func(ctx context.Context, tx *store.Tx) error {
			return w.Keep(ctx, tx, "case", "kept", promise.Decision)
		})
		w.start("moved", promise.Decision, 120)
		w.in(func(ctx context.Context, tx *store.Tx) error {
			_, err := w.Renegotiate(ctx, tx, "case", "moved", promise.Decision, tx.Now().Add(48*time.Hour), "We wait for a form.")
			return err
		})
		w.start("paused", promise.Decision, 120)
		w.in(func(ctx context.Context, tx *store.Tx) error {
			return w.Pause(ctx, tx, "case", "paused", "customer", tx.Now().Add(24*time.Hour))
		})
		w.want("a", "decision running 24 06:00")
		if n, err := w.Recount(w.Context()); n != 0 || err != nil {
			w.Fatalf("%d moved by a calendar that nobody used, %v", n, err)
		}
		if _, err := w.save(head, malmby(`{"zone":"Europe/Stockholm","week":{"tue":[["06:00","14:00"]],"wed":[["06:00","14:00"]]},"holidays":[]}`)); err != nil {
			w.Fatal(err)
		}
		for i, want := range []int{2, 0} {
			if n, err := again(w.db).Recount(w.Context()); n != want || err != nil {
				w.Errorf("run %d: %d moved, %v", i, n, err)
			}
		}
		w.want("a", "decision running 18 06:00")
		w.want("kept", "decision kept 24 06:00")
		w.want("moved", "decision renegotiated 24 06:00", "decision running 19 12:00")
		w.want("paused", "decision paused 24 06:00")
		if got := w.told("promise.moved"); got != 2 {
			w.Errorf("%d owners were told of", got)
		}
		explained(w, "a", 120)
		explained(w, "kept", 120)
		explained(w, "paused", 120)
	})
}

// explained checks that the explanation of the one promise of an owner adds up.
func explained(w world, owner string, minutes int) {
	w.Helper()
	s := again(w.db)
	views, err := s.Views(w.Context(), w.db, "case", []string{owner}, false)
	if err != nil {
		w.Fatal(err)
	}
	all := views[owner]
	if err := s.Explain(w.Context(), w.db, promise.Reader{Reason: func(r string) (string, bool) { return r, false }, Mover: func(store.Time) string { return "" }}, all); err != nil {
		w.Fatal(err)
	}
	sum := 0
	for _, one := range all[0].Explanation {
		sum += one.Minutes
	}
	if n := len(all[0].Explanation); sum != minutes || n < 2 || !all[0].Explanation[n-1].To.Equal(all[0].DueAt) {
		w.Errorf("%s: %+v", owner, all[0].Explanation)
	}
}

func TestManyPromisesAreCountedInBatches(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		if _, err := w.save(head, malmby(early)); err != nil {
			w.Fatal(err)
		}
		w.in(func(ctx context.Context, tx *store.Tx) error {
			for i := range 250 {
				owner := string(rune('a'+i%26)) + string(rune('a'+i/26))
				in := promise.Start{OwnerKind: "case", OwnerID: owner, Kind: promise.FirstAnswer, Minutes: 120}
				if _, err := w.StartAll(ctx, tx, promise.Place{Site: "Malmby"}, in, in); err != nil {
					return err
				}
			}
			return nil
		})
		if _, err := w.save(head, malmby(`{"zone":"Europe/Stockholm","week":{"thu":[["06:00","14:00"]]}}`)); err != nil {
			w.Fatal(err)
		}
		n, err := w.Recount(w.Context())
		if told := w.told("promise.moved"); n != 500 || told != 250 || err != nil {
			w.Errorf("%d moved, %d owners told of, %v", n, told, err)
		}
	})
}

// A time that was agreed on over a weekend leaves no working time: its shares count by the clock, one after the other, and it is not at risk from the first moment on.
func TestATimeOverAWeekendIsToldOfInTurn(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ until, half time.Duration }{
		"no working time":   {40 * time.Hour, 20 * time.Hour},                               // until Sunday
		"next to none":      {62*time.Hour + 40*time.Minute, 31*time.Hour + 20*time.Minute}, // until Monday at 08:40
		"from a quiet hour": {24 * time.Hour, 12 * time.Hour},
	} {
		t.Run(name, func(t *testing.T) {
			each(t, func(w world) {
				w.db.Clock().Set(time.Date(2026, 11, 20, 18, 0, 0, 0, time.UTC)) // on Friday, after hours
				w.start("a", promise.Decision, 480)
				w.in(func(ctx context.Context, tx *store.Tx) error {
					_, err := w.Renegotiate(ctx, tx, "case", "a", promise.Decision, tx.Now().Add(test.until), "We talk again then.")
					return err
				})
				state := func(want promise.State) {
					w.Helper()
					all, err := w.Views(w.Context(), w.db, "case", []string{"a"}, true)
					if err != nil || len(all["a"]) != 1 || all["a"][0].State != want {
						w.Errorf("it is %+v, want %s, %v", all["a"], want, err)
					}
				}
				state(promise.Running)
				w.acts(test.half-time.Minute, 0)
				w.acts(time.Minute, 1)
				if all, err := w.Views(w.Context(), w.db, "case", []string{"a"}, true); err != nil || all["a"][0].Share < 0.49 || all["a"][0].Share > 0.51 {
					w.Errorf("half of the time is %+v, %v", all["a"], err)
				}
				w.acts(test.until*3/10-time.Minute, 0)
				state(promise.AtRisk)
				w.acts(time.Minute, 1)
				w.acts(test.until/5-time.Minute, 0)
				w.acts(2*time.Minute, 1)
				state(promise.Late)
			})
		})
	}
}
