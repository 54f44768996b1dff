package app_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/desk/record"
	"hearth/internal/joined"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

const art12 = "one month, Art. 12(3) GDPR"

// lawful gives services a legal limit of a month.
func lawful(t *testing.T, a *apptest.App, ids ...string) {
	t.Helper()
	for _, s := range apptest.Services() {
		if slices.Contains(ids, s.ID) {
			s.Law, s.LawCount, s.LawUnit = art12, 1, "months"
			if _, err := a.Catalogue.SaveService(t.Context(), a.Actor(authz.Desk, "ingrid"), s); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// legalOf are state and due moment of the legal times of a case, as its agent reads them.
func legalOf(t *testing.T, a *apptest.App, number string) (all []string) {
	t.Helper()
	for _, p := range apptest.Decode[desk.Whole](t, a.API("marta").Get("/api/v1/cases/"+number), 200).Promises {
		if p.Kind == promise.Legal {
			all = append(all, string(p.State)+" "+p.DueAt.Format("2006-01-02 15:04"))
		}
	}
	return all
}

func legalIs(t *testing.T, a *apptest.App, number string, want ...string) {
	t.Helper()
	if got := legalOf(t, a, number); !slices.Equal(got, want) {
		t.Errorf("%s has %q, want %q", number, got, want)
	}
}

func asksByAPI(t *testing.T, a *apptest.App, service string) string {
	t.Helper()
	return apptest.Decode[desk.Case](t, a.API("amina").Post("/api/v1/cases", map[string]any{"subject": "Zebra", "body": "A copy, please.", "service": service}), 201).Number
}

func TestALegalTimeNeverWaits(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		lawful(t, a, "hours")
		number := asksByAPI(t, a, "hours")
		at := "/api/v1/cases/" + number
		a.API("marta").Post(at+"/pause", map[string]any{"reason": desk.WaitCustomer, "until": a.DB.Now().Add(48 * time.Hour)}).Is(200)
		for _, p := range apptest.Decode[desk.Whole](t, a.API("marta").Get(at), 200).Promises {
			if waits := p.State == promise.Paused; waits == (p.Kind == promise.Legal) {
				t.Errorf("%s is %s", p.Kind, p.State)
			}
		}
		a.Portal("amina").Get("/requests/"+number).Is(200).Shows("The time that a law gives does not wait for this: it runs until the end of Thu 17 Dec", "By law it has to be decided by", art12)
		a.Portal("amina").Get("/requests/" + number).Hides("If it is late")
		a.API("marta").Post(at+"/renegotiate", map[string]any{"kind": "legal", "due_at": a.DB.Now().Add(72 * time.Hour), "reason": "Much to do."}).Is(422).Shows("The law gives this time: nobody here may move it.")
		a.Desk("marta").Get("/desk/cases/" + number + "?pane=promise").Is(200).Hides(`<option value="legal"`)
		legalIs(t, a, number, "running 2026-12-17 23:59")
	})
}

// A case that waits stands in the queue where its legal time puts it, and among what is due and late by it, in the list and in the number beside it.
func TestACaseThatWaitsIsDueByItsLegalTime(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		lawful(t, a, "hours")
		other := asksByAPI(t, a, "pay")
		number := asksByAPI(t, a, "hours")
		for _, n := range []string{other, number} {
			a.API("marta").Post("/api/v1/cases/"+n+"/pause", map[string]any{"reason": desk.WaitCustomer, "until": a.DB.Now().AddDate(0, 0, 60)}).Is(200)
		}
		lists := func(query string, want ...string) {
			t.Helper()
			var got []string
			for _, c := range apptest.Decode[desk.Page](t, a.API("marta").Get("/api/v1/cases?"+query), 200).Items {
				if c.Number == number || c.Number == other {
					got = append(got, c.Number)
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s lists %q, want %q", query, got, want)
			}
		}
		counts := func() int {
			t.Helper()
			all, err := a.App.Desk.Views(t.Context(), a.Actor(authz.Desk, "marta"), desk.ReadViews{})
			if err != nil {
				t.Fatal(err)
			}
			return all.Items[slices.IndexFunc(all.Items, func(v desk.View) bool { return v.ID == desk.ViewDue })].Count
		}
		lists("view=waiting", number, other)
		lists("view=due")
		lists("view=waiting&law=runs", number)
		before := counts()
		a.Desk("marta").Get("/desk?view=waiting").Is(200).Shows("Waits until", "The requester", "By law: the end of Thu 17 Dec").Hides("h late")
		a.Advance(29 * 24 * time.Hour)
		lists("view=due", number)
		lists("view=open&due=week", number)
		if n := counts(); n != before+1 {
			t.Errorf("%d are due, and %d before", n, before)
		}
		a.Desk("marta").Get("/desk?view=waiting").Is(200).Shows("the end of Thu", "Legal date", "Waits until").Hides("By law:")
		a.Advance(2 * 24 * time.Hour)
		lists("view=open&due=late", number)
		a.Desk("marta").Get("/desk?view=waiting").Is(200).Shows("h late", "Waits until")
		a.API("marta").Post("/api/v1/cases/"+number+"/close", map[string]any{"answer": "Here it is.", "outcome": "done", "cause": "information"}).Is(200)
		lists("view=due")
		lists("view=all&law=runs")
		if n := counts(); n != before {
			t.Errorf("%d are due after it was answered, and %d before", n, before)
		}
	})
}

