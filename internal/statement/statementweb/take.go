package statementweb

import (
	"context"
	"strconv"

	"hearth/internal/calculation"
	"hearth/internal/calculation/calculationweb/part"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/sheet"
	"hearth/internal/platform/store"
	"hearth/internal/statement"
	"hearth/internal/statement/reckon"
)

// row is a row of the lines of a statement as a file. The lines of a part that count come to its total, and the entries of a step that count to its line.
type row struct {
	Part, Kind, Line      string
	Uncounted             bool
	Number, Rate          string // decimal numbers
	Amount, Unit          string
	Low, High, Difference sheet.Cell
	At                    store.Time
	Team, Source, Rule    string
	Note                  string
}

// columns are those of the file, by the message keys of their titles.
var columns = []sheet.Column{{Title: "Part"}, {Title: "Kind"}, {Title: "Line"}, {Title: "Counts"}, {Title: "Number"}, {Title: "Rate"}, {Title: "Amount"}, {Title: "Unit"},
	{Title: "Estimate, from"}, {Title: "Estimate, at most"}, {Title: "Difference"}, {Title: "Date", Instant: true}, {Title: "Team"}, {Title: "Source"}, {Title: "Rule"}, {Title: "Note"}}

// taken serves the lines of a statement as a file for spreadsheets.
func (w *Web) taken(read reads, atDesk bool) httpx.Endpoint {
	return httpx.Table(func(ctx context.Context, by authz.Actor, in statement.ReadOne) (sheet.Table, error) {
		s, err := read(ctx, by, in)
		if err != nil {
			return sheet.Table{}, err
		}
		table := sheet.Table{Name: fileName(s), Zone: locale.From(ctx).Zone(), Rows: func(yield func([]sheet.Cell, error) bool) {
			for _, r := range (paper{Statement: s, AtDesk: atDesk}).rows(ctx) {
				if !yield(r.cells(ctx), nil) {
					return
				}
			}
		}}
		for _, c := range columns {
			table.Columns = append(table.Columns, sheet.Column{Title: locale.T(ctx, c.Title), Instant: c.Instant})
		}
		return table, nil
	}, sheet.CSV, "The lines of a statement, each with whether it counts, and their totals. What HR alone reads is not in it.")
}

func (r row) cells(ctx context.Context) []sheet.Cell {
	counts := locale.T(ctx, "Yes")
	if r.Uncounted {
		counts = locale.T(ctx, "No")
	}
	return []sheet.Cell{sheet.Text(r.Part), sheet.Text(r.Kind), sheet.Text(r.Line), sheet.Text(counts), sheet.Exact(r.Number), sheet.Exact(r.Rate), sheet.Exact(r.Amount), sheet.Text(r.Unit),
		r.Low, r.High, r.Difference, sheet.Instant(r.At.Time), sheet.Text(r.Team), sheet.Text(r.Source), sheet.Text(r.Rule), sheet.Text(r.Note)}
}

// rows are the lines of all parts of the paper, in its order.
func (p paper) rows(ctx context.Context) []row {
	all := p.costRows(ctx, locale.T(ctx, "Cost to you"), reckon.You, p.Totals.CostYou)
	if p.Totals.CostUnit > 0 {
		all = append(all, p.costRows(ctx, locale.T(ctx, "Cost to your unit"), reckon.Unit, p.Totals.CostUnit)...)
	}
	for _, c := range p.Changed {
		all = append(all, calculationRows(ctx, c)...)
	}
	all = append(all, p.waitingRows(ctx)...)
	all = append(all, p.workRows(ctx)...)
	return append(all, p.estimateRows(ctx)...)
}

func lineKind(ctx context.Context) string  { return locale.T(ctx, "Line") }
func totalKind(ctx context.Context) string { return locale.T(ctx, "Total") }

func (p paper) costRows(ctx context.Context, name, to string, total int64) (all []row) {
	for _, l := range p.Lines {
		if unit := l.CostTo == reckon.Unit; l.CostCents != 0 && unit == (to == reckon.Unit) {
			all = append(all, row{Part: name, Kind: lineKind(ctx), Line: l.Step, Amount: amountOf(l.CostCents), Unit: p.Currency})
		}
	}
	return append(all, row{Part: name, Kind: totalKind(ctx), Line: totalKind(ctx), Amount: amountOf(total), Unit: p.Currency})
}

func calculationRows(ctx context.Context, c calculation.Calculation) (all []row) {
	name := part.Title(ctx, c)
	for _, l := range c.Lines {
		all = append(all, row{Part: name, Kind: lineKind(ctx), Line: l.Text, Uncounted: l.Struck, Number: l.Quantity, Rate: l.Rate, Amount: l.Amount, Unit: c.Unit, At: l.WrittenAt, Source: l.Source,
			Rule: part.Rule(ctx, l), Note: l.Reason})
	}
	if c.Difference != "" {
		all = append(all, row{Part: name, Kind: lineKind(ctx), Line: locale.T(ctx, "Rounding the total"), Amount: c.Difference, Unit: c.Unit})
	}
	return append(all, row{Part: name, Kind: totalKind(ctx), Line: totalKind(ctx), Amount: c.Total, Unit: c.Unit})
}

func (p paper) waitingRows(ctx context.Context) (all []row) {
	name := locale.T(ctx, "Where the time went")
	for _, w := range p.Waiting {
		all = append(all, row{Part: name, Kind: lineKind(ctx), Line: p.waited(ctx, w)}.of(ctx, w.Minutes))
	}
	return append(all, row{Part: name, Kind: totalKind(ctx), Line: p.elapsed(ctx)}.of(ctx, p.Totals.Elapsed))
}

func (p paper) workRows(ctx context.Context) (all []row) {
	if len(p.Lines) == 0 {
		return nil
	}
	name := locale.T(ctx, "Work")
	for _, l := range p.Lines {
		r := row{Part: name, Kind: lineKind(ctx), Line: l.Step, Difference: minutes(l.Difference), Note: l.Why}
		if l.Estimated {
			r.Low, r.High = minutes(l.Low), minutes(l.High)
		}
		all = append(all, r.of(ctx, l.Minutes))
		for _, e := range l.Entries {
			if e.Reverses == "" {
				entry := row{Part: name, Kind: locale.T(ctx, "Entry"), Line: l.Step, Uncounted: e.Reversed, At: store.At(e.StartedAt), Team: p.Teams[e.Team], Note: e.Note}
				all = append(all, entry.of(ctx, e.Minutes))
			}
		}
	}
	t := p.Totals
	total := row{Part: name, Kind: totalKind(ctx), Line: locale.T(ctx, "Total work"), Low: minutes(t.Low), High: minutes(t.High), Difference: minutes(t.Difference)}
	return append(all, total.of(ctx, t.Minutes))
}

func (p paper) estimateRows(ctx context.Context) (all []row) {
	for _, e := range p.Estimates {
		low, high, _, _ := e.Totals()
		all = append(all, row{Part: locale.T(ctx, "What we said before the work"), Kind: locale.T(ctx, "Estimate"), Uncounted: true, Unit: locale.T(ctx, "minutes"), Low: minutes(low), High: minutes(high),
			At: e.MadeAt, Note: e.Cause})
	}
	return all
}

// of is r with an amount of minutes.
func (r row) of(ctx context.Context, n int) row {
	r.Amount, r.Unit = strconv.Itoa(n), locale.T(ctx, "minutes")
	return r
}

func minutes(n int) sheet.Cell { return sheet.Number(float64(n)) }
