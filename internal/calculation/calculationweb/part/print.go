package part

import (
	"context"

	"hearth/internal/calculation"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/paper"
)

// Printed is a calculation on paper, with all that Whole shows.
func Printed(ctx context.Context, c calculation.Calculation) []paper.Block {
	var all []paper.Block
	if c.Title != "" {
		all = append(all, paper.Para{Text: c.Title, Strong: true})
	}
	if c.ReplacedBy != "" {
		all = append(all, paper.Para{Text: locale.T(ctx, "Another calculation stands instead of this one."), Quiet: true})
	}
	table := paper.Table{Head: []string{locale.T(ctx, "What, and where it comes from"), locale.T(ctx, "Number"), locale.T(ctx, "Rate"), locale.T(ctx, "Amount")}}
	for _, l := range c.Lines {
		table.Rows = append(table.Rows, printedLine(ctx, c, l))
	}
	if c.Difference != "" {
		table.Rows = append(table.Rows, paper.Row{Cells: []string{locale.T(ctx, "Rounding the total"), "", "", calculation.Amount(ctx, c.Unit, c.Difference)}})
	}
	table.Rows = append(table.Rows, paper.Row{Cells: []string{locale.T(ctx, "Total"), "", "", calculation.Amount(ctx, c.Unit, c.Total)}, Sum: true})
	return append(all, table, paper.Para{Text: rounded(ctx, c), Quiet: true})
}

func printedLine(ctx context.Context, c calculation.Calculation, l calculation.Line) paper.Row {
	r := paper.Row{Cells: []string{l.Text, quantity(ctx, l.Quantity), rate(ctx, c.Unit, l.Rate), calculation.Amount(ctx, c.Unit, l.Amount)}, Struck: l.Struck}
	if l.Struck {
		r.Under = append(r.Under, paper.Under{Text: locale.T(ctx, "Corrected, counts no more.")})
	}
	r.Under = append(r.Under, paper.Under{Text: l.Source, Struck: l.Struck})
	if l.Clause != "" {
		r.Under = append(r.Under, paper.Under{Text: locale.T(ctx, "Rule:") + " " + Rule(ctx, l), Struck: l.Struck})
	}
	if l.Reason != "" {
		r.Under = append(r.Under, paper.Under{Text: locale.T(ctx, "Corrected %s:", locale.DateTime(ctx, l.WrittenAt.Time)) + " " + l.Reason})
	}
	return r
}
