package callback_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"hearth/internal/callback"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
)

// answers closes a case with an answer, which takes the place of the call where instead.
func (w *world) answers(number string, instead bool) error {
	w.T.Helper()
	_, err := w.App.App.Desk.Close(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Close{Number: number, Answer: "It is so.", Outcome: "answered", Cause: "other", CauseText: "none", InsteadOfCall: instead})
	w.Drain()
	return err
}

// A call at lunchtime and then an answer is how a man was cheated of his calls.
func TestNoAnswerClosesACallAwayUnseen(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx := w.T.Context()
		number := w.open("amina", "hours")
		c := w.ask("amina", number, w.hours(60, 30), w.hours(300, 30))
		w.call("marta", c.ID, callback.NoAnswer) // at lunchtime
		kind(w.T, w.answers(number, false), fault.Conflict)
		if got := w.calls("amina", number, authz.Portal).Items[0]; got.State != callback.Open || w.promised(number) != "running" {
			w.T.Errorf("got %+v", got)
		}
		w.Clock.Advance(95 * time.Minute) // the first window is missed, and not booked yet
		if err := w.answers(number, true); err != nil {
			w.T.Fatal(err)
		}
		got := w.calls("amina", number, authz.Portal)
		if x := got.Items[0]; x.State != callback.Cancelled || !x.Answered || len(x.Windows) != 2 || x.Windows[0].State != callback.Missed || x.Windows[1].State != callback.Answered || got.Instead() == nil {
			w.T.Errorf("got %+v", x)
		}
		if _, text, object := w.mails("amina", "callback.invitation"); !strings.Contains(object, "METHOD:CANCEL") || !strings.Contains(text, "If you still want to talk, ask for the call again here:") {
			w.T.Errorf("got %s", text)
		}
		if page := w.Portal("amina").Get("/requests/" + number).Text; !strings.Contains(page, "Answered before the call") || !strings.Contains(page, "Ask for the call again") {
			w.T.Error("the page does not say that the answer came before the call, or does not offer it again")
		}

		_, err := w.s.Ask(ctx, w.Actor(authz.Desk, "marta"), callback.Ask{Number: number, Windows: []callback.Stretch{w.hours(60, 30)}})
		kind(w.T, err, fault.Conflict)
		again := w.ask("amina", number, callback.Stretch{From: c.Windows[1].From, To: c.Windows[1].To})
		if again.ID == c.ID || again.State != callback.Open || w.read(number).State != desk.StateOpen {
			w.T.Errorf("got %+v", again)
		}
		kind(w.T, w.answers(number, false), fault.Conflict)
	})
}

func TestACallThatWasMissedStaysMissedWhateverIsAnswered(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		w.ask("amina", number, w.hours(60, 30))
		w.Advance(95 * time.Minute)
		w.pass()
		w.Advance(time.Minute)
		kind(w.T, w.answers(number, false), fault.Conflict)
		before, _, _ := w.mails("amina", "case.message")
		if err := w.answers(number, true); err != nil {
			w.T.Fatal(err)
		}
		got := w.calls("amina", number, authz.Portal).Items[0]
		if got.State != callback.Cancelled || got.Windows[0].State != callback.Missed || w.promised(number) != "missed" {
			w.T.Errorf("got %+v, %s", got, w.promised(number))
		}
		if n, text, _ := w.mails("amina", "case.message"); n != before+1 || !strings.Contains(text, "ask for the call again on the page") {
			w.T.Errorf("%d mails: %s", n-before, text)
		}
	})
}

func TestWhoWasTriedInTimeMayBeAnswered(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		c := w.ask("amina", number, w.hours(10, 30))
		w.Advance(15 * time.Minute)
		w.call("marta", c.ID, callback.NoAnswer)
		w.Advance(30 * time.Minute)
		w.pass()
		if err := w.answers(number, false); err != nil {
			w.T.Fatal(err)
		}
		got := w.calls("amina", number, authz.Portal)
		if got.Items[0].State != callback.Cancelled || got.Items[0].Answered || got.Instead() != nil {
			w.T.Errorf("got %+v", got.Items[0])
		}
		_, err := w.s.Ask(w.T.Context(), w.Actor(authz.Portal, "amina"), callback.Ask{Number: number, Windows: []callback.Stretch{w.hours(60, 30)}})
		kind(w.T, err, fault.Conflict)
	})
}

// Page and API say it in one field, also where the answer can be undone for some seconds.
func TestTheFormAndTheAPISayThatTheAnswerTakesThePlaceOfTheCall(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		if page := w.Desk("marta").Get("/desk/cases/" + number).Text; strings.Contains(page, "instead_of_call") {
			w.T.Error("the form asks about a call that nobody waits for")
		}
		w.ask("amina", number, w.hours(60, 30))
		if page := w.Desk("marta").Get("/desk/cases/" + number).Text; !strings.Contains(page, `name="instead_of_call"`) {
			w.T.Error("the form has no tick")
		}
		in := map[string]any{"answer": "It is so.", "outcome": "answered", "cause": "information"}
		if r := w.API("marta").Post("/api/v1/cases/"+number+"/close", in); r.Status != http.StatusConflict || !strings.Contains(r.Text, "They asked to be called") {
			w.T.Errorf("got %d: %s", r.Status, r.Text)
		}
		in["instead_of_call"] = true
		if r := w.API("marta").Post("/api/v1/cases/"+number+"/close", in); r.Status != http.StatusOK {
			w.T.Errorf("got %d: %s", r.Status, r.Text)
		}
	})
}

