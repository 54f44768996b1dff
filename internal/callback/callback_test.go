package callback_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/callback"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
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

// twice is two nodes that book at one time.
func (w *world) twice() {
	w.T.Helper()
	done := make(chan error, 2)
	for range 2 {
		go func() { _, err := w.s.Pass(w.T.Context()); done <- err }()
	}
	for range 2 {
		if err := <-done; err != nil {
			w.T.Fatal(err)
		}
	}
}

// read is a case as Amina reads it.
func (w *world) read(number string) desk.Whole {
	w.T.Helper()
	c, err := w.App.App.Desk.Read(w.T.Context(), w.Actor(authz.Portal, "amina"), desk.ReadOne{Number: number})
	if err != nil {
		w.T.Fatal(err)
	}
	return c
}

// promised is how the promises to call stand on a case of Amina's.
func (w *world) promised(number string) string {
	w.T.Helper()
	var all []string
	for _, p := range w.read(number).Promises {
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
		if len(seen.Attempts) != 3 || seen.Attempts[0].By != "" || seen.Attempts[0].Inside || seen.Phone != "+46 70 555 01 87" {
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
		w.twice()
		if n, text, _ := w.mails("amina", "case.message"); n != before+1 || !strings.Contains(text, "We are sorry") {
			w.T.Errorf("%d mails instead of one: %s", n-before, text)
		}
		got := w.calls("amina", number, authz.Portal).Items[0]
		if got.State != callback.Open || got.Windows[0].State != callback.Missed || got.Windows[1].State != callback.Open {
			w.T.Errorf("got %+v", got)
		}
		w.Advance(120 * time.Minute)
		w.twice()
		if n, text, _ := w.mails("amina", "case.message"); n != before+2 || !strings.Contains(text, "Please give us new times") {
			w.T.Errorf("%d mails instead of two: %s", n-before, text)
		}
		if got := w.calls("amina", number, authz.Portal).Items[0]; got.State != callback.Missed || w.promised(number) != "missed" {
			w.T.Errorf("got %+v, %s", got, w.promised(number))
		}
		if next := w.read(number).Next(); next == nil || !next.DueAt.After(w.DB.Now()) {
			w.T.Errorf("a call that was missed hides what is promised next: %+v", next)
		}
		if todo, err := w.s.Spec().ToDo(w.T.Context(), w.Actor(authz.Portal, "amina")); err != nil || len(todo) != 1 {
			w.T.Errorf("got %v, %v", todo, err)
		}
		again := w.ask("amina", number, w.hours(30, 30))
		if again.ID != c.ID || again.Sequence != 1 || again.State != callback.Open || w.promised(number) != "missed running" {
			w.T.Errorf("got %+v, %s", again, w.promised(number))
		}
		w.Advance(40 * time.Minute)
		w.call("marta", c.ID, callback.Reached)
		if got := w.promised(number); got != "missed kept" {
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

func TestTimesThatCannotBeAreRefused(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "hours")
		for name, in := range map[string]callback.Ask{
			"none":        {},
			"passed":      {Windows: []callback.Stretch{w.hours(-90, 60)}},
			"hardly left": {Windows: []callback.Stretch{w.hours(-60, 69)}},
			"too short":   {Windows: []callback.Stretch{w.hours(30, 9)}},
			"backwards":   {Windows: []callback.Stretch{w.hours(30, -60)}},
			"too long":    {Windows: []callback.Stretch{w.hours(30, 13*60)}},
			"too far":     {Windows: []callback.Stretch{w.hours(31*24*60, 30)}},
			"overlapping": {Windows: []callback.Stretch{w.hours(60, 60), w.hours(30, 31)}},
			"too many":    {Windows: slices.Repeat([]callback.Stretch{w.hours(60, 10)}, callback.MostWindows+1)},
			"no end":      {Windows: []callback.Stretch{{From: w.DB.Now().Add(time.Hour)}}},
			"no zone":     {Windows: []callback.Stretch{w.hours(30, 30)}, Zone: "Malmby"},
			"the server":  {Windows: []callback.Stretch{w.hours(30, 30)}, Zone: "Local"},
			"no number":   {Windows: []callback.Stretch{w.hours(30, 30)}, Phone: "my mobile"},
		} {
			in.Number = number
			if _, err := w.s.Ask(w.T.Context(), w.Actor(authz.Portal, "amina"), in); fault.KindOf(err) != fault.Invalid {
				w.T.Errorf("%s: got %v", name, err)
			}
		}
		first := w.ask("amina", number, w.hours(60, 30), w.hours(30, 30)) // one ends as the other begins
		if again := w.ask("amina", number, w.hours(30, 30), w.hours(60, 30)); again.ID != first.ID || again.Sequence != 0 {
			w.T.Errorf("the same twice is not one: %+v", again)
		}
		if got := w.promised(number); got != "running" {
			w.T.Errorf("got the promises %q", got)
		}
	})
}

func TestTheInvitationFollowsTheTimes(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open("amina", "health")
		c, seen := w.ask("amina", number, w.hours(60, 30), w.hours(120, 45)), 0
		says := func(wants ...string) { // the invitations since the last look
			w.T.Helper()
			all, err := store.All[string](w.T.Context(), w.DB, `SELECT text_body || calendar FROM mail_outbox WHERE person_id = $1 AND kind = 'callback.invitation' ORDER BY id`, apptest.ID("amina"))
			if err != nil || len(all) != seen+len(wants) {
				w.T.Fatalf("got %d invitations, want %d more than %d: %v", len(all), len(wants), seen, err)
			}
			for i, want := range wants {
				got := all[seen+i]
				for _, line := range strings.Fields(want) {
					if !strings.Contains(got, line+"\r\n") {
						w.T.Errorf("%s is missing in\n%s", line, got)
					}
				}
				for _, word := range []string{"My shifts", "555 01 87", "5550187", "Health", "health"} {
					if strings.Contains(got, word) {
						w.T.Errorf("the invitation says %q:\n%s", word, got)
					}
				}
				if n := strings.Count(got, "BEGIN:VEVENT"); n != 1 {
					w.T.Errorf("one mail holds %d events, of which some calendars read the first", n)
				}
			}
			seen += len(wants)
		}
		one, two := "UID:callback-"+c.ID+"@hearth", "UID:callback-"+c.ID+"-2@hearth"
		says("METHOD:REQUEST SEQUENCE:0 "+one, "METHOD:REQUEST SEQUENCE:0 "+two)
		w.ask("amina", number, w.hours(90, 30))
		says("METHOD:REQUEST SEQUENCE:1 "+one, "METHOD:CANCEL SEQUENCE:1 "+two)
		file, err := w.s.Invitation(w.T.Context(), w.Actor(authz.Portal, "amina"), callback.ReadOf{Number: number})
		if err != nil || !strings.Contains(file, "METHOD:PUBLISH\r\n") || strings.Count(file, "DTSTART") != 1 {
			w.T.Errorf("got %s, %v", file, err)
		}
		for range 2 {
			if got, err := w.s.Cancel(w.T.Context(), w.Actor(authz.Portal, "amina"), callback.Cancel{Number: number}); err != nil || got.State != callback.Cancelled {
				w.T.Fatalf("got %+v, %v", got, err)
			}
		}
		says("METHOD:CANCEL SEQUENCE:2 " + one)
		if got := w.promised(number); got != "cancelled cancelled" {
			w.T.Errorf("got %s", got)
		}
		_, err = w.s.Invitation(w.T.Context(), w.Actor(authz.Portal, "amina"), callback.ReadOf{Number: number})
		kind(w.T, err, fault.Conflict)
	})
}

