package decision_test

import (
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/decision"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// ask opens a case of the member key and returns its number.
func ask(t *testing.T, a *apptest.App, key, service string) string {
	t.Helper()
	c, err := a.App.Desk.Open(t.Context(), a.Actor(authz.Portal, key), desk.Open{Service: service, Subject: "My pay grade", Body: "I think that I am graded too low."})
	if err != nil {
		t.Fatal(err)
	}
	return c.Number
}

// day is the day so many days after the clock's.
func day(a *apptest.App, days int) string {
	return a.Clock.Now().AddDate(0, 0, days).Format(time.DateOnly)
}

// refusal is a refusal with all its parts.
func refusal(a *apptest.App, number string) decision.Decide {
	return decision.Decide{Number: number, Outcome: decision.Refused, Reason: "Your shifts began at 18:30, and the allowance begins at 20:00.", Clause: "Pay 4.2",
		Facts: []string{"The shift list says 18:30 on all four days."}, Alternatives: []string{"Ask for late shifts from January."},
		Next: decision.Next{Text: "Nothing changes in your pay.", Date: day(a, 5)}, Appeal: decision.Way{Until: day(a, 30), To: apptest.Email("priya")}}
}

// grant is a grant with all that it needs.
func grant(a *apptest.App, number string) decision.Decide {
	in := refusal(a, number)
	in.Outcome, in.Clause, in.Alternatives, in.Appeal = decision.Granted, "", nil, decision.Way{}
	return in
}

func decide(t *testing.T, a *apptest.App, by string, in decision.Decide) decision.Decision {
	t.Helper()
	d, err := a.Decision.Decide(t.Context(), a.Actor(authz.Desk, by), in)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func read(t *testing.T, a *apptest.App, face authz.Face, key, number string) decision.Decisions {
	t.Helper()
	all, err := a.Decision.Read(t.Context(), a.Actor(face, key), decision.ReadOne{Number: number})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func appeal(a *apptest.App, t *testing.T, key, number, text string) (decision.Decisions, error) {
	return a.Decision.Appeal(t.Context(), a.Actor(authz.Portal, key), decision.Appeal{Number: number, Text: text})
}

// fields are the names that a fault gives.
func fields(err error) (names []string) {
	if e := fault.As(err); e != nil {
		for _, f := range e.Fields {
			names = append(names, f.Name)
		}
	}
	return names
}
