package asked_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// sort sets the priority of a case, twice, with what follows by itself.
func (h house) sort(number, priority string) {
	h.T.Helper()
	for range 2 {
		_, err := h.Desk().SetPriority(h.T.Context(), h.Actor(authz.Desk, "marta"), desk.SetPriority{Number: number, Priority: priority})
		h.ok(err)
	}
	for range 2 {
		h.Advance(10 * time.Second)
		h.Drain()
	}
}

// lasts checks the minutes of the promises with which a case began.
func (h house) lasts(when, number string, first, decision int) {
	h.T.Helper()
	if a, b := h.minutes(number, promise.FirstAnswer), h.minutes(number, promise.Decision); a != first || b != decision {
		h.T.Errorf("%s: a first answer within %d minutes, settled within %d; want %d and %d", when, a, b, first, decision)
	}
}

const sortedAnew = "HR changed how soon your request is answered"

func TestAnotherPriorityIsCountedByItsPolicy(t *testing.T) {
	t.Parallel()
	houses(t, func(h house) {
		h.make(promise.MakePolicy{Priority: "high", Terms: says("Urgent", "1h", "2h")})
		number := h.open("amina", "hours")
		began := h.DB.Now()
		h.lasts("normal", number, 240, 1080)
		h.sort(number, "high")
		h.lasts("high", number, 60, 120)
		v := h.read("amina", number)[promise.FirstAnswer]
		if !v.DueAt.Equal(began.Add(time.Hour)) || v.Policy == nil || v.Policy.Name != "Urgent" || !strings.Contains(v.Explanation[0].Text, "“Urgent”, version 1, gives it 1 h of") {
			h.T.Errorf("due %s by %+v, because %+v", v.DueAt, v.Policy, v.Explanation)
		}
		if n := h.letters("amina", sortedAnew); n != 1 {
			h.T.Errorf("the customer was told %d times", n)
		}
		listed, err := h.Desk().List(h.T.Context(), h.Actor(authz.Desk, "marta"), desk.List{View: desk.ViewTeam})
		h.ok(err)
		if next := listed.Items[0].Next(); !next.DueAt.Equal(v.DueAt) {
			h.T.Errorf("the queue says %s", next.DueAt)
		}
		c, err := h.Desk().Read(h.T.Context(), h.Actor(authz.Portal, "amina"), desk.ReadOne{Number: number})
		h.ok(err)
		for _, e := range c.Talk {
			if strings.Contains(e.Body, "priority") {
				h.T.Errorf("the customer reads %q", e.Body)
			}
		}
		h.sort(number, "normal")
		h.lasts("normal again", number, 240, 1080)
		if v := h.read("amina", number)[promise.FirstAnswer]; v.Policy != nil {
			h.T.Errorf("by %+v", v.Policy)
		}
		err = h.Desk().Within(h.T.Context(), h.Actor(authz.Desk, "marta"), number, desk.WorkCase, func(_ *store.Tx, c *desk.Upon) error { return c.Sort(context.Background(), desk.High) }) // as a rule does
		h.ok(err)
		h.lasts("high by a rule", number, 60, 120)
	})
}

// What would be late already stays as it was promised, and so does a time that somebody chose, and what the same policy made before it was changed.
func TestAnotherPriorityMakesNothingLateAndMovesNoTimeThatWasChosen(t *testing.T) {
	t.Parallel()
	houses(t, func(h house) {
		h.make(promise.MakePolicy{Priority: "high", Terms: says("Urgent", "1h", "2h")})
		k := h.make(promise.MakePolicy{Service: "pay", Terms: says("Pay", "3h", "1d")})
		passed, chosen, same := h.open("amina", "hours"), h.open("amina", "hours"), h.open("amina", "pay")
		due := h.DB.Now().Add(5 * time.Hour)
		_, err := h.Desk().Renegotiate(h.T.Context(), h.Actor(authz.Desk, "marta"), desk.Renegotiate{Number: chosen, Kind: promise.Decision, DueAt: due, Reason: "A form is missing."})
		h.ok(err)
		h.sort(chosen, "high")
		if v := h.read("amina", chosen)[promise.Decision]; !v.DueAt.Equal(due) {
			h.T.Errorf("a time that was chosen is %s now", v.DueAt)
		}
		h.Advance(90 * time.Minute)
		h.sort(passed, "high")
		h.lasts("an hour and a half later", passed, 240, 120)
		if v := h.read("amina", passed)[promise.FirstAnswer]; v.State == promise.Late || v.State == promise.KeptLate {
			h.T.Errorf("it is %s", v.State)
		}
		h.save(promise.SavePolicy{ID: k.ID, Terms: says("Pay", "4h", "2d")})
		_, err = h.Desk().SetPriority(h.T.Context(), h.Actor(authz.Desk, "theo"), desk.SetPriority{Number: same, Priority: "low"})
		h.ok(err)
		h.lasts("another version of the same policy", same, 180, 540)
	})
}
