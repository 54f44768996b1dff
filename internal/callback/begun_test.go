package callback_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"hearth/internal/callback"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
)

// atDesk lets Marta write down times for somebody.
func (w *world) atDesk(number string, all ...callback.Stretch) callback.Call {
	w.T.Helper()
	c, err := w.s.Ask(w.T.Context(), w.Actor(authz.Desk, "marta"), callback.Ask{Number: number, Windows: all, Phone: "+46 70 555 01 87"})
	w.ok(err)
	return c
}

// HR does not erase a time in which it did not call by writing down others.
func TestTheDeskDoesNotReplaceATimeThatItLetGoBy(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		begun, ahead := w.hours(60, 60), w.hours(300, 30)
		w.ask("amina", number, begun, ahead)
		w.Advance(90 * time.Minute)
		w.Drain()
		before, _, _ := w.mails("amina", "case.message")
		w.atDesk(number, w.hours(200, 30))
		got := w.calls("amina", number, authz.Portal).Items[0]
		if len(got.Windows) != 2 || got.Windows[0].State != callback.Missed || !got.Windows[0].From.Equal(begun.From) || got.Windows[1].State != callback.Open || got.State != callback.Open {
			w.T.Errorf("got %+v", got)
		}
		if n, text, _ := w.mails("amina", "case.message"); n != before+1 || !strings.Contains(text, "We did not call you at the times that you had given for "+number+". We are sorry.") {
			w.T.Errorf("%d mails: %s", n-before, text)
		}
		if page := w.Portal("amina").Get("/requests/" + number).Text; !strings.Contains(page, "as we had promised. We are sorry.") || !strings.Contains(page, "We did not call") {
			w.T.Error("the page does not say it")
		}
		kind(w.T, w.answers(number, false), fault.Conflict)
	})
}

// What has not begun, in which HR called, or what stays is not missed; nor is what the customers replace themselves.
func TestTimesThatAreReplacedWithoutAMiss(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		states := func(number string) string {
			var all []string
			for _, x := range w.calls("amina", number, authz.Portal).Items[0].Windows {
				all = append(all, x.State)
			}
			return strings.Join(all, " ")
		}
		own, ahead, called, kept := w.open("amina", "hours"), w.open("amina", "hours"), w.open("amina", "hours"), w.open("amina", "hours")
		stays := w.hours(60, 60)
		w.ask("amina", own, w.hours(60, 60))
		w.ask("amina", ahead, w.hours(120, 60))
		c := w.ask("amina", called, w.hours(60, 60))
		w.ask("amina", kept, stays)
		w.Advance(90 * time.Minute)
		w.call("marta", c.ID, callback.NoAnswer)
		w.ask("amina", own, w.hours(200, 30))
		w.atDesk(ahead, w.hours(200, 30))
		w.atDesk(called, w.hours(200, 30))
		w.atDesk(kept, stays, w.hours(200, 30))
		if a, b, c, d := states(own), states(ahead), states(called), states(kept); a != "open" || b != "open" || c != "open" || d != "open open" {
			w.T.Errorf("own %s, ahead %s, called %s, kept %s", a, b, c, d)
		}
	})
}

// At five past twelve somebody can be called "from now until one".
func TestATimeThatHasBegunCanBeGiven(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number, begun := w.open("amina", "hours"), w.hours(-50, 60)
		c := w.ask("amina", number, begun)
		if len(c.Windows) != 1 || !c.Windows[0].From.Equal(begun.From) || !c.Windows[0].To.Equal(begun.To) {
			w.T.Errorf("it is not kept as given: %+v", c.Windows)
		}
		if again := w.ask("amina", number, begun); again.Sequence != 0 {
			w.T.Error("the same twice is not one")
		}
		w.Drain()
		for range 2 {
			w.pass()
			w.Drain()
		}
		todo, err := w.s.Spec().ToDo(w.T.Context(), w.Actor(authz.Desk, "marta"))
		if err != nil || len(todo) != 1 || todo[0].Text.Key != "They can be called now." {
			w.T.Errorf("as it is given, its end is near: %+v, %v", todo, err)
		}
		told := func() (n int) {
			for _, key := range []string{"marta", "priya", "ingrid", "theo"} {
				of, _, _ := w.mails(key, "escalation.call")
				n += of
			}
			return n
		}
		if n := told(); n != 1 {
			w.T.Errorf("HR was told %d times as it was given", n)
		}
		w.Advance(8*time.Minute + time.Second) // nearly over of the ten minutes since it was given
		if todo, err = w.s.Spec().ToDo(w.T.Context(), w.Actor(authz.Desk, "marta")); err != nil || len(todo) != 1 || todo[0].Text.Key == "They can be called now." {
			w.T.Errorf("near its end: %+v, %v", todo, err)
		}
		if j := w.call("marta", c.ID, callback.Reached); !j.Counts || j.State != callback.Reached || w.promised(number) != "kept" {
			w.T.Errorf("got %+v", j)
		}
		other := w.open("amina", "hours")
		for name, in := range map[string]callback.Stretch{"over": w.hours(-60, 30), "nine minutes": w.hours(-60, 69), "nothing": w.hours(-60, 60)} {
			_, err := w.s.Ask(w.T.Context(), w.Actor(authz.Portal, "amina"), callback.Ask{Number: other, Windows: []callback.Stretch{in}})
			kind(w.T, err, fault.Invalid)
			if f := fault.As(err); f != nil && (len(f.Fields) != 1 || !strings.Contains(f.Fields[0].Key, "%d minutes")) {
				w.T.Errorf("%s: %+v", name, f.Fields)
			}
		}
	})
}

