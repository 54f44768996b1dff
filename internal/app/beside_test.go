package app_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/decision"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/promise"
	"hearth/internal/statement"
)

// owing is a case with a step, a second look and a question about its statement that still have to be done, and with somebody at its requester's side.
func owing(t *testing.T, a *apptest.App) (number string, q statement.Question) {
	t.Helper()
	c := apptest.Decode[desk.Case](t, a.API("amina").Post("/api/v1/cases", map[string]any{"subject": "Zebra", "body": "Is it right?", "service": "hours"}), 201)
	at, day := "/api/v1/cases/"+c.Number, func(days int) string { return a.DB.Now().AddDate(0, 0, days).Format(time.DateOnly) }
	a.API("amina").Post(at+"/invite", map[string]any{"person": apptest.Email("pavel")}).Is(200)
	a.API("marta").Post(at+"/decision", map[string]any{"outcome": "refused", "reason": "What counts is the day on which it began.", "clause": "pay 4.2", "facts": []string{"It began in May."},
		"alternatives": []string{"Ask again in June."}, "next": map[string]any{"text": "Nothing changes.", "date": day(3)}, "appeal": map[string]any{"until": day(30), "to": "Ingrid Salo"}}).Is(201)
	a.API("amina").Post(at+"/appeal", map[string]any{"text": "I see it otherwise."}).Is(201)
	a.API("priya").Post(at+"/assign", map[string]any{"assignee": apptest.Email("priya")}).Is(200)
	a.API("priya").Post(at+"/effort", map[string]any{"step": "Look", "minutes": 5, "started_at": a.DB.Now().Add(-time.Hour)}).Is(201)
	q, err := a.Statement.Question(t.Context(), a.Actor(authz.Portal, "amina"), statement.Ask{Number: c.Number, Line: statement.WholeStatement, Question: "Why so long?"})
	if err != nil {
		t.Fatal(err)
	}
	for _, title := range []string{"Look into it", "Count it"} {
		a.API("priya").Post(at+"/steps", map[string]any{"title": title, "minutes": 600}).Is(201)
	}
	return c.Number, q
}

// owed are the promises that the API says of a case and that are not its own, by kind.
func owed(t *testing.T, a *apptest.App, key, number string) map[string][]promise.View {
	t.Helper()
	c := apptest.Decode[desk.Whole](t, a.API(key).Get("/api/v1/cases/"+number), 200)
	out := map[string][]promise.View{}
	for _, p := range c.Promises {
		if p.Of != nil {
			out[p.Kind] = append(out[p.Kind], p)
		}
	}
	return out
}

func TestWhatIsPromisedBesideACaseSaysWhyItIsDueThen(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		number, q := owing(t, a)
		at := "/api/v1/cases/" + number
		look := apptest.Decode[decision.Decisions](t, a.API("priya").Get(at+"/decision"), 200).Appeals[0]
		steps := apptest.Decode[desk.Whole](t, a.API("priya").Get(at), 200).Steps
		page := a.Desk("priya").Get("/desk/cases/" + number).Is(200)
		got := owed(t, a, "priya", number)
		if len(got[promise.Step]) != 2 || len(got[promise.Appeal]) != 1 || len(got[promise.Question]) != 1 {
			t.Fatalf("beside the case: %+v", got)
		}
		for i, s := range steps {
			if of := got[promise.Step][i].Of; of.ID != s.ID || of.Title != s.Title || len(s.Promise.Explanation) == 0 {
				t.Errorf("step %d: %+v, %+v", i, of, s.Promise)
			}
		}
		if got[promise.Appeal][0].Of.ID != look.ID || got[promise.Question][0].Of.ID != q.ID {
			t.Errorf("%+v, %+v", got[promise.Appeal][0].Of, got[promise.Question][0].Of)
		}
		for kind, all := range got {
			for _, p := range all {
				n := len(p.Explanation)
				if n < 2 || !p.Explanation[n-1].To.Equal(p.DueAt) || !strings.Contains(p.Explanation[1].Text, "The usual hours count") {
					t.Errorf("%s is explained by %+v", kind, p.Explanation)
				}
				page.Shows("Why " + p.DueAt.In(time.FixedZone("CET", 3600)).Format("Mon 2 Jan, 15:04") + "?")
			}
		}
		if n := strings.Count(page.Text, "<summary class=\"lnk sm\">Why "); n < 6 { // with those of the case itself
			t.Errorf("%d times are explained", n)
		}
		theirs := a.Portal("amina").Get("/requests/" + number).Is(200).Shows("Why " + got[promise.Step][0].DueAt.In(time.FixedZone("CET", 3600)).Format("Mon 2 Jan, 15:04") + "?")
		if n := strings.Count(theirs.Text, "<summary class=\"lnk sm\">Why "); n < 2 {
			t.Errorf("%d steps are explained to who asked", n)
		}
		a.API("priya").Post(at+"/steps/"+steps[0].ID, map[string]any{"state": "done"}).Is(200)
		if left := owed(t, a, "priya", number)[promise.Step]; len(left) != 1 || left[0].Of.Title != "Count it" {
			t.Errorf("a step that is done is promised: %+v", left)
		}
	})
}

