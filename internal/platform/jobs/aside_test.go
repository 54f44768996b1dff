package jobs_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/platform/jobs"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// spoilt is a subscriber that fails or panics when it is asked for one of the facts; heal makes it well.
func spoilt(did *ran, healed *bool) jobs.Subscription {
	return jobs.OnIf("spoilt", func(_ context.Context, _ store.Querier, f opened) (bool, error) {
		switch {
		case *healed:
		case f.CaseID == "errs":
			return false, errors.New("no such case")
		case f.CaseID == "panics":
			panic(errors.New("broken"))
		}
		return true, nil
	}, func(_ context.Context, f opened) error {
		did.add("spoilt " + f.CaseID)
		return nil
	})
}

func publish(t *testing.T, db *store.DB, ids ...string) {
	t.Helper()
	for _, id := range ids {
		if err := db.Tx(t.Context(), func(tx *store.Tx) error { tx.Publish(opened{id}); return nil }); err != nil {
			t.Fatal(err)
		}
	}
}

// plant puts a row among the facts as no release writes it.
func plant(t *testing.T, db *store.DB, body string) {
	t.Helper()
	if err := db.Tx(t.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec(t.Context(), `INSERT INTO store_fact (id, at, body) VALUES ('0', $1, $2)`, tx.Now(), body) // before all others
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

func left(t *testing.T, db *store.DB) int {
	t.Helper()
	n, err := store.One[int](t.Context(), db, `SELECT count(*) FROM store_fact`)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// Facts that cannot become jobs are listed with what is wrong, are tried again, and hold up nothing: not the facts around them, nor the other subscribers of the same one.
func TestAFactThatCannotBecomeJobsHoldsUpNoOther(t *testing.T) {
	t.Parallel()
	for _, bad := range []struct{ id, says string }{{"errs", "spoilt: no such case"}, {"panics", "spoilt: panic: broken"}} {
		t.Run(bad.id, func(t *testing.T) {
			t.Parallel()
			dbtest.Each(t, schema(t), func(t *testing.T, db *store.DB) {
				did, healed := newRan(), false
				well := jobs.On("well", func(_ context.Context, f opened) error {
					did.add("well " + f.CaseID)
					return nil
				})
				r := runner(t, db, nil, []jobs.Subscription{spoilt(did, &healed), well})
				publish(t, db, "a", bad.id, "b", "c")
				if err := r.Drain(t.Context()); err == nil || !strings.Contains(err.Error(), bad.says) {
					t.Errorf("Drain says %v", err)
				}
				got := did.take()
				var inOrder []string // those of the commits around it: their jobs were made in the order of the facts
				for _, w := range got {
					if !strings.HasSuffix(w, bad.id) {
						inOrder = append(inOrder, w)
					}
				}
				if want := []string{"spoilt a", "well a", "spoilt b", "well b", "spoilt c", "well c"}; !slices.Equal(inOrder, want) {
					t.Errorf("ran %q, want %q", inOrder, want)
				}
				if !slices.Contains(got, "well "+bad.id) {
					t.Errorf("the other subscriber of the fact heard nothing: %q", got)
				}
				waiting, err := r.List(t.Context(), jobs.Retryable, 0, 10)
				if err != nil || len(waiting) != 1 || waiting[0].LastError != bad.says || left(t, db) != 0 {
					t.Fatalf("%d facts left, listed %+v, %v; want one with %q", left(t, db), waiting, err, bad.says)
				}
				for range 12 {
					db.Clock().Advance(12 * time.Hour)
					_ = r.Drain(t.Context()) // it fails each time
				}
				gone, err := r.List(t.Context(), jobs.Discarded, 0, 10)
				if err != nil || len(gone) != 1 || gone[0].LastError != bad.says {
					t.Fatalf("after the last attempt: %+v, %v", gone, err)
				}
				healed = true
				if err := r.Retry(t.Context(), gone[0].ID); err != nil {
					t.Fatal(err)
				}
				drain(t, r)
				same(t, did.take(), "spoilt "+bad.id)
			})
		})
	}
}

// What is no fact at all, or one that the queue cannot hold, is put aside as well.
func TestAFactThatCannotBeReadHoldsUpNoOther(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{"no JSON": `[{"name":`, "no order": `[{"name":"jobs.order","body":7}]`, "not for jsonb": `[{"name":"test.opened","body":{"CaseID":"\u0000"}}]`} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dbtest.Each(t, schema(t), func(t *testing.T, db *store.DB) {
				did := newRan()
				r := runner(t, db, nil, []jobs.Subscription{jobs.On("mail", func(_ context.Context, f opened) error {
					did.add(f.CaseID)
					return nil
				})})
				plant(t, db, body)
				publish(t, db, "a", "b")
				err := r.Drain(t.Context())
				if takes := name == "not for jsonb" && db.Dialect() == store.SQLite; (err == nil) != takes {
					t.Errorf("Drain says %v", err)
				}
				if got := slices.DeleteFunc(did.take(), func(s string) bool { return s == "\x00" }); !slices.Equal(got, []string{"a", "b"}) || left(t, db) != 0 {
					t.Errorf("ran %q, %d facts left", got, left(t, db))
				}
			})
		})
	}
}

// The control: where facts are taken together only, one holds up all of them.
func TestFactsThatAreTakenTogetherStandStill(t *testing.T) {
	t.Parallel()
	db := dbtest.Open(t, store.SQLite, schema(t), nil)
	did, healed := newRan(), false
	r := runner(t, db, nil, []jobs.Subscription{spoilt(did, &healed)})
	r.TakeTogether()
	publish(t, db, "a", "errs", "b")
	if err := r.Drain(t.Context()); err == nil || len(did.take()) > 0 || left(t, db) != 3 {
		t.Errorf("%v, %d facts left: a fact that holds up others would not be found", err, left(t, db))
	}
}

// A runner that runs goes on where a subscriber panics: the server does not end, and the next fact is heard.
func TestARunningRunnerOutlivesAPanicOverAFact(t *testing.T) {
	t.Parallel()
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			db := dbtest.Open(t, dialect, schema(t), nil)
			did, healed := newRan(), false
			r, err := jobs.New(t.Context(), db, slog.New(slog.DiscardHandler), nil, []jobs.Subscription{spoilt(did, &healed)}, nil)
			if err != nil {
				t.Fatal(err)
			}
			publish(t, db, "panics", "b")
			if err := r.Start(t.Context()); err != nil {
				t.Fatal(err)
			}
			select {
			case got := <-did.told:
				if got != "spoilt b" {
					t.Errorf("ran %q", got)
				}
			case <-time.After(20 * time.Second):
				t.Error("the fact behind the bad one is not heard")
			}
			listed(t, r, map[string]string{"jobs.facts": "panic: broken"})
			if err := r.Stop(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
}
