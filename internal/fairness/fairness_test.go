package fairness_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"hearth/internal/agreement"
	"hearth/internal/apptest"
	"hearth/internal/decision"
	"hearth/internal/exception"
	"hearth/internal/fairness"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// calls are all use cases, by what they do, on the clause pay 4.2.
func (w world) calls() map[string]func(by authz.Actor) error {
	ctx, s := w.T.Context(), w.Fairness
	return map[string]func(by authz.Actor) error{
		"overview": func(by authz.Actor) error { _, err := s.Overview(ctx, by, fairness.Nothing{}); return err },
		"audit": func(by authz.Actor) error {
			_, err := s.Audit(ctx, by, fairness.ReadClause{Ref: "pay 4.2"})
			return err
		},
		"runs": func(by authz.Actor) error { _, err := s.Runs(ctx, by, fairness.ReadRuns{Ref: "pay 4.2"}); return err },
		"run":  func(by authz.Actor) error { _, err := s.Run(ctx, by, fairness.Start{Ref: "pay 4.2"}); return err },
		"assign": func(by authz.Actor) error {
			_, err := s.Assign(ctx, by, fairness.Assign{ID: "x", Person: "3002"})
			return err
		},
		"answer": func(by authz.Actor) error {
			_, err := s.Answer(ctx, by, fairness.Answer{ID: "x", Cause: "clause", Text: "x"})
			return err
		},
		"load": func(by authz.Actor) error {
			_, err := s.LoadAttributes(ctx, by, fairness.LoadAttributes{CSV: "person,attribute,value\n1003,Origin,A"})
			return err
		},
		"held":   func(by authz.Actor) error { _, err := s.HeldAttributes(ctx, by, fairness.Nothing{}); return err },
		"forget": func(by authz.Actor) error { _, err := s.ForgetAttributes(ctx, by, fairness.Nothing{}); return err },
	}
}

func TestItIsOffUntilItIsAgreedOn(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(_ *testing.T, a *apptest.App) {
		w := world{a, a.Actor(authz.Desk, "ingrid"), a.Actor(authz.Desk, "lena")}
		off := func(when string) {
			w.T.Helper()
			for name, call := range w.calls() {
				by := w.head
				if name == "load" {
					by = w.officer
				}
				if err := call(by); name != "held" && name != "forget" && fault.KindOf(err) != fault.Conflict {
					w.T.Errorf("%s: %s answers %v", when, name, err)
				}
			}
			if got := w.API("ingrid").Get("/api/v1/fairness/pay%204.2"); got.Status != http.StatusConflict || !strings.Contains(got.Text, "/agreements") {
				w.T.Errorf("%s: %d %s", when, got.Status, got.Text)
			}
			for _, path := range []string{"/desk/fairness", "/desk/fairness/pay%204.2"} {
				w.Desk("ingrid").Get(path).Shows("The fairness audit is off", "/agreements")
			}
			w.Desk("lena").Get("/admin/fairness").Shows("The fairness audit is off")
		}
		off("before")
		id := w.agree()
		if err := w.calls()["load"](w.officer); err != nil {
			w.T.Fatal(err)
		}
		w.Desk("ingrid").Get("/desk/fairness").Hides("The fairness audit is off")
		if _, err := w.Agreement.End(w.T.Context(), w.head, agreement.End{ID: id}); err != nil {
			w.T.Fatal(err)
		}
		off("after")
		w.Desk("lena").Get("/").Shows("No agreement allows the attributes any more.")
		if err := w.calls()["forget"](w.officer); err != nil {
			w.T.Error(err)
		}
		w.Desk("lena").Get("/").Hides("No agreement allows the attributes any more.")
		if n := w.count(`SELECT count(*) FROM fairness_attribute`); n != 0 {
			w.T.Errorf("%d attributes are left", n)
		}
	})
}

func (w world) count(query string) int {
	w.T.Helper()
	n, err := store.One[int](w.T.Context(), w.DB, query)
	if err != nil {
		w.T.Fatal(err)
	}
	return n
}

func TestItIsForTheHeadOfHRAndTheOfficer(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		heads, officers := strings.Fields("overview audit runs run assign answer"), strings.Fields("overview audit runs answer load held forget")
		for name, call := range w.calls() {
			for _, who := range []string{"marta", "noor", "ingrid", "lena"} {
				may := who == "ingrid" && slices.Contains(heads, name) || who == "lena" && slices.Contains(officers, name)
				err := call(w.Actor(authz.Desk, who))
				if forbidden := fault.KindOf(err) == fault.Forbidden; forbidden == may {
					w.T.Errorf("%s by %s: %v", name, who, err)
				}
			}
			if err := call(w.Actor(authz.Portal, "ingrid")); fault.KindOf(err) != fault.Forbidden {
				w.T.Errorf("%s in the portal: %v", name, err)
			}
		}
		w.Desk("marta").Get("/desk/insight").Hides("/desk/fairness")
		w.Desk("ingrid").Get("/desk/insight").Shows("/desk/fairness")
		if _, err := w.Fairness.Audit(w.T.Context(), w.head, fairness.ReadClause{Ref: "pay 99"}); fault.KindOf(err) != fault.NotFound {
			w.T.Errorf("a clause that is not there: %v", err)
		}
	})
}

