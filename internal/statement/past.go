package statement

import (
	"context"

	"hearth/internal/desk"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
	"hearth/internal/statement/reckon"
)

// Past is the estimate and the work of a case of the past, for loads of many. Who did the work is not kept.
type Past struct {
	Case   desk.Past
	MadeAt store.Time
	Steps  []reckon.Step
	Work   []PastWork
}

// PastWork is some minutes of the team on a step, ended at At.
type PastWork struct {
	Step    string
	Minutes int
	From    store.Time
	At      store.Time
}

// LoadPast writes statements of cases that are loaded with them.
func LoadPast(ctx context.Context, tx *store.Tx, all []Past) error {
	var estimates, steps, work [][]any
	for _, p := range all {
		c, id := p.Case, ident.New()
		estimates = append(estimates, []any{id, c.ID, c.Number, c.By, 1, "", "EUR", false, p.MadeAt, "", ""})
		for i, s := range p.Steps {
			steps = append(steps, []any{ident.New(), id, c.ID, i, s.Name, s.Low, s.High, s.CostCents, s.CostTo})
		}
		for _, w := range p.Work {
			work = append(work, []any{ident.New(), c.ID, c.Number, c.By, c.Service.TeamID, w.Step, w.Minutes, w.From, w.At, "", ""})
		}
	}
	if err := tx.InsertAll(ctx, "statement_estimate", []string{"id", "case_id", "case_number", "person_id", "version", "cause", "currency", "asks", "made_at", "choice", "choice_text"}, estimates); err != nil {
		return err
	}
	if err := tx.InsertAll(ctx, "statement_step", []string{"id", "estimate_id", "case_id", "position", "name", "minutes_low", "minutes_high", "cost_cents", "cost_to"}, steps); err != nil {
		return err
	}
	return tx.InsertAll(ctx, "statement_effort", []string{"id", "case_id", "case_number", "person_id", "team_id", "step", "minutes", "started_at", "logged_at", "note", "why"}, work)
}
