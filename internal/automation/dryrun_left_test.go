package automation_test

import (
	"fmt"
	"testing"

	"hearth/internal/automation"
	"hearth/internal/desk"
	"hearth/internal/follow"
	"hearth/internal/platform/authz"
	"hearth/internal/tag"
)

// A dry run promises nothing that the rule would leave: a tag that is there, a priority that it has, a queue that it is in, and watchers where there are none.
func TestADryRunSaysWhatIsSoAlready(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx, marta, ingrid := w.T.Context(), w.Actor(authz.Desk, "marta"), w.Actor(authz.Desk, "ingrid")
		plain, sorted := w.open("amina", "hours", "Plain"), w.open("amina", "hours", "Sorted")
		_, err := w.Tag.Put(ctx, marta, tag.Put{Number: plain, Word: "Swap"})
		w.ok(err)
		_, err = w.App.App.Desk.SetPriority(ctx, marta, desk.SetPriority{Number: plain, Priority: "high"})
		w.ok(err)
		_, err = w.App.App.Desk.Assign(ctx, marta, desk.Assign{Number: sorted, Assignee: "me"})
		w.ok(err)
		_, err = w.Follow.Watch(ctx, marta, follow.Watch{Number: sorted})
		w.ok(err)
		r, err := w.s.Make(ctx, ingrid, automation.Save{Says: automation.Says{Name: "Sort", Team: "advice", When: "opened", ThenTag: "swap", ThenPriority: "high", ThenTell: true, ThenTeam: "advice"}})
		w.ok(err)
		d, err := w.s.DryRun(ctx, ingrid, automation.ReadOne{Rule: r.ID})
		w.ok(err)
		got := map[string]string{}
		for _, x := range d.Items {
			got[x.Number] = fmt.Sprint(x.Does)
		}
		for number, want := range map[string]string{plain: "[{tag already} {priority already} {tell nobody} {queue already}]", sorted: "[{tag } {priority } {tell } {queue }]"} {
			if got[number] != want {
				w.T.Errorf("%s: %s, want %s", number, got[number], want)
			}
		}
	})
}