func TestNobodyIsDoubleBooked(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx, marta, priya := w.T.Context(), w.Actor(authz.Desk, "marta"), w.Actor(authz.Desk, "priya")
		var calls []callback.Call
		for _, key := range []string{"amina", "pavel", "hanna", "rosa"} {
			calls = append(calls, w.ask(key, w.open(key, "hours"), w.hours(60, 60)))
		}
		slot := func(i, in, long int) callback.Take {
			x := w.hours(in, long)
			return callback.Take{ID: calls[i].ID, From: x.From, To: x.To}
		}
		for _, in := range []callback.Take{slot(0, 50, 20), slot(0, 110, 20), slot(0, 60, 4), slot(0, 20, 20)} {
			_, err := w.s.Take(ctx, marta, in)
			kind(w.T, err, fault.Invalid)
		}
		got, err := w.s.Take(ctx, marta, slot(0, 60, 20))
		if err != nil || got.Slot == nil || !got.Slot.Mine || got.Slot.By != "Marta" {
			w.T.Fatalf("got %+v, %v", got, err)
		}
		_, err = w.s.Take(ctx, marta, slot(1, 70, 20))
		kind(w.T, err, fault.Conflict)
		if _, err = w.s.Take(ctx, marta, slot(1, 80, 20)); err != nil { // one ends as the other begins
			w.T.Error(err)
		}
		_, err = w.s.Take(ctx, priya, slot(0, 90, 20))
		kind(w.T, err, fault.Conflict)
		if _, err = w.s.GiveBack(ctx, priya, callback.GiveBack{ID: calls[0].ID}); err != nil || w.calls("priya", calls[0].Number, authz.Desk).Items[0].Slot == nil {
			w.T.Errorf("a colleague gave it back: %v", err)
		}
		for range 2 {
			if _, err = w.s.GiveBack(ctx, marta, callback.GiveBack{ID: calls[0].ID}); err != nil {
				w.T.Fatal(err)
			}
		}
		if _, err = w.s.Take(ctx, priya, slot(0, 90, 20)); err != nil {
			w.T.Error(err)
		}
		together := make(chan error, 2)
		for _, i := range []int{2, 3} {
			go func() { _, err := w.s.Take(ctx, marta, slot(i, 100, 20)); together <- err }()
		}
		if a, b := <-together, <-together; (a == nil) == (b == nil) {
			w.T.Errorf("of two at one time both or none were taken: %v, %v", a, b)
		}
	})
}

