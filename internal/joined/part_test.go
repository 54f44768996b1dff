package joined_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/joined"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

func (w *world) join(key, part, whole string) error {
	_, err := w.s.Join(w.T.Context(), w.Actor(authz.Desk, key), joined.Join{Number: part, Into: whole})
	return err
}

func (w *world) apart(key, part string) error {
	_, err := w.s.Apart(w.T.Context(), w.Actor(authz.Desk, key), joined.Apart{Number: part})
	return err
}

// write adds a message of the customer's side, or of HR's.
func (w *world) write(face authz.Face, key, number, body string, internal bool) {
	w.T.Helper()
	w.Clock.Advance(time.Minute)
	_, err := w.App.App.Desk.Write(w.T.Context(), w.Actor(face, key), desk.Write{Number: number, Body: body, Internal: internal})
	w.ok(err)
}

// read opens a case.
func (w *world) read(face authz.Face, key, number string) desk.Whole {
	w.T.Helper()
	c, err := w.App.App.Desk.Read(w.T.Context(), w.Actor(face, key), desk.ReadOne{Number: number})
	w.ok(err)
	return c
}

// talk is the messages and notes of a case as somebody reads them, each with where it was written if that is elsewhere.
func (w *world) talk(face authz.Face, key, number string) string {
	w.T.Helper()
	var out []string
	for _, e := range w.read(face, key, number).Talk {
		if e.Event == nil {
			out = append(out, strings.TrimSpace(e.Body+" "+e.From))
		}
	}
	return strings.Join(out, "; ")
}

// running is when the promises of a case are due that run, by kind.
func (w *world) running(number string) map[string]store.Time {
	w.T.Helper()
	out := map[string]store.Time{}
	for _, p := range w.read(authz.Desk, "marta", number).Promises {
		if p.Open() {
			if _, twice := out[p.Kind]; twice {
				w.T.Errorf("%s: two promises of the kind %s", number, p.Kind)
			}
			out[p.Kind] = p.DueAt
		}
	}
	return out
}

// two are two requests of Amina, the first earlier by an hour of work, each with a word of HR or not.
func (w *world) two() (first, second string) {
	w.T.Helper()
	first = w.ask("amina", desk.Open{Service: "hours", Subject: "Night allowance", Body: "one"})
	w.Clock.Advance(time.Hour)
	second = w.ask("amina", desk.Open{Service: "hours", Subject: "Night allowance", Body: "two"})
	return first, second
}

func TestAJoinedCaseIsReadInTheOtherInItsPlaceInTime(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		a, b := w.two()
		w.write(authz.Portal, "amina", a, "three", false)
		w.write(authz.Portal, "amina", b, "four", false)
		w.write(authz.Desk, "marta", b, "a note", true)
		before := w.talk(authz.Desk, "marta", a) + w.talk(authz.Desk, "marta", b)
		for range 2 {
			w.ok(w.join("marta", b, a))
		}
		w.want(w.talk(authz.Desk, "theo", a), "one; two "+b+"; three; four "+b+"; a note "+b)
		w.want(w.talk(authz.Portal, "amina", a), "one; two "+b+"; three; four "+b)
		w.want(w.talk(authz.Portal, "amina", b), "two; four")
		w.Portal("amina").Get("/requests/"+b).Shows("We work on this together with", "/requests/"+a)
		w.Portal("amina").Get("/requests/"+a).Shows("written in "+b, "was said there stands below")
		w.Desk("marta").Get("/desk/cases/"+a).Shows("Joined to this case", "written in "+b)
		w.Desk("marta").Get("/desk/cases/"+b).Shows("Part of another case", "Take apart again")
		if c := w.read(authz.Desk, "marta", b); c.State != desk.Closed || c.Outcome != desk.OutcomeDuplicate || len(w.running(b)) > 0 {
			w.T.Errorf("the part: %s, %s, %v", c.State, c.Outcome, w.running(b))
		}
		_, err := w.App.App.Desk.Write(w.T.Context(), w.Actor(authz.Portal, "amina"), desk.Write{Number: b, Body: "lost?"})
		if fault.KindOf(err) != fault.Conflict || !strings.Contains(err.Error(), "another request") {
			w.T.Errorf("written to the part: %v", err)
		}

		w.write(authz.Desk, "marta", a, "five", false)
		for range 2 {
			w.ok(w.apart("theo", b))
		}
		w.want(w.talk(authz.Desk, "marta", a)+w.talk(authz.Desk, "marta", b), strings.Replace(before, "three", "three; five", 1))
		if c := w.read(authz.Portal, "amina", b); c.State != desk.StateOpen || c.Outcome != "" || !c.ClosedAt.IsZero() {
			w.T.Errorf("apart: %s, %s, %v", c.State, c.Outcome, c.ClosedAt)
		}
		w.write(authz.Portal, "amina", b, "six", false)
	})
}

