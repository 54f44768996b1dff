package decision_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/decision"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
)

func TestSomebodyElseTakesASecondLook(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		number := ask(t, a, "amina", "grade")
		if _, err := appeal(a, t, "amina", number, "Too early."); fault.KindOf(err) != fault.Conflict {
			t.Errorf("before anything is decided: %v", err)
		}
		decide(t, a, "marta", refusal(a, number))
		a.Advance(11 * 24 * time.Hour) // it closes by itself meanwhile, which takes no right away
		if _, err := appeal(a, t, "amina", number, " "); !slices.Equal(fields(err), []string{"text"}) {
			t.Errorf("without words: %v", err)
		}
		all, err := appeal(a, t, "amina", number, "On two of the days I began at 22:00.")
		if err != nil || len(all.Appeals) != 1 || all.Appeals[0].Given == nil || all.Appeals[0].Given.Name != "Priya Raman" || all.May.Appeal {
			t.Fatalf("%+v, %v", all, err)
		}
		if p := all.Appeals[0].Promise; p == nil || p.Kind != "appeal" || !p.Open() {
			t.Errorf("promise: %+v", p)
		}
		if again, err := appeal(a, t, "amina", number, "Once more."); err != nil || len(again.Appeals) != 1 || again.Appeals[0].Text != "On two of the days I began at 22:00." {
			t.Errorf("twice: %+v, %v", again, err)
		}
		c, err := a.App.Desk.Read(t.Context(), a.Actor(authz.Desk, "priya"), desk.ReadOne{Number: number})
		if err != nil || c.State != desk.StateOpen || c.Assignee == nil || c.Assignee.Name != "Priya Raman" {
			t.Errorf("%s %+v, %v", c.State, c.Assignee, err)
		}
		for _, outcome := range desk.Outcomes() {
			_, err := a.App.Desk.Close(t.Context(), a.Actor(authz.Desk, "marta"), desk.Close{Number: number, Answer: "Enough.", Outcome: outcome, Cause: "information"})
			if k := fault.KindOf(err); k != fault.Conflict {
				t.Errorf("closed as %s while a second look is asked for: %v", outcome, err)
			}
		}
		if _, err := a.Decision.Decide(t.Context(), a.Actor(authz.Desk, "marta"), refusal(a, number)); fault.KindOf(err) != fault.Conflict || !strings.Contains(err.Error(), "You decided this before") {
			t.Errorf("the same person again: %v", err)
		}
		a.Desk("marta").Get("/desk/cases/" + number + "/decide").Is(200).Shows("Somebody else takes the second look").Hides("Send the decision")
		in := refusal(a, number)
		in.Outcome, in.Appeal.To = decision.InPart, "the works council"
		second := decide(t, a, "priya", in)
		all = read(t, a, authz.Portal, "amina", number)
		if !second.Second || len(all.Items) != 2 || all.Items[0].ID != second.ID || !all.Items[1].Replaced || !all.Appeals[0].Answered || all.Appeals[0].Promise.State != "kept" {
			t.Errorf("%+v", all)
		}
		if _, err := a.Decision.Correct(t.Context(), a.Actor(authz.Desk, "marta"), decision.Correct{Number: number, Why: "I know better.", Reason: new("The first one was right after all.")}); fault.KindOf(err) != fault.Conflict {
			t.Errorf("the first person corrects the second look: %v", err)
		}
		if all, err = appeal(a, t, "amina", number, "And the third day?"); err != nil || len(all.Appeals) != 2 || all.Appeals[0].Given != nil {
			t.Errorf("a third look: %+v, %v", all, err)
		}
	})
}

