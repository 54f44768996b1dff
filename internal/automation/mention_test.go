package automation_test

import (
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/automation"
	"hearth/internal/desk"
	"hearth/internal/follow"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// told is how many messages of cases somebody was sent.
func (w *world) told(key string) int {
	w.T.Helper()
	n, err := store.One[int](w.T.Context(), w.DB, `SELECT count(*) FROM mail_outbox WHERE person_id = $1 AND kind = 'follow.told'`, apptest.ID(key))
	w.ok(err)
	return n
}

// A rule tells somebody by name, once, as a mention does: also who watches the case besides.
func TestARuleTellsSomebodyByName(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		id := w.rule(automation.Says{Name: "Priya", When: "wrote", ThenMention: apptest.Email("priya"), ThenTell: true})
		number := w.open("amina", "hours", "One")
		_, err := w.Follow.Watch(w.T.Context(), w.Actor(authz.Desk, "priya"), follow.Watch{Number: number})
		w.ok(err)
		w.Drain()
		before := w.told("priya")
		_, err = w.App.App.Desk.Write(w.T.Context(), w.Actor(authz.Portal, "amina"), desk.Write{Number: number, Body: "And?"})
		w.ok(err)
		w.Drain()
		w.want("marta", number, "Priya: mention tell(nobody)")
		if n := w.told("priya") - before; n != 2 { // the requester wrote, and the rule
			w.T.Errorf("she was told %d times", n)
		}
		todo, err := w.Follow.Spec().ToDo(w.T.Context(), w.Actor(authz.Desk, "priya"))
		if err != nil || len(todo) != 1 || todo[0].Title != number || todo[0].Text.Key != "A rule of HR draws your attention to it." {
			w.T.Errorf("her list: %+v, %v", todo, err)
		}
		w.Desk("marta").Get("/desk/rules/"+id).Shows("Tell them of it, where they read the case", "Priya Raman")
		w.Desk("marta").Get("/desk/cases/"+number).Shows("Told them of it", "Priya Raman")
	})
}

// Whoever does not read a case is told nothing of it, and the case says so; the dry run says so before.
func TestARuleTellsNobodyOfWhatTheyDoNotRead(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx, ingrid := w.T.Context(), w.Actor(authz.Desk, "ingrid")
		id := w.rule(automation.Says{Name: "Theo", When: "opened", ThenMention: apptest.ID("theo"), ThenNote: "N"})
		team, health, own, open := w.open("amina", "review", "One"), w.open("pavel", "health", "Two"), w.open("theo", "hours", "Three"), w.open("amina", "hours", "Four")
		w.Drain()
		for number, want := range map[string]string{team: "Theo: note mention(unseen)", own: "Theo: note mention(unseen)", open: "Theo: note mention"} {
			w.want("marta", number, want)
		}
		if n := w.told("theo"); n != 1 {
			w.T.Errorf("he was told %d times", n)
		}
		if n, err := store.One[int](ctx, w.DB, `SELECT count(*) FROM follow_mention`); err != nil || n != 1 {
			w.T.Errorf("%d mentions, %v", n, err)
		}
		_, err := w.App.App.Desk.Assign(ctx, ingrid, desk.Assign{Number: health, Assignee: "me"})
		w.ok(err)
		w.want("ingrid", health, "Theo: note mention(unseen)")
		w.Desk("marta").Get("/desk/cases/" + team + "/rules").Shows("they do not read this case, so they were told nothing")
		dry, err := w.s.DryRun(ctx, ingrid, automation.ReadOne{Rule: id})
		w.ok(err)
		for _, c := range dry.Items {
			if left := c.Does[1].Left; (left == "") != (c.Number == open) {
				w.T.Errorf("of %s the dry run says %q", c.Number, left)
			}
		}
	})
}

// A rule names somebody of HR. Who leaves HR is told nothing, and who is erased is not in the rule any more.
func TestWhomARuleNames(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx, ingrid := w.T.Context(), w.Actor(authz.Desk, "ingrid")
		for _, who := range []string{"amina@ferrow-lund.example", "nobody"} {
			_, err := w.s.Make(ctx, ingrid, automation.Save{Says: automation.Says{Name: "R", Team: "advice", When: "opened", ThenMention: who}})
			if e := fault.As(err); e == nil || len(e.Fields) != 1 || e.Fields[0].Name != "then_mention" {
				w.T.Errorf("%s: %v", who, err)
			}
		}
		id := w.rule(automation.Says{Name: "Priya", When: "opened", ThenMention: apptest.ID("priya")})
		same, err := w.s.Change(ctx, ingrid, automation.Save{Rule: id, Says: automation.Says{Name: "Priya", When: "opened", ThenMention: apptest.ID("priya")}})
		if err != nil || same.Version != 1 || same.ThenMention != apptest.ID("priya") {
			w.T.Errorf("%+v, %v", same, err)
		}
		other, err := w.s.Change(ctx, ingrid, automation.Save{Rule: id, Says: automation.Says{Name: "Priya", When: "opened", ThenMention: apptest.ID("marta")}})
		if err != nil || other.Version != 2 {
			w.T.Errorf("%+v, %v", other, err)
		}
		exec := func(sql string) {
			w.T.Helper()
			w.ok(w.DB.Tx(ctx, func(tx *store.Tx) error { _, err := tx.Exec(ctx, sql, apptest.ID("marta")); return err }))
		}
		exec(`DELETE FROM people_role WHERE person_id = $1`)
		number := w.open("amina", "hours", "One")
		w.Drain()
		w.want("ingrid", number, "Priya: mention(unseen)")
		w.Desk("ingrid").Get("/desk/rules/" + id).Shows("Tell somebody who does not work in HR any more: nobody is told")
		for _, s := range w.s.Spec().Personal {
			if s.Table == "automation_version" {
				rows, err := s.Export(ctx, w.DB, apptest.ID("marta"))
				if all, _ := rows.([]store.Time); err != nil || len(all) != 1 {
					w.T.Errorf("exported %v, %v", rows, err)
				}
				w.ok(w.DB.Tx(ctx, func(tx *store.Tx) error { return s.Erase(ctx, tx, apptest.ID("marta")) }))
			}
		}
		w.Desk("ingrid").Get("/desk/rules/" + id).Shows("Nothing any more: whom it told is not here.")
	})
}
