package statement_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/calculation"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
	"hearth/internal/promise"
	"hearth/internal/statement"
	"hearth/internal/statement/reckon"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

func each(t *testing.T, f func(a *apptest.App, s *statement.Service)) {
	t.Helper()
	apptest.Each(t, func(_ *testing.T, a *apptest.App) { f(a, a.Statement) })
}

func open(a *apptest.App, service string) string {
	a.T.Helper()
	return must(a, a.App.Desk.Open, a.Actor(authz.Portal, "amina"), desk.Open{Service: service, Subject: "My certificate is lost", Body: "I need a copy in Swedish."}).Number
}

func must[In, Out any](a *apptest.App, f func(ctx context.Context, by authz.Actor, in In) (Out, error), by authz.Actor, in In) Out {
	a.T.Helper()
	out, err := f(a.T.Context(), by, in)
	if err != nil {
		a.T.Fatal(err)
	}
	return out
}

func refused[In, Out any](a *apptest.App, f func(ctx context.Context, by authz.Actor, in In) (Out, error), by authz.Actor, in In, want fault.Kind) {
	a.T.Helper()
	if _, err := f(a.T.Context(), by, in); fault.KindOf(err) != want {
		a.T.Errorf("%+v: got %v, want %s", in, err, want)
	}
}

func estimate(number, cause string, high int) statement.MakeEstimate {
	return statement.MakeEstimate{Number: number, Cause: cause, Steps: []reckon.Step{{Name: "Find the certificate", Low: 10, High: 20}, {Name: "Translate it", Low: 20, High: high, CostCents: 4500, CostTo: reckon.Unit}}}
}

func TestMoreWorkIsAskedAboutFirst(t *testing.T) {
	t.Parallel()
	each(t, func(a *apptest.App, s *statement.Service) {
		amina, marta := a.Actor(authz.Portal, "amina"), a.Actor(authz.Desk, "marta")
		number := open(a, "grade")
		refused(a, s.Choose, amina, statement.Choose{Number: number, Choice: statement.GoOn}, fault.Conflict)
		first := must(a, s.Estimate, marta, estimate(number, "", 40))
		if again := must(a, s.Estimate, marta, estimate(number, "", 40)); again.ID != first.ID || first.Asks {
			a.T.Errorf("the same twice is not one, or the first asks: %+v", again)
		}
		refused(a, s.Estimate, marta, estimate(number, "", 90), fault.Invalid)
		refused(a, s.Estimate, marta, statement.MakeEstimate{Number: number, Cause: "x"}, fault.Invalid)
		refused(a, s.Estimate, marta, statement.MakeEstimate{Number: number, Cause: "x", Steps: []reckon.Step{{Name: "x", Low: 9, High: 8}}}, fault.Invalid)
		refused(a, s.Estimate, amina, estimate(number, "x", 90), fault.Forbidden)
		refused(a, s.Estimate, a.Actor(authz.Portal, "hanna"), estimate(number, "x", 90), fault.NotFound)

		more := must(a, s.Estimate, marta, estimate(number, "It is written by hand.", 90))
		if got := read(a, "marta", number); !more.Asks || got.State != desk.Waiting {
			a.T.Errorf("it does not wait for her: %+v, %s", more, got.State)
		}
		refused(a, s.Choose, marta, statement.Choose{Number: number, Choice: statement.GoOn}, fault.Forbidden)
		refused(a, s.Choose, amina, statement.Choose{Number: number, Choice: "maybe"}, fault.Invalid)
		refused(a, s.Choose, amina, statement.Choose{Number: number, Choice: statement.Smaller}, fault.Invalid)
		refused(a, s.Choose, amina, statement.Choose{Number: number, Choice: statement.GoOn, Version: 1}, fault.Conflict)
		for range 2 {
			if got := must(a, s.Choose, amina, statement.Choose{Number: number, Choice: statement.Smaller, Text: "Only the first page."}); got.Choice != statement.Smaller {
				a.T.Errorf("%+v", got)
			}
		}
		refused(a, s.Choose, amina, statement.Choose{Number: number, Choice: statement.Stop}, fault.Conflict)
		if got := read(a, "marta", number); got.State != desk.StateOpen {
			a.T.Errorf("the clock does not run again: %s", got.State)
		}
	})
}

func read(a *apptest.App, who, number string) desk.Whole {
	a.T.Helper()
	return must(a, a.App.Desk.Read, a.Actor(authz.Desk, who), desk.ReadOne{Number: number})
}

