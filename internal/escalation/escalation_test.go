package escalation_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
	"hearth/internal/promise"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// world stands on Tuesday 17 November 2026 at 12:00 UTC; the office is open from 08:00 to 17:00, and a first answer is promised within 240 minutes.
type world struct{ *apptest.App }

func each(t *testing.T, f func(w world)) {
	t.Helper()
	apptest.Each(t, func(_ *testing.T, a *apptest.App) { f(world{a}) })
}

func (w world) ok(err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatal(err)
	}
}

// open makes a case of amina's, which assignee works on.
func (w world) open(service, assignee string) string {
	w.T.Helper()
	c, err := w.App.App.Desk.Open(w.T.Context(), w.Actor(authz.Portal, "amina"), desk.Open{Service: service, Subject: "Zebra", Body: "Is it right?"})
	w.ok(err)
	if assignee != "" {
		_, err = w.App.App.Desk.Assign(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Assign{Number: c.Number, Assignee: apptest.Email(assignee)})
		w.ok(err)
	}
	w.Drain()
	return c.Number
}

// after lets time pass, and looks twice.
func (w world) after(d time.Duration) {
	w.T.Helper()
	w.Advance(d)
	w.Drain()
	w.Advance(6 * time.Second)
	w.Drain()
}

// mails counts the letters of a kind to somebody.
func (w world) mails(key, kind string) (n int) {
	w.T.Helper()
	all, err := mail.ForPerson(w.T.Context(), w.DB, apptest.ID(key), 500)
	w.ok(err)
	for _, l := range all {
		if l.Kind == kind {
			n++
		}
		if strings.Contains(l.Subject+l.TextBody, "Zebra") && l.Kind == "escalation.told" {
			w.T.Errorf("a letter to HR repeats words: %q %q", l.Subject, l.TextBody)
		}
	}
	return n
}

func (w world) says(key string, face authz.Face, number, part string) bool {
	w.T.Helper()
	c, err := w.App.App.Desk.Read(w.T.Context(), w.Actor(face, key), desk.ReadOne{Number: number})
	w.ok(err)
	return slices.ContainsFunc(c.Talk, func(e desk.Entry) bool { return strings.Contains(e.Body, part) })
}

const told, delayed, late = "escalation.told", "case.delay", "case.late"

const inADay = 4 // of the same kind to one person

func TestTheOwnerTheTeamAndTheCustomerAreToldInTime(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		number := w.open("hours", "marta")
		for _, x := range []struct {
			after                 time.Duration
			owner, warned, broken int
		}{{119 * time.Minute, 0, 0, 0}, {time.Minute, 1, 0, 0}, {70 * time.Minute, 1, 0, 0}, {2 * time.Minute, 2, 1, 0}, {45 * time.Minute, 2, 1, 0}, {4 * time.Minute, 3, 1, 1}, {30 * time.Minute, 3, 1, 1}} {
			w.after(x.after)
			if a, b, c := w.mails("marta", told), w.mails("amina", delayed), w.mails("amina", late); a != x.owner || b != x.warned || c != x.broken {
				w.T.Errorf("%s later: the owner was told %d times, the customer warned %d and told %d times; want %+v", x.after, a, b, c, x)
			}
		}
		if a, b, c := w.mails("priya", told), w.mails("ingrid", told), w.mails("theo", told); a+b != 1 || c != 0 {
			w.T.Errorf("escalated to priya %d, ingrid %d and theo %d times", a, b, c)
		}
		if !w.says("marta", authz.Desk, number, "of the team, and at work now") || w.says("amina", authz.Portal, number, "of the team") {
			w.T.Error("the history does not say to whom it was escalated, or says it to the customer")
		}
		if !w.says("amina", authz.Portal, number, "It may become later.") || !w.says("amina", authz.Portal, number, "did not keep it") {
			w.T.Error("the customer does not read that it is late")
		}
		listed := 0
		for _, key := range []string{"priya", "ingrid"} {
			all, err := w.App.App.Escalation.Spec().ToDo(w.T.Context(), w.Actor(authz.Desk, key))
			w.ok(err)
			listed += len(all)
		}
		if listed != 1 {
			w.T.Errorf("it stands in %d lists of what to do", listed)
		}
		all, err := mail.ForPerson(w.T.Context(), w.DB, apptest.ID("amina"), 500)
		w.ok(err)
		if i := slices.IndexFunc(all, func(l mail.Letter) bool { return l.Kind == delayed }); i < 0 || !strings.Contains(all[i].TextBody, "We promised a first answer by Tue 17 Nov, 17:00.") || !strings.Contains(all[i].TextBody, "Marta is looking at it.") {
			w.T.Errorf("%+v", all)
		}
	})
}