// A time that had begun as it was given and that HR replaces has begun too: from when it was given.
func TestATimeGivenWhileItRanIsMissedToo(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		w.ask("amina", number, w.hours(-30, 120))
		w.Advance(10 * time.Minute)
		w.atDesk(number, w.hours(200, 30))
		if got := w.calls("amina", number, authz.Portal).Items[0]; len(got.Windows) != 2 || got.Windows[0].State != callback.Missed {
			w.T.Errorf("got %+v", got)
		}
	})
}

// The form that changes times begins with the one that runs, as long as it can be given.
func TestTheFormKeepsTheTimeThatRuns(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		w.ask("amina", number, w.hours(60, 60))
		w.Advance(90 * time.Minute)
		form := func() string {
			return w.Desk("marta").Get("/desk/cases/" + number + "/callback").Is(http.StatusOK).Text
		}
		if page := form(); !strings.Contains(page, `value="2026-11-17"`) {
			w.T.Errorf("the time that runs is not among those of the form: %s", page)
		}
		w.Advance(21 * time.Minute)
		if page := form(); strings.Contains(page, `value="2026-11-17"`) {
			w.T.Error("the form begins with a time that cannot be given any more")
		}
	})
}

// A number that did not work is no call any more once another is given: whoever does not call that has missed the time.
func TestAWrongNumberThatWasCorrectedIsNoCall(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		c := w.ask("amina", number, w.hours(60, 60))
		w.Advance(62 * time.Minute)
		w.call("marta", c.ID, callback.WrongNumber)
		_, err := w.s.GiveNumber(w.T.Context(), w.Actor(authz.Portal, "amina"), callback.GiveNumber{Number: number, Phone: "+46 70 555 01 88"})
		w.ok(err)
		if p := w.planned(); p.Tries != 0 {
			w.T.Errorf("the agenda counts it: %+v", p)
		}
		if tries := w.calls("amina", number, authz.Portal).Items[0].Attempts; !tries[0].Inside || tries[0].Counts {
			w.T.Errorf("it counts: %+v", tries)
		}
		w.Drain()
		before, _, _ := w.mails("amina", "case.message")
		w.Advance(60 * time.Minute)
		w.pass()
		w.Drain()
		got := w.calls("amina", number, authz.Portal).Items[0]
		if got.State != callback.Missed || got.Windows[0].State != callback.Missed || w.promised(number) != "missed" {
			w.T.Errorf("got %+v, %s", got, w.promised(number))
		}
		if n, text, _ := w.mails("amina", "case.message"); n != before+1 || !strings.Contains(text, "We did not call you at the times that you gave") {
			w.T.Errorf("%d mails: %s", n-before, text)
		}
		kind(w.T, w.answers(number, false), fault.Conflict)
	})
}

// What HR did at the number that it had is judged before another one is given, also where nothing was booked yet.
func TestAnotherNumberDoesNotUndoATimeThatIsOver(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		c := w.ask("amina", number, w.hours(10, 30), w.hours(60, 30))
		w.Advance(15 * time.Minute)
		w.call("marta", c.ID, callback.WrongNumber)
		w.Clock.Advance(30 * time.Minute) // and nothing is booked yet
		_, err := w.s.GiveNumber(w.T.Context(), w.Actor(authz.Portal, "amina"), callback.GiveNumber{Number: number, Phone: "+46 70 555 01 88"})
		w.ok(err)
		w.pass()
		if got := w.calls("amina", number, authz.Portal).Items[0]; got.Windows[0].State != callback.Tried || got.Windows[1].State != callback.Open || !got.Attempts[0].Counts {
			w.T.Errorf("got %+v", got)
		}
		w.Advance(20 * time.Minute)
		w.call("marta", c.ID, callback.Reached)
		if got := w.calls("amina", number, authz.Portal).Items[0]; got.State != callback.Reached {
			w.T.Errorf("got %+v", got)
		}
	})
}

// Whoever reaches somebody in one time has missed the one before all the same, also where nothing was booked yet.
func TestACallInOneTimeDoesNotHideTheOneBefore(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		c := w.ask("amina", number, w.hours(10, 30), w.hours(40, 30))
		w.Clock.Advance(41 * time.Minute) // and nothing is booked yet
		w.call("marta", c.ID, callback.Reached)
		got := w.calls("amina", number, authz.Portal).Items[0]
		if got.State != callback.Reached || len(got.Windows) != 2 || got.Windows[0].State != callback.Missed || got.Windows[1].State != callback.Tried {
			w.T.Errorf("got %+v", got)
		}
	})
}

// Two numbers that do not work within a minute are two.
func TestAnotherNumberThatDoesNotWorkIsAnotherCall(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		c := w.ask("amina", number, w.hours(10, 30))
		w.Advance(15 * time.Minute)
		first := w.call("marta", c.ID, callback.WrongNumber)
		if again := w.call("marta", c.ID, callback.WrongNumber); again.ID != first.ID {
			w.T.Error("the same within a minute is two")
		}
		_, err := w.s.GiveNumber(w.T.Context(), w.Actor(authz.Portal, "amina"), callback.GiveNumber{Number: number, Phone: "+46 70 555 01 88"})
		w.ok(err)
		w.Advance(20 * time.Second)
		if second := w.call("marta", c.ID, callback.WrongNumber); second.ID == first.ID || !w.calls("amina", number, authz.Portal).Items[0].Wrong {
			w.T.Error("another number that did not work is the first one")
		}
	})
}
