package calculation

import (
	"context"
	"fmt"

	"hearth/internal/calculation/decimal"
	"hearth/internal/desk"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// Past is a calculation of a case of the past, for loads of many, as its assignee wrote it at At.
type Past struct {
	Case        desk.Past
	Title, Unit string
	Lines       []Entry
	At          store.Time
}

// LoadPast works out calculations of cases that are loaded with them, writes them and returns the total of each. It refuses lines that do not add up.
func LoadPast(ctx context.Context, tx *store.Tx, all []Past) ([]string, error) {
	var heads, lines [][]any
	var totals []string
	for _, p := range all {
		worked, err := Work(p.Unit, string(decimal.HalfUp), p.Lines, "")
		if err != nil {
			return nil, fmt.Errorf("calculation of the past of %s: %w", p.Case.Number, err)
		}
		totals = append(totals, worked.Total)
		id, places := ident.New(), roundingOf(string(decimal.HalfUp)).places(p.Unit)
		heads = append(heads, []any{id, p.Case.ID, p.Case.Number, p.Case.By, p.Title, p.Unit, string(decimal.HalfUp), len(p.Lines), places, p.Case.Assignee, p.At})
		for i, e := range worked.Lines {
			amount, _ := worked.amounts[i].Minor(places) // it was rounded to these places
			lines = append(lines, []any{ident.New(), id, i, 1, e.Text, e.Quantity, e.Rate, amount, e.Source, "", "", "", "", p.Case.Assignee, p.At})
		}
	}
	err := tx.InsertAll(ctx, "calculation_calculation", []string{"id", "case_id", "case_number", "person_id", "title", "unit", "rounding", "lines", "places", "written_by", "written_at"}, heads)
	if err != nil {
		return nil, err
	}
	return totals, tx.InsertAll(ctx, "calculation_line", []string{"id", "calculation_id", "position", "revision", "body", "quantity", "rate", "amount", "source", "clause", "clause_version",
		"clause_title", "reason", "written_by", "written_at"}, lines)
}
