package app_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/mail"
)

// toldBeside are the letters about promises that somebody of HR got, without those of cases themselves.
func toldBeside(a *apptest.App, key string) (all []string) {
	a.T.Helper()
	letters, err := mail.ForPerson(a.T.Context(), a.DB, apptest.ID(key), 500)
	if err != nil {
		a.T.Fatal(err)
	}
	for _, l := range letters {
		if l.Kind == "escalation.told" && (strings.Contains(l.Subject, "step of") || strings.Contains(l.Subject, "second look") || strings.Contains(l.Subject, "question about the statement")) {
			all = append(all, l.Subject+" "+l.TextBody)
		}
	}
	return all
}

func TestWhatIsNotACasesOwnPromiseIsEscalatedToo(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		post := func(key, path string, in map[string]any) { // 200 or 201
			t.Helper()
			if got := a.API(key).Post(path, in); got.Status > 201 {
				t.Fatalf("%s: %d %s", path, got.Status, got.Text)
			}
		}
		pass := func(d time.Duration) {
			t.Helper()
			for range 3 {
				a.Advance(d / 3)
			}
			a.Advance(6 * time.Second)
		}
		count := func(keys ...string) (n int) {
			for _, key := range keys {
				n += len(toldBeside(a, key))
			}
			return n
		}
		c := apptest.Decode[desk.Case](t, a.API("amina").Post("/api/v1/cases", map[string]any{"subject": "Zebra", "body": "Is it right?", "service": "hours"}), 201)
		at := "/api/v1/cases/" + c.Number
		post("marta", at+"/assign", map[string]any{"assignee": apptest.Email("marta")})
		post("marta", at+"/steps", map[string]any{"title": "Look into it", "minutes": 100}) // whoever works on it
		pass(49 * time.Minute)
		if n := count("marta", "priya", "ingrid", "theo"); n != 0 {
			t.Errorf("told %d times of a step before half of its time", n)
		}
		pass(30 * time.Minute)
		if m, others := count("marta"), count("priya", "ingrid", "theo"); m != 1 || others != 0 {
			t.Errorf("at half of its time Marta was told %d times, others %d times", m, others)
		}
		pass(2 * time.Minute)
		if m, others := count("marta"), count("priya", "ingrid", "theo"); m != 2 || others != 0 {
			t.Errorf("at four fifths Marta was told %d times, others %d times", m, others)
		}
		pass(20 * time.Minute)
		pass(20 * time.Minute)
		if m, others := count("marta"), count("priya", "ingrid"); m != 3 || others != 1 || count("theo") != 0 {
			t.Errorf("when it was late Marta was told %d times, her team %d times: %q", m, others, toldBeside(a, "marta"))
		}
		read := apptest.Decode[desk.Whole](t, a.API("marta").Get(at), 200)
		if !slices.ContainsFunc(read.Talk, func(e desk.Entry) bool { return strings.Contains(e.Body, "A step is late") && e.Internal }) {
			t.Error("the history does not say to whom the step was escalated")
		}
		for _, text := range slices.Concat(toldBeside(a, "priya"), toldBeside(a, "ingrid")) {
			if !strings.Contains(text, "Why you get this: of the team, and at work now.") || strings.Contains(text, "Zebra") || strings.Contains(text, "Look into it") {
				t.Errorf("a letter does not say why it was sent, or says too much: %q", text)
			}
		}
	})
}

func TestAStepOfSomebodyOutsideHRIsToldToWhoeverWorksOnIt(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := apptest.Decode[desk.Case](t, a.API("amina").Post("/api/v1/cases", map[string]any{"subject": "Zebra", "body": "Is it right?", "service": "hours"}), 201)
		at := "/api/v1/cases/" + c.Number
		a.API("marta").Post(at+"/assign", map[string]any{"assignee": apptest.Email("marta")}).Is(200)
		a.API("marta").Post(at+"/steps", map[string]any{"title": "Sign it", "minutes": 60, "owner": apptest.Email("stefan")})
		a.API("marta").Post(at+"/steps", map[string]any{"title": "Pay it", "minutes": 60, "team": "payroll"})
		for range 8 {
			a.Advance(10 * time.Minute)
			a.Advance(6 * time.Second)
		}
		if n := len(toldBeside(a, "stefan")); n != 0 {
			t.Errorf("somebody who does not work on the case was told %d times", n)
		}
		if n := len(toldBeside(a, "marta")); n < 2 {
			t.Errorf("whoever works on the case was told %d times of a step that is with somebody outside", n)
		}
		if n := len(toldBeside(a, "theo")); n < 2 {
			t.Errorf("the team whose step it is was told %d times", n)
		}
	})
}

func TestASecondLookIsNotEscalatedToWhoDecided(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := apptest.Decode[desk.Case](t, a.API("amina").Post("/api/v1/cases", map[string]any{"subject": "Zebra", "body": "Is it right?", "service": "grade"}), 201)
		at, day := "/api/v1/cases/"+c.Number, func(days int) string { return a.DB.Now().AddDate(0, 0, days).Format(time.DateOnly) }
		a.API("marta").Post(at+"/decision", map[string]any{"outcome": "refused", "reason": "What counts is the day on which it began.", "clause": "pay 4.2", "facts": []string{"It began in May."},
			"alternatives": []string{"Ask again in June."}, "next": map[string]any{"text": "Nothing changes.", "date": day(3)}, "appeal": map[string]any{"until": day(30), "to": "Ingrid Salo"}}).Is(201)
		a.API("amina").Post(at+"/appeal", map[string]any{"text": "I see it otherwise."}).Is(201)
		for range 60 {
			a.Advance(2 * time.Hour)
		}
		if n := len(toldBeside(a, "marta")); n != 0 {
			t.Errorf("who decided was told %d times of the second look: %q", n, toldBeside(a, "marta"))
		}
		if n := len(toldBeside(a, "priya")) + len(toldBeside(a, "ingrid")); n < 2 {
			t.Errorf("others were told %d times", n)
		}
	})
}