func TestWhoHasWrittenIsNotSaidToBeLate(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		number := w.open("hours", "marta")
		w.after(22 * time.Hour) // half of the decision's time, and the first answer is late
		write := func() {
			_, err := w.App.App.Desk.Write(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Write{Number: number, Body: "We look into it."})
			w.ok(err)
		}
		w.after(3 * time.Hour)
		write()
		before := w.mails("amina", delayed)
		w.after(20 * time.Hour) // four fifths
		if got := w.mails("amina", delayed) - before; got != 0 {
			w.T.Errorf("warned %d times after HR wrote", got)
		}
	})
}

func TestATimeThatIsKeptOrWaitsIsLeftAlone(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		ctx, marta := w.T.Context(), w.Actor(authz.Desk, "marta")
		answered, waiting := w.open("hours", "marta"), w.open("hours", "marta")
		_, err := w.App.App.Desk.Close(ctx, marta, desk.Close{Number: answered, Answer: "It is right.", Outcome: desk.OutcomeAnswered, Cause: "information"})
		w.ok(err)
		_, err = w.App.App.Desk.Pause(ctx, marta, desk.Pause{Number: waiting, Reason: desk.WaitCustomer, Needed: "Your plan.", Until: w.DB.Now().Add(20 * 24 * time.Hour)})
		w.ok(err)
		w.after(9 * 24 * time.Hour)
		if a, b, c := w.mails("marta", told), w.mails("amina", delayed), w.mails("amina", late); a+b+c != 0 {
			w.T.Errorf("told %d, %d and %d times", a, b, c)
		}
	})
}

func TestACaseThatNamesPeopleGoesToThoseAlone(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		for range inADay - 1 {
			number := w.open("hours", "marta")
			_, err := w.App.App.Desk.Restrict(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Restrict{Number: number, Sensitivity: "named", Named: []string{apptest.Email("marta"), apptest.Email("theo")}})
			w.ok(err)
		}
		w.after(5 * time.Hour)
		if a, b, c := w.mails("theo", told), w.mails("priya", told), w.mails("ingrid", told); a != inADay-1 || b != 0 || c != 0 {
			w.T.Errorf("theo was told of %d, priya of %d, ingrid of %d", a, b, c)
		}
	})
}

// Ten late cases are no reason for ten mails: the fourth says that it is the last, and the customer reads of the others in the summary of the morning.
func TestManyLateCasesAreNoStormOfMails(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		for range 10 {
			w.open("hours", "marta")
		}
		w.after(195 * time.Minute) // four fifths of the time for a first answer
		last := "This is the last message of its kind for a day"
		if a, b := w.mails("marta", told), w.mails("amina", delayed); a != inADay || b != inADay {
			w.T.Errorf("marta got %d mails at once, amina %d", a, b)
		}
		all, err := mail.ForPerson(w.T.Context(), w.DB, apptest.ID("marta"), 50)
		w.ok(err)
		said := 0
		for i, l := range all {
			if strings.Contains(l.TextBody, last) {
				said++
				if i > 0 && l.Kind == told && all[0].Kind == told {
					w.T.Error("a mail came after the last")
				}
			}
		}
		if said != 1 {
			w.T.Errorf("%d mails say that they are the last", said)
		}
		w.after(24 * time.Hour)
		if got := w.mails("amina", "case.digest"); got == 0 {
			w.T.Error("amina got no summary of the others")
		}
	})
}

func TestNobodyIsToldOfTheirOwnCase(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		c, err := w.App.App.Desk.Open(w.T.Context(), w.Actor(authz.Portal, "priya"), desk.Open{Service: "hours", Subject: "Zebra", Body: "Mine."})
		w.ok(err)
		w.after(5 * time.Hour)
		if got := w.mails("priya", told); got != 0 {
			w.T.Errorf("priya was told of %s, which is hers", c.Number)
		}
		if a, b := w.mails("marta", told), w.mails("ingrid", told); a+b != 1 {
			w.T.Errorf("marta %d, ingrid %d", a, b)
		}
	})
}

