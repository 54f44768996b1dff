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
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		b.Run(string(dialect), func(b *testing.B) { ofManyLines(b, apptest.New(b, dialect)) })
	}
}

// ofManyLines reads a statement of 500 lines as its page, its printed copy and its file do, and serves each of them.
func ofManyLines(b *testing.B, a *apptest.App) {
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
	amina, client := a.Actor(authz.Portal, "amina"), a.Portal("amina")
	measure := func(name string, most time.Duration, once func()) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				once()
			}
			if each := b.Elapsed() / time.Duration(b.N); each > most {
				b.Errorf("a statement of %d lines took %s, more than %s", lines, each, most)
			}
		})
	}
	measure("read", fast, func() {
		if got := must(a, a.Statement.Read, amina, statement.ReadOne{Number: number}); len(got.Lines) != lines || got.Totals.Minutes != lines*20 {
			b.Fatalf("%d lines, %d minutes", len(got.Lines), got.Totals.Minutes)
		}
	})
	for ending, most := range map[string]time.Duration{"": fast, ".csv": fast, ".pdf": 10 * fast} { // a PDF of forty pages, with its typeface
		measure("page"+ending, most, func() { client.Get("/requests/" + number + "/statement" + ending).Is(200) })
	}
}