func TestEffortIsOnlyAddedTo(t *testing.T) {
	t.Parallel()
	each(t, func(a *apptest.App, s *statement.Service) {
		marta, priya := a.Actor(authz.Desk, "marta"), a.Actor(authz.Desk, "priya")
		number := open(a, "grade")
		must(a, s.Estimate, marta, estimate(number, "", 40))
		a.Advance(2 * time.Hour)
		in := statement.Log{Number: number, Minutes: 15, Step: "Find the certificate", Note: "In the archive."}
		for _, wrong := range []statement.Log{{Number: number, Step: "x"}, {Number: number, Minutes: 1441, Step: "x"}, {Number: number, Minutes: 5, Step: " "},
			{Number: number, Minutes: 5, Step: "x", StartedAt: a.DB.Now()}} {
			refused(a, s.Log, marta, wrong, fault.Invalid)
		}
		refused(a, s.Log, a.Actor(authz.Portal, "amina"), in, fault.Forbidden)
		e := must(a, s.Log, marta, in)
		if again := must(a, s.Log, marta, in); again.ID != e.ID || e.TeamID != "advice" {
			a.T.Errorf("%+v, %+v", e, again)
		}
		refused(a, s.Reverse, priya, statement.Reverse{Number: number, ID: e.ID}, fault.Invalid)
		refused(a, s.Reverse, marta, statement.Reverse{Number: number, ID: "nothing"}, fault.NotFound)
		back := must(a, s.Reverse, marta, statement.Reverse{Number: number, ID: e.ID})
		if again := must(a, s.Reverse, priya, statement.Reverse{Number: number, ID: e.ID, Note: "Twice"}); again.ID != back.ID || back.Minutes != -15 || back.Reverses != e.ID {
			a.T.Errorf("%+v, %+v", back, again)
		}
		refused(a, s.Reverse, marta, statement.Reverse{Number: number, ID: back.ID}, fault.Conflict)
		got := must(a, s.Read, marta, statement.ReadOne{Number: number})
		if got.Totals.Minutes != 0 || len(got.Lines[0].Entries) != 2 || !got.Lines[0].Entries[0].Reversed || len(got.Findings) != 0 {
			a.T.Errorf("%+v, %+v", got.Lines, got.Findings)
		}
	})
}

func TestWhatDoesNotAddUpIsFoundByHR(t *testing.T) {
	t.Parallel()
	each(t, func(a *apptest.App, s *statement.Service) {
		marta := a.Actor(authz.Desk, "marta")
		number := open(a, "grade")
		must(a, s.Estimate, marta, estimate(number, "", 40))
		a.Advance(3 * time.Hour)
		must(a, s.Log, marta, statement.Log{Number: number, Minutes: 55, Step: "Find the certificate"})
		must(a, s.Log, marta, statement.Log{Number: number, Minutes: 1, Step: "Telephone"})
		got := must(a, s.Read, marta, statement.ReadOne{Number: number})
		var codes []string
		for _, f := range got.Findings {
			codes = append(codes, f.Code)
			if f.Says.Key == "" {
				a.T.Errorf("%s says nothing", f.Code)
			}
		}
		if fmt.Sprint(codes) != "[overrun not_estimated reason_missing]" {
			a.T.Errorf("got %v", codes)
		}
		must(a, a.App.Desk.Close, marta, desk.Close{Number: number, Answer: "We stop.", Outcome: desk.OutcomeWithdrawn, Cause: "information"})
		hers := must(a, s.Read, a.Actor(authz.Portal, "amina"), statement.ReadOne{Number: number})
		if len(hers.Findings) != 0 || hers.Totals.Minutes != 56 || hers.Totals.CostUnit != 4500 || hers.Totals.Elapsed != 180 {
			a.T.Errorf("%+v, %+v", hers.Totals, hers.Findings)
		}
		sum := 0
		for _, w := range hers.Waiting {
			sum += w.Minutes
		}
		if sum != hers.Totals.Elapsed {
			a.T.Errorf("%d of %d minutes waited", sum, hers.Totals.Elapsed)
		}
	})
}

