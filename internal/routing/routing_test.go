package routing_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/agreement"
	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
	"hearth/internal/routing"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// world stands on Tuesday 17 November 2026 at 12:00 UTC; Marta and Priya are the agents of team advice, Theo is the one of payroll.
type world struct {
	*apptest.App
	s *routing.Service
}

func each(t *testing.T, f func(w *world)) {
	t.Helper()
	apptest.Each(t, func(_ *testing.T, a *apptest.App) { f(&world{a, a.Routing}) })
}

func (w *world) ok(err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatal(err)
	}
}

func (w *world) agree() agreement.Entry {
	w.T.Helper()
	e, err := w.Agreement.Enter(w.T.Context(), w.Actor(authz.Desk, "ingrid"), agreement.Enter{Subject: routing.Subject.ID, AgreedWith: "Works council", LegalBasis: "Works agreement 15",
		Purpose: "To share work fairly", Starts: "2026-11-01", Ends: "2027-11-01"})
	w.ok(err)
	return e
}

func (w *world) open(key, service string, change ...func(*desk.Open)) desk.Case {
	w.T.Helper()
	in := desk.Open{Service: service, Subject: "Zebra", Body: "Is it right?"}
	for _, f := range change {
		f(&in)
	}
	c, err := w.App.App.Desk.Open(w.T.Context(), w.Actor(authz.Portal, key), in)
	w.ok(err)
	w.Drain()
	return c
}

// has is the key of who works on a case, or "".
func (w *world) has(c desk.Case) string {
	w.T.Helper()
	id, err := store.One[string](w.T.Context(), w.DB, `SELECT COALESCE(assignee_person, '') FROM desk_case WHERE id = $1`, c.ID)
	w.ok(err)
	for _, m := range apptest.Cast() {
		if apptest.ID(m.Key) == id {
			return m.Key
		}
	}
	return id
}

func (w *world) give(c desk.Case, key string) {
	w.T.Helper()
	_, err := w.App.App.Desk.Assign(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Assign{Number: c.Number, Assignee: apptest.Email(key)})
	w.ok(err)
}

func (w *world) agreed(a routing.Agreed) {
	w.T.Helper()
	_, err := w.s.Agree(w.T.Context(), w.Actor(authz.Desk, "marta"), routing.Agree{Team: "advice", Agreed: a})
	w.ok(err)
}

func (w *world) away(key, first, back string) {
	w.T.Helper()
	_, err := w.s.Away(w.T.Context(), w.Actor(authz.Desk, key), routing.Away{FirstDay: first, BackDay: back})
	w.ok(err)
}

// pass lets a minute go by.
func (w *world) pass() {
	w.T.Helper()
	w.Advance(61 * time.Second)
	w.ok(w.s.Pass(w.T.Context()))
	w.Drain()
}

func kind(t testing.TB, err error, want fault.Kind) {
	t.Helper()
	if fault.KindOf(err) != want {
		t.Errorf("got %v, want %v", err, want)
	}
}

func TestNobodyIsGivenACaseBeforeItIsAgreedOn(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		before := w.open("amina", "hours")
		w.pass()
		if got := w.has(before); got != "" {
			w.T.Errorf("%s has it", got)
		}
		e := w.agree()
		w.pass()
		if got := w.has(before); got != "" {
			w.T.Errorf("%s has what waited before", got)
		}
		c := w.open("amina", "hours")
		if got := w.has(c); got != "marta" && got != "priya" {
			w.T.Errorf("%q has it", got)
		}
		if got := w.has(w.open("amina", "pay")); got != "theo" {
			w.T.Errorf("%q has the case of payroll", got)
		}
		_, err := w.Agreement.End(w.T.Context(), w.Actor(authz.Desk, "ingrid"), agreement.End{ID: e.ID})
		w.ok(err)
		if got := w.has(w.open("amina", "hours")); got != "" {
			w.T.Errorf("%s has it after the end of the agreement", got)
		}
	})
}

