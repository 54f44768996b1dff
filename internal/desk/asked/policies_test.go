package asked_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/catalogue"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
	"hearth/internal/promise"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// house is the whole organisation, in which cases have promises. Without policies a first answer takes 240 minutes and the settling 1,080; a day there has nine hours.
type house struct{ *apptest.App }

func houses(t *testing.T, f func(h house)) {
	t.Helper()
	apptest.Each(t, func(_ *testing.T, a *apptest.App) { f(house{a}) })
}

func (h house) ok(err error) {
	h.T.Helper()
	if err != nil {
		h.T.Fatal(err)
	}
}

func (h house) make(in promise.MakePolicy) promise.KeptPolicy {
	h.T.Helper()
	k, err := h.PromisePolicies.Make(h.T.Context(), h.Actor(authz.Desk, "ingrid"), in)
	h.ok(err)
	return k
}

func (h house) save(in promise.SavePolicy) promise.KeptPolicy {
	h.T.Helper()
	k, err := h.PromisePolicies.Save(h.T.Context(), h.Actor(authz.Desk, "ingrid"), in)
	h.ok(err)
	return k
}

// says is a policy by its two lengths that cases begin with.
func says(name, first, decision string) promise.Terms {
	return promise.Terms{Name: name, FirstAnswer: first, NextWord: "3h", Decision: decision}
}

func (h house) open(key, service string) string {
	h.T.Helper()
	c, err := h.Desk().Open(h.T.Context(), h.Actor(authz.Portal, key), desk.Open{Service: service, Subject: "Zebra", Body: "Is it right?"})
	h.ok(err)
	return c.Number
}

func (h house) Desk() *desk.Service { return h.App.App.Desk }

// read returns the promises of a case by kind, as its requester reads them.
func (h house) read(key, number string) map[string]promise.View {
	h.T.Helper()
	c, err := h.Desk().Read(h.T.Context(), h.Actor(authz.Portal, key), desk.ReadOne{Number: number})
	h.ok(err)
	out := map[string]promise.View{}
	for _, v := range c.Promises {
		out[v.Kind] = v
	}
	return out
}

// minutes are what a promise of a case is counted in.
func (h house) minutes(number, kind string) int {
	h.T.Helper()
	id, err := store.One[string](h.T.Context(), h.DB, `SELECT id FROM desk_case ORDER BY opened_at DESC, id DESC LIMIT 1`)
	h.ok(err)
	if number != "" {
		c, err := h.Desk().Read(h.T.Context(), h.Actor(authz.Portal, "amina"), desk.ReadOne{Number: number})
		h.ok(err)
		id = c.ID
	}
	all, err := h.Promise.ForOwners(h.T.Context(), h.DB, desk.OwnerKind, []string{id})
	h.ok(err)
	for _, p := range slices.Backward(all[id]) {
		if p.Kind == kind {
			return p.Minutes
		}
	}
	return 0
}

func (h house) lengths(what string, first, decision int) {
	h.T.Helper()
	if a, b := h.minutes("", promise.FirstAnswer), h.minutes("", promise.Decision); a != first || b != decision {
		h.T.Errorf("%s: a first answer within %d minutes, settled within %d; want %d and %d", what, a, b, first, decision)
	}
}

// letters is how many letters with a text somebody was sent.
func (h house) letters(key, text string) (n int) {
	h.T.Helper()
	all, err := mail.ForPerson(h.T.Context(), h.DB, apptest.ID(key), 500)
	h.ok(err)
	for _, l := range all {
		if strings.Contains(l.Subject+l.TextBody, text) {
			n++
		}
	}
	return n
}

func TestPromisesFollowThePolicyThatFits(t *testing.T) {
	t.Parallel()
	houses(t, func(h house) {
		h.open("amina", "pay")
		h.lengths("without a policy", 240, 1080)
		h.make(promise.MakePolicy{Terms: says("Everybody", "3h", "2d")})
		h.make(promise.MakePolicy{Service: "pay", Terms: says("Pay", "2h", "1d")})
		h.make(promise.MakePolicy{Service: "pay", Group: "managers", Terms: says("Pay of those who lead", "1h", "4h")})
		h.make(promise.MakePolicy{Priority: "high", Terms: says("Urgent", "30m", "90m")})
		h.open("amina", "hours")
		h.lengths("any service", 180, 1080)
		number := h.open("amina", "pay")
		h.lengths("a service", 120, 540)
		h.open("jonas", "pay")
		h.lengths("a service and a group", 60, 240)
		h.open("theo", "pay")
		h.lengths("somebody of HR", 120, 540)
		_, err := h.Desk().Open(h.T.Context(), h.Actor(authz.Desk, "marta"), desk.Open{Service: "hours", For: apptest.Email("amina"), Channel: "phone", Subject: "Zebra", Body: "Now", Priority: "high"})
		h.ok(err)
		h.lengths("a priority", 30, 90)

		v := h.read("amina", number)[promise.FirstAnswer]
		if v.Policy == nil || *v.Policy != (promise.By{Name: "Pay", Version: 1}) || !strings.Contains(v.Explanation[0].Text, "“Pay”, version 1, gives it 2 h of") {
			t.Errorf("by %+v, because %+v", v.Policy, v.Explanation)
		}
	})
}

