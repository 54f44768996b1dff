package routing_test

import (
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
		w.away("theo", "2026-11-17", "2026-12-01")
		if away, full := says(); !away || full {
			w.T.Errorf("away %v, full %v", away, full)
		}
	})
}