func TestTheEarlierDateOfBothHolds(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		a, b := w.two()
		ofA, ofB := w.running(a), w.running(b)
		if len(ofA) != 2 || !ofA[promise.FirstAnswer].Before(ofB[promise.FirstAnswer]) {
			w.T.Fatalf("%v, %v", ofA, ofB)
		}
		w.ok(w.join("marta", a, b)) // the earlier one becomes the part
		same := func(name string, got, want map[string]store.Time) {
			w.T.Helper()
			for _, kind := range []string{promise.FirstAnswer, promise.Decision} {
				if !got[kind].Equal(want[kind]) {
					w.T.Errorf("%s, %s: got %v, want %v", name, kind, got[kind], want[kind])
				}
			}
		}
		same("joined", w.running(b), ofA)
		if n := w.read(authz.Desk, "marta", b).Next(); n == nil || !n.DueAt.Equal(ofA[promise.FirstAnswer]) {
			w.T.Errorf("next: %v", n)
		}
		w.ok(w.apart("marta", a))
		same("the first, apart", w.running(a), ofA)
		same("the second, apart", w.running(b), ofB)

		w.ok(w.join("marta", b, a)) // and the later one
		same("joined again", w.running(a), ofA)
		w.write(authz.Desk, "marta", a, "We look into it.", false)
		w.ok(w.apart("marta", b))
		if got := w.running(b); len(got) != 1 || !got[promise.Decision].Equal(ofB[promise.Decision]) {
			w.T.Errorf("answered while joined: %v", got)
		}
		// of two promises of a kind one was kept, and the other is neither kept nor missed
		if n := w.count(`SELECT count(*) FROM promise_promise WHERE kind = 'first_answer' AND state = 'kept'`); n != 1 {
			w.T.Errorf("%d first answers kept", n)
		}
	})
}

// A moment that has passed stays missed: joining hides none.
func TestJoiningHidesNoMissedPromise(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		a := w.night("amina", "hours")
		w.Clock.Advance(10 * 24 * time.Hour)
		b := w.night("amina", "hours")
		late := w.running(a)
		w.ok(w.join("marta", a, b))
		if got := w.running(b); !got[promise.FirstAnswer].Equal(late[promise.FirstAnswer]) {
			w.T.Errorf("got %v, want %v", got, late)
		}
		w.write(authz.Desk, "marta", b, "Sorry that it took so long.", false)
		if n := w.count(`SELECT count(*) FROM promise_promise WHERE kind = 'first_answer' AND state = 'kept_late'`); n != 1 {
			w.T.Errorf("%d kept late", n)
		}
	})
}

// A case that has been answered while its part lay in it: the part is open again with promises of its own.
func TestAPartThatComesBackIsPromisedAnew(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		a, b := w.two()
		w.ok(w.join("marta", a, b))
		_, err := w.App.App.Desk.Close(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Close{Number: b, Answer: "It comes.", Outcome: desk.OutcomeDone, Cause: "information"})
		w.ok(err)
		w.ok(w.apart("marta", a))
		if got := w.running(a); len(got) != 2 {
			w.T.Errorf("got %v", got)
		}
		if c := w.read(authz.Desk, "marta", b); c.State != desk.Answered {
			w.T.Errorf("the other is %s", c.State)
		}
	})
}

func TestMailToAPartArrivesInTheOther(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		a, b := w.two()
		mail := func(body string) desk.Placed {
			w.T.Helper()
			w.Clock.Advance(time.Minute)
			var at desk.Placed
			w.ok(w.DB.Tx(w.T.Context(), func(tx *store.Tx) (err error) {
				at, err = w.App.App.Desk.ReplyMailed(w.T.Context(), tx, w.Actor(authz.Portal, "amina"), desk.Mailed{Number: w.raw(b), Body: body})
				return err
			}))
			return at
		}
		w.ok(w.join("marta", b, a))
		w.want(mail("by mail").Number, a)
		w.want(w.talk(authz.Portal, "amina", a), "one; two "+b+"; by mail")
		w.ok(w.apart("marta", b))
		w.want(mail("by mail again").Number, b)
	})
}

// raw is the number of a case as the database has it.
func (w *world) raw(number string) int64 {
	w.T.Helper()
	n, err := store.One[int64](w.T.Context(), w.DB, `SELECT number FROM desk_case WHERE id = $1`, w.read(authz.Desk, "marta", number).ID)
	w.ok(err)
	return n
}