// What a real decision and a real exception leave behind is what the audit reads: each person once, with the latest, and never what is out of scope.
func TestRealDecisionsAndExceptionsCount(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		ctx, marta := w.T.Context(), w.Actor(authz.Desk, "marta")
		decide := func(who, outcome string) {
			w.T.Helper()
			number := w.asked(who, "hours")
			_, err := w.Decision.Decide(ctx, marta, decision.Decide{Number: number, Outcome: outcome, Reason: "The shift began at 18:30.", Clause: "pay 4.2", Facts: []string{"18:30"},
				Alternatives: []string{"Late shifts"}, Next: decision.Next{Text: "Nothing changes.", Date: "2026-12-01"}, Appeal: decision.Way{Until: "2026-12-24", To: apptest.Email("priya")},
				Cause: "other", CauseText: "hours"})
			if err != nil {
				w.T.Fatal(err)
			}
		}
		decide("amina", decision.Refused)
		decide("amina", decision.Granted)
		decide("pavel", decision.InPart)
		decide("hanna", decision.OutOfScope)
		number := w.asked("rosa", "hours")
		e, err := w.Exception.Ask(ctx, marta, exception.Ask{Number: number, Clause: "pay 4.2", Why: "It was a day like no other."})
		if err != nil {
			w.T.Fatal(err)
		}
		if r := w.audited("pay 4.2"); r.Decisions != 4 {
			w.T.Errorf("before the exception is decided: %+v", r)
		}
		if _, err := w.Exception.Decide(ctx, marta, exception.Decide{Number: number, ID: e.ID, Outcome: exception.Granted, Reason: "It was.", Expires: "2027-05-01"}); err != nil {
			w.T.Fatal(err)
		}
		// Amina twice, Pavel and Hanna with decisions, Rosa with an exception; three people are compared, which rounds to five.
		if r := w.audited("Pay 4.2"); r.Decisions != 5 || r.People != 5 || r.OutOfScope != 0 || r.Title != "Working time" {
			w.T.Errorf("%+v", r)
		}
		if n := w.count(`SELECT count(*) FROM decision_fact WHERE site = 'Malmby' AND weekly_hours = 40 AND tenure_months = 82 AND service_id = 'hours'`); n != 4 {
			w.T.Errorf("%d facts are kept", n)
		}
		if n := w.count(`SELECT count(*) FROM audit_entry WHERE action = 'fairness.read' AND kind = 'clause' AND object = 'pay 4.2'`); n != 2 {
			w.T.Errorf("%d looks are recorded", n)
		}
		w.Desk("ingrid").Get("/desk/fairness").Shows("pay 4.2", "None yet")
	})
}

// Nobody learns of a few by looking at the many: a group of four has no name and is in no figure, a person with many decisions is one, and counts are rounded, so that
// nothing is left when they are subtracted.
func TestNothingSmallIsTold(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		var all []one
		for i := range 94 {
			all = append(all, one{site: "Malmby", group: "AB"[i%2:][:1], granted: i%3 > 0})
		}
		for range 4 {
			all = append(all, one{site: "Malmby", group: "Zoroaster"})
		}
		w.decided("pay 9.1", 0, all)
		w.exec(`UPDATE fairness_attribute SET value = 'Quaker' WHERE person_id = 'person-0'`)
		var again []one // one of them is decided about twelve times, which makes no group of him
		for range 12 {
			again = append(again, one{site: "Malmby", who: person(0)})
		}
		w.decided("pay 9.1", 98, again)
		body := w.API("ingrid").Get("/api/v1/fairness/pay%209.1").Text
		for _, name := range []string{"Zoroaster", "Quaker", "person-"} {
			if strings.Contains(body, name) {
				w.T.Errorf("%s is told: %s", name, body)
			}
		}
		r := w.audited("pay 9.1")
		a := r.Attributes[0]
		if len(a.Groups) != 2 || a.LeftOut != 5 || a.Compared != 95 || len(a.GroupsOut) != 1 || a.GroupsOut[0].Groups != 2 {
			w.T.Errorf("%+v", a)
		}
		for _, n := range []int{a.Groups[0].N, a.Groups[1].N, a.Groups[0].OthersN, a.Groups[0].Favourable, a.WithoutValue, a.LeftOut, a.Compared, r.People} {
			if n%5 != 0 {
				w.T.Errorf("%d is not rounded", n)
			}
		}
		w.run("pay 9.1")
		w.Desk("ingrid").Get("/desk/fairness/pay%209.1").Hides("Zoroaster", "Quaker")
	})
}