// A case of a service that a law gives a time has it however it came, and of another service not.
func TestACaseHasTheTimeThatALawGivesHoweverItCame(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		legalIs(t, a, asksByAPI(t, a, "hours"))
		lawful(t, a, "hours")
		legalIs(t, a, asksByAPI(t, a, "pay"))
		want := "running 2026-12-17 23:59"
		legalIs(t, a, asksByAPI(t, a, "hours"), want)
		phoned := apptest.Decode[desk.Case](t, a.API("marta").Post("/api/v1/cases", map[string]any{"subject": "Zebra", "body": "A copy", "service": "hours", "for": apptest.Email("amina"), "channel": "phone"}), 201)
		legalIs(t, a, phoned.Number, want)
		err := a.DB.Tx(t.Context(), func(tx *store.Tx) error {
			mailed, err := a.App.Desk.OpenMailed(t.Context(), tx, a.Actor(authz.Portal, "amina"), desk.Mailed{Subject: "Zebra", Body: "A copy", Service: "hours"})
			if err != nil {
				return err
			}
			round, err := a.App.Desk.OpenFirst(t.Context(), tx, a.Actor(authz.Desk, "marta"), record.First{For: apptest.ID("amina"), Service: "hours", Subject: "Zebra", Body: "Is it right?", Until: tx.Now().Add(48 * time.Hour), Action: desk.OpenCase})
			if err != nil {
				return err
			}
			told, err := a.App.Desk.OpenFirst(t.Context(), tx, a.Actor(authz.Desk, "marta"), record.First{For: apptest.ID("amina"), Service: "hours", Subject: "Zebra", Body: "So it is.", Action: desk.OpenCase})
			phoned.Number, phoned.Subject, phoned.Team = mailed.Number, round.Number, told.Number
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		legalIs(t, a, phoned.Number, want)
		legalIs(t, a, phoned.Subject, want)
		waits := apptest.Decode[desk.Page](t, a.API("marta").Get("/api/v1/cases?view=waiting&due_from=2026-12-17&due_to=2026-12-18"), 200).Items
		if len(waits) != 1 || waits[0].Number != phoned.Subject { // it waits from its beginning
			t.Errorf("due by law are %v, want %s", waits, phoned.Subject)
		}
		legalIs(t, a, phoned.Team)
	})
}

// What is cut off into a case of its own came in when it was written.
func TestWhatIsCutOffHasItsLegalTimeFromTheDayOnWhichItWasWritten(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		lawful(t, a, "pay")
		number := asksByAPI(t, a, "hours")
		a.Advance(24 * time.Hour)
		a.API("amina").Post("/api/v1/cases/"+number+"/messages", map[string]any{"body": "And a copy of what you keep about me."}).Is(201)
		talk := apptest.Decode[desk.Whole](t, a.API("marta").Get("/api/v1/cases/"+number), 200).Talk
		a.Advance(48 * time.Hour)
		part := apptest.Decode[joined.Cut](t, a.API("ingrid").Post("/api/v1/cases/"+number+"/split", map[string]any{"messages": []string{talk[len(talk)-1].ID}, "subject": "A copy", "service": "pay"}), 201)
		for _, p := range apptest.Decode[desk.Whole](t, a.API("ingrid").Get("/api/v1/cases/"+part.Number), 200).Promises {
			if p.Kind == promise.Legal && p.DueAt.Format("2006-01-02") != "2026-12-18" {
				t.Errorf("due %s", p.DueAt)
			}
		}
	})
}