func TestJoiningIsRefused(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx := w.T.Context()
		a, b := w.two()
		third := w.night("amina", "hours")
		refused := func(name string, kind fault.Kind, err error, words string) {
			w.T.Helper()
			f := fault.As(err)
			if fault.KindOf(err) != kind || f == nil || !strings.Contains(f.Error(), words) && !slices.ContainsFunc(f.Fields, func(x fault.Field) bool { return strings.Contains(x.Key, words) }) {
				w.T.Errorf("%s: got %v", name, err)
			}
		}
		refused("itself", fault.Invalid, w.join("marta", a, a), "this case itself")
		refused("none", fault.Invalid, w.join("marta", a, "HR-999999"), "no such case")
		refused("hidden", fault.Invalid, w.join("theo", a, w.night("amina", "review")), "no such case")
		refused("another's", fault.Conflict, w.join("marta", w.night("hanna", "hours"), a), "not the same people")
		refused("another class", fault.Conflict, w.join("marta", w.night("amina", "review"), a), "not open to the same people")
		refused("against somebody", fault.Conflict, w.join("marta", w.ask("amina", desk.Open{Service: "hours", Subject: "x", Body: "y", Against: []string{apptest.Email("pavel")}}), a), "stays by itself")
		refused("kept out", fault.Conflict, w.join("marta", w.ask("amina", desk.Open{Service: "hours", Subject: "x", Body: "y", NotTo: []string{apptest.Email("pavel")}}), a), "not open to the same people")
		refused("not of HR", fault.Forbidden, w.join("amina", b, a), "")

		w.ok(w.join("marta", b, a))
		refused("a part twice", fault.Conflict, w.join("marta", b, third), "part of another one")
		refused("into a part", fault.Conflict, w.join("marta", third, b), "is answered")
		refused("with parts", fault.Conflict, w.join("marta", a, third), "Other cases are part of this one")
		w.ok(w.apart("marta", b))

		d := w.night("amina", "hours")
		for _, x := range [][2]string{{d, third}, {third, d}} { // the statement of either has to add up
			if x[0] == d {
				apptest.Decode[any](w.T, w.API("marta").Post("/api/v1/cases/"+d+"/effort", map[string]any{"minutes": 10, "step": "Look it up"}), 201)
			}
			refused("with a statement", fault.Conflict, w.join("marta", x[0], x[1]), "statement")
		}
		_, err := w.App.App.Desk.AddStep(ctx, w.Actor(authz.Desk, "marta"), desk.AddStep{Number: b, Title: "Look it up"})
		w.ok(err)
		refused("with steps", fault.Conflict, w.join("marta", b, a), "steps that are not done")
		_, err = w.App.App.Desk.Close(ctx, w.Actor(authz.Desk, "marta"), desk.Close{Number: third, Answer: "It comes.", Outcome: desk.OutcomeDone, Cause: "information"})
		w.ok(err)
		refused("answered", fault.Conflict, w.join("marta", third, a), "is answered")
		refused("into an answered one", fault.Conflict, w.join("marta", a, third), "is answered")
		if n := w.count(`SELECT count(*) FROM joined_part`); n != 0 {
			w.T.Errorf("%d parts", n)
		}
	})
}

// What was written in a part is read by those alone who may see the part, also if it should ever be more protected than the other case, or less.
func TestWhoSeesAPartDecidesWhoReadsItInTheOther(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx := w.T.Context()
		a, b := w.night("amina", "review"), w.ask("amina", desk.Open{Service: "review", Subject: "Night allowance", Body: "two"})
		w.ok(w.join("marta", b, a))
		stands := func(number, sensitivity string) { // no use case leaves the two so
			w.T.Helper()
			id := w.id(number)
			w.ok(w.DB.Tx(ctx, func(tx *store.Tx) error {
				_, err := tx.Exec(ctx, `UPDATE desk_case SET sensitivity = $2 WHERE id = $1`, id, sensitivity)
				return err
			}))
		}
		stands(a, "open")
		w.want(w.talk(authz.Desk, "marta", a), "It is not on my payslip of November.; two "+b)
		w.want(w.talk(authz.Desk, "theo", a), "It is not on my payslip of November.")
		w.Desk("theo").Get("/desk/cases/" + a).Hides(b)
		now, err := w.s.OfCase(ctx, w.Actor(authz.Desk, "theo"), joined.ReadOf{Number: a})
		w.ok(err)
		if len(now.Parts) != 0 {
			w.T.Errorf("theo: got %v", now.Parts)
		}
		if err := w.apart("theo", b); fault.KindOf(err) != fault.NotFound {
			w.T.Errorf("theo: got %v", err)
		}
		stands(b, "open")
		stands(a, "team")
		w.Desk("theo").Get("/desk/cases/" + b).Shows("in a case that is not open to you").Hides(a)
		if err := w.apart("theo", b); fault.KindOf(err) != fault.Forbidden {
			w.T.Errorf("theo: got %v", err)
		}
		w.write(authz.Desk, "marta", a, "We look into it.", false) // which sets right what was left from before
		w.gone("theo", a, b)
		w.ok(w.apart("marta", b))
	})
}

