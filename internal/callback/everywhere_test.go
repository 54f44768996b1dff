package callback_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/callback"
	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
)

// waiting is a case whose requester waits for a call.
func (w *world) waiting() string {
	number := w.open("amina", "hours")
	w.ask("amina", number, w.hours(60, 30))
	return number
}

// stands is how a case and its call stand after what waits was done.
func (w *world) stands(number string) (desk.State, string) {
	w.T.Helper()
	w.Drain()
	return w.read(number).State, w.calls("amina", number, authz.Portal).Items[0].State
}

const (
	theyWait = "They asked to be called, and nobody has reached them"
	tick     = `name="instead_of_call"`
)

// A macro that closes says that it takes the place of the call, on its page, in the API, and also where it can be undone for some seconds.
func TestAMacroTakesThePlaceOfACallOnlyWhenItSaysSo(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		m := apptest.Decode[struct {
			ID string `json:"id"`
		}](w.T, w.API("marta").Post("/api/v1/macros", map[string]any{"name": "Done", "outcome": "done", "texts": []any{map[string]string{"language": "en", "body": "It is done."}}}), http.StatusCreated)
		for _, undo := range []int{0, 10} {
			if _, err := w.People.SaveKeys(w.T.Context(), w.Actor(authz.Desk, "marta"), people.SaveKeys{Undo: &undo}); err != nil {
				w.T.Fatal(err)
			}
			number := w.waiting()
			if page := w.Desk("marta").Get("/desk/cases/" + number + "/macros?macro=" + m.ID).Text; !strings.Contains(page, tick) {
				w.T.Error("the page of macros has no tick")
			}
			form := url.Values{"macro": {m.ID}, "body": {"It is done."}}
			refused := w.Desk("marta").Send("/desk/cases/"+number+"/macros/send", form).Text
			if state, call := w.stands(number); state != desk.StateOpen || call != callback.Open || !strings.Contains(refused, theyWait) || !strings.Contains(refused, tick) || !strings.Contains(refused, "It is done.") {
				w.T.Errorf("without the tick the case is %s, its call %s: %s", state, call, refused)
			}
			form.Set("instead_of_call", "on")
			w.Desk("marta").Send("/desk/cases/"+number+"/macros/send", form).Is(http.StatusSeeOther)
			w.Advance(11 * time.Second)
			if state, call := w.stands(number); state != desk.Answered || call != callback.Cancelled {
				w.T.Errorf("with the tick the case is %s, its call %s", state, call)
			}
		}
		number := w.waiting()
		in := map[string]any{"macro": m.ID, "body": "It is done."}
		w.API("marta").Post("/api/v1/cases/"+number+"/macros/send", in).Is(http.StatusConflict)
		in["instead_of_call"] = true
		w.API("marta").Post("/api/v1/cases/"+number+"/macros/send", in).Is(http.StatusCreated)
	})
}