// The answer keeps it; a case that is opened again has what is left of it, and nothing once it is over.
func TestTheAnswerKeepsTheLegalTime(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		lawful(t, a, "hours")
		number := asksByAPI(t, a, "hours")
		at := "/api/v1/cases/" + number
		closes := func(outcome string) {
			t.Helper()
			a.API("marta").Post(at+"/close", map[string]any{"answer": "Here it is.", "outcome": outcome, "cause": "information"}).Is(200)
		}
		closes("done")
		legalIs(t, a, number, "kept 2026-12-17 23:59")
		a.Advance(5 * 24 * time.Hour)
		a.API("amina").Post(at+"/reopen", map[string]any{"missing": "The second page."}).Is(200)
		legalIs(t, a, number, "kept 2026-12-17 23:59", "running 2026-12-17 23:59")
		a.Advance(30 * 24 * time.Hour)
		closes("done")
		legalIs(t, a, number, "kept 2026-12-17 23:59", "kept_late 2026-12-17 23:59")
		a.API("amina").Post(at+"/reopen", map[string]any{"missing": "The third page."}).Is(200)
		legalIs(t, a, number, "kept 2026-12-17 23:59", "kept_late 2026-12-17 23:59")
		number = asksByAPI(t, a, "hours")
		at = "/api/v1/cases/" + number
		closes("withdrawn")
		if all := legalOf(t, a, number); len(all) != 1 || !strings.HasPrefix(all[0], "cancelled ") {
			t.Errorf("withdrawn: %q", all)
		}
	})
}

// Both sides read it and why it is that day; HR and the customer hear of it in words that fit. No mail names the law, which may say what it is about.
func TestBothSidesReadTheLegalTimeAndHearOfIt(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		lawful(t, a, "hours")
		number := asksByAPI(t, a, "hours")
		at := "/api/v1/cases/" + number
		why := []string{"A law gives this time: ", "Nobody here may move it, and it does not stop while the request waits.", "It came in on Tue 17 Nov, and that day does not count.", "1 month later is Thu 17 Dec."}
		a.Portal("amina").Get("/ask/hours").Is(200).Shows("A law gives a time too: ", art12)
		a.Portal("amina").Get("/requests/" + number).Is(200).Shows(append(why, "By law it has to be decided by", art12)...)
		a.Desk("marta").Get("/desk/cases/" + number).Is(200).Shows(append(why, "Legal date by", art12)...)
		a.API("amina").Get(at).Is(200).Shows(`"kind":"legal"`, `"law":"`+art12+`"`, "1 month later is Thu 17 Dec.")
		a.API("marta").Post(at+"/assign", map[string]any{"assignee": "me"}).Is(200)
		a.API("marta").Post(at+"/renegotiate", map[string]any{"kind": "decision", "due_at": a.DB.Now().AddDate(0, 2, 0), "reason": "Much to do."}).Is(200)
		if n := lettersWith(a, "amina", "case.acknowledgement", "By law it has to be decided by"); n != 1 {
			t.Errorf("acknowledged %d times", n)
		}
		told := func(key, kind, part string, want int) {
			t.Helper()
			if n := lettersWith(a, key, kind, part); n != want {
				t.Errorf("%s has %d letters %s with %q, want %d", key, n, kind, part, want)
			}
		}
		daily := func(days int) { // HR writes each day, so that nothing else is late
			for range days {
				a.Advance(24 * time.Hour)
				a.Drain()
			}
		}
		daily(16)
		told("marta", "escalation.told", "Half of the legal time for "+number+" has passed. By law it has to be decided by", 1)
		daily(9)
		told("marta", "escalation.told", "Four fifths of the legal time for "+number+" have passed. By law it has to be decided by", 1)
		a.Portal("amina").Get("/requests/"+number).Is(200).Shows("By law this has to be decided by", "It may become later.")
		daily(7)
		told("marta", "escalation.told", "The legal time for "+number+" is over. By law it had to be decided by", 1)
		a.Portal("amina").Get("/requests/"+number).Is(200).Shows("By law this had to be decided by", "By law it had to be decided by", "and it was not. We are sorry")
		told("amina", "case.late", "By law it has to be decided by", 1)
		for _, kind := range []string{"case.acknowledgement", "case.delay", "case.late", "case.digest"} {
			told("amina", kind, "GDPR", 0)
		}
	})
}