// What the pages say before somebody asks is what is promised then.
func TestPagesSayWhatThePolicyPromises(t *testing.T) {
	t.Parallel()
	houses(t, func(h house) {
		start := promise.Start{Kind: promise.FirstAnswer, Minutes: 240, Asked: promise.Asked{Service: "pay", Priority: "normal", PersonID: apptest.ID("jonas")}}
		before, err := h.Promise.Expected(h.T.Context(), h.DB, start)
		h.ok(err)
		h.make(promise.MakePolicy{Service: "pay", Group: "managers", Terms: says("Leads", "15m", "1d")})
		after, err := h.Promise.Expected(h.T.Context(), h.DB, start)
		h.ok(err)
		if v := h.read("jonas", h.open("jonas", "pay"))[promise.FirstAnswer]; !v.DueAt.Equal(after) || !after.Before(before) {
			t.Errorf("said %s, then %s, and promised %s", before, after, v.DueAt)
		}
	})
}

func TestAVersionCountsFromItsMoment(t *testing.T) {
	t.Parallel()
	houses(t, func(h house) {
		k := h.make(promise.MakePolicy{Service: "pay", Terms: says("Pay", "2h", "1d")})
		later := says("Pay, faster", "1h", "1d")
		later.ValidFrom = h.DB.Now().Add(2 * time.Hour)
		k = h.save(promise.SavePolicy{ID: k.ID, Version: 1, Terms: later})
		if k = h.save(promise.SavePolicy{ID: k.ID, Version: 1, Terms: later}); len(k.Versions) != 2 || k.Now != 1 {
			t.Errorf("saved twice: %+v", k)
		}
		h.open("amina", "pay")
		h.lengths("before", 120, 540)
		old := h.minutes("", promise.FirstAnswer)
		h.Advance(2 * time.Hour)
		h.open("amina", "pay")
		h.lengths("then", 60, 540)
		if old != 120 {
			t.Error("what was promised before moved")
		}
		ended := later
		ended.ValidFrom = store.Time{}
		if k = h.save(promise.SavePolicy{ID: k.ID, Ended: true, Terms: ended}); k.Now != 0 {
			t.Errorf("ended: %+v", k)
		}
		h.open("amina", "pay")
		h.lengths("ended", 240, 1080)
	})
}

func TestACaseThatIsOpenedAgainHasANextWordByThePolicy(t *testing.T) {
	t.Parallel()
	houses(t, func(h house) {
		h.make(promise.MakePolicy{Service: "hours", Terms: says("Hours", "1h", "1d")})
		number := h.open("amina", "hours")
		_, err := h.Desk().Close(h.T.Context(), h.Actor(authz.Desk, "marta"), desk.Close{Number: number, Answer: "Yes.", Outcome: "answered", Cause: "information"})
		h.ok(err)
		_, err = h.Desk().Reopen(h.T.Context(), h.Actor(authz.Portal, "amina"), desk.Reopen{Number: number, Missing: "Why?"})
		h.ok(err)
		if a, b := h.minutes(number, promise.NextWord), h.minutes(number, promise.Decision); a != 180 || b != 540 {
			t.Errorf("next word within %d, settled within %d minutes", a, b)
		}
	})
}

// A service may take weeks for a first answer; whoever opens a case again hears from HR within five working days all the same, with policies and without.
func TestTheNextWordIsNeverFartherThanFiveWorkingDays(t *testing.T) {
	t.Parallel()
	houses(t, func(h house) {
		service := catalogue.SaveService{ID: "visa", Name: "Permits", TeamID: "payroll", FirstAnswerMinutes: 20 * 540, DecisionMinutes: 30 * 540, Active: true}
		_, err := h.Catalogue.SaveService(h.T.Context(), authz.System(catalogue.Demo), service)
		h.ok(err)
		for _, policies := range []bool{false, true} {
			if policies {
				h.make(promise.MakePolicy{Service: "hours", Terms: says("Hours", "1h", "1d")}) // it is for other requests
			}
			number := h.open("amina", "visa")
			_, err := h.Desk().Close(h.T.Context(), h.Actor(authz.Desk, "marta"), desk.Close{Number: number, Answer: "Yes.", Outcome: "answered", Cause: "information"})
			h.ok(err)
			_, err = h.Desk().Reopen(h.T.Context(), h.Actor(authz.Portal, "amina"), desk.Reopen{Number: number, Missing: "Why?"})
			h.ok(err)
			if got := h.minutes(number, promise.NextWord); got != promise.WordDays*540 {
				t.Errorf("policies %v: next word within %d minutes", policies, got)
			}
		}
	})
}