func TestAManagerReadsNothingAndWhoStandsByReadsNoCostOfTheUnit(t *testing.T) {
	t.Parallel()
	each(t, func(a *apptest.App, s *statement.Service) {
		number := open(a, "hours")
		must(a, s.Estimate, a.Actor(authz.Desk, "marta"), estimate(number, "", 40))
		read(a, "marta", number)
		refused(a, s.Read, a.Actor(authz.Portal, "jonas"), statement.ReadOne{Number: number}, fault.Forbidden)
		refused(a, s.Read, a.Actor(authz.Portal, "pavel"), statement.ReadOne{Number: number}, fault.NotFound)
		must(a, a.App.Desk.Invite, a.Actor(authz.Portal, "amina"), desk.Invite{Number: number, Person: apptest.Email("hanna")})
		got := must(a, s.Read, a.Actor(authz.Portal, "hanna"), statement.ReadOne{Number: number})
		if text, err := json.Marshal(got); err != nil || regexp.MustCompile(`[:"]4500[,"}]`).Match(text) || // no part of an id
			got.Totals.High != 60 {
			a.T.Errorf("%s, %v", text, err)
		}
		refused(a, s.Question, a.Actor(authz.Portal, "hanna"), statement.Ask{Number: number, Line: "step:Translate it", Question: "Why?"}, fault.Forbidden)
	})
}

func TestAQuestionedLineIsCorrectedVisibly(t *testing.T) {
	t.Parallel()
	each(t, func(a *apptest.App, s *statement.Service) {
		amina, marta := a.Actor(authz.Portal, "amina"), a.Actor(authz.Desk, "marta")
		number := open(a, "grade")
		must(a, s.Estimate, marta, estimate(number, "", 40))
		a.Advance(3 * time.Hour)
		e := must(a, s.Log, marta, statement.Log{Number: number, Minutes: 20, Step: "Find the certificate"})
		in := statement.Ask{Number: number, Line: "effort:" + e.ID, Question: "Was it not quicker?"}
		refused(a, s.Question, amina, statement.Ask{Number: number, Line: "effort:x", Question: "x"}, fault.Invalid)
		refused(a, s.Question, amina, statement.Ask{Number: number, Line: in.Line}, fault.Invalid)
		q := must(a, s.Question, amina, in)
		if again := must(a, s.Question, amina, in); again.ID != q.ID {
			a.T.Errorf("the same twice is not one")
		}
		if again := must(a, s.Question, amina, statement.Ask{Number: number, Line: e.ID, Question: in.Question}); again.ID != q.ID || again.Line != in.Line {
			a.T.Errorf("by its id alone the line is %q", again.Line)
		}
		if todo, err := s.Spec().ToDo(a.T.Context(), marta); err != nil || len(todo) != 1 || todo[0].Title != number {
			a.T.Errorf("%+v, %v", todo, err)
		}
		refused(a, s.Explain, amina, statement.Explain{Number: number, ID: q.ID, Text: "x"}, fault.Forbidden)
		refused(a, s.Explain, marta, statement.Explain{Number: number, ID: q.ID}, fault.Invalid)
		for range 2 {
			must(a, s.Explain, marta, statement.Explain{Number: number, ID: q.ID, Text: "You are right: twelve.", Correct: true, Minutes: 12})
		}
		refused(a, s.Explain, marta, statement.Explain{Number: number, ID: q.ID, Text: "Another"}, fault.Conflict)
		got := must(a, s.Read, amina, statement.ReadOne{Number: number})
		if l := got.Lines[0]; l.Minutes != 12 || len(l.Entries) != 3 || !l.Entries[0].Reversed || !got.Questions[0].Corrected {
			a.T.Errorf("%+v, %+v", l, got.Questions)
		}
		if found := must(a, s.Read, marta, statement.ReadOne{Number: number}).Findings; len(found) != 0 {
			a.T.Errorf("the correction does not add up: %+v", found)
		}
	})
}