func TestTheAgendaFollowsTheRights(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx := w.T.Context()
		open, health, named := w.open("amina", "hours"), w.open("pavel", "health"), w.open("hanna", "fairness")
		later := w.ask("amina", open, w.hours(90, 30))
		now := w.ask("pavel", health, w.hours(10, 120))
		w.ask("hanna", named, w.hours(20, 30))
		own := w.open("priya", "hours")
		w.ask("priya", own, w.hours(15, 30))
		w.Advance(12 * time.Minute)
		got, err := w.s.Agenda(ctx, w.Actor(authz.Desk, "priya"), callback.List{})
		if err != nil || len(got.Items) != 2 || got.Items[0].ID != now.ID || !got.Items[0].Now || got.Items[1].ID != later.ID || got.Items[1].Now {
			w.T.Fatalf("got %+v, %v", got, err)
		}
		if x := got.Items[0]; !x.Hidden || x.Phone+x.Subject+x.Person != "" {
			w.T.Errorf("of a health case she reads %+v", x)
		}
		if x := got.Items[1]; x.Hidden || x.Phone == "" || x.Subject != "My shifts" || x.Person != "Amina Yusuf" {
			w.T.Errorf("got %+v", x)
		}
		_, err = w.s.Agenda(ctx, w.Actor(authz.Portal, "priya"), callback.List{})
		kind(w.T, err, fault.Forbidden)
		_, err = w.s.Agenda(ctx, w.Actor(authz.Desk, "noor"), callback.List{})
		kind(w.T, err, fault.Forbidden)
		_, err = w.s.Attempt(ctx, w.Actor(authz.Desk, "priya"), callback.Attempt{ID: now.ID, Result: callback.Reached})
		kind(w.T, err, fault.Forbidden)
		if _, err := w.App.App.Desk.Assign(ctx, w.Actor(authz.Desk, "marta"), desk.Assign{Number: health, Assignee: "me"}); err != nil {
			w.T.Fatal(err)
		}
		got, err = w.s.Agenda(ctx, w.Actor(authz.Desk, "marta"), callback.List{})
		if err != nil || len(got.Items) != 3 || got.Items[0].Hidden || got.Items[0].Phone == "" {
			w.T.Errorf("got %+v, %v", got, err)
		}
	})
}

