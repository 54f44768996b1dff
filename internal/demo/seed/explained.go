package seed

import (
	"context"
	"fmt"
	"time"

	"hearth/internal/calculation"
	"hearth/internal/decision"
	"hearth/internal/demo/content"
	"hearth/internal/desk"
	"hearth/internal/heard"
	"hearth/internal/platform/store"
	"hearth/internal/statement"
	"hearth/internal/statement/reckon"
)

// What stands beside a case of a service that decides.
const (
	sumLines = 4
	steps    = 3
	toAppeal = 30 * 24 * time.Hour
)

// explained are cases of services that decide, with all that is said about each.
type explained struct {
	heard   []heard.Past
	sums    []calculation.Past
	work    []statement.Past
	rulings []decision.Past
	ruled   []int // the sum that each ruling rests on
}

// explain loads what was heard, worked out, estimated, done and decided in cases that were loaded before. Every case of a service that decides has all of it; the decision where it is answered.
func (s *seeder) explain(ctx context.Context, tx *store.Tx, all []desk.Past) error {
	var x explained
	for i, p := range all {
		if p.Service.NeedsDecision && p.Assignee != "" && len(p.Talk) > 1 {
			s.explainOne(&x, i, p)
		}
	}
	if err := heard.LoadPast(ctx, tx, x.heard); err != nil {
		return err
	}
	totals, err := calculation.LoadPast(ctx, tx, x.sums)
	if err != nil {
		return err
	}
	for i := range x.rulings {
		sum := x.ruled[i]
		x.rulings[i].Total = x.sums[sum].Unit + " " + totals[sum]
	}
	if err := statement.LoadPast(ctx, tx, x.work); err != nil {
		return err
	}
	return decision.LoadPast(ctx, tx, x.rulings)
}

func (s *seeder) explainOne(x *explained, i int, p desk.Past) {
	first, last := p.Talk[1].At, p.Talk[len(p.Talk)-1].At
	said := func(n int) string { return s.words.text(s.rng, n) }
	x.heard = append(x.heard, heard.Past{Case: p, Happened: said(12), Asks: said(8), At: first, ConfirmedAt: p.AnsweredAt})
	sum := calculation.Past{Case: p, Title: "What comes to you", Unit: "EUR", At: last}
	for line := range sumLines {
		sum.Lines = append(sum.Lines, calculation.Entry{Text: said(3), Quantity: fmt.Sprint(1 + s.rng.IntN(12)), Rate: fmt.Sprintf("%d.%02d", 1+s.rng.IntN(90), s.rng.IntN(100)),
			Source: fmt.Sprintf("Roster, sheet %d", line+1)})
	}
	x.sums = append(x.sums, sum)
	work := statement.Past{Case: p, MadeAt: first}
	for n := range steps {
		minutes, name := 5+s.rng.IntN(40), []string{"Read and check", "Ask the site", "Work out and answer"}[n]
		work.Steps = append(work.Steps, reckon.Step{Name: name, Low: minutes / 2, High: minutes + 10})
		end := first.Add(last.Sub(first.Time) * time.Duration(n+1) / steps)
		work.Work = append(work.Work, statement.PastWork{Step: name, Minutes: minutes, From: end.Add(-time.Duration(minutes) * time.Minute), At: end})
	}
	x.work = append(x.work, work)
	if p.AnsweredAt.IsZero() {
		return
	}
	clause := content.Clauses()[s.rng.IntN(len(content.Clauses()))]
	x.ruled = append(x.ruled, len(x.sums)-1)
	x.rulings = append(x.rulings, decision.Past{Case: p, Outcome: []string{decision.Granted, decision.Granted, decision.InPart, decision.Refused}[i%4], Reason: said(30), Ref: clause.Ref,
		Title: clause.Title, Text: clause.Text, Facts: []string{said(5), said(6)}, Alternatives: []string{said(6)}, NextText: said(6), NextOn: p.AnsweredAt.Add(7 * 24 * time.Hour).Format(time.DateOnly),
		AppealTo: "The works council", AppealUntil: p.AnsweredAt.Add(toAppeal).Format(time.DateOnly), AfterHeard: true})
}