func TestAtNightItGoesToWhoseHoursBeginFirst(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.Advance(time.Hour) // due at 17:00, when the office closes
		number := w.open("hours", "marta")
		w.after(4*time.Hour + time.Second)
		if !w.says("marta", authz.Desk, number, "their hours begin first") {
			w.T.Error("the history does not say that nobody was at work")
		}
	})
}

// Who was promised something that is late reads what is so: that somebody has it on their list, if somebody has, and nothing of a place in a queue.
func TestWhatIsSaidOfWhatIsLateIsSo(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		alone := w.open("hours", "")
		w.after(5 * time.Hour)
		const listed = "Somebody of HR has it on their list of what is late."
		if !w.says("amina", authz.Portal, alone, "did not keep it. "+listed) {
			w.T.Error("the conversation does not say who has it")
		}
		n := 0
		for _, key := range []string{"marta", "priya", "ingrid"} {
			all, err := w.App.App.Escalation.Spec().ToDo(w.T.Context(), w.Actor(authz.Desk, key))
			w.ok(err)
			n += len(all)
		}
		if n == 0 {
			w.T.Error("it stands on nobody's list")
		}
		all, err := mail.ForPerson(w.T.Context(), w.DB, apptest.ID("amina"), 500)
		w.ok(err)
		if i := slices.IndexFunc(all, func(l mail.Letter) bool { return l.Kind == late }); i < 0 || !strings.Contains(all[i].TextBody, "We are sorry. "+listed) || strings.Contains(all[i].TextBody, "queue") {
			w.T.Errorf("%+v", all)
		}
		w.Portal("amina").Get("/requests/" + alone).Shows("We are sorry; HR sees that it is late").Hides("first in our queue")
		w.Desk("marta").Get("/desk?view=due").Shows(alone)
		other := w.open("hours", "")
		w.ok(w.DB.Tx(w.T.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec(w.T.Context(), `DELETE FROM people_role`)
			return err
		}))
		w.after(24 * time.Hour)
		if !w.says("amina", authz.Portal, other, "did not keep it.") || w.says("amina", authz.Portal, other, "did not keep it. "+listed) {
			w.T.Error("nobody has it, and the conversation says that somebody does")
		}
	})
}

func TestAgainIsOnce(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		w.open("hours", "marta")
		w.after(2 * time.Hour)
		id, err := store.One[string](w.T.Context(), w.DB, `SELECT id FROM promise_promise WHERE kind = 'first_answer'`)
		w.ok(err)
		w.ok(w.DB.Tx(w.T.Context(), func(tx *store.Tx) error { tx.Publish(promise.Reached{PromiseID: id, Share: 50}); return nil }))
		w.Drain()
		if got := w.mails("marta", told); got != 1 {
			w.T.Errorf("told %d times", got)
		}
	})
}

// shorter makes the office close at 13:00 on Tuesdays and stay closed on Wednesdays.
func (w world) shorter() {
	w.T.Helper()
	_, err := w.App.App.Promise.SaveCalendar(w.T.Context(), w.Actor(authz.Desk, "ingrid"), promise.SaveCalendar{ID: promise.DefaultCalendar, Name: "Office hours",
		Body: []byte(`{"zone":"UTC","week":{"tue":[["08:00","13:00"]],"thu":[["08:00","17:00"]],"fri":[["08:00","17:00"]]},"holidays":[]}`)})
	w.ok(err)
	w.after(10 * time.Second)
}

func TestAChangedCalendarIsNoStormOfMails(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		for range 10 {
			w.open("hours", "")
		}
		w.shorter()
		if got := w.mails("amina", "case.new_time"); got != inADay {
			w.T.Errorf("amina got %d mails at once", got)
		}
	})
}

