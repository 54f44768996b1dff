package app_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/mail"
	"hearth/internal/promise"
)

// lettersWith counts the letters of a kind to somebody that contain a part.
func lettersWith(a *apptest.App, key, kind, part string) (n int) {
	a.T.Helper()
	all, err := mail.ForPerson(a.T.Context(), a.DB, apptest.ID(key), 500)
	if err != nil {
		a.T.Fatal(err)
	}
	for _, l := range all {
		if l.Kind == kind && strings.Contains(l.Subject+" "+l.TextBody, part) {
			n++
		}
	}
	return n
}

func TestWhoIsConcernedByWhatMovesBesideACaseIsToldOnce(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		at := appealed(t, a)
		a.API("priya").Post(at+"/steps", map[string]any{"title": "Count it", "minutes": 900, "owner": apptest.Email("ingrid")}).Is(201)
		a.API("amina").Post(at+"/statement/questions", map[string]any{"line": "statement", "question": "What is this?"}).Is(201)
		a.Drain()
		_, err := a.Promise.SaveCalendar(t.Context(), a.Actor(authz.Desk, "ingrid"), promise.SaveCalendar{ID: promise.DefaultCalendar, Name: "Office hours",
			Body: []byte(`{"zone":"UTC","week":{"tue":[["12:00","13:00"]],"fri":[["08:00","17:00"]]},"holidays":[]}`)})
		if err != nil {
			t.Fatal(err)
		}
		for range 3 {
			a.Advance(6 * time.Second)
			a.Drain()
		}
		for part, want := range map[string][]string{"a step of": {"priya", "ingrid"}, "the second look at": {"priya"}, "the answer to a question about the statement of": {"priya"}} {
			for _, key := range want {
				if n := lettersWith(a, key, "escalation.told", "The working hours changed, so "+part); n != 1 {
					t.Errorf("%s was told %d times of %s", key, n, part)
				}
			}
		}
		for _, part := range []string{"The second look is done by", "Your question about the statement is answered by", "By when each of its steps is done stands on its page."} {
			if n := lettersWith(a, "amina", "case.new_time", part); n != 1 {
				t.Errorf("Amina read %d times: %s", n, part)
			}
		}
		c := apptest.Decode[desk.Whole](t, a.API("amina").Get(at), 200)
		steps := 0
		for _, e := range c.Talk {
			if strings.Contains(e.Body, "The steps that are not done are counted anew") {
				steps++
			}
			if strings.Contains(e.Body, "second look is due") {
				t.Errorf("of the second look everybody reads who reads the conversation: %s", e.Body)
			}
		}
		if steps != 1 { // of two
			t.Errorf("the conversation says %d times that the steps moved", steps)
		}
	})
}

func TestTheCustomerHearsBeforeAnAnswerBesideTheCaseIsLate(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		at := appealed(t, a)
		a.API("amina").Post(at+"/statement/questions", map[string]any{"line": "statement", "question": "What is this?"}).Is(201)
		due := map[string]time.Time{}
		for {
			a.Advance(30 * time.Minute)
			a.Drain()
			for kind, part := range map[string]string{"question": "We promised to answer your question about the statement by", "look": "We promised the second look by"} {
				if due[kind].IsZero() && lettersWith(a, "amina", "case.delay", part) == 1 {
					due[kind] = a.DB.Now().Time
				}
				if n := lettersWith(a, "amina", "case.late", part); n == 1 && due[kind].IsZero() {
					t.Fatalf("of the %s Amina heard when it was late, and not before", kind)
				}
			}
			if lettersWith(a, "amina", "case.late", "We promised the second look by") == 1 {
				break
			}
			if a.DB.Now().Time.After(time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC)) {
				t.Fatalf("Amina heard nothing: %v", due)
			}
		}
		c := apptest.Decode[desk.Whole](t, a.API("amina").Get(at), 200)
		if !slices.ContainsFunc(c.Talk, func(e desk.Entry) bool {
			return strings.Contains(e.Body, "We promised to answer the question about the statement by") && strings.Contains(e.Body, "It may become later.")
		}) {
			t.Error("the conversation does not say that the answer may become later")
		}
	})
}