func TestACaseWithoutItsCallForgetsWhoCalled(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx := w.T.Context()
		number := w.open("amina", "hours")
		c := w.ask("amina", number, w.hours(60, 30))
		w.call("marta", c.ID, callback.NoAnswer)
		if err := w.answers(number, true); err != nil {
			w.T.Fatal(err)
		}
		if got := w.calls("priya", number, authz.Desk).Items[0]; got.Attempts[0].By != "Marta" {
			w.T.Errorf("got %+v", got)
		}
		if _, err := w.App.App.Desk.Accept(ctx, w.Actor(authz.Portal, "amina"), desk.Accept{Number: number}); err != nil {
			w.T.Fatal(err)
		}
		w.Drain()
		got := w.calls("amina", number, authz.Portal)
		if at := w.calls("priya", number, authz.Desk).Items[0].Attempts[0]; at.By != "" || got.Instead() != nil {
			w.T.Errorf("of a closed case it says who called, or offers the call: %+v", got.Items[0])
		}
		_, err := w.s.Ask(ctx, w.Actor(authz.Portal, "amina"), callback.Ask{Number: number, Windows: []callback.Stretch{w.hours(60, 30)}})
		kind(w.T, err, fault.Conflict)
	})
}

// Whoever answers every call away has that in the figures.
func TestCallsThatWereAnsweredAwayAreCounted(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		for range 2 {
			number := w.open("amina", "hours")
			w.ask("amina", number, w.hours(60, 10), w.hours(80, 10), w.hours(100, 10), w.hours(120, 10))
			if err := w.answers(number, true); err != nil {
				w.T.Fatal(err)
			}
		}
		got, err := w.s.Figures(w.T.Context(), w.Actor(authz.Portal, "pavel"), callback.ReadFiguresOf{})
		if err != nil || len(got.Items) != 1 || got.Items[0].Windows != nil || got.Items[0].Answered == nil || got.Items[0].Answered.N != 8 || got.Items[0].Answered.Count != 8 {
			w.T.Errorf("got %+v, %v", got, err)
		}
	})
}

// Who called once, and missed the last of the times, has not kept what was promised: a call by then.
func TestACallBeforeDoesNotMakeUpForTheLastTime(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		c := w.ask("amina", number, w.hours(10, 30), w.hours(60, 30))
		w.Advance(15 * time.Minute)
		w.call("marta", c.ID, callback.NoAnswer)
		w.Advance(80 * time.Minute)
		w.pass()
		w.Drain()
		got := w.calls("amina", number, authz.Portal).Items[0]
		if got.State != callback.Missed || got.Windows[0].State != callback.Tried || got.Windows[1].State != callback.Missed || w.promised(number) != "missed" {
			w.T.Errorf("got %+v, %s", got, w.promised(number))
		}
		if _, text, _ := w.mails("amina", "case.message"); !strings.Contains(text, "We did not call you at the last of your times for "+number+". We are sorry.") {
			w.T.Errorf("got %s", text)
		}
		if page := w.Portal("amina").Get("/requests/" + number).Text; !strings.Contains(page, "We did not call you at the last of your times. That is our fault") || strings.Contains(page, "Not reached") {
			w.T.Error("the page does not say that the last time was missed")
		}
		if home := w.Portal("amina").Get("/").Text; !strings.Contains(home, "We did not call at the last of your times. We are sorry.") {
			w.T.Error("the home page does not say that the last time was missed")
		}
		kind(w.T, w.answers(number, false), fault.Conflict)
	})
}

// An answer does not close a call away of which HR missed a time, whatever it did at the others.
func TestAMissedTimeIsNotAnsweredAwayUnseen(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		c := w.ask("amina", number, w.hours(10, 30), w.hours(60, 30))
		w.Advance(65 * time.Minute)
		w.pass()
		w.call("marta", c.ID, callback.NoAnswer)
		w.Advance(30 * time.Minute)
		w.pass()
		if got := w.calls("amina", number, authz.Portal).Items[0]; got.State != callback.Tried || w.promised(number) == "missed" {
			w.T.Errorf("got %+v, %s", got, w.promised(number))
		}
		kind(w.T, w.answers(number, false), fault.Conflict)
		if page := w.Desk("marta").Get("/desk/cases/" + number).Text; !strings.Contains(page, `name="instead_of_call"`) {
			w.T.Error("the form has no tick")
		}
		if err := w.answers(number, true); err != nil {
			w.T.Fatal(err)
		}
		got := w.calls("amina", number, authz.Portal)
		if x := got.Items[0]; x.State != callback.Cancelled || !x.Answered || got.Instead() == nil {
			w.T.Errorf("got %+v", x)
		}
		if page := w.Portal("amina").Get("/requests/" + number).Text; !strings.Contains(page, "before we had called you at each of your times") || !strings.Contains(page, "Ask for the call again") {
			w.T.Error("the page does not say that the answer came before the call")
		}
	})
}