func TestAChangedCalendarIsToldOnceAndMovesTheCase(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		ctx := w.T.Context()
		number := w.open("hours", "marta")
		before, err := w.App.App.Desk.Read(ctx, w.Actor(authz.Portal, "amina"), desk.ReadOne{Number: number})
		w.ok(err)
		w.shorter()
		after, err := w.App.App.Desk.Read(ctx, w.Actor(authz.Portal, "amina"), desk.ReadOne{Number: number})
		w.ok(err)
		if was, is := before.Next(), after.Next(); was.DueAt.Format("02 15:04") != "17 16:00" || is.DueAt.Format("02 15:04") != "19 11:00" {
			w.T.Errorf("it was due %s and is due %s", was.DueAt, is.DueAt)
		}
		if a, b := w.mails("amina", "case.new_time"), w.mails("marta", told); a != 1 || b != 1 || !w.says("amina", authz.Portal, number, "Our working hours changed.") {
			w.T.Errorf("the customer was told %d times, the owner %d times", a, b)
		}
		listed, err := w.App.App.Desk.List(ctx, w.Actor(authz.Desk, "marta"), desk.List{View: desk.ViewMine})
		w.ok(err)
		if len(listed.Items) != 1 || !listed.Items[0].Next().DueAt.Equal(after.Next().DueAt) {
			w.T.Errorf("the list has another time: %+v", listed.Items)
		}
	})
}

// What is late already was told as late: a letter about other hours names only times that are ahead.
func TestAChangedCalendarTellsNoTimeThatHasPassed(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		number := w.open("hours", "marta")
		w.after(5 * time.Hour)
		w.shorter()
		all, err := mail.ForPerson(w.T.Context(), w.DB, apptest.ID("amina"), 500)
		w.ok(err)
		told := slices.DeleteFunc(all, func(l mail.Letter) bool { return l.Kind != "case.new_time" })
		if len(told) != 1 || !strings.Contains(told[0].TextBody, "It will be settled by") || strings.Contains(told[0].TextBody, "first answer") {
			w.T.Errorf("told %+v", told)
		}
		if !w.says("amina", authz.Portal, number, "Our working hours changed.") || w.says("amina", authz.Portal, number, "the next time is Tue 17 Nov") {
			w.T.Error("the conversation names a time that has passed")
		}
	})
}

// waits are the texts that stand in somebody's own list.
func (w world) waits(key string) (all []string) {
	w.T.Helper()
	found, err := w.App.App.Escalation.Spec().ToDo(w.T.Context(), w.Actor(authz.Desk, key))
	w.ok(err)
	for _, t := range found {
		all = append(all, t.Title+": "+t.Text.Key)
	}
	return all
}

func TestWhatIsDueSoonStandsInTheListOfWhoeverWasWarned(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		ctx, marta := w.T.Context(), w.Actor(authz.Desk, "marta")
		number := w.open("hours", "marta")
		w.after(130 * time.Minute)
		if got := w.waits("marta"); len(got) != 0 {
			w.T.Errorf("at half of the time: %q", got)
		}
		w.after(65 * time.Minute)
		if got := w.waits("marta"); !slices.Equal(got, []string{number + ": This is due soon, and it is with you."}) {
			w.T.Errorf("at four fifths: %q", got)
		}
		for _, key := range []string{"priya", "ingrid", "theo"} {
			if got := w.waits(key); len(got) != 0 {
				w.T.Errorf("%s reads what is with Marta: %q", key, got)
			}
		}
		w.Desk("marta").Get("/desk/day").Is(200).Shows("This is due soon, and it is with you.")
		w.Desk("priya").Get("/desk/day").Is(200).Hides("This is due soon")
		_, err := w.App.App.Desk.Pause(ctx, marta, desk.Pause{Number: number, Reason: desk.WaitCustomer, Until: w.DB.Now().Add(72 * time.Hour)})
		w.ok(err)
		if got := w.waits("marta"); len(got) != 0 {
			w.T.Errorf("while it waits: %q", got)
		}
		_, err = w.App.App.Desk.Resume(ctx, marta, desk.Resume{Number: number})
		w.ok(err)
		if got := w.waits("marta"); len(got) != 1 {
			w.T.Errorf("when it goes on: %q", got)
		}
		_, err = w.App.App.Desk.Assign(ctx, marta, desk.Assign{Number: number, Assignee: apptest.Email("ingrid")})
		w.ok(err)
		if got := w.waits("marta"); len(got) != 0 {
			w.T.Errorf("when a colleague has it: %q", got)
		}
		_, err = w.App.App.Desk.Assign(ctx, w.Actor(authz.Desk, "ingrid"), desk.Assign{Number: number, Assignee: apptest.Email("marta")})
		w.ok(err)
		w.after(50 * time.Minute)
		if got := w.waits("marta"); !slices.Equal(got, []string{number + ": This is late, and it is with you."}) {
			w.T.Errorf("when it is late: %q", got)
		}
		_, err = w.App.App.Desk.Write(ctx, marta, desk.Write{Number: number, Body: "It is right."})
		w.ok(err)
		if got := slices.Concat(w.waits("marta"), w.waits("priya"), w.waits("ingrid")); len(got) != 0 {
			w.T.Errorf("when it is kept: %q", got)
		}
	})
}

