package heard_test

import (
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/heard"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

func each(t *testing.T, f func(a *apptest.App, s *heard.Service)) {
	t.Helper()
	apptest.Each(t, func(_ *testing.T, a *apptest.App) { f(a, a.Heard) })
}

func open(a *apptest.App, key, service string) string {
	a.T.Helper()
	c, err := a.App.Desk.Open(a.T.Context(), a.Actor(authz.Portal, key), desk.Open{Service: service, Subject: "My grade", Body: "Is it right?"})
	if err != nil {
		a.T.Fatal(err)
	}
	return c.Number
}

func what(number string) heard.Write {
	return heard.Write{Number: number, Happened: "You lead the shift since May.", Asks: "To be paid for it.", Worry: "That Jonas hears of it first.", NotToShare: "Your plans for next year."}
}

func write(a *apptest.App, s *heard.Service, in heard.Write) heard.Summary {
	a.T.Helper()
	out, err := s.Write(a.T.Context(), a.Actor(authz.Desk, "marta"), in)
	if err != nil {
		a.T.Fatal(err)
	}
	return out
}

func kind(t testing.TB, err error, want fault.Kind) {
	t.Helper()
	if fault.KindOf(err) != want {
		t.Errorf("got %v, want %v", err, want)
	}
}

func latest(a *apptest.App, number string) heard.Summary {
	a.T.Helper()
	c, err := a.App.Desk.Look(a.T.Context(), a.DB, a.Actor(authz.Desk, "marta"), number, heard.ReadSummary)
	if err != nil {
		a.T.Fatal(err)
	}
	out, _, err := heard.Latest(a.T.Context(), a.DB, c.ID)
	if err != nil {
		a.T.Fatal(err)
	}
	return out
}

func TestWhatWasHeardIsCorrectedWrittenAnewAndConfirmed(t *testing.T) {
	t.Parallel()
	each(t, func(a *apptest.App, s *heard.Service) {
		ctx, amina := a.T.Context(), a.Actor(authz.Portal, "amina")
		number := open(a, "amina", "grade")
		kindOf := func(err error) fault.Kind { return fault.KindOf(err) }
		if _, err := s.Confirm(ctx, amina, heard.Confirm{Number: number, OK: true}); kindOf(err) != fault.Conflict {
			a.T.Errorf("what was not written was confirmed: %v", err)
		}
		first := write(a, s, what(number))
		if again := write(a, s, what(number)); again.ID != first.ID || first.Version != 1 || !first.Blocks() {
			a.T.Errorf("the same twice is not one: %+v", again)
		}
		_, err := s.Confirm(ctx, amina, heard.Confirm{Number: number})
		kind(a.T, err, fault.Invalid)
		for range 2 {
			if got, err := s.Confirm(ctx, amina, heard.Confirm{Number: number, Correction: "Since April."}); err != nil || got.State != heard.Corrected || got.Blocks() {
				a.T.Fatalf("%+v, %v", got, err)
			}
		}
		_, err = s.Confirm(ctx, amina, heard.Confirm{Number: number, OK: true})
		kind(a.T, err, fault.Conflict)
		in := what(number)
		in.Happened = "You lead the shift since April."
		if second := write(a, s, in); second.Version != 2 {
			a.T.Errorf("%+v", second)
		}
		_, err = s.Confirm(ctx, amina, heard.Confirm{Number: number, OK: true, Version: 1})
		kind(a.T, err, fault.Conflict)
		for range 2 {
			if got, err := s.Confirm(ctx, amina, heard.Confirm{Number: number, OK: true, Version: 2}); err != nil || got.State != heard.Confirmed {
				a.T.Fatalf("%+v, %v", got, err)
			}
		}
		h, err := s.Read(ctx, a.Actor(authz.Desk, "marta"), heard.ReadHeard{Number: number})
		if err != nil || len(h.Items) != 2 || h.Items[0].State != heard.Corrected || h.Items[0].Correction != "Since April." || h.Items[1].State != heard.Confirmed {
			a.T.Errorf("%+v, %v", h, err)
		}
	})
}

func TestItIsForServicesThatDecideOrWhereItMayHurt(t *testing.T) {
	t.Parallel()
	each(t, func(a *apptest.App, s *heard.Service) {
		_, err := s.Write(a.T.Context(), a.Actor(authz.Desk, "marta"), what(open(a, "amina", "pay")))
		kind(a.T, err, fault.Conflict)
		in := what(open(a, "amina", "grade"))
		in.Asks = " "
		_, err = s.Write(a.T.Context(), a.Actor(authz.Desk, "marta"), in)
		kind(a.T, err, fault.Invalid)
		in = what(in.Number)
		in.Happened = strings.Repeat("x", 2001)
		_, err = s.Write(a.T.Context(), a.Actor(authz.Desk, "marta"), in)
		kind(a.T, err, fault.Invalid)
	})
}

func TestSilenceIsNeverYesAndHoldsUpNothingAfterTwoReminders(t *testing.T) {
	t.Parallel()
	each(t, func(a *apptest.App, s *heard.Service) {
		ctx := a.T.Context()
		number := open(a, "amina", "grade")
		write(a, s, what(number))
		letters := func() (n int) {
			all, err := mail.ForPerson(ctx, a.DB, apptest.ID("amina"), 50)
			if err != nil {
				a.T.Fatal(err)
			}
			for _, l := range all {
				if !strings.HasSuffix(l.Subject, "may take longer") && !strings.HasSuffix(l.Subject, "is late") { // of the request itself, which nobody answers
					n++
				}
			}
			return n
		}
		before := letters()
		for i, want := range []struct {
			wait     time.Duration
			letters  int
			reminded int
			state    string
		}{{24 * time.Hour, 0, 0, heard.Asked}, {25 * time.Hour, 1, 1, heard.Asked}, {24 * time.Hour, 1, 1, heard.Asked}, {7 * 24 * time.Hour, 2, 2, heard.NotConfirmed}, {30 * 24 * time.Hour, 2, 2, heard.NotConfirmed}} {
			a.Advance(want.wait)
			for range 2 { // a second run finds nothing to do
				if _, err := s.Remind(ctx); err != nil {
					a.T.Fatal(err)
				}
			}
			got := latest(a, number)
			if got.State != want.state || got.Reminded != want.reminded || letters()-before != want.letters || got.Blocks() != (want.state == heard.Asked) {
				a.T.Errorf("%d: %+v, %d letters", i, got, letters()-before)
			}
		}
		if got, err := s.Confirm(ctx, a.Actor(authz.Portal, "amina"), heard.Confirm{Number: number, OK: true}); err != nil || got.State != heard.Confirmed {
			a.T.Errorf("a late yes does not count: %+v, %v", got, err)
		}
	})
}

func TestOneThatCannotBeRemindedOfHoldsUpNoOther(t *testing.T) {
	t.Parallel()
	each(t, func(a *apptest.App, s *heard.Service) {
		ctx := a.T.Context()
		broken, sound := open(a, "amina", "grade"), open(a, "pavel", "grade")
		write(a, s, what(broken))
		a.Advance(time.Minute)
		write(a, s, what(sound))
		err := a.DB.Tx(ctx, func(tx *store.Tx) error {
			_, err := tx.Exec(ctx, `UPDATE heard_summary SET case_number = 'HR-0' WHERE case_number = $1`, broken)
			return err
		})
		if err != nil {
			a.T.Fatal(err)
		}
		a.Clock.Advance(49 * time.Hour)
		if n, err := s.Remind(ctx); err == nil || n != 1 {
			a.T.Errorf("%d were reminded of, %v", n, err)
		}
		if got := latest(a, sound); got.Reminded != 1 {
			a.T.Errorf("reminded %d times", got.Reminded)
		}
	})
}

func TestHealthCasesAreRemindedOfToo(t *testing.T) {
	t.Parallel()
	each(t, func(a *apptest.App, s *heard.Service) {
		number := open(a, "amina", "health")
		if _, err := a.App.Desk.Assign(a.T.Context(), a.Actor(authz.Desk, "marta"), desk.Assign{Number: number, Assignee: "me"}); err != nil {
			a.T.Fatal(err)
		}
		write(a, s, what(number))
		a.Advance(5 * 24 * time.Hour)
		if _, err := s.Remind(a.T.Context()); err != nil {
			a.T.Fatal(err)
		}
		if got := latest(a, number); got.Reminded != 1 {
			a.T.Errorf("reminded %d times", got.Reminded)
		}
	})
}

func TestOnlyThoseItIsBetweenReadIt(t *testing.T) {
	t.Parallel()
	each(t, func(a *apptest.App, s *heard.Service) {
		ctx := a.T.Context()
		number := open(a, "amina", "grade")
		write(a, s, what(number))
		if _, err := a.App.Desk.Invite(ctx, a.Actor(authz.Portal, "amina"), desk.Invite{Number: number, Person: apptest.Email("hanna")}); err != nil {
			a.T.Fatal(err)
		}
		beside, err := s.Read(ctx, a.Actor(authz.Portal, "hanna"), heard.ReadHeard{Number: number})
		if err != nil || len(beside.Items) != 1 || beside.Items[0].Asks == "" || beside.Items[0].Worry+beside.Items[0].NotToShare != "" {
			a.T.Errorf("who stands by reads %+v, %v", beside.Items, err)
		}
		_, err = s.Confirm(ctx, a.Actor(authz.Portal, "hanna"), heard.Confirm{Number: number, OK: true})
		kind(a.T, err, fault.Forbidden)
		_, err = s.Read(ctx, a.Actor(authz.Portal, "jonas"), heard.ReadHeard{Number: number})
		kind(a.T, err, fault.NotFound)
		_, err = s.Write(ctx, a.Actor(authz.Portal, "amina"), what(number))
		kind(a.T, err, fault.Forbidden)
	})
}

// A manager who may see a case reads nothing of what was heard; once they are kept out, there is no case.
func TestNotToMyManagerIsEnforced(t *testing.T) {
	t.Parallel()
	each(t, func(a *apptest.App, s *heard.Service) {
		ctx, jonas := a.T.Context(), a.Actor(authz.Portal, "jonas")
		if _, err := a.Catalogue.SaveService(ctx, authz.System("demo"), managed()); err != nil {
			a.T.Fatal(err)
		}
		number := open(a, "amina", "lead")
		if _, err := a.App.Desk.Read(ctx, jonas, desk.ReadOne{Number: number}); err != nil {
			a.T.Fatal(err)
		}
		in := what(number)
		write(a, s, in)
		_, err := s.Read(ctx, jonas, heard.ReadHeard{Number: number})
		kind(a.T, err, fault.Forbidden)
		in.Asks, in.NotTo = "To be paid for it, quietly.", []string{"manager"}
		write(a, s, in)
		_, err = s.Read(ctx, jonas, heard.ReadHeard{Number: number})
		kind(a.T, err, fault.NotFound)
		_, err = a.App.Desk.Read(ctx, jonas, desk.ReadOne{Number: number})
		kind(a.T, err, fault.NotFound)
		client := a.Portal("jonas")
		for _, path := range []string{"/", "/requests?tab=team", "/search?q=grade", "/api/v1/cases?view=reports", "/api/v1/search?q=grade", "/api/v1/me/openings", "/api/v1/me/export"} {
			if text := client.Get(path).Text; strings.Contains(text, number) || strings.Contains(text, "My grade") {
				a.T.Errorf("%s still tells the manager of it", path)
			}
		}
	})
}

func TestNobodyIsAskedInWordsThatWereNotApproved(t *testing.T) {
	t.Parallel()
	each(t, func(a *apptest.App, s *heard.Service) {
		ctx, amina, marta := a.T.Context(), a.Actor(authz.Portal, "amina"), a.Actor(authz.Desk, "marta")
		number := open(a, "amina", "grade")
		propose := func(words string) heard.Asking {
			p, err := s.Propose(ctx, marta, heard.Propose{Number: number, Whom: "Jonas, your team lead", Words: words})
			if err != nil {
				a.T.Fatal(err)
			}
			return p
		}
		p := propose("Does Amina lead the shift?")
		if propose("Does Amina lead the shift?").ID != p.ID {
			a.T.Error("the same twice is not one")
		}
		_, err := s.Sent(ctx, marta, heard.Sent{Number: number, ID: p.ID})
		kind(a.T, err, fault.Conflict)
		_, err = s.Answer(ctx, marta, heard.Answer{Number: number, ID: p.ID, Choice: "approve"})
		kind(a.T, err, fault.Forbidden)
		_, err = s.Answer(ctx, amina, heard.Answer{Number: number, ID: p.ID, Choice: "perhaps"})
		kind(a.T, err, fault.Invalid)
		got, err := s.Answer(ctx, amina, heard.Answer{Number: number, ID: p.ID, Choice: "approve", Words: "Who leads shift 3?"})
		if err != nil || got.Approved != "Who leads shift 3?" || got.Words != "Does Amina lead the shift?" {
			a.T.Fatalf("%+v, %v", got, err)
		}
		for range 2 {
			if got, err = s.Sent(ctx, marta, heard.Sent{Number: number, ID: p.ID}); err != nil || got.State != heard.WasAsked {
				a.T.Fatalf("%+v, %v", got, err)
			}
		}
		_, err = s.Answer(ctx, amina, heard.Answer{Number: number, ID: p.ID, Choice: heard.Nobody})
		kind(a.T, err, fault.Conflict)
		q, r := propose("How many shifts a month?"), propose("Since when?")
		if _, err := s.Answer(ctx, amina, heard.Answer{Number: number, ID: q.ID, Choice: "approve"}); err != nil {
			a.T.Fatal(err)
		}
		if _, err := s.Answer(ctx, amina, heard.Answer{Number: number, ID: r.ID, Choice: heard.Nobody}); err != nil {
			a.T.Fatal(err)
		}
		for _, id := range []string{q.ID, r.ID} {
			_, err = s.Sent(ctx, marta, heard.Sent{Number: number, ID: id})
			kind(a.T, err, fault.Conflict)
		}
		_, err = s.Propose(ctx, marta, heard.Propose{Number: number, Whom: "Stefan", Words: "Is it true?"})
		kind(a.T, err, fault.Conflict)
	})
}

// What waits stands on the first page of whoever it waits for, until the case is answered.
func TestWhatWaitsIsToDo(t *testing.T) {
	t.Parallel()
	each(t, func(a *apptest.App, s *heard.Service) {
		ctx, amina, marta := a.T.Context(), a.Actor(authz.Portal, "amina"), a.Actor(authz.Desk, "marta")
		number := open(a, "amina", "grade")
		if _, err := a.App.Desk.Assign(ctx, marta, desk.Assign{Number: number, Assignee: "me"}); err != nil {
			a.T.Fatal(err)
		}
		check := func(when string, hers, ours int) {
			a.T.Helper()
			for by, want := range map[*authz.Actor]int{&amina: hers, &marta: ours} {
				if all, err := s.Spec().ToDo(ctx, *by); err != nil || len(all) != want {
					a.T.Errorf("%s: %+v, %v; want %d", when, all, err, want)
				}
			}
		}
		write(a, s, what(number))
		p, err := s.Propose(ctx, marta, heard.Propose{Number: number, Whom: "Jonas", Words: "Since when?"})
		if err != nil {
			a.T.Fatal(err)
		}
		check("asked", 2, 0)
		if _, err := s.Confirm(ctx, amina, heard.Confirm{Number: number, Correction: "Since April."}); err != nil {
			a.T.Fatal(err)
		}
		if _, err := s.Answer(ctx, amina, heard.Answer{Number: number, ID: p.ID, Choice: "approve"}); err != nil {
			a.T.Fatal(err)
		}
		check("answered", 0, 2)
		if _, err := a.App.Desk.Close(ctx, marta, desk.Close{Number: number, Answer: "You took it back.", Outcome: "withdrawn", Cause: "other", CauseText: "none"}); err != nil {
			a.T.Fatal(err)
		}
		check("over", 0, 0)
	})
}

// A case that waits for its requester goes on once they answered, as after a message.
func TestAnAnswerEndsThePause(t *testing.T) {
	t.Parallel()
	each(t, func(a *apptest.App, s *heard.Service) {
		ctx, marta := a.T.Context(), a.Actor(authz.Desk, "marta")
		number := open(a, "amina", "grade")
		write(a, s, what(number))
		if _, err := a.App.Desk.Pause(ctx, marta, desk.Pause{Number: number, Reason: desk.WaitCustomer, Needed: "Your plan.", Until: a.DB.Now().Add(48 * time.Hour)}); err != nil {
			a.T.Fatal(err)
		}
		if _, err := s.Confirm(ctx, a.Actor(authz.Portal, "amina"), heard.Confirm{Number: number, OK: true}); err != nil {
			a.T.Fatal(err)
		}
		if c, err := a.App.Desk.Read(ctx, marta, desk.ReadOne{Number: number}); err != nil || c.State == desk.Waiting {
			a.T.Errorf("%s, %v", c.State, err)
		}
	})
}

func TestWhatWasHeardGoesWithThePerson(t *testing.T) {
	t.Parallel()
	each(t, func(a *apptest.App, s *heard.Service) {
		ctx := a.T.Context()
		number := open(a, "amina", "grade")
		write(a, s, what(number))
		if err := a.DB.Tx(ctx, func(tx *store.Tx) error { return s.Spec().Personal[0].Erase(ctx, tx, apptest.ID("amina")) }); err != nil {
			a.T.Fatal(err)
		}
		if got := latest(a, number); got.Happened+got.Asks+got.Worry+got.NotToShare != "" {
			a.T.Errorf("%+v", got)
		}
	})
}

// managed is a service that decides and whose requests managers may see.
func managed() catalogue.SaveService {
	return catalogue.SaveService{ID: "lead", Name: "Leading a shift", TeamID: "advice", ManagerSees: true, NeedsDecision: true, FirstAnswerMinutes: 240, DecisionMinutes: 1080, Active: true}
}
