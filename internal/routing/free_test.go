package routing_test

import (
	"net/url"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/routing"
)

// What others read of somebody's load is whether they are full, and that only while the rule is on.
func TestWhoIsAwayOrFullIsSaid(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		says := func() (away, full bool) {
			_, away, full, err := w.s.Free(w.T.Context(), w.DB, apptest.ID("theo"))
			w.ok(err)
			return away, full
		}
		c := w.open("amina", "pay")
		w.give(c, "theo")
		if away, full := says(); away || full {
			w.T.Error("he is away or full before that is agreed on")
		}
		w.agree()
		_, err := w.s.Agree(w.T.Context(), w.Actor("desk", "theo"), routing.Agree{Team: "payroll", Agreed: routing.Agreed{LoadCap: 15, HeavyOpen: 1, HeavyWeek: 1, Weights: []routing.Weight{{Service: "pay", Effort: 5, Emotion: 3}}}})
		w.ok(err)
		w.Advance(25 * 60 * 60 * 1e9)
		if away, full := says(); away || !full {
			w.T.Errorf("with more than the cap: away %v, full %v", away, full)
		}
		w.byHand(c.Number, "theo", "") // he has it already
		another := w.open("rosa", "pay").Number
		w.byHand(another, "theo", "Theo Brandt is full.")
		w.byHand(another, "me", "")
		w.away("theo", "2026-11-17", "2026-12-01")
		if away, full := says(); !away || full {
			w.T.Errorf("away %v, full %v", away, full)
		}
		w.byHand(another, "theo", "Theo Brandt is away until Tue 1 Dec.")
		w.byHand(another, "amina", "HR")
		w.byHand(another, "priya", "")
		answer := w.API("pavel").Post("/api/v1/cases/"+c.Number+"/assign", map[string]any{"assignee": apptest.ID("theo")})
		answer.Is(404).Hides("Theo") // who does not work on the case is told nothing of who is away
		w.Desk("ingrid").Send("/desk/cases/"+another+"/assign", url.Values{"assignee": {apptest.ID("theo")}}).Is(422).Shows("Theo Brandt is away until Tue 1 Dec. Choose somebody else, or the queue of the team.")
	})
}

// byHand has Ingrid give a case, which is refused with some words where there are any.
func (w *world) byHand(number, to, refused string) {
	w.T.Helper()
	if to != "me" {
		to = apptest.ID(to)
	}
	answer := w.API("ingrid").Post("/api/v1/cases/"+number+"/assign", map[string]any{"assignee": to})
	if refused == "" {
		answer.Is(200)
		return
	}
	answer.Is(422).Shows(refused)
}
