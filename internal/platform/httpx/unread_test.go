package httpx_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// A form that cannot be read is shown again to those alone who may send it, and nothing is done to find out who that is.
func TestAFormThatCannotBeReadIsRefusedToWhoeverMayNotSendIt(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, nil, func(t *testing.T, db *store.DB) {
		m := httpx.NewMux(httpx.Options{DB: db, Failure: func(_ context.Context, f httpx.Failure) templ.Component { return text("failure: " + f.Error.Error()) }})
		done, shownTo := 0, 0
		use := func(may bool) httpx.UseCase[order, receipt] {
			return func(ctx context.Context, _ authz.Actor, in order) (receipt, error) {
				if !may {
					return receipt{}, fault.New(fault.Forbidden, "Not yours, %s.", in.Number)
				}
				return receipt{}, db.Tx(ctx, func(tx *store.Tx) error { tx.AfterCommit(func() { done++ }); return nil })
			}
		}
		back := func(in order, _ receipt) string { return "/orders/" + in.Number }
		form := func(context.Context, authz.Actor, order, *fault.Error) (templ.Component, error) {
			shownTo++
			return text("the form"), nil
		}
		m.Handle("POST /mine/{number}", httpx.Form(use(true), back, form))
		m.Handle("POST /theirs/{number}", httpx.Form(use(false), back, form))
		for _, body := range []string{"count=many", "unknown=1"} {
			if w := ask(m, "POST", "/mine/7", body, "Content-Type", formType); w.Code != 422 || w.Body.String() != "the form" {
				t.Errorf("%s: whoever may send it gets %d %q, want the form again", body, w.Code, w.Body)
			}
			if w := ask(m, "POST", "/theirs/7", body, "Content-Type", formType); w.Code != 403 || !strings.Contains(w.Body.String(), "Not yours, 7.") {
				t.Errorf("%s: whoever may not gets %d %q, want the refusal", body, w.Code, w.Body)
			}
		}
		if done != 0 || shownTo != 2 {
			t.Errorf("it was done %d times and shown %d times, want never and twice", done, shownTo)
		}
		if w := ask(m, "POST", "/mine/7", "count=3", "Content-Type", formType); w.Code != 303 || done != 1 {
			t.Errorf("a form that can be read: %d, done %d times", w.Code, done)
		}
		if err := db.Tx(store.Asking(t.Context()), func(*store.Tx) error { return nil }); !errors.Is(err, store.ErrAsking) {
			t.Errorf("a transaction begins where it is only asked: %v", err)
		}
	})
}
