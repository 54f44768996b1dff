package desk_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"hearth/internal/desk"
	"hearth/internal/platform/fault"
	"hearth/internal/promise"
)

// Of several steps each has its own time. One of them gets another before it passes, and the requester reads which and why.
func TestAStepIsGivenAnotherTime(t *testing.T) {
	t.Parallel()
	each(t, func(w world) {
		c := w.open(w.portal("amina"), desk.Open{Service: "pay"})
		for _, title := range []string{"Ask the plant", "Ask the bank"} {
			must(w.TB, w.desk.AddStep, w.hr("marta"), desk.AddStep{Number: c.Number, Title: title, Minutes: 120})
		}
		steps := w.read(w.hr("marta"), c.Number).Steps
		in := desk.Renegotiate{Number: c.Number, Kind: promise.Step, DueAt: w.db.Now().Add(72 * time.Hour), Reason: "The plant is closed until Thursday."}
		if _, err := w.desk.Renegotiate(w.Context(), w.hr("marta"), in); fault.KindOf(err) != fault.Invalid {
			w.Errorf("which of them: %v", err)
		}
		if _, err := w.desk.Renegotiate(w.Context(), w.hr("marta"), desk.Renegotiate{Number: c.Number, Of: steps[0].ID, DueAt: in.DueAt, Reason: in.Reason}); fault.KindOf(err) != fault.Invalid {
			w.Errorf("a decision has no id: %v", err)
		}
		in.Of = steps[0].ID
		must(w.TB, w.desk.Renegotiate, w.hr("marta"), in)
		got := w.read(w.portal("amina"), c.Number)
		if one, two := got.Steps[0].Promise, got.Steps[1].Promise; !one.DueAt.Equal(in.DueAt) || !two.DueAt.Equal(steps[1].Promise.DueAt) {
			w.Errorf("%+v, %+v", one, two)
		}
		last := got.Talk[len(got.Talk)-1]
		if !strings.Contains(last.Body, "The step “Ask the plant” has a new time") || !strings.Contains(last.Body, in.Reason) {
			w.Errorf("%+v", last)
		}
		if text := fmt.Sprint(got.Steps[0].Promise.Explanation); !strings.Contains(text, "marta Test chose this time") {
			w.Errorf("who gave it: %s", text)
		}
	})
}