func TestAPolicyPromisesTheNextWordWithinFiveWorkingDays(t *testing.T) {
	t.Parallel()
	houses(t, func(h house) {
		in := promise.MakePolicy{Terms: says("All", "1h", "1d")}
		for text, ok := range map[string]bool{"5d": true, "6d": false, "46h": false} { // a day has nine
			in.NextWord = text
			_, err := h.PromisePolicies.Try(h.T.Context(), h.Actor(authz.Desk, "ingrid"), promise.TryPolicy{MakePolicy: in})
			if (err == nil) != ok {
				h.T.Errorf("%s: %v", text, err)
			}
		}
	})
}

func TestWarningsComeWhereThePolicySays(t *testing.T) {
	t.Parallel()
	houses(t, func(h house) {
		in := says("Hours", "2h", "5d")
		in.WarnFirst, in.WarnSecond = 25, 90
		h.make(promise.MakePolicy{Service: "hours", Terms: in})
		number := h.open("amina", "hours")
		_, err := h.Desk().Assign(h.T.Context(), h.Actor(authz.Desk, "marta"), desk.Assign{Number: number, Assignee: apptest.Email("marta")})
		h.ok(err)
		for _, x := range []struct {
			after         time.Duration
			owner, warned int
		}{{29 * time.Minute, 0, 0}, {2 * time.Minute, 1, 0}, {75 * time.Minute, 1, 0}, {3 * time.Minute, 2, 1}} {
			h.Advance(x.after)
			h.Advance(6 * time.Second)
			if a, b := h.letters("marta", "percent of the working time"), h.letters("amina", "It may become later"); a != x.owner || b != x.warned {
				t.Errorf("%s later: the owner was told %d times and the customer %d, want %+v", x.after, a, b, x)
			}
		}
	})
}

func TestWhatIsPromisedIsCountedAnewWhereThatIsChosen(t *testing.T) {
	t.Parallel()
	houses(t, func(h house) {
		plain, moved := h.open("amina", "pay"), h.open("amina", "hours")
		agreed := h.open("amina", "hours")
		due := h.DB.Now().Add(72 * time.Hour)
		for _, kind := range []string{promise.FirstAnswer, promise.Decision} {
			_, err := h.Desk().Renegotiate(h.T.Context(), h.Actor(authz.Desk, "marta"), desk.Renegotiate{Number: agreed, Kind: kind, DueAt: due, Reason: "As you wished."})
			h.ok(err)
		}
		h.Advance(30 * time.Minute)
		try := promise.TryPolicy{MakePolicy: promise.MakePolicy{Service: "hours", Terms: says("Hours", "1h", "5d")}}
		trial, err := h.PromisePolicies.Try(h.T.Context(), h.Actor(authz.Desk, "ingrid"), try)
		h.ok(err)
		if trial.Earlier != 1 || trial.Later != 1 || trial.Stay != 2 || trial.Same != 0 || len(trial.Items) != 2 || trial.Items[0].Number != moved {
			t.Errorf("a trial of what was open says %+v", trial)
		}
		k := h.make(try.MakePolicy)
		h.Advance(10 * time.Second)
		if a := h.minutes(moved, promise.FirstAnswer); a != 240 || h.letters("amina", "how soon we promise") != 0 {
			t.Errorf("not chosen, and moved: %d minutes", a)
		}
		for range 2 { // again is once
			h.save(promise.SavePolicy{ID: k.ID, Terms: promise.Terms{Name: "Hours", FirstAnswer: "1h", NextWord: "3h", Decision: "5d", Recount: true}})
			h.Advance(10 * time.Second)
			h.Advance(10 * time.Second)
		}
		if a, b := h.minutes(moved, promise.FirstAnswer), h.minutes(moved, promise.Decision); a != 60 || b != 5*540 {
			t.Errorf("chosen: %d and %d minutes", a, b)
		}
		got := h.read("amina", moved)
		for _, m := range trial.Items {
			if v := got[m.Kind]; !v.DueAt.Equal(m.To) || v.Policy == nil {
				t.Errorf("the trial said %+v, and %s is due on %s by %+v", m, v.Kind, v.DueAt, v.Policy)
			}
		}
		if v := h.read("amina", agreed)[promise.Decision]; !v.DueAt.Equal(due) {
			t.Errorf("what was agreed moved to %s", v.DueAt)
		}
		if a, b := h.minutes(plain, promise.FirstAnswer), h.letters("amina", "how soon we promise"); a != 240 || b != 1 {
			t.Errorf("another service has %d minutes; %d letters", a, b)
		}
		at, err := store.One[store.Time](h.T.Context(), h.DB, `SELECT due_at FROM desk_case WHERE service_id = 'hours' ORDER BY opened_at, id LIMIT 1`)
		h.ok(err)
		if !at.Equal(got[promise.FirstAnswer].DueAt) {
			t.Errorf("the case is due on %s, its promise on %s", at, got[promise.FirstAnswer].DueAt)
		}
	})
}

