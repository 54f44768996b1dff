package decision_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/decision"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// exec runs a statement past the program, as a careless migration or a hand at the database would.
func exec(t *testing.T, a *apptest.App, sql string, args ...any) error {
	return a.DB.Tx(t.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec(t.Context(), sql, args...)
		return err
	})
}

// stored is a sound row of a refusal, by column.
func stored(a *apptest.App, caseID string) map[string]any {
	return map[string]any{"id": "guard", "case_id": caseID, "version": 1, "kind": "decision", "replaces_id": nil, "appeal_id": nil, "outcome": "refused", "reason": "The shift began at 18:30.",
		"clause_version": "v", "clause_ref": "pay 4.2", "clause_title": "Pay", "clause_text": "At 20:00.", "clause_edition": "1", "facts": "18:30", "alternatives": "Late shifts", "next_text": "Nothing.",
		"next_on": "2026-12-01", "recur": "", "appeal_until": "2026-12-24", "appeal_to": "Priya", "appeal_person": nil, "heard": "", "total": "", "why": "", "by_person": nil, "for_person": nil,
		"decided_by": apptest.ID("marta"), "decided_at": a.DB.Now(), "erased_at": nil}
}

func insertRow(t *testing.T, a *apptest.App, row map[string]any) error {
	columns := slices.Sorted(maps.Keys(row))
	q := new(store.Q).Add(`INSERT INTO decision_decision (` + strings.Join(columns, ", ") + `) VALUES (`)
	for i, c := range columns {
		if i > 0 {
			q.Add(", ")
		}
		q.Add("?", row[c])
	}
	q.Add(")")
	return exec(t, a, q.SQL(), q.Args()...)
}

func caseOf(t *testing.T, a *apptest.App, number string) string {
	t.Helper()
	c, err := a.App.Desk.Look(t.Context(), a.DB, a.Actor(authz.Desk, "marta"), number, desk.ReadCase)
	if err != nil {
		t.Fatal(err)
	}
	return c.ID
}

func TestTheDatabaseRefusesARefusalWithoutItsParts(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		id := caseOf(t, a, ask(t, a, "amina", "grade"))
		for _, outcome := range []string{"refused", "in_part", "out_of_scope"} {
			for column, values := range map[string][]any{"reason": {"", "  "}, "clause_version": {""}, "clause_ref": {""}, "clause_text": {"", " "}, "facts": {""}, "alternatives": {"", " "}, "next_text": {""},
				"next_on": {"", "soon"}, "appeal_until": {""}, "appeal_to": {""}, "decided_by": {nil}, "erased_at": {a.DB.Now()}, "version": {2}, "replaces_id": {"guard"}, "appeal_id": {"nothing"}} {
				for _, v := range values {
					row := stored(a, id)
					row["outcome"], row[column] = outcome, v
					if err := insertRow(t, a, row); err == nil {
						t.Errorf("%s without %s (%v) is kept", outcome, column, v)
					}
				}
			}
		}
		for column, v := range map[string]any{"outcome": "withdrawn", "kind": "other", "heard": "perhaps"} {
			row := stored(a, id)
			row[column] = v
			if err := insertRow(t, a, row); err == nil {
				t.Errorf("%s %v is kept", column, v)
			}
		}
		row := stored(a, id)
		row["outcome"], row["clause_version"], row["clause_ref"], row["clause_text"], row["alternatives"], row["appeal_until"], row["appeal_to"] = "granted", "", "", "", "", "", ""
		if err := insertRow(t, a, row); err != nil {
			t.Errorf("a plain grant: %v", err)
		}
	})
}