func TestTheRuleGivesNobodyWhatTheyMayNotWorkOn(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.agree()
		for range 3 {
			if got := w.has(w.open("priya", "hours")); got != "marta" {
				w.T.Errorf("%q has what Priya asked", got)
			}
			if got := w.has(w.open("amina", "hours", func(o *desk.Open) { o.Against = []string{apptest.Email("marta")} })); got != "priya" {
				w.T.Errorf("%q has what is against Marta", got)
			}
			if got := w.has(w.open("amina", "hours", func(o *desk.Open) { o.Named = []string{apptest.Email("theo")} })); got != "theo" {
				w.T.Errorf("%q has what names Theo alone", got)
			}
		}
	})
}

func TestWhoHasLessIsGivenTheNext(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.agreed(routing.Agreed{LoadCap: 40, HeavyOpen: 2, HeavyWeek: 3, Weights: []routing.Weight{{Service: "hours", Effort: 1, Emotion: 1}, {Service: "review", Effort: 4, Emotion: 2}}})
		w.give(w.open("amina", "review"), "marta")
		w.agree()
		for i := range 7 {
			if got := w.has(w.open("amina", "hours")); got != "priya" {
				w.T.Fatalf("%q has the light case %d, while Marta carries 8", got, i)
			}
		}
	})
}

func TestWhoWasChosenReadsWhyAndNobodyElse(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.agree()
		c := w.open("amina", "hours")
		has := w.has(c)
		other := map[string]string{"marta": "priya", "priya": "marta"}[has]
		r, err := w.s.Why(w.T.Context(), w.Actor(authz.Desk, has), routing.OfCase{Number: c.Number})
		if err != nil || !r.Mine || !r.ByRule || !slices.Contains(r.Reasons, "You were at work when it came.") {
			w.T.Errorf("%+v, %v", r, err)
		}
		w.Desk(has).Get("/desk/cases/"+c.Number).Shows("Why me?", "You were at work when it came.", "Pass it on")
		r, err = w.s.Why(w.T.Context(), w.Actor(authz.Desk, other), routing.OfCase{Number: c.Number})
		if err != nil || r.Mine || !r.ByRule || len(r.Reasons) != 0 {
			w.T.Errorf("a colleague reads %+v, %v", r, err)
		}
		w.Desk(other).Get("/desk/cases/"+c.Number).Shows("by the rule of the team").Hides("Why me?", "You were at work when it came.", "Pass it on")
		_, err = w.s.Why(w.T.Context(), w.Actor(authz.Portal, "amina"), routing.OfCase{Number: c.Number})
		kind(w.T, err, fault.Forbidden)
		_, err = w.s.Why(w.T.Context(), w.Actor(authz.Portal, "pavel"), routing.OfCase{Number: c.Number})
		kind(w.T, err, fault.NotFound)
		w.Portal("amina").Get("/requests/" + c.Number).Hides("rule of the team")
	})
}