// A case that is joined waits for nothing any more, and neither does the one in which it goes on; how it went is asked once, there.
func TestAJoinedCaseWaitsForNothingAndIsRatedOnce(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx, marta := w.T.Context(), w.Actor(authz.Desk, "marta")
		first, second := w.two()
		for _, number := range []string{first, second} {
			_, err := w.App.App.Desk.Pause(ctx, marta, desk.Pause{Number: number, Reason: desk.WaitCustomer, Needed: "Your plan.", Until: store.At(w.Clock.Now().AddDate(0, 0, 7))})
			w.ok(err)
		}
		w.ok(w.join("marta", second, first))
		if c := w.read(authz.Desk, "marta", second); c.State != desk.Closed || !c.WaitingUntil.IsZero() || len(w.running(second)) != 0 {
			w.T.Errorf("the part is %s until %v with %v", c.State, c.WaitingUntil, w.running(second))
		}
		if c := w.read(authz.Desk, "marta", first); c.State != desk.StateOpen || !c.WaitingUntil.IsZero() {
			w.T.Errorf("the whole is %s until %v", c.State, c.WaitingUntil)
		}
		waits, err := store.One[int](ctx, w.DB, `SELECT count(*) FROM desk_waiting w WHERE w.to_at IS NULL AND w.waited_for <> 'hr'`)
		if w.ok(err); waits != 0 {
			w.T.Errorf("%d still wait", waits)
		}
		w.Clock.Advance(8 * 24 * time.Hour) // when the pauses would have ended
		w.Drain()
		if c := w.read(authz.Desk, "marta", second); c.State != desk.Closed {
			w.T.Errorf("the part is %s", c.State)
		}
		_, err = w.App.App.Desk.Close(ctx, marta, desk.Close{Number: first, Answer: "You get it.", Outcome: desk.OutcomeDone, Cause: "information"})
		w.ok(err)
		w.Clock.Advance(11 * 24 * time.Hour)
		for range 3 {
			w.Drain()
		}
		stars := map[string]any{"satisfaction": 5, "effort": 5, "again": "yes"}
		w.API("amina").Post("/api/v1/cases/"+second+"/rating", stars).Is(409)
		w.Portal("amina").Get("/requests/" + second).Is(200).Hides("Say how it was")
		w.Portal("amina").Get("/requests/" + second + "/rating").Is(409).Shows("This goes on in another request")
		w.API("amina").Post("/api/v1/cases/"+first+"/rating", stars).Is(201)
		asked, err := store.One[int](ctx, w.DB, `SELECT count(*) FROM rating_ask`)
		if w.ok(err); asked != 1 {
			w.T.Errorf("it was asked %d times", asked)
		}
	})
}

// Taken apart, both wait again for what they waited for, until the same day; not where the requester wrote meanwhile, or the day is over.
func TestWhatWaitedWaitsAgain(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx, marta := w.T.Context(), w.Actor(authz.Desk, "marta")
		first, second := w.two()
		days := func(n int) store.Time { return store.At(w.Clock.Now().AddDate(0, 0, n)) }
		pause := func(number, reason string, until store.Time) {
			w.T.Helper()
			_, err := w.App.App.Desk.Pause(ctx, marta, desk.Pause{Number: number, Reason: reason, Needed: "The plan.", Until: until})
			w.ok(err)
		}
		waits := func(number string, reason string, until store.Time) {
			w.T.Helper()
			c := w.read(authz.Desk, "marta", number)
			if reason == "" && c.State != desk.StateOpen || reason != "" && (c.State != desk.Waiting || c.Needed != "The plan." || c.WaitingFor != reason || !c.WaitingUntil.Equal(until)) {
				w.T.Errorf("%s is %s for %q until %v; want %q until %v", number, c.State, c.WaitingFor, c.WaitingUntil, reason, until)
			}
		}
		whole, part := days(7), days(9)
		pause(first, desk.WaitOther, whole)
		pause(second, "The paper of the union.", part)
		w.ok(w.join("marta", second, first))
		waits(first, "", whole)
		w.Clock.Advance(time.Hour)
		w.ok(w.apart("marta", second))
		waits(first, desk.WaitOther, whole)
		waits(second, "The paper of the union.", part)

		w.ok(w.join("marta", second, first))
		w.write(authz.Portal, "amina", first, "Here it is.", false)
		w.ok(w.apart("marta", second))
		waits(first, "", whole)
		waits(second, "", part)

		pause(second, desk.WaitCustomer, days(2))
		w.ok(w.join("marta", second, first))
		w.Clock.Advance(72 * time.Hour)
		w.ok(w.apart("marta", second))
		waits(second, "", part)
	})
}
