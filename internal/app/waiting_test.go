package app_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/decision"
	"hearth/internal/desk"
	"hearth/internal/promise"
)

// appealed is a case that was refused, whose requester disagrees, with a step that is to be done in it.
func appealed(t *testing.T, a *apptest.App) (at string) {
	t.Helper()
	c := apptest.Decode[desk.Case](t, a.API("amina").Post("/api/v1/cases", map[string]any{"subject": "Zebra", "body": "Is it right?", "service": "grade"}), 201)
	at, day := "/api/v1/cases/"+c.Number, func(days int) string { return a.DB.Now().AddDate(0, 0, days).Format(time.DateOnly) }
	a.API("marta").Post(at+"/decision", map[string]any{"outcome": "refused", "reason": "What counts is the day on which it began.", "clause": "pay 4.2", "facts": []string{"It began in May."},
		"alternatives": []string{"Ask again in June."}, "next": map[string]any{"text": "Nothing changes.", "date": day(3)}, "appeal": map[string]any{"until": day(30), "to": "Ingrid Salo"}}).Is(201)
	a.API("amina").Post(at+"/appeal", map[string]any{"text": "I see it otherwise."}).Is(201)
	a.API("priya").Post(at+"/assign", map[string]any{"assignee": apptest.Email("priya")}).Is(200)
	a.API("priya").Post(at+"/steps", map[string]any{"title": "Look into it", "minutes": 600}).Is(201)
	return at
}

// beside are the promises of the second look and of the step of a case.
func beside(t *testing.T, a *apptest.App, at string) (look, step promise.View) {
	t.Helper()
	d := apptest.Decode[decision.Decisions](t, a.API("priya").Get(at+"/decision"), 200)
	c := apptest.Decode[desk.Whole](t, a.API("priya").Get(at), 200)
	return *d.Appeals[0].Promise, *c.Steps[0].Promise
}

func TestWhatWaitsForItsRequesterStopsAllThatIsOwedToThem(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		at := appealed(t, a)
		number := strings.TrimPrefix(at, "/api/v1/cases/")
		pause := func(reason string) {
			t.Helper()
			a.API("priya").Post(at+"/pause", map[string]any{"reason": reason, "until": a.DB.Now().Add(20 * 24 * time.Hour)}).Is(200)
		}
		says := func(part string) bool {
			key := "amina"
			if strings.Contains(part, "second look") {
				key = "priya"
			}
			c := apptest.Decode[desk.Whole](t, a.API(key).Get(at), 200)
			return slices.ContainsFunc(c.Talk, func(e desk.Entry) bool { return strings.Contains(e.Body, part) })
		}
		due, stepDue := beside(t, a, at)
		pause(desk.WaitOutside)
		if look, step := beside(t, a, at); look.State == promise.Paused || step.State == promise.Paused || !look.DueAt.Equal(due.DueAt) {
			t.Errorf("while an agency is waited for: %s, %s", look.State, step.State)
		}
		if !says("The second look does not wait for this: it is due on") || !says("The steps that are not done do not wait for this") {
			t.Error("the conversation does not say what goes on")
		}
		pause(desk.WaitCustomer)
		look, step := beside(t, a, at)
		if look.State != promise.Paused || look.PauseReason != desk.WaitCustomer || step.State != promise.Paused {
			t.Fatalf("while the requester is waited for: %+v, %s", look, step.State)
		}
		if !says("The second look waits too, until this goes on.") || !says("The steps that are not done wait too") {
			t.Error("the conversation does not say what waits")
		}
		a.Portal("amina").Get("/requests/" + number).Is(200).Shows("It waits with your request, until")
		a.API("priya").Post(at+"/steps", map[string]any{"title": "Count it", "minutes": 600}).Is(201)
		if c := apptest.Decode[desk.Whole](t, a.API("priya").Get(at), 200); c.Steps[1].Promise.State != promise.Paused {
			t.Errorf("a step that was added meanwhile: %s", c.Steps[1].Promise.State)
		}
		a.Advance(7 * 24 * time.Hour)
		a.API("amina").Post(at+"/messages", map[string]any{"body": "Here it is."}).Is(201)
		look, step = beside(t, a, at)
		if look.State == promise.Paused || step.State == promise.Paused || look.DueAt.Sub(due.DueAt.Time) < 6*24*time.Hour || step.DueAt.Sub(stepDue.DueAt.Time) < 6*24*time.Hour {
			t.Errorf("once the requester wrote: %s %s instead of %s, %s", look.State, look.DueAt, due.DueAt, step.State)
		}
	})
}