func TestACaseIsPassedOnWithoutAReasonAndDoesNotComeBack(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.agree()
		c := w.open("amina", "hours")
		first := w.has(c)
		second := map[string]string{"marta": "priya", "priya": "marta"}[first]
		for range 2 { // again is once
			out, err := w.s.PassOn(w.T.Context(), w.Actor(authz.Desk, first), routing.OfCase{Number: c.Number})
			if err != nil || out.Waits || w.has(c) != second {
				w.T.Fatalf("%+v, %v: %s has it", out, err, w.has(c))
			}
		}
		_, err := w.s.PassOn(w.T.Context(), w.Actor(authz.Desk, "theo"), routing.OfCase{Number: c.Number})
		kind(w.T, err, fault.Conflict)
		out, err := w.s.PassOn(w.T.Context(), w.Actor(authz.Desk, second), routing.OfCase{Number: c.Number})
		if err != nil || !out.Waits || w.has(c) != "" {
			w.T.Errorf("%+v, %v: %q has it", out, err, w.has(c))
		}
		w.pass()
		if got := w.has(c); got != "" {
			w.T.Errorf("it came back to %s", got)
		}
		if r, err := w.s.Why(w.T.Context(), w.Actor(authz.Desk, "marta"), routing.OfCase{Number: c.Number}); err != nil || !r.Waits {
			w.T.Errorf("%+v, %v", r, err)
		}
		w.give(c, "marta")
		_, err = w.App.App.Desk.Close(w.T.Context(), w.Actor(authz.Desk, "marta"), desk.Close{Number: c.Number, Answer: "It is right.", Outcome: desk.OutcomeAnswered, Cause: "information"})
		w.ok(err)
		_, err = w.s.PassOn(w.T.Context(), w.Actor(authz.Desk, "marta"), routing.OfCase{Number: c.Number})
		kind(w.T, err, fault.Conflict)
		w.pass()
		if n, err := store.One[int](w.T.Context(), w.DB, `SELECT (SELECT count(*) FROM routing_passed) + (SELECT count(*) FROM routing_waiting)`); err != nil || n != 0 {
			w.T.Errorf("who passed on what is kept %d times after the answer, %v", n, err)
		}
	})
}

func TestWithoutTheAgreementItIsPassedOnToTheQueue(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		c := w.open("amina", "hours")
		w.give(c, "priya")
		out, err := w.s.PassOn(w.T.Context(), w.Actor(authz.Desk, "priya"), routing.OfCase{Number: c.Number})
		if err != nil || !out.Waits || w.has(c) != "" {
			w.T.Errorf("%+v, %v: %q has it", out, err, w.has(c))
		}
	})
}

func TestCapsHoldAndTheCaseWaitsForRoom(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.agree()
		w.agreed(routing.Agreed{LoadCap: 40, HeavyOpen: 1, HeavyWeek: 2, Weights: []routing.Weight{{Service: "review", Effort: 2, Emotion: 3}}})
		var all []desk.Case
		for range 3 {
			all = append(all, w.open("amina", "review"))
		}
		if a, b, c := w.has(all[0]), w.has(all[1]), w.has(all[2]); a == "" || b == "" || a == b || c != "" {
			w.T.Fatalf("%q, %q and %q have the heavy cases", a, b, c)
		}
		_, err := w.App.App.Desk.Close(w.T.Context(), w.Actor(authz.Desk, w.has(all[0])), desk.Close{Number: all[0].Number, Answer: "It is right.", Outcome: desk.OutcomeAnswered, Cause: "information"})
		w.ok(err)
		w.Drain()
		w.pass()
		w.pass()
		if got, want := w.has(all[2]), w.has(all[0]); got != want {
			w.T.Errorf("%q has what waited for room, want %s", got, want)
		}
		_, err = w.App.App.Desk.Close(w.T.Context(), w.Actor(authz.Desk, w.has(all[0])), desk.Close{Number: all[2].Number, Answer: "It is right.", Outcome: desk.OutcomeAnswered, Cause: "information"})
		w.ok(err)
		w.Drain()
		if got := w.has(w.open("amina", "review")); got != "" {
			w.T.Errorf("%s has the third heavy case of the week", got)
		}
	})
}

