package callback_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/callback"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

const (
	hisNumber = "+46 11 111 11 11"
	herNumber = "+46 22 222 22 22"
)

// both is a case that Jonas asked for Amina: both are its customers.
func (w *world) both() string {
	w.T.Helper()
	c, err := w.App.App.Desk.Open(w.T.Context(), w.Actor(authz.Portal, "jonas"), desk.Open{Service: "hours", For: apptest.Email("amina"), Subject: "My shifts", Body: "May we talk to somebody?"})
	w.ok(err)
	return c.Number
}

func (w *world) asksAt(key, number, phone string, all ...callback.Stretch) callback.Call {
	w.T.Helper()
	c, err := w.s.Ask(w.T.Context(), w.Actor(authz.Portal, key), callback.Ask{Number: number, Windows: all, Phone: phone})
	w.ok(err)
	return c
}

// reads is the number that a customer reads of the call of a case.
func (w *world) reads(key, number string) string {
	w.T.Helper()
	return w.calls(key, number, authz.Portal).Items[0].Phone
}

// planned is the first line of Marta's agenda.
func (w *world) planned() callback.Planned {
	w.T.Helper()
	got, err := w.s.Agenda(w.T.Context(), w.Actor(authz.Desk, "marta"), callback.List{})
	w.ok(err)
	if len(got.Items) == 0 {
		w.T.Fatal("the agenda is empty")
	}
	return got.Items[0]
}

// takesAlong is what somebody's export holds of calls.
func (w *world) takesAlong(key string) string {
	w.T.Helper()
	for _, source := range w.s.Spec().Personal {
		if source.Table != "callback_call" {
			continue
		}
		got, err := source.Export(w.T.Context(), w.DB, apptest.ID(key))
		w.ok(err)
		text, err := json.Marshal(got)
		w.ok(err)
		return string(text)
	}
	w.T.Fatal("nothing is exported of calls")
	return ""
}

// forgets erases what the module keeps of somebody.
func (w *world) forgets(key string) {
	w.T.Helper()
	w.ok(w.DB.Tx(w.T.Context(), func(tx *store.Tx) error {
		for _, source := range w.s.Spec().Personal {
			if source.Erase == nil {
				continue
			}
			if err := source.Erase(w.T.Context(), tx, apptest.ID(key)); err != nil {
				return err
			}
		}
		return nil
	}))
}

// stamp is a moment as calendars and exports have it.
func stamp(at store.Time) string { return at.UTC().Format("20060102T150405Z") }

// Of two customers the call is that of the one who gave the times last: nobody else reads the number, gets the invitation or is called.
func TestACallIsTheirsWhoGaveTheTimes(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.both()
		his, hers := w.hours(60, 30), w.hours(120, 30)
		c := w.asksAt("jonas", number, hisNumber, his)
		if w.reads("jonas", number) != hisNumber || w.reads("amina", number) != "" || w.planned().Person != "Jonas Eklund" {
			w.T.Fatalf("before: %q, %q, %+v", w.reads("jonas", number), w.reads("amina", number), w.planned())
		}
		w.ok(w.take("marta", c.ID, his))
		again := w.asksAt("amina", number, herNumber, hers)
		if again.ID != c.ID || !again.Mine || w.reads("amina", number) != herNumber || w.reads("jonas", number) != "" {
			w.T.Errorf("Amina reads %q, Jonas %q: %+v", w.reads("amina", number), w.reads("jonas", number), again)
		}
		if p := w.planned(); p.Person != "Amina Yusuf" || p.Phone != herNumber || p.Slot != nil {
			w.T.Errorf("HR calls %+v", p)
		}
		if n, _, object := w.mails("jonas", "callback.invitation"); n != 2 || !strings.Contains(object, "METHOD:CANCEL") || !strings.Contains(object, stamp(his.From)) || strings.Contains(object, stamp(hers.From)) {
			w.T.Errorf("Jonas has %d invitations, the last:\n%s", n, object)
		}
		if n, _, object := w.mails("amina", "callback.invitation"); n != 1 || !strings.Contains(object, "METHOD:REQUEST") || !strings.Contains(object, stamp(hers.From)) || strings.Contains(object, stamp(his.From)) {
			w.T.Errorf("Amina has %d invitations, the last:\n%s", n, object)
		}
		if along := w.takesAlong("jonas"); strings.Contains(along, number) || strings.Contains(along, "22 222") {
			w.T.Errorf("Jonas takes along %s", along)
		}
		if along := w.takesAlong("amina"); !strings.Contains(along, herNumber) || strings.Count(along, `"from"`) != 1 {
			w.T.Errorf("Amina takes along %s", along)
		}
		w.forgets("jonas")
		if w.reads("amina", number) != herNumber || w.planned().Person != "Amina Yusuf" {
			w.T.Errorf("with Jonas, the call of Amina was forgotten: %+v", w.planned())
		}
		w.forgets("amina")
		if got := w.calls("marta", number, authz.Desk).Items[0]; got.State != callback.Cancelled || got.Phone != "" {
			w.T.Errorf("of Amina is left %+v", got)
		}
	})
}

