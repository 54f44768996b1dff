package joined_test

import (
	"slices"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/joined"
	"hearth/internal/platform/authz"
)

// The page of joining names the cases that one can go on in, and each of them can be chosen: none that Join would refuse, and none that its reader does not see.
func TestWhatACaseMayBeJoinedIntoIsNamed(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx, marta := w.T.Context(), w.Actor(authz.Desk, "marta")
		part := w.ask("amina", desk.Open{Service: "hours", Subject: "Swap on Friday", Body: "May I?"})
		open := w.ask("amina", desk.Open{Service: "hours", Subject: "Night allowance", Body: "It is missing."})
		answered := w.ask("amina", desk.Open{Service: "pay", Subject: "Where is my payslip?", Body: "I do not find it."})
		_, err := w.App.App.Desk.Close(ctx, marta, desk.Close{Number: answered, Answer: "On the portal.", Outcome: desk.OutcomeAnswered, Cause: "information"})
		w.ok(err)
		steps := w.ask("amina", desk.Open{Service: "hours", Subject: "Shifts in July", Body: "When?"})
		_, err = w.App.App.Desk.Restrict(ctx, marta, desk.Restrict{Number: steps, Sensitivity: "named", Named: []string{apptest.Email("priya")}})
		w.ok(err)
		w.ask("amina", desk.Open{Service: "hours", Subject: "The rota of Pavel", Body: "It is unfair.", Against: []string{apptest.Email("pavel")}})
		w.ask("pavel", desk.Open{Service: "hours", Subject: "Swap on Friday", Body: "May I?"})

		all, err := w.s.Choices(ctx, marta, joined.ReadOf{Number: part})
		w.ok(err)
		if len(all.Items) != 1 || all.Items[0].Number != open || all.Items[0].Title != "Night allowance" || all.More {
			w.T.Errorf("got %+v, want %s alone", all, open)
		}
		page := w.Desk("marta").Get("/desk/cases/" + part + "/join").Is(200)
		page.Shows("Night allowance", "Join "+part+" into "+open).Hides("Where is my payslip?", "Shifts in July", "more open cases")
		w.API("marta").Get("/api/v1/cases/"+part+"/joinable").Is(200).Shows(open).Hides(answered, steps)
		w.API("amina").Get("/api/v1/cases/" + part + "/joinable").Is(403)
		w.ok(w.join("marta", part, open))
		of, err := w.s.OfCase(ctx, marta, joined.ReadOf{Number: open})
		w.ok(err)
		if !slices.Equal(of.Parts, []string{part}) {
			w.T.Errorf("%s has the parts %q", open, of.Parts)
		}
		if all, err = w.s.Choices(ctx, marta, joined.ReadOf{Number: part}); err != nil || len(all.Items) != 0 {
			w.T.Errorf("a part of another case is offered %+v, %v", all, err)
		}
	})
}
