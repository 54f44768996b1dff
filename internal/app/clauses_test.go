package app_test

import (
	"io"
	"strings"
	"testing"

	"hearth/internal/app"
	"hearth/internal/apptest"
	"hearth/internal/calculation"
	"hearth/internal/decision"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	rules "hearth/internal/policy"
)

// Decisions and calculations cite what policies say, a decision carries what was worked out, and the page of a clause names the cases that cite it to whoever may see them.
func TestWhatCasesCite(t *testing.T) {
	t.Parallel()
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		a := apptest.Logged(t, dialect, io.Discard, func(o *app.Options) { o.Clauses = nil })
		version := ruleOf(t, a)
		marta, amina := a.Actor(authz.Desk, "marta"), a.Actor(authz.Portal, "amina")
		c, err := a.App.Desk.Open(t.Context(), amina, desk.Open{Service: "grade", Subject: "My nights", Body: "Four nights are missing.", Against: []string{apptest.ID("theo")}})
		if err != nil {
			t.Fatal(err)
		}
		write := calculation.Write{Number: c.Number, Unit: "EUR", Rounding: "half_up", Lines: []calculation.Entry{{Text: "Nights", Quantity: "4", Rate: "38.00", Source: "Shift roster", Clause: "pay 9.9"}}}
		if _, err := a.Calculation.Write(t.Context(), marta, write); fault.KindOf(err) != fault.Invalid {
			t.Errorf("a rule that is not there: %v", err)
		}
		write.Lines[0].Clause = "pay 4.2"
		worked, err := a.Calculation.Write(t.Context(), marta, write)
		if err != nil || worked.Lines[0].ClauseVersion != version {
			t.Fatalf("%+v, %v", worked, err)
		}
		for _, who := range []authz.Actor{marta, amina} {
			read, err := a.Calculation.ReadLast(t.Context(), who, calculation.ReadOne{Number: c.Number})
			if l := read.Lines[0]; err != nil || l.ClauseLink != "/policies/pay/clauses/4.2" || l.ClauseEdition != "1" {
				t.Errorf("%+v, %v", read, err)
			}
		}
		for client, path := range map[*apptest.Client]string{a.Portal("amina"): "/policies/pay/clauses/4.2", a.Desk("marta"): "/desk/policies/pay/clauses/4.2"} {
			at := map[bool]string{true: "/desk/cases/" + c.Number + "/calculation", false: "/requests/" + c.Number}[strings.HasPrefix(path, "/desk")]
			client.Get(at).Is(200).Shows(`href="`+path+`"`, "version")
			client.Get(path).Is(200)
		}
		cites := func(when string, who authz.Actor, want int) {
			t.Helper()
			found, err := a.Policies.CitingCases(t.Context(), who, rules.ReadClause{ID: "pay", Number: "4.2"})
			if err != nil || len(found.Items) != want || found.More {
				t.Errorf("%s: %+v, %v", when, found, err)
			}
		}
		cites("worked out", marta, 1)
		cites("against whoever asks", a.Actor(authz.Desk, "theo"), 0)
		d, err := a.Decision.Decide(t.Context(), marta, decision.Decide{Number: c.Number, Outcome: decision.Granted, Reason: "You worked four nights.", Clause: "pay 4.2", Facts: []string{"The roster."},
			Next: decision.Next{Text: "It is paid.", Date: a.Clock.Now().AddDate(0, 0, 9).Format("2006-01-02")}})
		if err != nil || d.Total != "EUR 152.00" || d.Clause == nil || d.Clause.VersionID != version || d.Clause.Link != "/policies/pay/clauses/4.2" {
			t.Errorf("%+v, %v", d, err)
		}
		cites("decided", marta, 1)
		if page := a.Portal("amina").Get(d.Clause.Link); page.Status != 200 {
			t.Errorf("%s: %d", d.Clause.Link, page.Status)
		}
	}
}
