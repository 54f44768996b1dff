package exception_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/exception"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// each runs f in the product on both databases.
func each(t *testing.T, f func(a *apptest.App, s *exception.Service)) {
	t.Helper()
	apptest.Each(t, func(_ *testing.T, a *apptest.App) { f(a, a.Exception) })
}

func open(a *apptest.App, key, service string) string {
	c, err := a.App.Desk.Open(a.T.Context(), a.Actor(authz.Portal, key), desk.Open{Service: service, Subject: "My leave", Body: "I need two weeks more."})
	if err != nil {
		a.T.Fatal(err)
	}
	return c.Number
}

func ask(a *apptest.App, s *exception.Service, key, number, why string) exception.Exception {
	a.T.Helper()
	e, err := s.Ask(a.T.Context(), a.Actor(authz.Portal, key), exception.Ask{Number: number, Clause: "leave 2.3", Why: why})
	if err != nil {
		a.T.Fatal(err)
	}
	return e
}

func grant(in exception.Exception, differs string) exception.Decide {
	return exception.Decide{Number: in.Number, ID: in.ID, Outcome: exception.Granted, Reason: "Your mother is ill and nobody else can be there.", Differs: differs, Expires: "2027-06-01"}
}

func refused(t testing.TB, err error, field string) {
	t.Helper()
	e := fault.As(err)
	if e == nil || field != "" && (len(e.Fields) != 1 || e.Fields[0].Name != field) {
		t.Errorf("got %v, want a fault of the field %q", err, field)
	}
}

func TestAnExceptionIsComparedAndDecidedOnce(t *testing.T) {
	t.Parallel()
	each(t, func(a *apptest.App, s *exception.Service) {
		ctx, marta := a.T.Context(), a.Actor(authz.Desk, "marta")
		number := open(a, "amina", "hours")
		first := ask(a, s, "amina", number, "My mother is ill.")
		if again := ask(a, s, "amina", number, "My mother is ill."); again.ID != first.ID {
			a.T.Error("the same wish twice is not one")
		}
		c, err := s.Compare(ctx, marta, exception.ReadOne{Number: number, ID: first.ID})
		if err != nil || len(c.Precedents) != 0 || c.Site == "" {
			a.T.Fatalf("%+v, %v", c, err)
		}
		for range 2 {
			if e, err := s.Decide(ctx, marta, grant(first, "")); err != nil || e.Outcome != exception.Granted || e.Over {
				a.T.Fatalf("%+v, %v", e, err)
			}
		}
		other := grant(first, "")
		other.Reason = "Another reason."
		if _, err := s.Decide(ctx, marta, other); fault.KindOf(err) != fault.Conflict {
			a.T.Errorf("it was decided twice: %v", err)
		}
		a.Advance(time.Hour)
		second := ask(a, s, "pavel", open(a, "pavel", "hours"), "I build a house.")
		_, err = s.Decide(ctx, marta, grant(second, ""))
		refused(a.T, err, "differs")
		no := exception.Decide{Number: second.Number, ID: second.ID, Outcome: exception.Refused, Reason: "A house can be planned.", Differs: "The other could not be planned."}
		_, err = s.Decide(ctx, marta, no)
		refused(a.T, err, "disagree")
		no.Disagree = "Ingrid, until 1 December."
		for _, reason := range []string{"No.", "Not possible", "Unfortunately this is not possible.", "As per policy."} {
			bare := no
			bare.Reason = reason
			_, err = s.Decide(ctx, marta, bare)
			refused(a.T, err, "reason")
		}
		if e, err := s.Decide(ctx, marta, no); err != nil || e.Outcome != exception.Refused || !e.Expires.IsZero() {
			a.T.Fatalf("%+v, %v", e, err)
		}
		if c, err = s.Compare(ctx, marta, exception.ReadOne{Number: second.Number, ID: second.ID}); err != nil || len(c.Precedents) != 1 || c.Precedents[0].ID != first.ID {
			a.T.Errorf("%+v, %v", c.Precedents, err)
		}
		mine, err := s.OfCase(ctx, a.Actor(authz.Portal, "pavel"), exception.ReadAll{Number: second.Number})
		if err != nil || len(mine.Items) != 1 || mine.Items[0].Reason == "" || mine.Items[0].Differs != "" || mine.Items[0].Site != "" {
			a.T.Errorf("%+v, %v", mine, err)
		}
	})
}

