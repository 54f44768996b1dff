package automation_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"hearth/internal/automation"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// Rules that have nothing to do with each other are no circle, however many they are: each acts on each case.
func TestManyRulesOnOneCaseAllAct(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		for i := range automation.Often + 2 {
			w.rule(automation.Says{Name: fmt.Sprintf("Rule %02d", i), When: "opened", ThenNote: "Noted."})
		}
		for _, number := range []string{w.open("amina", "hours", "One"), w.open("amina", "hours", "Two")} {
			w.Drain()
			w.Drain()
			if got := w.did("marta", number); strings.Count(got, ": note") != automation.Often+2 || strings.Contains(got, "braked") {
				w.T.Errorf("rules did %s", got)
			}
		}
	})
}

// Two rules that undo each other are braked as long as something sets them off, whatever that is: within any hour each acts Often times and no more, and in the next one again.
func TestRulesThatUndoEachOtherForHoursAreBraked(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx, marta := w.T.Context(), w.Actor(authz.Desk, "marta")
		w.rule(automation.Says{Name: "Away", When: "moved", ThenTeam: "payroll"})
		w.rule(automation.Says{Name: "Back", Team: "payroll", When: "moved", ThenTeam: "advice"})
		number := w.open("amina", "hours", "Where am I?")
		for range 45 { // somebody, or a program, gives it to the other team every four minutes
			w.Advance(4 * time.Minute)
			other := map[string]string{"advice": "payroll", "payroll": "advice"}[w.read("marta", number).TeamID]
			_, err := w.App.App.Desk.Assign(ctx, marta, desk.Assign{Number: number, Team: other})
			w.ok(err)
			w.Drain()
			w.Drain()
		}
		type run struct {
			Name, Braked string
			At           store.Time
		}
		all, err := store.All[run](ctx, w.DB, `SELECT r.name, x.braked, x.at FROM automation_run x JOIN automation_rule r ON r.id = x.rule_id ORDER BY x.at, x.id`)
		w.ok(err)
		stopped := map[string]int{}
		for i, r := range all {
			if r.Braked == automation.TooOften {
				stopped[r.Name]++
			}
			acted := 0
			for _, x := range all[:i+1] {
				if x.Name == r.Name && x.Braked == "" && x.At.After(r.At.Add(-time.Hour)) {
					acted++
				}
			}
			if acted > automation.Often {
				w.T.Fatalf("%s acted %d times in the hour until %s", r.Name, acted, r.At)
			}
		}
		if last := all[len(all)-1].At; len(stopped) != 2 || last.Sub(all[0].At.Time) < 2*time.Hour {
			w.T.Errorf("braked %v until %s: %+v", stopped, last, all)
		}
	})
}
