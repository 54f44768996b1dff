package callback_test

import (
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/callback"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
	"hearth/internal/promise"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

func each(t *testing.T, f func(w *world)) {
	t.Helper()
	apptest.Each(t, func(_ *testing.T, a *apptest.App) { f(&world{App: a, s: a.Callback}) })
}

type world struct {
	*apptest.App
	s *callback.Service
}

func (w *world) open(key, service string) string {
	w.T.Helper()
	c, err := w.App.App.Desk.Open(w.T.Context(), w.Actor(authz.Portal, key), desk.Open{Service: service, Subject: "My shifts", Body: "May I talk to somebody?"})
	if err != nil {
		w.T.Fatal(err)
	}
	return c.Number
}

// hours is a window that begins so many minutes from now.
func (w *world) hours(in, long int) callback.Stretch {
	from := w.DB.Now().Add(time.Duration(in) * time.Minute)
	return callback.Stretch{From: from, To: from.Add(time.Duration(long) * time.Minute)}
}

func (w *world) ask(key, number string, all ...callback.Stretch) callback.Call {
	w.T.Helper()
	c, err := w.s.Ask(w.T.Context(), w.Actor(authz.Portal, key), callback.Ask{Number: number, Windows: all, Phone: "+46 70 555 01 87"})
	if err != nil {
		w.T.Fatal(err)
	}
	return c
}

func (w *world) call(key, id, result string) callback.Judged {
	w.T.Helper()
	j, err := w.s.Attempt(w.T.Context(), w.Actor(authz.Desk, key), callback.Attempt{ID: id, Result: result})
	if err != nil {
		w.T.Fatal(err)
	}
	return j
}

func (w *world) calls(key, number string, face authz.Face) callback.Calls {
	w.T.Helper()
	all, err := w.s.OfCase(w.T.Context(), w.Actor(face, key), callback.ReadOf{Number: number})
	if err != nil {
		w.T.Fatal(err)
	}
	return all
}

func (w *world) pass() {
	w.T.Helper()
	if _, err := w.s.Pass(w.T.Context()); err != nil {
		w.T.Fatal(err)
	}
}

// promised is how the call-back promises of a case stand.
func (w *world) promised(number string) string {
	w.T.Helper()
	c, err := w.App.App.Desk.Read(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.ReadOne{Number: number})
	if err != nil {
		w.T.Fatal(err)
	}
	var all []string
	for _, p := range c.Promises {
		if p.Kind == promise.Callback {
			all = append(all, string(p.State))
		}
	}
	return strings.Join(all, " ")
}

// mails are those of a kind to a person, the latest first.
func (w *world) mails(key, kind string) (n int, text, calendar string) {
	w.T.Helper()
	type sent struct{ Subject, TextBody, Calendar string }
	all, err := store.All[sent](w.T.Context(), w.DB, `SELECT subject, text_body, calendar FROM mail_outbox WHERE person_id = $1 AND kind = $2 ORDER BY id DESC`, apptest.ID(key), kind)
	if err != nil {
		w.T.Fatal(err)
	}
	if len(all) == 0 {
		return 0, "", ""
	}
	return len(all), all[0].Subject + "\n" + all[0].TextBody, all[0].Calendar
}

func kind(t testing.TB, err error, want fault.Kind) {
	t.Helper()
	if fault.KindOf(err) != want {
		t.Errorf("got %v, want %v", err, want)
	}
}

func TestACallAtLunchtimeDoesNotCount(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		c := w.ask("amina", number, w.hours(120, 30), w.hours(300, 30))
		if got := w.promised(number); got != "running" {
			w.T.Fatalf("got the promises %q", got)
		}
		j := w.call("marta", c.ID, callback.NoAnswer)
		if j.Verdict != callback.Outside || j.Counts || j.State != callback.Open {
			w.T.Errorf("got %+v", j)
		}
		if again := w.call("marta", c.ID, callback.NoAnswer); again.ID != j.ID {
			w.T.Error("the same within a minute is two")
		}
		if other := w.call("priya", c.ID, callback.NoAnswer); other.ID == j.ID {
			w.T.Error("what a colleague did is the same")
		}
		w.Advance(5 * time.Minute)
		if j := w.call("marta", c.ID, callback.Reached); j.Counts || j.State != callback.Open || w.promised(number) != "running" {
			w.T.Errorf("a call outside closed it: %+v", j)
		}
		seen := w.calls("amina", number, authz.Portal).Items[0]
		if len(seen.Attempts) != 3 || seen.Attempts[0].By != "Marta" || seen.Attempts[0].Inside || seen.Phone != "+46 70 555 01 87" {
			w.T.Errorf("got %+v", seen)
		}
		w.Advance(120 * time.Minute) // within the first window
		if j := w.call("marta", c.ID, callback.NoAnswer); j.Verdict != callback.Inside || !j.Counts || j.State != callback.Open {
			w.T.Errorf("got %+v", j)
		}
		w.Advance(2 * time.Minute)
		if j := w.call("marta", c.ID, callback.Reached); !j.Counts || j.State != callback.Reached || w.promised(number) != "kept" {
			w.T.Errorf("got %+v, %s", j, w.promised(number))
		}
		_, err := w.s.Attempt(w.T.Context(), w.Actor(authz.Desk, "priya"), callback.Attempt{ID: c.ID, Result: callback.Reached})
		kind(w.T, err, fault.Conflict)
	})
}