// An ended policy gives what it made back to the catalogue, and what has passed already stays as it was told.
func TestCountingAnewNeverMakesAPromiseLate(t *testing.T) {
	t.Parallel()
	houses(t, func(h house) {
		k := h.make(promise.MakePolicy{Service: "hours", Terms: says("Hours", "5h", "5d")})
		number := h.open("amina", "hours")
		h.Advance(2 * time.Hour)
		h.save(promise.SavePolicy{ID: k.ID, Terms: promise.Terms{Name: "Hours", FirstAnswer: "1h", NextWord: "3h", Decision: "5d", Recount: true}})
		h.Advance(10 * time.Second)
		if a := h.minutes(number, promise.FirstAnswer); a != 300 {
			t.Errorf("it would be late, and has %d minutes", a)
		}
		h.save(promise.SavePolicy{ID: k.ID, Ended: true, Terms: promise.Terms{Name: "Hours", FirstAnswer: "1h", NextWord: "3h", Decision: "5d", Recount: true}})
		h.Advance(10 * time.Second)
		if a, v := h.minutes(number, promise.FirstAnswer), h.read("amina", number)[promise.FirstAnswer]; a != 240 || v.Policy != nil {
			t.Errorf("ended: %d minutes by %+v", a, v.Policy)
		}
	})
}

// A trial says nothing of cases that its reader does not work on.
func TestATrialTellsOnlyOfWhatItsReaderWorksOn(t *testing.T) {
	t.Parallel()
	houses(t, func(h house) {
		h.open("pavel", "review")                                                                                                                                                               // of team advice, in which Ingrid is
		h.open("ingrid", "hours")                                                                                                                                                               // her own
		_, err := h.Desk().Open(h.T.Context(), h.Actor(authz.Portal, "amina"), desk.Open{Service: "fairness", Subject: "Zebra", Body: "Is it right?", Named: []string{apptest.Email("marta")}}) // for named people only
		h.ok(err)
		for key, want := range map[string]int{"ingrid": 2, "noor": 0} {
			trial, err := h.PromisePolicies.Try(h.T.Context(), h.Actor(authz.Desk, key), promise.TryPolicy{MakePolicy: promise.MakePolicy{Terms: says("Everybody", "1h", "1h")}})
			h.ok(err)
			if trial.Moves()+trial.Same+trial.Stay != want {
				t.Errorf("%s: %+v, want %d promises", key, trial, want)
			}
		}
	})
}

