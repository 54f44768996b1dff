package app

import (
	"context"
	"fmt"

	"hearth/internal/calculation"
	"hearth/internal/decision"
	"hearth/internal/letters"
	"hearth/internal/platform/store"
)

// toldByDecision is where letters find what was decided.
type toldByDecision struct{ decisions *decision.Service }

// Decided implements letters.Decisions.
func (t toldByDecision) Decided(ctx context.Context, q store.Querier, caseID string) (letters.Decided, bool, error) {
	d, there, err := t.decisions.Last(ctx, q, caseID)
	if err != nil || !there {
		return letters.Decided{}, false, err
	}
	out := letters.Decided{ID: d.ID, Outcome: d.Outcome, Reason: d.Reason, Next: d.Next.Text, NextOn: d.Next.Date, At: d.At}
	if d.Clause != nil {
		out.Rule, out.Policy = d.Clause.Ref, d.Clause.Title
	}
	if d.Appeal != nil {
		out.Until, out.To = d.Appeal.Until, d.Appeal.To
	}
	return out, true, nil
}

// toldByCalculation is where letters find what was worked out.
type toldByCalculation struct{}

// Total implements letters.Calculations.
func (toldByCalculation) Total(ctx context.Context, q store.Querier, caseID string) (letters.Sum, bool, error) {
	c, there, err := calculation.Last(ctx, q, caseID)
	return letters.Sum{Version: versionOf(c), Unit: c.Unit, Total: c.Total}, there, err
}

// Standing implements letters.Calculations.
func (toldByCalculation) Standing(ctx context.Context, q store.Querier, caseID string) (versions []string, err error) {
	all, err := calculation.Of(ctx, q, caseID)
	for _, c := range all[caseID] {
		if c.ReplacedBy == "" {
			versions = append(versions, versionOf(c))
		}
	}
	return versions, err
}

// versionOf names a calculation as it stands: a correction adds a line.
func versionOf(c calculation.Calculation) string { return fmt.Sprintf("%s/%d", c.ID, len(c.Lines)) }