// The same times from another customer are another call: it is they who are called at them.
func TestTheSameTimesOfAnotherCustomerAreTheirs(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number, times := w.both(), w.hours(60, 30)
		w.asksAt("jonas", number, "", times)
		w.asksAt("amina", number, "", times)
		jonas, _, object := w.mails("jonas", "callback.invitation")
		amina, _, hers := w.mails("amina", "callback.invitation")
		if p := w.planned(); p.Person != "Amina Yusuf" || jonas != 2 || amina != 1 || !strings.Contains(object, "METHOD:CANCEL") || !strings.Contains(hers, "METHOD:REQUEST") {
			w.T.Errorf("HR calls %+v; Jonas has %d invitations, Amina %d", p, jonas, amina)
		}
		w.asksAt("amina", number, "", times)
		if n, _, _ := w.mails("amina", "callback.invitation"); n != amina {
			w.T.Error("the same twice is not one")
		}
		for _, path := range []string{"/callback", "/callback/number"} {
			w.Portal("amina").Get("/requests/" + number + path).Is(200).Hides("So far we call somebody else")
			w.Portal("jonas").Get("/requests/" + number + path).Is(200).Shows("So far we call somebody else")
		}
		w.Portal("amina").Get("/requests/"+number).Shows("Your call", "We call you at one of these times")
		w.Portal("jonas").Get("/requests/"+number).Shows("We call them at one of these times").Hides("Your call", "At your desk")
	})
}