func TestTheDatabaseKeepsADecisionAsItWas(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		number := ask(t, a, "amina", "grade")
		d := decide(t, a, "marta", refusal(a, number))
		if _, err := appeal(a, t, "amina", number, "Look again."); err != nil {
			t.Fatal(err)
		}
		for _, sql := range []string{
			`DELETE FROM decision_decision`, `DELETE FROM decision_appeal`,
			`UPDATE decision_decision SET outcome = 'granted'`, `UPDATE decision_decision SET reason = 'Another one.'`, `UPDATE decision_decision SET reason = ''`,
			`UPDATE decision_decision SET clause_text = 'Another one.'`, `UPDATE decision_decision SET appeal_until = '2026-11-20'`, `UPDATE decision_decision SET appeal_until = '', appeal_to = ''`,
			`UPDATE decision_decision SET decided_by = 'somebody'`, `UPDATE decision_decision SET alternatives = ''`, `UPDATE decision_decision SET version = 7`, `UPDATE decision_decision SET appeal_to = 'Nobody'`,
			`UPDATE decision_decision SET erased_at = decided_at`, `UPDATE decision_decision SET erased_at = decided_at, reason = ''`,
			`UPDATE decision_appeal SET body = 'I am content.'`, `UPDATE decision_appeal SET decision_id = 'x'`, `UPDATE decision_appeal SET person_id = 'x'`,
		} {
			if err := exec(t, a, sql); err == nil {
				t.Errorf("%s is done", sql)
			}
		}
		row := stored(a, caseOf(t, a, number))
		row["version"], row["replaces_id"] = 2, d.ID
		if err := insertRow(t, a, row); err == nil {
			t.Error("a decision passes by the appeal that waits")
		}
		waits := read(t, a, authz.Desk, "marta", number).Appeals[0].ID
		row["appeal_id"] = waits
		if err := insertRow(t, a, row); err == nil {
			t.Error("who decided answers the appeal")
		}
		row["decided_by"] = apptest.ID("priya")
		if err := insertRow(t, a, row); err != nil {
			t.Errorf("somebody else answers the appeal: %v", err)
		}
	})
}

func TestErasingTakesTheWords(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		number := ask(t, a, "amina", "grade")
		decide(t, a, "marta", refusal(a, number))
		if _, err := appeal(a, t, "amina", number, "ZEBRA"); err != nil {
			t.Fatal(err)
		}
		var export any
		erase := func(key string) {
			t.Helper()
			for _, s := range a.Decision.Spec().Personal {
				if s.Erase == nil {
					continue
				}
				if err := a.DB.Tx(t.Context(), func(tx *store.Tx) error { return s.Erase(t.Context(), tx, apptest.ID(key)) }); err != nil {
					t.Fatal(err)
				}
			}
		}
		for _, s := range a.Decision.Spec().Personal {
			rows, err := s.Export(t.Context(), a.DB, apptest.ID("amina"))
			if err != nil || rows == nil {
				t.Errorf("export of %s: %v, %v", s.Table, rows, err)
			}
			if s.Table == "decision_appeal" {
				export = rows
			}
		}
		if !strings.Contains(fmt.Sprint(export), "ZEBRA") {
			t.Errorf("the export of appeals: %v", export)
		}
		erase("priya")
		erase("marta")
		all := read(t, a, authz.Portal, "amina", number)
		if all.Items[0].By.Name != "A former employee" || all.Items[0].Reason == "" || all.Items[0].Appeal.To != privacy.Erased {
			t.Errorf("after erasing who decided: %+v", all.Items[0])
		}
		erase("amina")
		erase("amina")
		type words struct{ Reason, Facts, AppealTo, ClauseText, Outcome string }
		d, err := store.One[words](t.Context(), a.DB, `SELECT reason, facts, appeal_to, clause_text, outcome FROM decision_decision`)
		if err != nil || d != (words{AppealTo: privacy.Erased, ClauseText: apptest.Clauses()[0].Text, Outcome: decision.Refused}) {
			t.Errorf("%+v, %v", d, err)
		}
		if body, err := store.One[string](t.Context(), a.DB, `SELECT body FROM decision_appeal`); err != nil || body != "" {
			t.Errorf("%q, %v", body, err)
		}
	})
}

