package silencetest

import (
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

func each(t *testing.T, f func(h *history)) {
	t.Helper()
	t.Parallel()
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			f(newHistory(t, dialect, 3))
		})
	}
}

// asked opens a case of Amina's.
func (h *history) asked(service string, named ...string) string {
	h.T.Helper()
	c := apptest.Decode[desk.Case](h.T, h.as["amina"].Post("/api/v1/cases", body{"subject": "Zebra", "body": "Is it right?", "service": service, "named": named}), 201)
	h.Drain()
	return "/api/v1/cases/" + c.Number
}

// minutes lets some pass, with what happens by itself.
func (h *history) minutes(n int) {
	for range n {
		h.Advance(61 * time.Second)
	}
}

// next is when the case hears from HR at the latest, by a promise that runs; zero for never.
func (h *history) next(at string) (due store.Time, kind string) {
	h.T.Helper()
	for _, p := range apptest.Decode[desk.Case](h.T, h.as["amina"].Get(at), 200).Promises {
		if p.Open() && p.DueAt.After(h.DB.Now()) && (due.IsZero() || p.DueAt.Before(due)) {
			due, kind = p.DueAt, p.Kind
		}
	}
	return due, kind
}

func TestAWordIsPromisedWhileADecisionIsFarAway(t *testing.T) {
	each(t, func(h *history) {
		at := h.asked("move") // an answer within a day or so, a decision within thirty working days
		if _, kind := h.next(at); kind != promise.FirstAnswer {
			h.T.Errorf("next is %s", kind)
		}
		h.as["theo"].Post(at+"/messages", body{"body": "We look at it."}).Is(201)
		due, kind := h.next(at)
		if kind != promise.NextWord || due.Sub(h.DB.Now().Time) > 8*24*time.Hour {
			h.T.Errorf("after the first answer next is %s at %s", kind, due)
		}
		h.Advance(48 * time.Hour)
		h.as["theo"].Post(at+"/messages", body{"body": "We still do."}).Is(201)
		if again, kind := h.next(at); kind != promise.NextWord || !again.After(due) {
			h.T.Errorf("after another word next is %s at %s, and was %s", kind, again, due)
		}
		if short := h.asked("pay"); h.as["theo"].Post(short+"/messages", body{"body": "We look at it."}).Status == 201 {
			if _, kind := h.next(short); kind != promise.Decision {
				h.T.Errorf("where the decision is near, next is %s", kind)
			}
		}
	})
}

func TestACaseFromBeforeThereWereNextWordsGetsOne(t *testing.T) {
	each(t, func(h *history) {
		at := h.asked("move")
		h.as["theo"].Post(at+"/messages", body{"body": "We look at it."}).Is(201)
		h.exec(`DELETE FROM promise_promise WHERE kind = 'next_word'`)
		if _, kind := h.next(at); kind != promise.Decision {
			h.T.Fatalf("next is %s", kind)
		}
		for _, want := range []int{1, 0} {
			if n, err := h.Escalation.Words(h.T.Context()); n != want || err != nil {
				h.T.Errorf("%d cases got a next word, %v; want %d", n, err, want)
			}
		}
		if _, kind := h.next(at); kind != promise.NextWord {
			h.T.Errorf("next is %s", kind)
		}
	})
}

func TestACaseThatNamesNobodyIsOpenToWhoTakesConcerns(t *testing.T) {
	each(t, func(h *history) {
		at := h.asked("fairness")
		h.as["nils"].Get(at).Is(200)
		for _, key := range []string{"marta", "ingrid"} {
			h.as[key].Get(at).Is(404)
		}
		named := h.asked("fairness", apptest.Email("priya"))
		h.as["nils"].Get(named).Is(404)
		h.minutes(2)
		h.as["nils"].Get(named).Is(404)
		h.exec(`UPDATE people_employment SET ended = '2026-11-16' WHERE person_id = $1`, apptest.ID("priya"))
		h.minutes(2)
		h.as["nils"].Get(named).Is(200)
		h.as["marta"].Get(named).Is(404)
		if got := h.as["amina"].Get(named).Is(200).Text; !strings.Contains(got, "Nobody who could see this works in HR any more.") {
			h.T.Error("who asked is not told who sees it now")
		}
	})
}

func TestWhoHasLeftKeepsNoCase(t *testing.T) {
	each(t, func(h *history) {
		left, stays, team := h.asked("pay"), h.asked("pay"), h.asked("pay")
		h.as["ingrid"].Post(left+"/assign", body{"assignee": apptest.Email("theo")}).Is(200)
		h.as["ingrid"].Post(stays+"/assign", body{"assignee": apptest.Email("marta")}).Is(200)
		h.as["theo"].Post(team+"/restrict", body{"sensitivity": "team"}).Is(200)
		h.exec(`DELETE FROM people_role WHERE person_id = $1`, apptest.ID("theo"))
		h.minutes(2)
		read := func(at string) desk.Case { return apptest.Decode[desk.Case](h.T, h.as["ingrid"].Get(at), 200) }
		if c := read(left); c.Assignee != nil || c.TeamID != "payroll" {
			h.T.Errorf("the case of who left is with %+v in %s", c.Assignee, c.TeamID)
		}
		if c := read(stays); c.Assignee == nil || c.Assignee.ID != apptest.ID("marta") {
			h.T.Errorf("a case of who is there is with %+v", c.Assignee)
		}
		if c := read(team); c.Assignee == nil || c.Assignee.ID != apptest.ID("ingrid") { // nobody else of the team is left
			h.T.Errorf("the case of an empty team is with %+v", c.Assignee)
		}
	})
}