// What waits of exceptions names what the case is about, for whoever reads its words; of a health case that somebody else works on nothing waits.
func TestWhatWaitsOfExceptionsNamesTheCase(t *testing.T) {
	t.Parallel()
	each(t, func(a *apptest.App, s *exception.Service) {
		number, health := open(a, "amina", "hours"), open(a, "pavel", "health")
		ask(a, s, "amina", number, "My mother is ill.")
		ask(a, s, "pavel", health, "I am ill.")
		a.API("marta").Get("/api/v1/todo").Is(200).Shows("leave 2.3 · " + number + " My leave").Hides("leave 2.3 · " + health)
		a.Desk("marta").Get("/desk/day").Is(200).Shows("leave 2.3 · " + number + " My leave")
	})
}

func TestADecisionOnAnExceptionSaysAllOfIt(t *testing.T) {
	t.Parallel()
	each(t, func(a *apptest.App, s *exception.Service) {
		marta := a.Actor(authz.Desk, "marta")
		e := ask(a, s, "amina", open(a, "amina", "hours"), "My mother is ill.")
		for field, change := range map[string]func(*exception.Decide){
			"outcome": func(in *exception.Decide) { in.Outcome = "perhaps" }, "reason": func(in *exception.Decide) { in.Reason = " " },
			"expires": func(in *exception.Decide) { in.Expires = "" },
		} {
			in := grant(e, "")
			change(&in)
			_, err := s.Decide(a.T.Context(), marta, in)
			refused(a.T, err, field)
		}
		for _, day := range []string{"2026-11-17", "2028-11-18", "soon"} {
			in := grant(e, "")
			in.Expires = day
			_, err := s.Decide(a.T.Context(), marta, in)
			refused(a.T, err, "expires")
		}
		// The database holds it too.
		for _, sql := range []string{`UPDATE exception_request SET outcome = 'refused', reason = 'No' WHERE id = $1`, `UPDATE exception_request SET outcome = 'granted', expires = '2027-01-01' WHERE id = $1`,
			`UPDATE exception_request SET outcome = 'granted', reason = 'Yes' WHERE id = $1`} {
			if err := a.DB.Tx(a.T.Context(), func(tx *store.Tx) error { _, err := tx.Exec(a.T.Context(), sql, e.ID); return err }); err == nil {
				a.T.Errorf("the database took %s", sql)
			}
		}
	})
}

func TestPrecedentsAreThoseOpenToWhoDecides(t *testing.T) {
	t.Parallel()
	each(t, func(a *apptest.App, s *exception.Service) {
		ctx := a.T.Context()
		hidden := open(a, "amina", "hours")
		e := ask(a, s, "amina", hidden, "Zebra")
		if _, err := s.Decide(ctx, a.Actor(authz.Desk, "marta"), grant(e, "")); err != nil {
			a.T.Fatal(err)
		}
		if _, err := a.App.Desk.Restrict(ctx, a.Actor(authz.Desk, "marta"), desk.Restrict{Number: hidden, Sensitivity: "named", Named: []string{apptest.Email("marta")}}); err != nil {
			a.T.Fatal(err)
		}
		a.Advance(time.Hour)
		second := ask(a, s, "pavel", open(a, "pavel", "hours"), "I build a house.")
		for key, want := range map[string]int{"marta": 1, "theo": 0} {
			c, err := s.Compare(ctx, a.Actor(authz.Desk, key), exception.ReadOne{Number: second.Number, ID: second.ID})
			if err != nil || len(c.Precedents) != want {
				a.T.Errorf("%s sees %d, %v; want %d", key, len(c.Precedents), err, want)
			}
			r, err := s.Register(ctx, a.Actor(authz.Desk, key), exception.List{})
			if err != nil || len(r.Items) != want+1 || len(r.Clauses) != want {
				a.T.Errorf("%s reads a register of %d on %d clauses, %v", key, len(r.Items), len(r.Clauses), err)
			}
		}
		for _, by := range []authz.Actor{a.Actor(authz.Portal, "pavel"), a.Actor(authz.Desk, "theo")} {
			if _, err := s.OfCase(ctx, by, exception.ReadAll{Number: hidden}); fault.KindOf(err) != fault.NotFound {
				a.T.Errorf("%s: %v", by.PersonID, err)
			}
		}
		if _, err := s.OfCase(ctx, a.Actor(authz.Portal, "jonas"), exception.ReadAll{Number: second.Number}); fault.KindOf(err) != fault.NotFound {
			a.T.Errorf("a stranger: %v", err)
		}
		if _, err := s.Register(ctx, a.Actor(authz.Portal, "pavel"), exception.List{}); fault.KindOf(err) != fault.Forbidden {
			a.T.Errorf("an employee read the register: %v", err)
		}
	})
}