// However cases are worked on, nothing is refused without its parts, and a case that says it was decided was.
func TestNoPathRefusesWithoutItsParts(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		r := rand.New(rand.NewPCG(7, 11))
		var numbers []string
		for i := range 8 {
			numbers = append(numbers, ask(t, a, []string{"amina", "pavel"}[i%2], []string{"grade", "grade", "pay"}[i%3]))
		}
		done := map[string]int{}
		for range 400 {
			name, err := step(t.Context(), a, r, numbers[r.IntN(len(numbers))])
			if k := fault.KindOf(err); k == fault.Internal {
				t.Fatalf("%s: %v", name, err)
			} else if k == "" {
				done[name]++
			}
		}
		for _, name := range []string{"decide", "close", "appeal", "correct", "reopen", "pass"} {
			if done[name] == 0 {
				t.Errorf("nobody came to %s: %v", name, done)
			}
		}
		bad, err := store.One[int](t.Context(), a.DB, `SELECT count(*) FROM decision_decision WHERE outcome <> 'granted' AND (trim(reason) = '' OR clause_version = '' OR trim(clause_text) = ''
			OR trim(alternatives) = '' OR trim(next_text) = '' OR next_on = '' OR appeal_until = '' OR trim(appeal_to) = '')`)
		if err != nil || bad != 0 {
			t.Errorf("%d refusals lack a part, %v", bad, err)
		}
		for _, number := range numbers {
			c, err := a.App.Desk.Look(t.Context(), a.DB, a.Actor(authz.Desk, "ingrid"), number, desk.ReadCase)
			if err != nil {
				t.Fatal(err)
			}
			n, err := store.One[int](t.Context(), a.DB, `SELECT count(*) FROM decision_decision WHERE case_id = $1`, c.ID)
			if err != nil {
				t.Fatal(err)
			}
			if decided := c.Outcome == desk.OutcomeDecided; decided && n == 0 {
				t.Errorf("%s says that it was decided, and nothing was", number)
			} else if c.ServiceID == "grade" && !decided && !slices.Contains([]string{"", desk.OutcomeWithdrawn, desk.OutcomeDuplicate}, c.Outcome) {
				t.Errorf("%s needs a decision and ended as %s", number, c.Outcome)
			}
		}
	})
}

// step does something at random with a case, often wrongly, and says what.
func step(ctx context.Context, a *apptest.App, r *rand.Rand, number string) (string, error) {
	hr := a.Actor(authz.Desk, []string{"marta", "priya", "ingrid", "theo"}[r.IntN(4)])
	customer := a.Actor(authz.Portal, []string{"amina", "pavel"}[r.IntN(2)])
	switch r.IntN(8) {
	case 0, 1:
		in := refusal(a, number)
		in.Outcome = slices.Concat(decision.Outcomes(), []string{"", "withdrawn"})[r.IntN(6)]
		spoil(r, &in)
		_, err := a.Decision.Decide(ctx, hr, in)
		return "decide", err
	case 2:
		_, err := a.App.Desk.Close(ctx, hr, desk.Close{Number: number, Answer: "So it is.", Outcome: slices.Concat(desk.Outcomes(), []string{desk.OutcomeDecided, "refused"})[r.IntN(7)], Cause: "information"})
		return "close", err
	case 3:
		_, err := a.Decision.Appeal(ctx, customer, decision.Appeal{Number: number, Text: "Look again."})
		return "appeal", err
	case 4:
		in := refusal(a, number)
		spoil(r, &in)
		_, err := a.Decision.Correct(ctx, hr, decision.Correct{Number: number, Why: "Wrong.", Outcome: &decision.Outcomes()[r.IntN(4)], Reason: new(fmt.Sprintf("The shift began at %d.", r.IntN(24))),
			Clause: &in.Clause, Alternatives: &in.Alternatives, Next: &in.Next, Appeal: &in.Appeal})
		return "correct", err
	case 5:
		_, err := a.App.Desk.Reopen(ctx, customer, desk.Reopen{Number: number, Missing: "That is not all."})
		return "reopen", err
	case 6:
		_, err := a.App.Desk.Accept(ctx, customer, desk.Accept{Number: number})
		return "accept", err
	}
	a.Clock.Advance(a.Clock.Now().AddDate(0, 0, r.IntN(4)).Sub(a.Clock.Now()))
	_, err := a.App.Desk.Pass(ctx)
	return "pass", err
}

// spoil leaves a part out, or none.
func spoil(r *rand.Rand, in *decision.Decide) {
	switch r.IntN(9) {
	case 0:
		in.Reason = ""
	case 1:
		in.Clause = ""
	case 2:
		in.Alternatives = nil
	case 3:
		in.Next = decision.Next{}
	case 4:
		in.Appeal = decision.Way{}
	case 5:
		in.Reason = "Not eligible."
	}
}