// A number is theirs who gave it: so is the call, at the times that stand.
func TestANumberOfAnotherCustomerIsTheirs(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.both()
		first, second := w.hours(60, 30), w.hours(300, 30)
		c := w.asksAt("jonas", number, hisNumber, first, second)
		w.Advance(65 * time.Minute)
		w.ok(w.take("marta", c.ID, second))
		w.call("marta", c.ID, callback.NoAnswer) // nobody has called Amina by that
		w.Advance(time.Minute)
		w.Portal("amina").Send("/requests/"+number+"/callback/number", url.Values{"phone": {herNumber}}).Is(303)
		if w.reads("amina", number) != herNumber || w.reads("jonas", number) != "" {
			w.T.Errorf("Amina reads %q, Jonas %q", w.reads("amina", number), w.reads("jonas", number))
		}
		p := w.planned()
		if p.Person != "Amina Yusuf" || p.Phone != herNumber || !p.From.Equal(first.From) || p.Tries != 0 || p.Slot != nil || w.promised(number) != "running" {
			w.T.Errorf("HR calls %+v", p)
		}
		if n, _, object := w.mails("jonas", "callback.invitation"); n != 3 && n != 4 || !strings.Contains(object, "METHOD:CANCEL") {
			w.T.Errorf("Jonas has %d invitations, the last:\n%s", n, object)
		}
		if n, _, object := w.mails("amina", "callback.invitation"); n == 0 || !strings.Contains(object, "METHOD:REQUEST") {
			w.T.Errorf("Amina has %d invitations, the last:\n%s", n, object)
		}
		if got := w.calls("amina", number, authz.Portal).Items[0]; len(got.Windows) != 2 || got.Windows[0].State != callback.Open || got.ID != c.ID {
			w.T.Errorf("got %+v", got)
		}
		if w.toCall("priya") != 1 {
			w.T.Error("nobody is told that Amina waits for a call")
		}
		if along := w.takesAlong("amina"); strings.Count(along, `"from"`) != 2 || strings.Contains(along, "no_answer") {
			w.T.Errorf("Amina takes along %s", along)
		}
		w.Advance(30 * time.Minute)
		w.pass()
		got := w.calls("amina", number, authz.Portal).Items[0]
		if got.Windows[0].State != callback.Missed || got.State != callback.Open {
			w.T.Errorf("HR called Jonas, and Amina waited: %+v", got)
		}
		w.Advance(4 * time.Hour)
		w.pass()
		if todo, err := w.s.Spec().ToDo(w.T.Context(), w.Actor(authz.Portal, "jonas")); err != nil || len(todo) != 0 {
			w.T.Errorf("Jonas is asked for times: %+v, %v", todo, err)
		}
		if todo, err := w.s.Spec().ToDo(w.T.Context(), w.Actor(authz.Portal, "amina")); err != nil || len(todo) != 1 {
			w.T.Errorf("Amina is not asked for times: %+v, %v", todo, err)
		}
	})
}

// HR and those who stand by somebody write down times for whoever is called already.
func TestWhoWritesTimesForOthersChangesNotWhoIsCalled(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx, number := w.T.Context(), w.both()
		if _, err := w.App.App.Desk.Invite(ctx, w.Actor(authz.Portal, "amina"), desk.Invite{Number: number, Person: apptest.Email("hanna")}); err != nil {
			w.T.Fatal(err)
		}
		w.asksAt("jonas", number, hisNumber, w.hours(60, 30))
		for i, by := range []authz.Actor{w.Actor(authz.Desk, "marta"), w.Actor(authz.Portal, "hanna")} {
			_, err := w.s.Ask(ctx, by, callback.Ask{Number: number, Windows: []callback.Stretch{w.hours(90+30*i, 30)}, Phone: "4711"})
			w.ok(err)
			if w.planned().Person != "Jonas Eklund" || w.reads("jonas", number) != "4711" || w.reads("amina", number) != "" || w.reads("hanna", number) != "" {
				w.T.Errorf("%d: HR calls %+v; Jonas reads %q, Amina %q, Hanna %q", i, w.planned(), w.reads("jonas", number), w.reads("amina", number), w.reads("hanna", number))
			}
			_, err = w.s.GiveNumber(ctx, by, callback.GiveNumber{Number: number, Phone: "4712"})
			w.ok(err)
			if w.planned().Person != "Jonas Eklund" || w.reads("jonas", number) != "4712" {
				w.T.Errorf("%d: HR calls %+v", i, w.planned())
			}
		}
		if n, _, _ := w.mails("amina", "callback.invitation"); n != 0 {
			w.T.Errorf("Amina has %d invitations", n)
		}
		if _, err := w.s.Cancel(ctx, w.Actor(authz.Portal, "jonas"), callback.Cancel{Number: number}); err != nil {
			w.T.Fatal(err)
		}
		_, err := w.s.Ask(ctx, w.Actor(authz.Desk, "marta"), callback.Ask{Number: number, Windows: []callback.Stretch{w.hours(90, 30)}})
		w.ok(err)
		if p := w.planned(); p.Person != "Amina Yusuf" {
			w.T.Errorf("without a call HR calls whom it is for: %+v", p)
		}
	})
}
