package app_test

import (
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/calculation"
	"hearth/internal/decision"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/statement"
)

// A decision says when a line of what it comes to is questioned, until somebody answers; nobody decides on such a figure, and a manager does not learn of it.
func TestADecisionSaysThatALineIsBeingLookedAt(t *testing.T) {
	t.Parallel()
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		a := apptest.New(t, dialect)
		marta, amina := a.Actor(authz.Desk, "marta"), a.Actor(authz.Portal, "amina")
		c, err := a.App.Desk.Open(t.Context(), amina, desk.Open{Service: "hours", Subject: "My nights", Body: "Four nights are missing."})
		if err != nil {
			t.Fatal(err)
		}
		worked, err := a.Calculation.Write(t.Context(), marta, calculation.Write{Number: c.Number, Unit: "EUR", Rounding: "half_up", Lines: []calculation.Entry{{Text: "Nights", Quantity: "4", Rate: "38", Source: "Roster"}}})
		if err != nil {
			t.Fatal(err)
		}
		decide := decision.Decide{Number: c.Number, Outcome: decision.Granted, Reason: "You worked four nights.", Facts: []string{"The roster."}, Next: decision.Next{Text: "It is paid.", Date: a.Clock.Now().AddDate(0, 0, 9).Format("2006-01-02")}}
		question := func(line string) statement.Question {
			t.Helper()
			q, err := a.Statement.Question(t.Context(), amina, statement.Ask{Number: c.Number, Line: line, Question: "Was it not five?"})
			if err != nil {
				t.Fatal(err)
			}
			return q
		}
		explain := func(q statement.Question, quantity string) {
			t.Helper()
			if _, err := a.Statement.Explain(t.Context(), marta, statement.Explain{Number: c.Number, ID: q.ID, Text: "We looked.", Correct: quantity != "", Quantity: quantity}); err != nil {
				t.Fatal(err)
			}
		}
		before := question("calc:" + worked.Lines[0].ID)
		if _, err := a.Decision.Decide(t.Context(), marta, decide); fault.KindOf(err) != fault.Conflict {
			t.Errorf("decided on a figure that is questioned: %v", err)
		}
		explain(before, "")
		if _, err := a.Decision.Decide(t.Context(), marta, decide); err != nil {
			t.Fatal(err)
		}
		const says = "A line of this is being looked at"
		told := func(when string, want bool) {
			t.Helper()
			show := apptest.Response.Hides
			if want {
				show = apptest.Response.Shows
			}
			for client, paths := range map[*apptest.Client][]string{a.Portal("amina"): {"/requests/" + c.Number, "/requests/" + c.Number + "/decision"}, a.Desk("marta"): {"/desk/cases/" + c.Number, "/desk/cases/" + c.Number + "/decide"}} {
				for _, path := range paths {
					show(client.Get(path).Is(200), says)
				}
			}
			got := apptest.Decode[decision.Decisions](t, a.API("amina").Get("/api/v1/cases/"+c.Number+"/decision"), 200)
			if got.Items[0].Questioned != want {
				t.Errorf("%s: %+v", when, got.Items[0])
			}
		}
		told("decided", false)
		explain(question(statement.WholeStatement), "")
		q := question("calc:" + worked.Lines[0].ID)
		told("questioned", true)
		if seen, err := a.Decision.Read(t.Context(), a.Actor(authz.Portal, "jonas"), decision.ReadOne{Number: c.Number}); err != nil || seen.Items[0].Questioned {
			t.Errorf("a manager learns that a line is questioned, or nothing: %+v, %v", seen, err)
		}
		explain(q, "5")
		told("answered", false)
	}
}