func TestAMissedWindowIsBookedAgainstTheDesk(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		c := w.ask("amina", number, w.hours(60, 30), w.hours(180, 30))
		w.call("marta", c.ID, callback.Reached) // outside: it stops nothing
		w.pass()
		before, _, _ := w.mails("amina", "case.message")
		w.Advance(95 * time.Minute)
		w.pass()
		w.pass()
		if n, text, _ := w.mails("amina", "case.message"); n != before+1 || !strings.Contains(text, "We are sorry") {
			w.T.Errorf("%d mails instead of one: %s", n-before, text)
		}
		got := w.calls("amina", number, authz.Portal).Items[0]
		if got.State != callback.Open || got.Windows[0].State != callback.Missed || got.Windows[1].State != callback.Open {
			w.T.Errorf("got %+v", got)
		}
		w.Advance(120 * time.Minute)
		w.pass()
		w.pass()
		if n, text, _ := w.mails("amina", "case.message"); n != before+2 || !strings.Contains(text, "Please give us new times") {
			w.T.Errorf("%d mails instead of two: %s", n-before, text)
		}
		if got := w.calls("amina", number, authz.Portal).Items[0]; got.State != callback.Missed || w.promised(number) != "late" {
			w.T.Errorf("got %+v, %s", got, w.promised(number))
		}
		if todo, err := w.s.Spec().ToDo(w.T.Context(), w.Actor(authz.Portal, "amina")); err != nil || len(todo) != 1 {
			w.T.Errorf("got %v, %v", todo, err)
		}
		again := w.ask("amina", number, w.hours(30, 30))
		if again.ID != c.ID || again.Sequence != 1 || again.State != callback.Open || w.promised(number) != "late running" {
			w.T.Errorf("got %+v, %s", again, w.promised(number))
		}
		w.Advance(40 * time.Minute)
		w.call("marta", c.ID, callback.Reached)
		if got := w.promised(number); got != "kept_late kept" {
			w.T.Errorf("got %s", got)
		}
	})
}

func TestWhoWasTriedAndNotReachedGivesNewTimes(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		c := w.ask("amina", number, w.hours(10, 30))
		w.Advance(15 * time.Minute)
		if j := w.call("marta", c.ID, callback.WrongNumber); !j.Counts || j.State != callback.Open {
			w.T.Errorf("got %+v", j)
		}
		if got := w.calls("amina", number, authz.Portal).Items[0]; !got.Wrong {
			w.T.Errorf("nobody is asked for another number: %+v", got)
		}
		w.Advance(30 * time.Minute)
		w.pass()
		if got := w.calls("amina", number, authz.Portal).Items[0]; got.State != callback.Tried || got.Windows[0].State != callback.Tried || w.promised(number) != "cancelled" {
			w.T.Errorf("got %+v, %s", got, w.promised(number))
		}
	})
}