// What HR writes down later counts from the day on which it came in, before the law and not before what HR promises; both sides read that day, and it goes along where its words become a case of their own.
func TestALegalTimeCountsFromTheDayOnWhichALetterCame(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		lawful(t, a, "hours", "pay")
		letter := func(day string) map[string]any {
			return map[string]any{"subject": "Zebra", "body": "A copy, please.", "service": "hours", "for": apptest.Email("amina"), "channel": "post", "came_on": day}
		}
		for _, day := range []string{"2026-11-20", "2025-11-01", "yesterday", "2026-11-31"} {
			a.API("marta").Post("/api/v1/cases", letter(day)).Is(422).Shows("Give the day on which it came in, within the last year, such as 2026-11-14.", `"came_on"`)
		}
		a.API("amina").Post("/api/v1/cases", map[string]any{"subject": "Zebra", "body": "A copy, please.", "service": "hours", "came_on": "2026-11-10"}).Is(422).Shows("Only HR says when something came in.")
		c := apptest.Decode[desk.Case](t, a.API("marta").Post("/api/v1/cases", letter("2026-11-10")).Is(201).Shows(`"came_on":"2026-11-10"`), 201)
		legalIs(t, a, c.Number, "running 2026-12-10 23:59")
		a.Portal("amina").Get("/requests/"+c.Number).Is(200).Shows("It came in on Tue 10 Nov.", "It came in on Tue 10 Nov, and that day does not count.", "1 month later is Thu 10 Dec.", "You have a first answer by")
		a.Desk("marta").Get("/desk/cases/"+c.Number).Is(200).Shows("It came in on Tue 10 Nov.", "asked Tue 17 Nov")
		late := apptest.Decode[desk.Case](t, a.API("marta").Post("/api/v1/cases", letter("2026-10-01")), 201)
		legalIs(t, a, late.Number, "late 2026-11-02 23:59") // 1 November is a Sunday
		form := url.Values{"for": {"1003"}, "channel": {"post"}, "service": {"hours"}, "subject": {"By post"}, "body": {"A copy, please."}, "came_on": {"2027-01-01"}}
		a.Desk("marta").Send("/desk/new", form).Is(422).Shows("Give the day on which it came in", `value="2027-01-01"`, "<details open>")
		form.Set("came_on", "2026-11-12")
		a.Desk("marta").Send("/desk/new", form).Is(303)
		talk := apptest.Decode[desk.Whole](t, a.API("marta").Get("/api/v1/cases/"+c.Number), 200).Talk
		part := apptest.Decode[joined.Cut](t, a.API("ingrid").Post("/api/v1/cases/"+c.Number+"/split", map[string]any{"messages": []string{talk[0].ID}, "subject": "A copy", "service": "pay"}), 201)
		for _, p := range apptest.Decode[desk.Whole](t, a.API("ingrid").Get("/api/v1/cases/"+part.Number), 200).Promises {
			if p.Kind == promise.Legal && p.DueAt.Format("2006-01-02") != "2026-12-10" {
				t.Errorf("what was cut off is due %s", p.DueAt)
			}
		}
	})
}