// Of several questions each has a time of its own, and one of them gets another: on a page and by the API.
func TestAQuestionIsGivenAnotherTimeBeforeItPasses(t *testing.T) {
	t.Parallel()
	each(t, func(a *apptest.App, s *statement.Service) {
		amina, marta := a.Actor(authz.Portal, "amina"), a.Actor(authz.Desk, "marta")
		number := open(a, "grade")
		must(a, s.Estimate, marta, estimate(number, "", 40))
		e := must(a, s.Log, marta, statement.Log{Number: number, Minutes: 20, Step: "Find the certificate"})
		var ids []string
		for _, text := range []string{"Was it not quicker?", "And who did it?", "Why at all?"} {
			ids = append(ids, must(a, s.Question, amina, statement.Ask{Number: number, Line: e.ID, Question: text}).ID)
		}
		before := must(a, s.Read, amina, statement.ReadOne{Number: number}).Questions[0].DueAt
		due := a.DB.Now().Add(7 * 24 * time.Hour)
		in := desk.Renegotiate{Number: number, Kind: promise.Question, DueAt: due, Reason: "The list comes on Monday."}
		refused(a, a.App.Desk.Renegotiate, marta, in, fault.Invalid) // which of them?
		in.Of = number
		refused(a, a.App.Desk.Renegotiate, marta, in, fault.Conflict)
		in.Of = ids[1]
		refused(a, a.App.Desk.Renegotiate, amina, in, fault.Forbidden)
		must(a, a.App.Desk.Renegotiate, marta, in)
		a.Desk("marta").Get("/desk/cases/"+number).Is(200).Shows("question/"+ids[2], in.Reason)
		a.Desk("marta").Send("/desk/cases/"+number+"/renegotiate", url.Values{"kind": {"question/" + ids[2]}, "due_at": {due.Add(24 * time.Hour).Format(time.RFC3339)}, "reason": {"That, too."}}).Is(303)
		for _, q := range must(a, s.Read, amina, statement.ReadOne{Number: number}).Questions {
			want := map[string]store.Time{ids[0]: before, ids[1]: due, ids[2]: due.Add(24 * time.Hour)}[q.ID]
			if !q.DueAt.Equal(want) || q.Promise == nil || !q.Promise.DueAt.Equal(want) {
				a.T.Errorf("%q is due at %s, want %s", q.ID, q.DueAt, want)
			}
		}
		a.API("amina").Get("/api/v1/cases/"+number).Is(200).Shows("The answer to the question about the statement has a new time", in.Reason)
		must(a, s.Explain, marta, statement.Explain{Number: number, ID: ids[1], Text: "It was not."})
		refused(a, a.App.Desk.Renegotiate, marta, desk.Renegotiate{Number: number, Kind: promise.Question, Of: ids[1], DueAt: due.Add(48 * time.Hour), Reason: "Once more"}, fault.Conflict)
	})
}

func TestAQuestionedLineOfACalculationIsCorrectedVisibly(t *testing.T) {
	t.Parallel()
	each(t, func(a *apptest.App, s *statement.Service) {
		amina, marta := a.Actor(authz.Portal, "amina"), a.Actor(authz.Desk, "marta")
		number := open(a, "grade")
		c := must(a, a.Calculation.Write, marta, calculation.Write{Number: number, Unit: "EUR", Rounding: "half_up", Lines: []calculation.Entry{{Text: "Nights", Quantity: "4", Rate: "38", Source: "Roster"}, {Text: "Meals", Rate: "-6.25", Source: "Payslip"}}})
		q := must(a, s.Question, amina, statement.Ask{Number: number, Line: "calc:" + c.Lines[0].ID, Question: "Was it not five?"})
		must(a, s.Explain, marta, statement.Explain{Number: number, ID: q.ID, Text: "It was five.", Correct: true, Quantity: "5"})
		got := must(a, s.Read, amina, statement.ReadOne{Number: number})
		if c := got.Changed[0]; c.Total != "183.75" || len(c.Lines) != 3 || !c.Lines[0].Struck || c.Lines[1].Rate != "38.00" {
			a.T.Errorf("%+v", c)
		}
		if found := must(a, s.Read, marta, statement.ReadOne{Number: number}).Findings; len(found) != 0 {
			a.T.Errorf("%+v", found)
		}
	})
}

func TestWorkIsWrittenDownAgainWhenItIsOpenedAgain(t *testing.T) {
	t.Parallel()
	each(t, func(a *apptest.App, s *statement.Service) {
		amina, marta := a.Actor(authz.Portal, "amina"), a.Actor(authz.Desk, "marta")
		number := open(a, "hours")
		a.Advance(time.Hour)
		for _, step := range []string{"First", "Second"} {
			must(a, s.Log, marta, statement.Log{Number: number, Minutes: 5, Step: step})
			must(a, a.App.Desk.Close, marta, desk.Close{Number: number, Answer: "Here.", Outcome: desk.OutcomeDone, Cause: "information"})
			must(a, a.App.Desk.Reopen, amina, desk.Reopen{Number: number, Missing: "Not yet."})
			a.Drain()
			a.Advance(time.Hour)
		}
		must(a, a.App.Desk.Close, marta, desk.Close{Number: number, Answer: "Here.", Outcome: desk.OutcomeDone, Cause: "information"})
		must(a, a.App.Desk.Accept, amina, desk.Accept{Number: number})
		a.Drain()
		if n, err := store.One[int](a.T.Context(), a.DB, `SELECT count(*) FROM statement_effort_person`); err != nil || n != 0 {
			a.T.Errorf("%d names are left, %v", n, err)
		}
		if got := must(a, s.Read, marta, statement.ReadOne{Number: number}); got.Totals.Minutes != 10 || len(got.Findings) != 0 || got.Cause == nil || got.Cause.ID != "information" {
			a.T.Errorf("%+v, %+v, %+v", got.Totals, got.Findings, got.Cause)
		}
	})
}

