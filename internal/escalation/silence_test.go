package escalation_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// history lets HR, Amina and time do something at random, and remembers what, for the message of a failure.
type history struct {
	world
	*rand.Rand
	numbers []string
	done    []string
}

// step does one thing; what a use case refuses is no matter.
func (h *history) step() {
	ctx, marta, amina := h.T.Context(), h.Actor(authz.Desk, "marta"), h.Actor(authz.Portal, "amina")
	number, soon := h.numbers[h.IntN(len(h.numbers))], h.DB.Now().Add(time.Duration(1+h.IntN(100))*time.Hour)
	reasons := []string{desk.WaitCustomer, desk.WaitDate, "A form is missing."}
	var err error
	what := h.IntN(9)
	switch what {
	case 0:
		_, err = h.App.App.Desk.Assign(ctx, marta, desk.Assign{Number: number, Assignee: apptest.Email([]string{"marta", "priya", "theo", "ingrid"}[h.IntN(4)])})
	case 1:
		_, err = h.App.App.Desk.Assign(ctx, marta, desk.Assign{Number: number, Team: []string{"advice", "payroll"}[h.IntN(2)]})
	case 2:
		_, err = h.App.App.Desk.Write(ctx, marta, desk.Write{Number: number, Body: "We look at it."})
	case 3:
		_, err = h.App.App.Desk.Write(ctx, amina, desk.Write{Number: number, Body: "Is there news?"})
	case 4:
		_, err = h.App.App.Desk.Pause(ctx, marta, desk.Pause{Number: number, Reason: reasons[h.IntN(3)], Needed: "Your plan.", Until: soon})
	case 5:
		_, err = h.App.App.Desk.Resume(ctx, marta, desk.Resume{Number: number})
	case 6:
		_, err = h.App.App.Desk.Renegotiate(ctx, marta, desk.Renegotiate{Number: number, Kind: []string{promise.FirstAnswer, promise.Decision}[h.IntN(2)], DueAt: soon, Reason: "It takes longer."})
	case 7:
		_, err = h.App.App.Desk.Close(ctx, marta, desk.Close{Number: number, Answer: "Here it is.", Outcome: desk.OutcomeAnswered, Cause: "information"})
	case 8:
		_, err = h.App.App.Desk.Reopen(ctx, amina, desk.Reopen{Number: number, Missing: "Not yet."})
	}
	if k := fault.KindOf(err); err != nil && k != fault.Conflict && k != fault.Invalid {
		h.T.Fatalf("step %d: %v", what, err)
	}
	h.done = append(h.done, fmt.Sprintf("%d on %s at %s: %v", what, number, h.DB.Now().Format("02 15:04"), err == nil))
	h.Advance(time.Duration(h.IntN(600)) * time.Minute)
	h.Drain()
	h.Advance(time.Minute)
	h.Drain()
}

// silent names the open cases without a date in the future that were not escalated, and those that nobody has.
func (h *history) silent() (all []string) {
	h.T.Helper()
	for _, number := range h.numbers {
		c, err := h.App.App.Desk.Read(h.T.Context(), h.Actor(authz.Desk, "marta"), desk.ReadOne{Number: number})
		h.ok(err)
		if c.State != desk.StateOpen && c.State != desk.Waiting {
			continue
		}
		if c.TeamID == "" && c.Assignee == nil {
			all = append(all, number+" has neither owner nor team")
		}
		dated := c.State == desk.Waiting && c.WaitingUntil.After(h.DB.Now())
		for _, p := range c.Promises {
			dated = dated || p.Open() && p.DueAt.After(h.DB.Now())
		}
		late, err := store.All[bool](h.T.Context(), h.DB, `SELECT EXISTS (SELECT 1 FROM escalation_told e WHERE e.about_id = p.id AND e.what = '100') AS told FROM promise_promise p
			WHERE p.owner_id = $1 AND p.state IN ('running', 'paused') AND p.due_at < $2`, c.ID, h.DB.Now())
		h.ok(err)
		if !dated && len(late) == 0 || slices.Contains(late, false) && c.State == desk.StateOpen {
			all = append(all, number+" has no date and was not escalated")
		}
	}
	return all
}

func TestNoOpenCaseIsEverSilent(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		h := &history{world: w, Rand: rand.New(rand.NewPCG(20261127, 0))}
		for _, service := range []string{"hours", "pay", "hours", "grade"} {
			h.numbers = append(h.numbers, w.open(service, ""))
		}
		for range 120 {
			h.step()
			if all := h.silent(); len(all) > 0 {
				w.T.Fatalf("%q after %q", all, h.done)
			}
		}
	})
}
