package statement_test

import (
	"fmt"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/statement"
	"hearth/internal/statement/reckon"
)

// fast is how long a statement of 500 lines may take: reading, summing up and looking for what does not add up.
const fast = 50 * time.Millisecond

// lines is how many lines the statement has that is measured: the first of them were estimated.
const lines = 500

func BenchmarkAStatementOf500Lines(b *testing.B) {
	a := apptest.New(b, store.SQLite)
	marta := a.Actor(authz.Desk, "marta")
	number := open(a, "grade")
	var steps []reckon.Step
	for i := range statement.MostSteps {
		steps = append(steps, reckon.Step{Name: fmt.Sprint("Step ", i), Low: 5, High: 30})
	}
	must(a, a.Statement.Estimate, marta, statement.MakeEstimate{Number: number, Steps: steps})
	a.Advance(2000 * time.Hour)
	for i := range lines {
		must(a, a.Statement.Log, marta, statement.Log{Number: number, Minutes: 20, Step: fmt.Sprint("Step ", i), Note: "In the archive.", StartedAt: a.DB.Now().Add(-time.Duration(i+1) * time.Hour)})
	}
	amina := a.Actor(authz.Portal, "amina")
	for b.Loop() {
		if got := must(a, a.Statement.Read, amina, statement.ReadOne{Number: number}); len(got.Lines) != lines || got.Totals.Minutes != lines*20 {
			b.Fatalf("%d lines, %d minutes", len(got.Lines), got.Totals.Minutes)
		}
	}
	if each := b.Elapsed() / time.Duration(b.N); each > fast {
		b.Errorf("a statement of %d lines took %s, more than %s", lines, each, fast)
	}
}