// TestNobodyLearnsWhoDidTheWork compares two worlds in which different agents of a team did the same.
func TestNobodyLearnsWhoDidTheWork(t *testing.T) {
	t.Parallel()
	each(t, func(a *apptest.App, s *statement.Service) {
		ctx := a.T.Context()
		var seen [2]map[string]string
		for i, who := range []string{"marta", "priya"} {
			number := open(a, "grade")
			a.Advance(time.Hour)
			must(a, s.Log, a.Actor(authz.Desk, who), statement.Log{Number: number, Minutes: 15, Step: "Find the certificate"})
			seen[i] = map[string]string{}
			look := func(when string) {
				for _, reader := range []string{"theo", "ingrid"} {
					got := must(a, s.Read, a.Actor(authz.Desk, reader), statement.ReadOne{Number: number})
					seen[i][when+reader] = alike(a, got)
				}
				seen[i][when+"amina"] = alike(a, must(a, s.Read, a.Actor(authz.Portal, "amina"), statement.ReadOne{Number: number}))
			}
			look("before ")
			if got := must(a, s.Read, a.Actor(authz.Desk, who), statement.ReadOne{Number: number}); len(got.Mine) != 1 {
				a.T.Errorf("%s does not find their own entry", who)
			}
			must(a, a.App.Desk.Close, a.Actor(authz.Desk, "ingrid"), desk.Close{Number: number, Answer: "Here.", Outcome: desk.OutcomeWithdrawn, Cause: "information"})
			must(a, a.App.Desk.Accept, a.Actor(authz.Portal, "amina"), desk.Accept{Number: number})
			a.Advance(0)
			look("after ")
			seen[i]["after the agent"] = alike(a, must(a, s.Read, a.Actor(authz.Desk, who), statement.ReadOne{Number: number}))
			refused(a, s.Log, a.Actor(authz.Desk, who), statement.Log{Number: number, Minutes: 1, Step: "Late"}, fault.Conflict)
		}
		for where, text := range seen[0] {
			if text != seen[1][where] {
				a.T.Errorf("%s: %s\nand %s", where, text, seen[1][where])
			}
		}
		if n, err := store.One[int](ctx, a.DB, `SELECT count(*) FROM statement_effort_person`); err != nil || n != 0 {
			a.T.Errorf("%d names are left, %v", n, err)
		}
		named, err := store.One[int](ctx, a.DB, `SELECT count(*) FROM audit_entry WHERE action = 'statement.effort' AND actor <> ''`)
		if err != nil || named != 0 {
			a.T.Errorf("the record names %d times who worked, %v", named, err)
		}
	})
}

// alike is a statement without what differs between any two: ids and moments.
func alike(a *apptest.App, s statement.Statement) string {
	a.T.Helper()
	text, err := json.Marshal(s)
	if err != nil {
		a.T.Fatal(err)
	}
	return varies.ReplaceAllString(string(text), "~")
}

var varies = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f-]{27}|20\d\d-\d\d-\d\dT[0-9:.]+Z?|HR-\d+`)

// TestNoQueryAsksForEffortByPerson searches the package: the row with the name is written, forgotten, exported to that person, and joined for the reader's own entries.
func TestNoQueryAsksForEffortByPerson(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	allowed := []string{"INSERT INTO statement_effort_person", "DELETE FROM statement_effort_person", "LEFT JOIN statement_effort_person p ON p.effort_id = e.id AND p.logged_by = $2",
		"SELECT effort_id FROM statement_effort_person WHERE logged_by = $1", `Table: "statement_effort_person"`}
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		rest := string(text)
		for _, one := range allowed {
			rest = strings.ReplaceAll(rest, one, "")
		}
		if strings.Contains(rest, "statement_effort_person") {
			t.Errorf("%s asks who did the work in a way that is not known here", f)
		}
	}
}