func TestTheHeadOfHRSetsABudgetOnAPage(t *testing.T) {
	t.Parallel()
	each(t, func(a *apptest.App, _ *exception.Service) {
		ingrid := a.Desk("ingrid")
		ingrid.Get("/desk/exceptions").Is(200).Shows("No team has a budget this year.", "Set a budget")
		a.Desk("theo").Get("/desk/exceptions").Is(200).Hides("Set a budget")
		ingrid.Send("/desk/exceptions/budget", url.Values{"team": {"payroll"}, "cents": {"much"}, "currency": {"euro"}}).Is(422).
			Shows("Give an amount, zero or more.", "Give the currency in three capital letters", `value="much"`, `value="euro"`, `value="payroll" selected`)
		ingrid.Send("/desk/exceptions/budget", url.Values{"team": {"payroll"}, "cents": {"1250,50"}, "currency": {"EUR"}}).Is(303)
		ingrid.Get("/desk/exceptions").Is(200).Shows("Payroll", "Change it")
		ingrid.Get("/desk/exceptions/budget?team=payroll").Is(200).Shows(`value="1250.50"`, `value="EUR"`)
	})
}

func TestAnExtraMileCostsTheTeamsBudgetAndIsNoPrecedent(t *testing.T) {
	t.Parallel()
	each(t, func(a *apptest.App, s *exception.Service) {
		ctx, marta := a.T.Context(), a.Actor(authz.Desk, "marta")
		number := open(a, "amina", "hours")
		mile := exception.Go{Number: number, What: "A courier took the certificate to the consulate.", Cents: 4_000}
		_, err := s.Go(ctx, marta, mile)
		refused(a.T, err, "cents")
		c, err := a.App.Desk.Read(ctx, marta, desk.ReadOne{Number: number})
		if err != nil {
			a.T.Fatal(err)
		}
		if _, err := s.SetBudget(ctx, marta, exception.SetBudget{Team: c.TeamID, Cents: 5_000, Currency: "EUR"}); fault.KindOf(err) != fault.Forbidden {
			a.T.Errorf("an agent set a budget: %v", err)
		}
		if b, err := s.SetBudget(ctx, a.Actor(authz.Desk, "ingrid"), exception.SetBudget{Team: c.TeamID, Cents: 5_000, Currency: "EUR"}); err != nil || b.Left != 5_000 {
			a.T.Fatalf("%+v, %v", b, err)
		}
		var m exception.Mile
		for range 2 {
			if m, err = s.Go(ctx, marta, mile); err != nil {
				a.T.Fatal(err)
			}
		}
		mile.What = "And a taxi."
		_, err = s.Go(ctx, marta, mile)
		refused(a.T, err, "cents")
		_, err = s.SetBudget(ctx, a.Actor(authz.Desk, "ingrid"), exception.SetBudget{Team: c.TeamID, Cents: 3_999, Currency: "EUR"})
		refused(a.T, err, "cents")
		if all, err := s.Budgets(ctx, marta, exception.ReadBudgets{}); err != nil || len(all.Items) != 1 || all.Items[0].Left != 1_000 {
			a.T.Errorf("%+v, %v", all, err)
		}
		if _, err := s.Thank(ctx, a.Actor(authz.Portal, "pavel"), exception.Thank{Number: number, ID: m.ID}); fault.KindOf(err) != fault.NotFound {
			a.T.Errorf("a stranger said thanks: %v", err)
		}
		if _, err := s.Thank(ctx, a.Actor(authz.Portal, "amina"), exception.Thank{Number: number, ID: m.ID, Words: "You saved my week."}); err != nil {
			a.T.Fatal(err)
		}
		if _, err := s.Learn(ctx, marta, exception.Learn{Number: number, ID: m.ID, Lesson: "Send certificates by courier when a date is near."}); err != nil {
			a.T.Fatal(err)
		}
		mine, err := s.OfCase(ctx, a.Actor(authz.Portal, "amina"), exception.ReadAll{Number: number})
		if err != nil || len(mine.Miles) != 1 || mine.Miles[0].Cents != 0 || mine.Miles[0].Lesson != "" || !strings.Contains(mine.Miles[0].Thanks, "saved") {
			a.T.Errorf("%+v, %v", mine.Miles, err)
		}
		e := ask(a, s, "amina", number, "My mother is ill.")
		if cmp, err := s.Compare(ctx, marta, exception.ReadOne{Number: number, ID: e.ID}); err != nil || len(cmp.Precedents) != 0 {
			a.T.Errorf("%+v, %v", cmp.Precedents, err)
		}
	})
}