func TestTheAgendaOfADayHasItsCallsAlone(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx, marta := w.T.Context(), w.Actor(authz.Desk, "marta")
		today := w.ask("amina", w.open("amina", "hours"), w.hours(60, 30))
		later := w.ask("pavel", w.open("pavel", "hours"), w.hours(60+48*60, 30))
		zone := locale.From(ctx).Zone()
		for day, want := range map[string]string{today.Windows[0].From.In(zone).Format(time.DateOnly): today.ID, later.Windows[0].From.In(zone).Format(time.DateOnly): later.ID} {
			got, err := w.s.Agenda(ctx, marta, callback.List{Day: day})
			if err != nil || len(got.Items) != 1 || got.Items[0].ID != want {
				w.T.Errorf("on %s: got %+v, %v", day, got.Items, err)
			}
		}
		if got, err := w.s.Agenda(ctx, marta, callback.List{Day: "2020-01-01"}); err != nil || len(got.Items) != 0 {
			w.T.Errorf("on a day that is over: got %+v, %v", got.Items, err)
		}
		_, err := w.s.Agenda(ctx, marta, callback.List{Day: "tomorrow"})
		kind(w.T, err, fault.Invalid)
	})
}

func TestLongAgendasHavePages(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx, marta := w.T.Context(), w.Actor(authz.Desk, "marta")
		for range (callback.Listed + callback.MostWindows) / callback.MostWindows {
			var all []callback.Stretch
			for i := range callback.MostWindows {
				all = append(all, w.hours(60+20*i, 20))
			}
			w.ask("amina", w.open("amina", "hours"), all...)
		}
		first, err := w.s.Agenda(ctx, marta, callback.List{})
		if err != nil || len(first.Items) != callback.Listed || first.Next == "" {
			w.T.Fatalf("got %d, %q, %v", len(first.Items), first.Next, err)
		}
		second, err := w.s.Agenda(ctx, marta, callback.List{After: first.Next})
		if err != nil || second.Next != "" || len(second.Items) != (callback.Listed+callback.MostWindows)/callback.MostWindows*callback.MostWindows-callback.Listed {
			w.T.Errorf("got %d, %q, %v", len(second.Items), second.Next, err)
		}
	})
}

func TestTheNumberIsForWhoeverCallsAlone(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx := w.T.Context()
		number := w.open("amina", "hours")
		if _, err := w.App.App.Desk.Invite(ctx, w.Actor(authz.Portal, "amina"), desk.Invite{Number: number, Person: apptest.Email("hanna")}); err != nil {
			w.T.Fatal(err)
		}
		w.ask("amina", number, w.hours(60, 30))
		if got := w.calls("hanna", number, authz.Portal).Items[0]; got.Phone != "" || got.AtDesk || len(got.Windows) != 1 {
			w.T.Errorf("who stands by her reads %+v", got)
		}
		if got := w.calls("marta", number, authz.Desk).Items[0]; got.Phone == "" {
			w.T.Errorf("HR reads %+v", got)
		}
		for _, key := range []string{"jonas", "stefan"} { // her manager, and nobody
			_, err := w.s.OfCase(ctx, w.Actor(authz.Portal, key), callback.ReadOf{Number: number})
			if k := fault.KindOf(err); k != fault.Forbidden && k != fault.NotFound {
				w.T.Errorf("%s: %v", key, err)
			}
		}
		rows, err := store.All[string](ctx, w.DB, `SELECT body FROM desk_entry`)
		if err != nil || strings.Contains(strings.Join(rows, "\n"), "555 01 87") {
			w.T.Errorf("the conversation holds the number: %v", err)
		}
	})
}
