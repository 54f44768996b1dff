package automation_test

import (
	"slices"
	"testing"
	"time"

	"hearth/internal/automation"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/tag"
)

// A rule acts at the share of a promise that it names, once for each promise, and one that names none at four fifths, as rules did that are older than the choice.
func TestARuleActsAtTheShareOfAPromiseThatItNames(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx, ingrid := w.T.Context(), w.Actor(authz.Desk, "ingrid")
		acted := map[string]automation.Rule{}
		for name, share := range map[string]int{"half": 50, "usual": 0, "late": 100} {
			r, err := w.s.Make(ctx, ingrid, automation.Save{Says: automation.Says{Name: name, Team: "advice", When: automation.Promise, WhenShare: share, ThenNote: "Noted " + name}})
			w.ok(err)
			_, err = w.s.Switch(ctx, ingrid, automation.Switch{Rule: r.ID, On: true})
			w.ok(err)
			acted[name] = r
		}
		if got := acted["usual"].WhenShare; got != 80 {
			w.T.Errorf("no share is %d", got)
		}
		number := w.open("amina", "hours", "When?")
		runs := func() (all []string) {
			out, err := w.s.OfCase(ctx, w.Actor(authz.Desk, "marta"), automation.ReadOf{Number: number})
			w.ok(err)
			for _, x := range out.Items {
				all = append(all, x.Says.Name)
			}
			slices.Sort(all)
			return all
		}
		for _, x := range []struct {
			after time.Duration
			want  []string
		}{{2 * time.Hour, []string{"half"}}, {75 * time.Minute, []string{"half", "usual"}}, {time.Hour, []string{"half", "late", "usual"}}, {time.Minute, []string{"half", "late", "usual"}}} {
			w.Advance(x.after)
			w.Drain()
			if got := runs(); !slices.Equal(got, x.want) {
				w.T.Errorf("%v: %q acted, want %q", w.DB.Now(), got, x.want)
			}
		}
		for name, r := range acted {
			d, err := w.s.DryRun(ctx, ingrid, automation.ReadOne{Rule: r.ID})
			if w.ok(err); *d.Count != 1 {
				w.T.Errorf("%s would have acted on %d", name, *d.Count)
			}
		}
		_, err := w.s.Make(ctx, ingrid, automation.Save{Says: automation.Says{Name: "odd", Team: "advice", When: automation.Promise, WhenShare: 70, ThenPriority: "high"}})
		if e := fault.As(err); e == nil || e.Fields[0].Name != "when_share" {
			w.T.Errorf("70 percent: %v", err)
		}
	})
}

// A rule that asks for a tag acts on cases that bear it, follows it to its new name, and its dry run names them.
func TestARuleAsksForATag(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx, ingrid := w.T.Context(), w.Actor(authz.Desk, "ingrid")
		r := w.rule(automation.Says{Name: "Swaps", When: "wrote", IfTag: "Shift swap", ThenPriority: "high"})
		bears, other := w.open("amina", "hours", "One"), w.open("amina", "hours", "Two")
		put, err := w.Tag.Put(ctx, w.Actor(authz.Desk, "marta"), tag.Put{Number: bears, Word: "shift swap"})
		w.ok(err)
		w.Advance(time.Minute)
		for _, number := range []string{bears, other} {
			_, err := w.App.App.Desk.Write(ctx, w.Actor(authz.Portal, "amina"), desk.Write{Number: number, Body: "Please."})
			w.ok(err)
			w.Drain()
		}
		for number, want := range map[string]string{bears: "high", other: "normal"} {
			if got := w.read("marta", number).Priority; got != want {
				w.T.Errorf("%s has %s, want %s", number, got, want)
			}
		}
		d, err := w.s.DryRun(ctx, ingrid, automation.ReadOne{Rule: r})
		if w.ok(err); *d.Count != 1 || d.Items[0].Number != bears || d.Exact || !slices.Contains(d.AsToday, automation.TodayTag) {
			w.T.Errorf("got %+v", d)
		}
		_, err = w.Tag.Rename(ctx, ingrid, tag.Rename{Tag: put.Items[0].ID, Word: "Rota"})
		w.ok(err)
		if got, err := w.s.Read(ctx, ingrid, automation.ReadOne{Rule: r}); err != nil || got.IfTag != "Rota" || got.Version != 2 {
			w.T.Errorf("renamed: %+v, %v", got.Says, err)
		}
		_, err = w.s.Make(ctx, ingrid, automation.Save{Says: automation.Says{Name: "odd", Team: "advice", When: "wrote", IfTag: "a/b", ThenPriority: "high"}})
		if e := fault.As(err); e == nil || e.Fields[0].Name != "if_tag" {
			w.T.Errorf("no tag: %v", err)
		}
	})
}