func TestExceptionsAreErasedWithThePerson(t *testing.T) {
	t.Parallel()
	each(t, func(a *apptest.App, s *exception.Service) {
		ctx := a.T.Context()
		e := ask(a, s, "amina", open(a, "amina", "hours"), "My mother is ill.")
		if _, err := s.Decide(ctx, a.Actor(authz.Desk, "marta"), grant(e, "")); err != nil {
			a.T.Fatal(err)
		}
		if err := a.DB.Tx(ctx, func(tx *store.Tx) error {
			for _, p := range s.Spec().Personal {
				if p.Erase == nil {
					continue
				}
				if err := p.Erase(ctx, tx, apptest.ID("amina")); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			a.T.Fatal(err)
		}
		type left struct{ Why, Reason, Site, Outcome, ClauseRef string }
		got, err := store.One[left](ctx, a.DB, `SELECT why, reason, site, outcome, clause_ref FROM exception_request WHERE id = $1`, e.ID)
		if err != nil || got != (left{Outcome: "granted", ClauseRef: "leave 2.3"}) {
			a.T.Errorf("%+v, %v", got, err)
		}
	})
}

// Of a health case others in HR know that it is there; the words of an exception on it they do not read.
func TestWordsOfAHealthCaseAreNoPrecedentForOthers(t *testing.T) {
	t.Parallel()
	each(t, func(a *apptest.App, s *exception.Service) {
		ctx, priya := a.T.Context(), a.Actor(authz.Desk, "priya")
		number := open(a, "amina", "health")
		if _, err := a.App.Desk.Assign(ctx, priya, desk.Assign{Number: number, Assignee: "me"}); err != nil {
			a.T.Fatal(err)
		}
		if _, err := s.Decide(ctx, priya, grant(ask(a, s, "amina", number, "Zebra"), "")); err != nil {
			a.T.Fatal(err)
		}
		a.Advance(time.Minute)
		second := ask(a, s, "pavel", open(a, "pavel", "hours"), "I build a house.")
		for key, want := range map[string]int{"priya": 1, "marta": 0, "theo": 0, "ingrid": 0} {
			by := a.Actor(authz.Desk, key)
			c, err := s.Compare(ctx, by, exception.ReadOne{Number: second.Number, ID: second.ID})
			if err != nil || len(c.Precedents) != want {
				a.T.Errorf("%s sees %d, %v; want %d", key, len(c.Precedents), err, want)
			}
			if r, err := s.Register(ctx, by, exception.List{}); err != nil || len(r.Items) != want+1 || len(r.Clauses) != want {
				a.T.Errorf("%s reads a register of %d on %d clauses, %v", key, len(r.Items), len(r.Clauses), err)
			}
			if n, err := s.Holding(ctx, by, []string{"leave 2.3"}); err != nil || len(n) != want {
				a.T.Errorf("%s counts %v, %v", key, n, err)
			}
		}
	})
}

func TestWhatWasGrantedStandsBesideTheClauseUntilItEnds(t *testing.T) {
	t.Parallel()
	each(t, func(a *apptest.App, s *exception.Service) {
		ctx, marta, refs := a.T.Context(), a.Actor(authz.Desk, "marta"), []string{"leave 2.3", "pay 4.2"}
		e := ask(a, s, "amina", open(a, "amina", "hours"), "My mother is ill.")
		own := func(key string) int {
			all, err := s.Own(ctx, a.Actor(authz.Portal, key), refs)
			if err != nil {
				a.T.Fatal(err)
			}
			return len(all)
		}
		if own("amina") != 0 {
			a.T.Error("one that is not decided holds")
		}
		if _, err := s.Decide(ctx, marta, grant(e, "")); err != nil {
			a.T.Fatal(err)
		}
		if own("amina") != 1 || own("pavel") != 0 || own("jonas") != 0 {
			a.T.Errorf("amina has %d, pavel %d, her manager %d", own("amina"), own("pavel"), own("jonas"))
		}
		if n, err := s.Holding(ctx, marta, refs); err != nil || len(n) != 1 || n[0].Granted != 1 || n[0].Clause != "leave 2.3" {
			a.T.Errorf("%v, %v", n, err)
		}
		if _, err := s.Holding(ctx, a.Actor(authz.Portal, "amina"), refs); fault.KindOf(err) != fault.Forbidden {
			a.T.Errorf("an employee counted: %v", err)
		}
		a.Clock.Advance(200 * 24 * time.Hour) // to 5 June 2027
		if n, err := s.Holding(ctx, marta, refs); err != nil || len(n) != 0 || own("amina") != 0 {
			a.T.Errorf("%v, %v; amina has %d", n, err, own("amina"))
		}
	})
}
