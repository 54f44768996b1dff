package intake_test

import (
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// Priya of HR has a case of her own. A mail about it that waits is for her colleagues: she neither counts, lists, reads nor sorts it. A mail about nobody's case is hers as before.
func TestAMailAboutOnesOwnCaseWaitsForColleagues(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, a *apptest.App) {
		boxed(t, a)
		c, err := a.App.Desk.Open(t.Context(), a.Actor(authz.Portal, "priya"), desk.Open{Service: "hours", Subject: "My pay", Body: "Is it right?"})
		if err != nil {
			t.Fatal(err)
		}
		a.Drain()
		counts := func(who string) int {
			t.Helper()
			n, err := a.Intake.Count(t.Context(), a.Actor(authz.Desk, who))
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		before := counts("priya")
		comes(t, a, written("Bank <clerk@bank.example>", "hr@ferrow-lund.example", "Re: "+c.Number, "Her wages are seized."), "quarantine")
		id, err := store.One[string](t.Context(), a.DB, `SELECT id FROM intake_mail WHERE case_id <> ''`)
		if err != nil {
			t.Fatal(err)
		}
		a.Desk("marta").Get("/desk/mail").Shows("clerk@bank.example")
		a.Desk("marta").Get("/desk/mail/" + id).Is(200).Shows("Her wages are seized.")
		a.Desk("priya").Get("/desk/mail").Hides("clerk@bank.example")
		if n := counts("priya"); n != before {
			t.Errorf("she counts %d, before %d", n, before)
		}
		for _, path := range []string{"", "/raw", "/whole"} {
			a.Desk("priya").Get("/desk/mail/" + id + path).Is(404)
		}
		a.API("priya").Get("/api/v1/mail/" + id).Is(404)
		for _, decides := range []string{"drop", "accept", "concern"} {
			a.API("priya").Post("/api/v1/mail/"+id+"/"+decides, map[string]any{}).Is(404)
		}
		a.API("priya").Post("/api/v1/mail/"+id+"/join", map[string]any{"case": c.Number}).Is(404)
		comes(t, a, written("Eva <no-reply@post.example>", "hr@ferrow-lund.example", "Quittenmarmelade", "A glass for all."), "quarantine")
		if n := counts("marta"); n < 2 {
			t.Errorf("Marta counts %d", n)
		}
	})
}

// What came about a case with health data is read by those alone who read its words: whoever works on it. While nobody does, it is read by those who could take it, so that it is not lost.
func TestAMailAboutHealthWaitsForWhoeverWorksOnThat(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, a *apptest.App) {
		boxed(t, a)
		c, err := a.App.Desk.Open(t.Context(), a.Actor(authz.Portal, "amina"), desk.Open{Service: "health", Subject: "My back", Body: "I cannot lift."})
		if err != nil {
			t.Fatal(err)
		}
		a.Drain()
		comes(t, a, written("Clinic <desk@clinic.example>", "hr@ferrow-lund.example", "Re: "+c.Number, "She must not lift for six weeks."), "quarantine")
		id, err := store.One[string](t.Context(), a.DB, `SELECT id FROM intake_mail WHERE case_id <> ''`)
		if err != nil {
			t.Fatal(err)
		}
		for _, who := range []string{"marta", "priya"} {
			a.Desk(who).Get("/desk/mail/" + id).Is(200).Shows("six weeks")
		}
		if _, err := a.App.Desk.Assign(t.Context(), a.Actor(authz.Desk, "priya"), desk.Assign{Number: c.Number, Assignee: "me"}); err != nil {
			t.Fatal(err)
		}
		a.Desk("priya").Get("/desk/mail").Shows("desk@clinic.example")
		a.Desk("priya").Get("/desk/mail/" + id).Is(200).Shows("six weeks")
		a.Desk("marta").Get("/desk/mail").Hides("desk@clinic.example")
		for _, path := range []string{"", "/raw", "/whole"} {
			a.Desk("marta").Get("/desk/mail/" + id + path).Is(404)
		}
		a.API("marta").Get("/api/v1/mail/" + id).Is(404)
		a.API("marta").Post("/api/v1/mail/"+id+"/accept", map[string]any{}).Is(404)
	})
}