func TestPoliciesAreRefused(t *testing.T) {
	t.Parallel()
	houses(t, func(h house) {
		k := h.make(promise.MakePolicy{Service: "pay", Terms: says("Pay", "2h", "1d")})
		for _, key := range []string{"marta", "amina", "lena"} {
			_, err := h.PromisePolicies.Make(h.T.Context(), h.Actor(authz.Desk, key), promise.MakePolicy{Terms: says("All", "1h", "1d")})
			_, other := h.PromisePolicies.Save(h.T.Context(), h.Actor(authz.Desk, key), promise.SavePolicy{ID: k.ID, Terms: says("All", "1h", "1d")})
			_, tried := h.PromisePolicies.Try(h.T.Context(), h.Actor(authz.Desk, key), promise.TryPolicy{MakePolicy: promise.MakePolicy{Terms: says("All", "1h", "1d")}})
			for _, err := range []error{err, other, tried} {
				if fault.KindOf(err) != fault.Forbidden {
					t.Errorf("%s: %v", key, err)
				}
			}
		}
		bad := func(change func(*promise.MakePolicy)) promise.MakePolicy {
			in := promise.MakePolicy{Terms: says("All", "1h", "1d")}
			change(&in)
			return in
		}
		for field, in := range map[string]promise.MakePolicy{
			"name":         bad(func(p *promise.MakePolicy) { p.Name = "  " }),
			"first_answer": bad(func(p *promise.MakePolicy) { p.FirstAnswer = "soon" }),
			"next_word":    bad(func(p *promise.MakePolicy) { p.NextWord = "0h" }),
			"decision":     bad(func(p *promise.MakePolicy) { p.FirstAnswer = "10h" }), // a day has nine
			"warn_first":   bad(func(p *promise.MakePolicy) { p.WarnFirst = -1 }),
			"warn_second":  bad(func(p *promise.MakePolicy) { p.WarnFirst, p.WarnSecond = 60, 60 }),
			"valid_from":   bad(func(p *promise.MakePolicy) { p.ValidFrom = h.DB.Now().Add(-time.Hour) }),
			"recount":      bad(func(p *promise.MakePolicy) { p.ValidFrom, p.Recount = h.DB.Now().Add(time.Hour), true }),
			"service":      bad(func(p *promise.MakePolicy) { p.Service = "none" }),
			"priority":     bad(func(p *promise.MakePolicy) { p.Priority = "urgent" }),
			"group":        bad(func(p *promise.MakePolicy) { p.Group = "friends" }),
		} {
			_, err := h.PromisePolicies.Make(h.T.Context(), h.Actor(authz.Desk, "ingrid"), in)
			if wrong := fault.As(err); wrong == nil || len(wrong.Fields) != 1 || wrong.Fields[0].Name != field {
				t.Errorf("%s: %v", field, err)
			}
		}
		_, err := h.PromisePolicies.Make(h.T.Context(), h.Actor(authz.Desk, "ingrid"), promise.MakePolicy{Service: "pay", Terms: says("Again", "2h", "1d")})
		if wrong := fault.As(err); wrong == nil || wrong.Fields[0].Name != "service" {
			t.Errorf("a second one for the same: %v", err)
		}
		h.save(promise.SavePolicy{ID: k.ID, Version: 1, Terms: says("Pay", "3h", "1d")})
		if _, err := h.PromisePolicies.Save(h.T.Context(), h.Actor(authz.Desk, "ingrid"), promise.SavePolicy{ID: k.ID, Version: 1, Terms: says("Pay", "4h", "1d")}); fault.KindOf(err) != fault.Conflict {
			t.Errorf("over somebody else's: %v", err)
		}
		if _, err := h.PromisePolicies.Find(h.T.Context(), h.Actor(authz.Desk, "ingrid"), promise.ReadPolicy{ID: "none"}); fault.KindOf(err) != fault.NotFound {
			t.Errorf("one that is not there: %v", err)
		}
	})
}

func TestPoliciesThroughTheInterfaceAndThePages(t *testing.T) {
	t.Parallel()
	houses(t, func(h house) {
		h.App.Desk("ingrid").Get("/admin/promise-policies").Is(http.StatusOK).Shows("No promise policies yet")
		made := apptest.Decode[promise.KeptPolicy](t, h.API("ingrid").Post("/api/v1/promise-policies", map[string]any{"service": "pay", "group": "managers", "name": "Leads <b>",
			"first_answer": "2h", "next_word": "2h", "decision": "1d"}), http.StatusCreated)
		h.App.Desk("ingrid").Get("/admin/promise-policies").Shows("Leads &lt;b&gt;", "Pay and payslip", "Managers", "2 hours", "1 working day")
		page := "/admin/promise-policies/" + made.ID
		h.App.Desk("ingrid").Get(page+"?try=1&name=Leads&first_answer=x&first_answer_unit=h&next_word=2&next_word_unit=h&decision=1&decision_unit=d").Shows("Say how much working time", `value="x"`)
		h.open("jonas", "pay")
		h.App.Desk("ingrid").Get(page+"?try=1&name=Leads&first_answer=30&first_answer_unit=m&next_word=2&next_word_unit=h&decision=1&decision_unit=d").Shows("What would move", `value="30"`, "HR-")
		h.App.Desk("marta").Get(page).Is(http.StatusOK).Hides("Save the policy")
		h.App.Desk("marta").Get("/admin/new-promise-policy").Is(http.StatusForbidden)
		all := apptest.Decode[promise.KeptPolicies](t, h.API("noor").Get("/api/v1/promise-policies"), http.StatusOK)
		if len(all.Items) != 1 || all.Items[0].Now != 1 || all.Items[0].Latest().WarnSecond != 80 {
			t.Errorf("got %+v", all)
		}
	})
}
