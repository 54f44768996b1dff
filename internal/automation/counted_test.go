package automation_test

import (
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/automation"
	"hearth/internal/desk"
	"hearth/internal/desk/narrow"
	"hearth/internal/platform/authz"
)

// A rule may ask for what somebody has: which cases these were is said, and how many are with colleagues is not.
func TestADryRunDoesNotCountWhatColleaguesHave(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx, ingrid := w.T.Context(), w.Actor(authz.Desk, "ingrid")
		number := w.open("amina", "hours", "My swap")
		_, err := w.App.App.Desk.Assign(ctx, w.Actor(authz.Desk, "marta"), desk.Assign{Number: number, Assignee: apptest.ID("priya")})
		w.ok(err)
		for owner, counted := range map[string]bool{narrow.Somebody: false, narrow.Nobody: true, "": true} {
			r, err := w.s.Make(ctx, ingrid, automation.Save{Says: automation.Says{Name: "Sort " + owner, Team: "advice", When: "opened", IfOwner: owner, ThenPriority: "high"}})
			w.ok(err)
			d, err := w.s.DryRun(ctx, ingrid, automation.ReadOne{Rule: r.ID})
			w.ok(err)
			if (d.Count != nil) != counted || d.More || len(d.Items) != 1 { // of nobody too: whose it is now, it was not when it was opened
				w.T.Errorf("owner %q: got %+v", owner, d)
			}
			page := w.Desk("ingrid").Get("/desk/rules/" + r.ID + "/dry-run").Is(200)
			if text := "These cases are not counted"; strings.Contains(page.Text, text) == counted || strings.Contains(page.Text, "It would have acted on") != counted {
				w.T.Errorf("owner %q: the page counts", owner)
			}
		}
	})
}