// Many are closed at once: where somebody waits for a call it is left out, or the preview says that the answer takes its place.
func TestManyAreClosedWithoutACallUnseen(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		type batch struct {
			Cases []struct {
				Number, State, Reason, Print string
				Call                         bool `json:"instead_of_call"`
			}
		}
		called, other := w.waiting(), w.open("amina", "hours")
		do := func(instead, preview bool, seen ...string) batch {
			return apptest.Decode[batch](w.T, w.API("marta").Post("/api/v1/cases/bulk", map[string]any{"numbers": []string{called, other}, "reply": "It is so.", "outcome": "answered", "cause": "information",
				"instead_of_call": instead, "preview": preview, "seen": seen}), http.StatusOK)
		}
		if got := do(false, true); got.Cases[0].State != "left" || !strings.Contains(got.Cases[0].Reason, theyWait) || got.Cases[1].State != "will" {
			w.T.Errorf("without it the preview says %+v", got)
		}
		shown := do(true, true)
		if got := shown.Cases; got[0].State != "will" || !got[0].Call || got[1].State != "will" || got[1].Call {
			w.T.Errorf("with it the preview says %+v", got)
		}
		w.ask("amina", other, w.hours(120, 30)) // after the preview
		if got := do(true, false, shown.Cases[0].Print, shown.Cases[1].Print).Cases; got[0].State != "done" || got[1].State != "left" {
			w.T.Errorf("it did %+v", got)
		}
		for number, want := range map[string]string{called: callback.Cancelled, other: callback.Open} {
			if _, call := w.stands(number); call != want {
				w.T.Errorf("the call of %s is %s, want %s", number, call, want)
			}
		}
		page := w.Desk("marta").Get("/desk/bulk?numbers=" + other)
		page.Is(http.StatusOK).Shows("Where somebody waits for a call, this answer takes its place")
		next := w.Desk("marta").Send("/desk/bulk/preview", url.Values{"numbers": {other}, "reply": {"It is so."}, "outcome": {"answered"}, "cause": {"information"}, "instead_of_call": {"on"}}).Header.Get("Location")
		w.Desk("marta").Get(next).Shows("They wait for a call: this answer takes its place")
	})
}

// What is written together closes a case only when it says that it takes the place of the call.
func TestATextOfManyTakesThePlaceOfACallOnlyWhenItSaysSo(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.waiting()
		page := "/desk/cases/" + number + "/together/reply"
		w.Desk("marta").Send(page, url.Values{"version": {"0"}, "was": {""}, "body": {"It is so."}}).Is(http.StatusSeeOther)
		w.Desk("marta").Get(page).Is(http.StatusOK).Shows("This answer takes the place of the call")
		form := url.Values{"version": {"1"}, "was": {"It is so."}, "body": {"It is so."}, "close": {"on"}}
		refused := w.Desk("marta").Send(page+"/send", form).Text
		if state, call := w.stands(number); state != desk.StateOpen || call != callback.Open || !strings.Contains(refused, theyWait) || !strings.Contains(refused, tick) {
			w.T.Errorf("without the tick the case is %s, its call %s: %s", state, call, refused)
		}
		form.Set("instead_of_call", "on")
		w.Desk("marta").Send(page+"/send", form).Is(http.StatusSeeOther)
		w.Advance(time.Minute)
		if state, call := w.stands(number); state != desk.Answered || call != callback.Cancelled {
			w.T.Errorf("with the tick the case is %s, its call %s", state, call)
		}
		ticked := w.waiting() // the tick goes along from the form of the case
		to := w.Desk("marta").Send("/desk/cases/"+ticked+"/together", url.Values{"body": {"It is so."}, "instead_of_call": {"on"}}).Is(http.StatusSeeOther).Header.Get("Location")
		if shown := w.Desk("marta").Get(to).Is(http.StatusOK).Text; !regexp.MustCompile(`<input[^>]* checked[^>]*name="instead_of_call"|<input[^>]*name="instead_of_call"[^>]* checked`).MatchString(shown) {
			w.T.Error("the tick was lost on the way to writing together")
		}
		to = w.Desk("marta").Send("/desk/cases/"+ticked+"/together", url.Values{"body": {"It is so."}}).Is(http.StatusSeeOther).Header.Get("Location")
		if shown := w.Desk("marta").Get(to).Is(http.StatusOK).Text; regexp.MustCompile(`<input[^>]* checked[^>]*name="instead_of_call"|<input[^>]*name="instead_of_call"[^>]* checked`).MatchString(shown) {
			w.T.Error("what was not ticked is")
		}
		other := w.open("amina", "hours") // nobody waits for a call there
		page = "/desk/cases/" + other + "/together/reply"
		w.Desk("marta").Send(page, url.Values{"version": {"0"}, "was": {""}, "body": {"It is so."}}).Is(http.StatusSeeOther)
		w.Desk("marta").Get(page).Is(http.StatusOK).Hides("This answer takes the place of the call")
	})
}