// HR prolongs it once, where the law allows it, with a reason that the requester reads and is mailed; nobody else is offered it.
func TestALegalTimeIsProlonged(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		lawful(t, a, "pay")
		fixed := asksByAPI(t, a, "pay")
		for _, s := range apptest.Services() {
			if s.ID == "hours" {
				s.Law, s.LawCount, s.LawUnit, s.LawMore = art12, 1, "months", 2
				if _, err := a.Catalogue.SaveService(t.Context(), a.Actor(authz.Desk, "ingrid"), s); err != nil {
					t.Fatal(err)
				}
			}
		}
		number := asksByAPI(t, a, "hours")
		at, page := "/api/v1/cases/"+number, "/desk/cases/"+number
		a.Desk("marta").Get("/desk/cases/" + fixed).Is(200).Hides("Prolong the time by law")
		a.API("marta").Post("/api/v1/cases/"+fixed+"/prolong", map[string]any{"reason": "Many files."}).Is(409).Shows("nobody here may move it")
		a.Desk("marta").Get(page).Is(200).Shows("Prolong the time by law", "the end of Wed 17 Feb 2027")
		a.Portal("amina").Get("/requests/" + number).Is(200).Hides("Prolong the time by law")
		a.API("amina").Post(at+"/prolong", map[string]any{"reason": "Many files."}).Is(403)
		other := "/api/v1/cases/" + asksByAPI(t, a, "hours")
		talk := apptest.Decode[desk.Whole](t, a.API("marta").Get(other), 200).Talk
		a.API("priya").Post(other+"/renegotiate", map[string]any{"kind": "decision", "due_at": a.DB.Now().Add(72 * time.Hour), "reason": "Much to do."}).Is(200)
		a.API("marta").Post(other+"/prolong", map[string]any{"reason": "Many files.", "seen": talk[len(talk)-1].ID}).Is(409).Shows("did this meanwhile")
		a.API("marta").Post(at+"/pause", map[string]any{"reason": desk.WaitCustomer, "until": a.DB.Now().Add(48 * time.Hour)}).Is(200)
		a.Desk("marta").Send(page+"/prolong", url.Values{"reason": {" "}}).Is(422).Shows("Say why; the requester reads it.", `<details class="mt-2" open`)
		a.Desk("marta").Send(page+"/prolong", url.Values{"reason": {"Three archives have to be asked."}}).Is(303)
		a.API("marta").Post(at+"/prolong", map[string]any{"reason": "Many files."}).Is(409).Shows("prolonged already")
		legalIs(t, a, number, "renegotiated 2026-12-17 23:59", "running 2027-02-17 23:59")
		a.Desk("marta").Get(page).Is(200).Shows("Three archives have to be asked.").Hides("Prolong the time by law")
		a.Portal("amina").Get("/requests/"+number).Is(200).Shows("By law it has to be decided by", "the end of Wed 17 Feb 2027", "Three archives have to be asked.", "It was prolonged, as this law allows once")
		if n := lettersWith(a, "amina", "case.new_time", "We need longer for "+number+" than the law first gives"); n != 1 {
			t.Errorf("%d mails", n)
		}
		if n := lettersWith(a, "amina", "case.new_time", "GDPR"); n != 0 {
			t.Error("a mail names the law")
		}
		items := apptest.Decode[desk.Page](t, a.API("marta").Get("/api/v1/cases?view=waiting&due_from=2027-02-17&due_to=2027-02-18"), 200).Items
		if len(items) != 1 || items[0].Number != number {
			t.Errorf("by its new time the queue has %v", items)
		}
	})
}

// Why a legal time was prolonged reads nobody who does not read the words of the case: that it was they may know.
func TestTheReasonOfALegalTimeIsForReadersOfTheWords(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		for _, s := range apptest.Services() {
			if s.ID == "health" {
				s.Law, s.LawCount, s.LawUnit, s.LawMore = art12, 1, "months", 2
				if _, err := a.Catalogue.SaveService(t.Context(), a.Actor(authz.Desk, "ingrid"), s); err != nil {
					t.Fatal(err)
				}
			}
		}
		number := asksByAPI(t, a, "health")
		at := "/api/v1/cases/" + number
		a.API("marta").Post(at+"/assign", map[string]any{"assignee": "me"}).Is(200)
		a.API("marta").Post(at+"/prolong", map[string]any{"reason": "The Quittenarchiv is slow."}).Is(200)
		a.Desk("marta").Get("/desk/cases/"+number).Is(200).Shows("It was prolonged, as this law allows once: ", "Quittenarchiv")
		a.Desk("priya").Get("/desk/cases/"+number).Is(200).Shows("It was prolonged, as this law allows once.").Hides("Quittenarchiv", "Zebra")
		a.API("priya").Get(at).Is(200).Shows(`"hidden":true`).Hides("Quittenarchiv", "Zebra")
	})
}

// The case stands in the queue by it where it is what runs out next.
func TestACaseStandsInTheQueueByItsLegalTime(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		for _, s := range apptest.Services() {
			if s.ID == "hours" {
				s.Law, s.LawCount, s.LawUnit, s.FirstAnswerMinutes, s.DecisionMinutes = "one day", 1, "days", 6000, 9000
				if _, err := a.Catalogue.SaveService(t.Context(), a.Actor(authz.Desk, "ingrid"), s); err != nil {
					t.Fatal(err)
				}
			}
		}
		number := asksByAPI(t, a, "hours")
		kind, err := store.One[string](t.Context(), a.DB, `SELECT due_kind FROM desk_case WHERE subject = 'Zebra'`)
		if err != nil || kind != promise.Legal {
			t.Errorf("%q, %v", kind, err)
		}
		a.Desk("marta").Get("/desk").Is(200).Shows(number, "Legal date")
		a.Portal("amina").Get("/requests").Is(200).Shows("By law it is decided by")
	})
}