func TestAChangeOfCapsCountsFromTomorrow(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		marta := w.Actor(authz.Desk, "marta")
		w.agreed(routing.Agreed{LoadCap: 30, HeavyOpen: 2, HeavyWeek: 3})
		w.agreed(routing.Agreed{LoadCap: 20, HeavyOpen: 2, HeavyWeek: 3})
		got, err := w.s.Team(w.T.Context(), marta, routing.OfTeam{Team: "advice"})
		if err != nil || got.Agreed.LoadCap != 30 || got.Next == nil || got.Next.LoadCap != 20 {
			w.T.Errorf("%+v, %v", got, err)
		}
		w.Advance(24 * time.Hour)
		got, err = w.s.Team(w.T.Context(), marta, routing.OfTeam{Team: "advice"})
		if err != nil || got.Agreed.LoadCap != 20 || got.Next != nil {
			w.T.Errorf("%+v, %v", got, err)
		}
		for field, change := range map[string]func(*routing.Agree){"load_cap": func(a *routing.Agree) { a.LoadCap = 14 }, "heavy_open": func(a *routing.Agree) { a.HeavyOpen = 0 },
			"heavy_week": func(a *routing.Agree) { a.HeavyWeek = 51 }, "weights": func(a *routing.Agree) { a.Weights = []routing.Weight{{Service: "pay", Effort: 1, Emotion: 1}} }} {
			in := routing.Agree{Team: "advice", Agreed: routing.Agreed{LoadCap: 30, HeavyOpen: 2, HeavyWeek: 3}}
			change(&in)
			if _, err := w.s.Agree(w.T.Context(), marta, in); fault.As(err) == nil || fault.As(err).Fields[0].Name != field {
				w.T.Errorf("%s: %v", field, err)
			}
		}
		_, err = w.s.Agree(w.T.Context(), marta, routing.Agree{Team: "payroll", Agreed: routing.Agreed{LoadCap: 30, HeavyOpen: 2, HeavyWeek: 3}})
		kind(w.T, err, fault.NotFound)
		_, err = w.s.Agree(w.T.Context(), w.Actor(authz.Portal, "marta"), routing.Agree{Team: "advice"})
		kind(w.T, err, fault.Forbidden)
	})
}

// What anybody but Priya can read does not change with what Priya carries, as long as she has room: then nobody can work out a load.
func TestNoLoadCanBeReadOrWorkedOutByAnybodyElse(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.agree()
		w.agreed(routing.Agreed{LoadCap: 40, HeavyOpen: 2, HeavyWeek: 3})
		for _, service := range []string{"health", "review", "hours", "health"} {
			w.give(w.open("amina", service), "priya")
		}
		read := func() string {
			var all []any
			for _, key := range []string{"marta", "ingrid", "theo"} {
				by := w.Actor(authz.Desk, key)
				for _, team := range []string{"advice", "payroll"} {
					t, err := w.s.Team(w.T.Context(), by, routing.OfTeam{Team: team})
					if fault.KindOf(err) != fault.NotFound {
						w.ok(err)
					}
					all = append(all, t)
				}
				d, err := w.s.OwnDay(w.T.Context(), by, routing.Nothing{})
				w.ok(err)
				all = append(all, d)
			}
			text, err := json.Marshal(all)
			w.ok(err)
			return string(text)
		}
		before := read()
		if _, err := w.s.OwnDay(w.T.Context(), w.Actor(authz.Desk, "priya"), routing.Nothing{}); err != nil {
			w.T.Error(err)
		}
		for range 3 {
			c := w.open("amina", "hours")
			w.give(c, "priya")
		}
		mine, err := w.s.OwnDay(w.T.Context(), w.Actor(authz.Desk, "priya"), routing.Nothing{})
		sum := 0
		for _, l := range mine.Lines {
			sum += l.Sum
		}
		if err != nil || mine.Load != 14 || sum != mine.Load {
			w.T.Errorf("Priya carries %d, her lines %d, %v", mine.Load, sum, err)
		}
		if after := read(); after != before {
			w.T.Errorf("what others read changed with Priya's load:\n%s\n%s", before, after)
		}
		if strings.Contains(before, `"load":14`) || !strings.Contains(before, routing.HasRoom) {
			w.T.Error(before)
		}
	})
}