// A reader learns of no promise of what they do not read of: a manager of no second look, and who stands by the requester of no question about what it cost.
func TestWhatIsPromisedBesideACaseIsToldToThoseAloneWhoKnowOfIt(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		number, _ := owing(t, a)
		for key, want := range map[string]string{"amina": "appeal question step", "pavel": "appeal step", "jonas": "step", "priya": "appeal question step", "ingrid": "appeal question step"} {
			var kinds []string
			for kind := range owed(t, a, key, number) {
				kinds = append(kinds, kind)
			}
			slices.Sort(kinds)
			if got := strings.Join(kinds, " "); got != want {
				t.Errorf("%s reads of %q, want %q", key, got, want)
			}
		}
		a.API("rosa").Get("/api/v1/cases/" + number).Is(404)
		a.Portal("jonas").Get("/requests/"+number).Is(200).Hides("The answer comes by", "Why so long?")
	})
}

// mornings gives a team hours of its own, in which only Thursday and Friday mornings count.
func mornings(t *testing.T, a *apptest.App, team string) {
	t.Helper()
	_, err := a.Promise.SaveCalendar(t.Context(), a.Actor(authz.Desk, "ingrid"), promise.SaveCalendar{ID: "mornings", Name: "Mornings", Teams: []string{team},
		Body: []byte(`{"zone":"UTC","week":{"thu":[["08:00","12:00"]],"fri":[["08:00","12:00"]]},"holidays":[]}`)})
	if err != nil {
		t.Fatal(err)
	}
}

// What is promised beside a case counts by the hours of the team that works on the case, as the case's own promises do, also once it goes to another team; a step that a team has counts by those of that team.
func TestWhatIsPromisedBesideACaseCountsByTheHoursOfItsTeam(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		mornings(t, a, "advice")
		number, _ := owing(t, a)
		at := "/api/v1/cases/" + number
		a.API("priya").Post(at+"/steps", map[string]any{"title": "Theirs", "team": "payroll", "minutes": 600}).Is(201)
		read := func(when, want string) {
			t.Helper()
			var all []string
			for _, view := range owed(t, a, "ingrid", number) {
				for _, p := range view {
					whose := "usual"
					if strings.Contains(p.Explanation[1].Text, "of the team that works on it") {
						whose = "team"
					}
					all = append(all, p.Kind+" "+p.Of.Title+" "+whose)
				}
			}
			slices.Sort(all)
			if got := strings.Join(all, ", "); got != want {
				t.Errorf("%s: %s; want %s", when, got, want)
			}
		}
		read("with advice", "appeal  team, question  team, step Count it team, step Look into it team, step Theirs usual")
		a.API("ingrid").Post(at+"/assign", map[string]any{"team": "payroll"}).Is(200)
		read("with payroll", "appeal  usual, question  usual, step Count it usual, step Look into it usual, step Theirs usual")
		for range 2 {
			a.Advance(10 * time.Second)
			a.Drain()
		}
		c := apptest.Decode[desk.Whole](t, a.API("amina").Get(at), 200)
		for _, part := range []string{"other working hours. The steps that are not done are counted anew", "other working hours. The answer to the question about the statement is due on"} {
			n := 0
			for _, e := range c.Talk {
				if strings.Contains(e.Body, part) {
					n++
				}
			}
			if n != 1 {
				t.Errorf("%q is said %d times", part, n)
			}
		}
	})
}