func TestAFindingGetsAnOwnerAndAnAnswer(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		ctx := w.T.Context()
		var all []one
		for i := range 60 {
			all = append(all, one{site: "Malmby", group: "AB"[i%2:][:1], granted: i%2 == 1})
		}
		w.decided("pay 9.1", 0, all)
		first := w.run("pay 9.1")
		if again := w.run("pay 9.1"); again.ID != first.ID || first.Report.Flagged() != 2 {
			w.T.Errorf("the same run twice is not one: %+v", again)
		}
		w.Desk("ingrid").Get("/").Shows("Say who finds out why.")
		w.Desk("lena").Get("/").Hides("/desk/fairness/")
		f := w.found(w.head, "pay 9.1")[0]
		if len(w.found(w.head, "pay 9.1")) != 1 || f.Group != "A" || !f.Open() || f.Owner != nil || f.Figures.N != 30 || f.Figures.Favourable != 0 {
			w.T.Fatalf("%+v", f)
		}
		for _, who := range []string{"2001", "3001", "nobody", ""} {
			if _, err := w.Fairness.Assign(ctx, w.head, fairness.Assign{ID: f.ID, Person: who}); fault.KindOf(err) != fault.Invalid {
				w.T.Errorf("it is given to %q: %v", who, err)
			}
		}
		answer := fairness.Answer{ID: f.ID, Cause: fairness.Unknown, Text: "The lists of both groups are alike."}
		if _, err := w.Fairness.Answer(ctx, w.officer, answer); fault.KindOf(err) != fault.Forbidden {
			w.T.Errorf("who does not own it answers: %v", err)
		}
		got, err := w.Fairness.Assign(ctx, w.head, fairness.Assign{ID: f.ID, Person: "3002"})
		if err != nil || got.Owner == nil || got.Owner.Name != "Lena Berg" {
			w.T.Fatalf("%+v, %v", got, err)
		}
		w.Desk("lena").Get("/").Shows("Find out why, and write it down.", "/desk/fairness/pay%209.1")
		for _, bad := range []fairness.Answer{{ID: f.ID, Cause: "other", Text: "x"}, {ID: f.ID, Cause: fairness.Practice, Text: " "}, {ID: f.ID, Cause: fairness.Practice, Text: strings.Repeat("x", 4001)}} {
			if _, err := w.Fairness.Answer(ctx, w.officer, bad); fault.KindOf(err) != fault.Invalid {
				w.T.Errorf("%+v: %v", bad, err)
			}
		}
		for range 2 {
			if got, err = w.Fairness.Answer(ctx, w.officer, answer); err != nil || !got.Open() || len(got.Answers) != 1 {
				w.T.Fatalf("no reason yet: %+v, %v", got, err)
			}
		}
		w.decided("pay 9.1", 60, all[:20]) // and a later run finds it again, while it is open
		w.run("pay 9.1")
		if again := w.found(w.head, "pay 9.1"); len(again) != 2 || !again[0].Open() || again[1].Continues != f.ID || again[1].Open() {
			w.T.Errorf("the open finding is opened twice: %+v", again)
		}
		answer.Cause, answer.Text = fairness.TheClause, "It asks for papers that only one group has."
		for range 2 {
			if got, err = w.Fairness.Answer(ctx, w.officer, answer); err != nil || got.Open() || len(got.Answers) != 2 || got.Answers[1].Cause != fairness.TheClause {
				w.T.Fatalf("%+v, %v", got, err)
			}
		}
		answer.Text = "Something else."
		if _, err := w.Fairness.Answer(ctx, w.officer, answer); fault.KindOf(err) != fault.Conflict {
			w.T.Errorf("an answered finding is answered: %v", err)
		}
		if _, err := w.Fairness.Assign(ctx, w.head, fairness.Assign{ID: f.ID, Person: "2004"}); fault.KindOf(err) != fault.Conflict {
			w.T.Errorf("an answered finding is given away: %v", err)
		}
		w.Desk("lena").Get("/").Hides("Find out why, and write it down.")
		w.decided("pay 9.1", 80, all[:10])
		w.run("pay 9.1")
		if again := w.found(w.head, "pay 9.1"); !slices.ContainsFunc(again, func(n fairness.Finding) bool { return n.Group == "A" && n.Open() && n.ID != f.ID }) {
			w.T.Errorf("after an answer it is not opened anew: %+v", again)
		}
		w.Desk("ingrid").Get("/desk/fairness/pay%209.1").Shows("Origin", "The clause is to be changed", "Lena Berg", "Answered")
	})
}
