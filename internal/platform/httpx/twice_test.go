package httpx_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// wishes serves a form whose every effect leads to a place of its own; now is what the use case says in its transaction.
func wishes(db *store.DB) (h http.Handler, effects *atomic.Int64, now *error) {
	effects, now = new(atomic.Int64), new(error)
	m := httpx.NewMux(httpx.Options{DB: db})
	m.Handle("POST /wishes", httpx.Form(func(ctx context.Context, _ authz.Actor, in deed) (done, error) {
		var bad fault.Fields
		bad.Need(in.Text != "", "subject", "Say in a few words what it is about.")
		if err := bad.Err(); err != nil {
			return done{}, err
		}
		return done{ident.New()}, db.Tx(ctx, func(tx *store.Tx) error {
			tx.AfterCommit(func() { effects.Add(1) })
			return *now
		})
	}, func(_ deed, out done) string { return "/wishes/" + out.ID }, nil))
	return named(m), effects, now
}

// wish sends a form, as a browser without script does, and returns where it leads.
func wish(h http.Handler, person, mark, text string) (status int, to string) {
	w := ask(h, "POST", "/wishes", url.Values{"_once": {mark}, "subject": {text}}.Encode(), "Content-Type", formType, "X-Person", person)
	return w.Code, w.Header().Get("Location")
}

func TestAFormSentTwiceHasItsEffectOnce(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, nil, func(t *testing.T, db *store.DB) {
		h, effects, _ := wishes(db)
		if status, _ := wish(h, "amina", "m", ""); status != 422 {
			t.Errorf("an empty form got %d", status)
		}
		status, first := wish(h, "amina", "m", "A chair")
		if status != 303 || !strings.HasPrefix(first, "/wishes/") {
			t.Fatalf("got %d, %q", status, first)
		}
		if status, to := wish(h, "amina", "m", "A chair"); status != 303 || to != first || effects.Load() != 1 {
			t.Errorf("again: %d, %q and %d effects; want %q", status, to, effects.Load(), first)
		}
		for _, other := range [][3]string{{"amina", "m", "A desk"}, {"amina", "n", "A chair"}, {"nils", "m", "A chair"}, {"amina", "", "A chair"}, {"amina", "", "A chair"}} {
			was := effects.Load()
			if status, to := wish(h, other[0], other[1], other[2]); status != 303 || to == first || effects.Load() != was+1 {
				t.Errorf("%v: %d, %q and %d effects more", other, status, to, effects.Load()-was)
			}
		}
	})
}

// Whoever clicks twice ends the first request with the second, which comes while the first is at work, and is led to what the first made.
func TestFormsSentAtTheSameMomentHaveOneEffect(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, nil, func(t *testing.T, db *store.DB) {
		h, effects, _ := wishes(db)
		var all sync.WaitGroup
		places := make([]string, 6)
		for i := range places {
			all.Go(func() { _, places[i] = wish(h, "amina", "m", "A chair") })
		}
		all.Wait()
		for _, to := range places {
			if to == "" || to != places[0] {
				t.Errorf("they lead to %q", places)
			}
		}
		if effects.Load() != 1 {
			t.Errorf("%d effects", effects.Load())
		}
	})
}

// What was typed is kept before a form is refused: the form may be sent again as it is, and two at one moment are refused alike.
func TestARefusedFormMayBeSentAgain(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, nil, func(t *testing.T, db *store.DB) {
		var kept, effects atomic.Int64
		refused := true
		m := httpx.NewMux(httpx.Options{DB: db})
		m.Handle("POST /wishes", httpx.Form(func(ctx context.Context, _ authz.Actor, _ deed) (done, error) {
			if refused {
				if err := db.Tx(ctx, func(tx *store.Tx) error { tx.AfterCommit(func() { kept.Add(1) }); return nil }); err != nil {
					return done{}, err
				}
				time.Sleep(50 * time.Millisecond)
				return done{}, fault.New(fault.Conflict, "Have you asked this already?")
			}
			return done{ident.New()}, db.Tx(ctx, func(tx *store.Tx) error { tx.AfterCommit(func() { effects.Add(1) }); return nil })
		}, func(_ deed, out done) string { return "/wishes/" + out.ID }, nil))
		h := named(m)
		var both sync.WaitGroup
		for range 2 {
			both.Go(func() {
				if w := ask(h, "POST", "/wishes", "_once=m&subject=chair", "Content-Type", formType, "X-Person", "amina"); w.Code != 409 || !strings.Contains(w.Body.String(), "asked this") {
					t.Errorf("got %d %s", w.Code, w.Body)
				}
			})
		}
		both.Wait()
		refused = false
		for range 2 {
			if status, to := wish(h, "amina", "m", "chair"); status != 303 || to == "" {
				t.Errorf("got %d, %q", status, to)
			}
		}
		if kept.Load() != 2 || effects.Load() != 1 {
			t.Errorf("kept %d times, %d effects", kept.Load(), effects.Load())
		}
	})
}

func TestAFormSentTwiceLeadsNobodyWhoLostTheRight(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, nil, func(t *testing.T, db *store.DB) {
		h, effects, now := wishes(db)
		_, first := wish(h, "amina", "m", "A chair")
		for _, c := range []struct {
			now    error
			status int
		}{{fault.New(fault.Conflict, "It is done already."), 303}, {fault.New(fault.NotFound, "There is nothing here."), 404}, {fault.New(fault.Forbidden, "No."), 403}} {
			*now = c.now
			if status, to := wish(h, "amina", "m", "A chair"); status != c.status || (to == first) != (status == 303) {
				t.Errorf("%v: %d, %q", c.now, status, to)
			}
		}
		if _, err := db.Writer().ExecContext(t.Context(), `UPDATE store_once SET status = NULL, answer = NULL`); err != nil {
			t.Fatal(err)
		}
		*now = nil
		if status, to := wish(h, "amina", "m", "A chair"); status != 409 || to != "" || effects.Load() != 1 {
			t.Errorf("where it led is not kept: %d, %q, %d effects", status, to, effects.Load())
		}
	})
}