// Without the agreement nobody is said to have room or to be full.
func TestNobodyIsFullBeforeItIsAgreedOn(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		got, err := w.s.Team(w.T.Context(), w.Actor(authz.Desk, "ingrid"), routing.OfTeam{Team: "advice"})
		if err != nil || len(got.People) != 2 || slices.ContainsFunc(got.People, func(c routing.Colleague) bool { return c.Room != "" }) {
			w.T.Errorf("%+v, %v", got, err)
		}
		w.agree()
		w.away("priya", "2026-11-17", "2026-11-19")
		got, err = w.s.Team(w.T.Context(), w.Actor(authz.Desk, "ingrid"), routing.OfTeam{Team: "advice"})
		if err != nil || got.People[0].Name != "Marta Kowalczyk" || got.People[0].Room != routing.HasRoom || got.People[1].Room != routing.Full {
			w.T.Errorf("%+v, %v", got, err)
		}
	})
}

func TestSkillsAreOnesOwnWord(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.agree()
		ctx, marta := w.T.Context(), w.Actor(authz.Desk, "marta")
		for field, in := range map[string]routing.Skills{"services": {Services: []string{"none"}}, "languages": {Languages: []string{"Polish!"}}, "sites": {Sites: []string{"Mars"}}} {
			_, err := w.s.SaveSkills(ctx, marta, in)
			if fault.As(err) == nil || fault.As(err).Fields[0].Name != field {
				w.T.Errorf("%+v: %v", in, err)
			}
		}
		for range 2 {
			got, err := w.s.SaveSkills(ctx, marta, routing.Skills{Services: []string{"review", "review"}, Languages: []string{"pl", " en"}, Sites: []string{"Malmby"}})
			if err != nil || len(got.Services) != 1 || !slices.Equal(got.Languages, []string{"en", "pl"}) {
				w.T.Fatalf("%+v, %v", got, err)
			}
		}
		for range 3 {
			if got := w.has(w.open("amina", "hours")); got != "priya" {
				w.T.Errorf("%q has what Marta does not take", got)
			}
		}
		if got := w.has(w.open("amina", "review")); got != "marta" {
			w.T.Errorf("%q has it, while Marta looks after the site", got)
		}
		_, err := w.s.SaveSkills(ctx, w.Actor(authz.Portal, "marta"), routing.Skills{})
		kind(w.T, err, fault.Forbidden)
	})
}

func TestWhatIsKeptOfAnAgentIsTakenAlongAndErased(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.agree()
		ctx, theo := w.T.Context(), w.Actor(authz.Desk, "theo")
		first, second := w.open("amina", "pay"), w.open("amina", "pay")
		_, err := w.s.PassOn(ctx, theo, routing.OfCase{Number: first.Number})
		w.ok(err)
		if w.has(second) != "theo" {
			w.T.Fatal("Theo does not have it")
		}
		_, err = w.s.SaveSkills(ctx, theo, routing.Skills{Languages: []string{"sv"}})
		w.ok(err)
		w.away("theo", "2026-12-01", "2026-12-08")
		out, err := privacy.Collect(ctx, w.DB, w.Personal(), apptest.ID("theo"))
		w.ok(err)
		for _, table := range []string{"routing_skill", "routing_away", "routing_given", "routing_passed"} {
			if !slices.ContainsFunc(out.Parts, func(p privacy.Exported) bool { return p.Table == table }) {
				w.T.Errorf("%s is not among his data", table)
			}
		}
		w.ok(w.DB.Tx(ctx, func(tx *store.Tx) error {
			for _, s := range w.Personal() {
				if strings.HasPrefix(s.Table, "routing_") && s.Erase != nil {
					if err := s.Erase(ctx, tx, apptest.ID("theo")); err != nil {
						return err
					}
				}
			}
			return nil
		}))
		n, err := store.One[int](ctx, w.DB, `SELECT (SELECT count(*) FROM routing_skill) + (SELECT count(*) FROM routing_away) + (SELECT count(*) FROM routing_given) + (SELECT count(*) FROM routing_passed)`)
		if err != nil || n != 0 {
			w.T.Errorf("%d rows are left, %v", n, err)
		}
	})
}