func TestTheHistorySaysOfWhatNoMessageWasSent(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		var numbers []string
		for range inADay + 1 {
			number := w.open("hours", "marta")
			_, err := w.App.App.Desk.Restrict(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Restrict{Number: number, Sensitivity: "named", Named: []string{apptest.Email("marta"), apptest.Email("theo")}})
			w.ok(err)
			numbers = append(numbers, number)
		}
		w.after(5 * time.Hour)
		if n := w.mails("theo", told); n != inADay {
			w.T.Fatalf("Theo got %d mails", n)
		}
		escalated, held := 0, 0
		for _, number := range numbers {
			switch {
			case w.says("marta", authz.Desk, number, "It was escalated to Theo"):
				escalated++
			case w.says("marta", authz.Desk, number, "It stands among what waits for Theo") && w.says("marta", authz.Desk, number, "No message was sent: they got as many messages of this kind in a day as anybody gets."):
				held++
			}
			if w.says("amina", authz.Portal, number, "No message was sent") {
				w.T.Error("the customer reads to whom no message went")
			}
		}
		if escalated != inADay || held != 1 {
			w.T.Errorf("of %d late cases the history says of %d that Theo was told and of %d that no message was sent", len(numbers), escalated, held)
		}
		if got := w.waits("theo"); len(got) != inADay+1 {
			w.T.Errorf("in Theo's list stand %q", got)
		}
	})
}

// A list holds what still has to be kept, and does not grow with the years.
func TestWhatIsOverLeavesTheLists(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		for range 3 {
			number := w.open("hours", "marta")
			w.after(195 * time.Minute)
			if got := w.waits("marta"); !slices.Equal(got, []string{number + ": This is due soon, and it is with you."}) {
				w.T.Errorf("%q", got)
			}
			_, err := w.App.App.Desk.Close(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Close{Number: number, Answer: "It is right.", Outcome: desk.OutcomeAnswered, Cause: "information"})
			w.ok(err)
			w.after(24*time.Hour - 195*time.Minute)
		}
		if n, err := store.One[int](w.T.Context(), w.DB, `SELECT count(*) FROM escalation_listed WHERE person_id = $1`, apptest.ID("marta")); err != nil || n != 1 {
			w.T.Errorf("%d are kept in Marta's list, %v", n, err)
		}
	})
}

func TestALateWordStandsInListsUntilSomebodyWrites(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		number := w.open("hours", "marta")
		marta := w.Actor(authz.Desk, "marta")
		_, err := w.App.App.Desk.Write(w.T.Context(), marta, desk.Write{Number: number, Body: "We look into it."})
		w.ok(err)
		_, err = w.App.App.Desk.Renegotiate(w.T.Context(), marta, desk.Renegotiate{Number: number, Kind: promise.Decision, DueAt: w.DB.Now().Add(60 * 24 * time.Hour), Reason: "It takes longer."})
		w.ok(err)
		for range 10 {
			w.after(24 * time.Hour)
		}
		if got := w.waits("marta"); !slices.Equal(got, []string{number + ": This is late, and it is with you."}) {
			w.T.Errorf("%q", got)
		}
		_, err = w.App.App.Desk.Write(w.T.Context(), marta, desk.Write{Number: number, Body: "Here is news."})
		w.ok(err)
		if got := w.waits("marta"); len(got) != 0 {
			w.T.Errorf("after HR wrote: %q", got)
		}
	})
}
