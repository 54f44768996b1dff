package callback_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"hearth/internal/callback"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
)

// Who gave a wrong number gives another one, and keeps the time that has begun.
func TestAnotherNumberKeepsTheTimes(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		c := w.ask("amina", number, w.hours(60, 60), w.hours(300, 30))
		if _, err := w.s.Take(w.T.Context(), w.Actor(authz.Desk, "marta"), callback.Take{ID: c.ID}); err != nil {
			w.T.Fatal(err)
		}
		w.Advance(65 * time.Minute)
		w.call("marta", c.ID, callback.WrongNumber)
		w.Drain()
		invited, _, _ := w.mails("amina", "callback.invitation")
		if page := w.Portal("amina").Get("/requests/" + number).Text; !strings.Contains(page, "/callback/number") {
			w.T.Error("the page asks for no other number")
		}
		if todo, err := w.s.Spec().ToDo(w.T.Context(), w.Actor(authz.Portal, "amina")); err != nil || len(todo) != 1 || todo[0].Link != "/requests/"+number+"/callback/number" {
			w.T.Errorf("got %+v, %v", todo, err)
		}
		if todo, err := w.s.Spec().ToDo(w.T.Context(), w.Actor(authz.Desk, "marta")); err != nil || len(todo) != 0 {
			w.T.Errorf("got %+v, %v", todo, err)
		}
		if page := w.Portal("amina").Send("/requests/"+number+"/callback/number", url.Values{"phone": {"my mobile"}}).Text; !strings.Contains(page, `value="my mobile"`) || !strings.Contains(page, "Write the number with its country code") {
			w.T.Errorf("got %s", page)
		}
		w.Portal("amina").Send("/requests/"+number+"/callback/number", url.Values{"phone": {"+46 70 555 01 88"}})
		for range 2 {
			if r := w.API("amina").Post("/api/v1/cases/"+number+"/callbacks/number", map[string]any{"phone": "+46 70 555 01 88"}); r.Status != http.StatusOK {
				w.T.Errorf("got %d: %s", r.Status, r.Text)
			}
		}
		w.Drain()
		got := w.calls("marta", number, authz.Desk).Items[0]
		if got.Phone != "+46 70 555 01 88" || got.Wrong || got.State != callback.Open || got.Sequence != 0 || len(got.Windows) != 2 || got.Windows[0].State != callback.Open || got.Slot == nil || !got.Slot.Mine || w.promised(number) != "running" {
			w.T.Errorf("got %+v, %s", got, w.promised(number))
		}
		if n, _, _ := w.mails("amina", "callback.invitation"); n != invited {
			w.T.Errorf("%d invitations more", n-invited)
		}
		if page := w.Portal("amina").Get("/requests/" + number).Text; strings.Count(page, "gave another number for the call.") != 1 {
			w.T.Error("the page does not say once that another number was given")
		}
		if todo, err := w.s.Spec().ToDo(w.T.Context(), w.Actor(authz.Desk, "marta")); err != nil || len(todo) != 1 {
			w.T.Errorf("nobody is told that they can be called: %+v, %v", todo, err)
		}
		if j := w.call("marta", c.ID, callback.Reached); !j.Counts || j.State != callback.Reached || w.promised(number) != "kept" {
			w.T.Errorf("got %+v, %s", j, w.promised(number))
		}
		_, err := w.s.GiveNumber(w.T.Context(), w.Actor(authz.Portal, "amina"), callback.GiveNumber{Number: number})
		kind(w.T, err, fault.Conflict)
	})
}

// HR writes down the number that somebody names, whose own it is not to work on.
func TestTheDeskWritesDownAnotherNumber(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		w.ask("amina", number, w.hours(60, 60))
		w.Desk("marta").Send("/desk/cases/"+number+"/callback/number", url.Values{"phone": {"4711"}})
		if got := w.calls("amina", number, authz.Portal).Items[0]; got.Phone != "4711" || got.State != callback.Open {
			w.T.Errorf("got %+v", got)
		}
		for _, key := range []string{"jonas", "stefan"} {
			_, err := w.s.GiveNumber(w.T.Context(), w.Actor(authz.Portal, key), callback.GiveNumber{Number: number, Phone: "4712"})
			if k := fault.KindOf(err); k != fault.Forbidden && k != fault.NotFound {
				w.T.Errorf("%s: %v", key, err)
			}
		}
	})
}