func TestALateAppealSaysWhomToTalkTo(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		number, granted := ask(t, a, "amina", "grade"), ask(t, a, "amina", "grade")
		in := refusal(a, number)
		in.Appeal.Until = day(a, decision.LeastDays)
		decide(t, a, "marta", in)
		decide(t, a, "marta", grant(a, granted))
		if _, err := appeal(a, t, "amina", granted, "More."); fault.KindOf(err) != fault.Conflict {
			t.Errorf("of what was granted: %v", err)
		}
		a.Clock.Set(a.Clock.Now().AddDate(0, 0, decision.LeastDays).Truncate(24 * time.Hour).Add(22*time.Hour + 30*time.Minute)) // 23:30 in Malmby on the last day
		if _, err := appeal(a, t, "amina", number, ""); fault.KindOf(err) != fault.Invalid {
			t.Errorf("on the last day: %v", err)
		}
		a.Clock.Advance(time.Hour)
		a.API("amina").Post("/api/v1/cases/"+number+"/appeal", map[string]any{"text": "Late."}).Is(409).Shows("Priya Raman", "your representatives")
		a.Portal("amina").Send("/requests/"+number+"/appeal", map[string][]string{"text": {"Late, and not lost."}}).Is(409).Shows("Late, and not lost.", "Priya Raman")
	})
}

func TestACorrectionIsVisible(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		number := ask(t, a, "pavel", "grade")
		marta := a.Actor(authz.Desk, "marta")
		if _, err := a.Decision.Correct(t.Context(), marta, decision.Correct{Number: number, Why: "x"}); fault.KindOf(err) != fault.Conflict {
			t.Errorf("nothing is decided: %v", err)
		}
		in := refusal(a, number)
		in.Outcome, in.Reason = decision.InPart, "Your marks give 2.4 % by table B, and the weeks of June count."
		decide(t, a, "marta", in)
		for name, c := range map[string]decision.Correct{"why": {}, "alternatives": {Why: "Wrong.", Alternatives: &[]string{}}, "clause": {Why: "Wrong.", Clause: new("pay 99")}} {
			c.Number = number
			if _, err := a.Decision.Correct(t.Context(), marta, c); !slices.Contains(fields(err), name) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := a.Decision.Correct(t.Context(), marta, decision.Correct{Number: number, Why: "Wrong."}); !slices.Equal(fields(err), []string{"why"}) {
			t.Errorf("without a change: %v", err)
		}
		apptest.Decode[decision.Decision](t, a.API("marta").Post("/api/v1/cases/"+number+"/decision/correction", map[string]any{"why": "I counted the weeks in which you were ill.",
			"reason": "Your marks give 2.7 % by table B. The weeks of June do not count.", "clause": "pay 6.3"}), 201)
		all := read(t, a, authz.Portal, "pavel", number)
		if len(all.Items) != 2 || all.Items[0].Kind != "correction" || !all.Items[1].Replaced || all.Items[0].Clause.Ref != "pay 6.3" || all.Items[1].Clause.Ref != "pay 4.2" {
			t.Errorf("%+v", all)
		}
		a.Portal("pavel").Get("/requests/"+number).Is(200).Shows("<del", "2.4 %", "2.7 %", "I counted the weeks in which you were ill.", "Marta")
		a.Drain()
		c, err := a.App.Desk.Read(t.Context(), a.Actor(authz.Portal, "pavel"), desk.ReadOne{Number: number})
		if err != nil || c.State != desk.Answered || !strings.Contains(c.Talk[len(c.Talk)-1].Body, "corrected the decision") {
			t.Errorf("%s, %v", c.State, err)
		}
		if d, err := a.Decision.Correct(t.Context(), marta, decision.Correct{Number: number, Why: "It is granted whole.", Outcome: new(decision.Granted), Clause: new("")}); err != nil || d.Clause != nil {
			t.Errorf("without a clause: %+v, %v", d, err)
		}
		if _, err := appeal(a, t, "pavel", number, "Still."); err != nil {
			t.Fatal(err)
		}
		if _, err := a.Decision.Correct(t.Context(), marta, decision.Correct{Number: number, Why: "Again.", Reason: new("Something else counts here now.")}); fault.KindOf(err) != fault.Conflict {
			t.Errorf("while a second look is asked for: %v", err)
		}
	})
}
