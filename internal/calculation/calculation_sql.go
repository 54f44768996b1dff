package calculation

import (
	"context"
	"fmt"

	"hearth/internal/calculation/decimal"
	"hearth/internal/platform/store"
)

// row is a calculation as the database keeps it.
type row struct {
	ID, CaseID, CaseNumber, Title, Unit, Rounding string
	Lines, Places                                 int
	InsteadOf, ReplacedBy                         string
	WrittenAt                                     store.Time
}

const selectCalculation = `SELECT c.id, c.case_id, c.case_number, c.title, c.unit, c.rounding, c.lines, c.places, COALESCE(c.instead_of, '') AS instead_of,
	COALESCE((SELECT n.id FROM calculation_calculation n WHERE n.instead_of = c.id), '') AS replaced_by, c.written_at FROM calculation_calculation c`

// lineRow is a line as the database keeps it: its amount in units of 10^-places of the calculation.
type lineRow struct {
	ID, CalculationID          string
	Position, Revision         int
	Body, Quantity, Rate       string
	Amount                     int64
	Source, Clause             string
	ClauseVersion, ClauseTitle string
	Reason                     string
	WrittenAt                  store.Time
}

const selectLine = `SELECT l.id, l.calculation_id, l.position, l.revision, l.body, l.quantity, l.rate, l.amount, l.source, l.clause, l.clause_version, l.clause_title, l.reason, l.written_at FROM calculation_line l`

// find returns the calculations that w describes with their lines, the oldest first.
func find(ctx context.Context, q store.Querier, w store.Where) ([]row, map[string][]lineRow, error) {
	w = store.And(w, store.Cond(`c.erased_at IS NULL`))
	all, err := store.Select[row](ctx, q, new(store.Q).Add(selectCalculation+` WHERE `).Where(w).Add(` ORDER BY c.written_at, c.id`))
	if err != nil {
		return nil, nil, fmt.Errorf("read calculations: %w", err)
	}
	lines := map[string][]lineRow{}
	if len(all) == 0 {
		return nil, lines, nil
	}
	ids := make([]string, len(all))
	for i, c := range all {
		ids[i] = c.ID
	}
	rows, err := store.Select[lineRow](ctx, q, new(store.Q).Add(selectLine+` WHERE `).Where(store.In("l.calculation_id", ids)).Add(` ORDER BY l.calculation_id, l.position, l.revision`))
	if err != nil {
		return nil, nil, fmt.Errorf("read lines: %w", err)
	}
	for _, l := range rows {
		lines[l.CalculationID] = append(lines[l.CalculationID], l)
	}
	return all, lines, nil
}

// present makes a calculation of its rows. Its total is what its lines come to.
func present(c row, lines []lineRow) (Calculation, error) {
	out := Calculation{ID: c.ID, Number: c.CaseNumber, Title: c.Title, Unit: c.Unit, Rounding: c.Rounding, InsteadOf: c.InsteadOf, ReplacedBy: c.ReplacedBy, WrittenAt: c.WrittenAt}
	s := newSheet(c.Unit, c.Rounding)
	var w Worked
	for i, l := range lines {
		amount, err := decimal.Minor(l.Amount, c.Places)
		if err != nil {
			return out, fmt.Errorf("line %s: %w", l.ID, err)
		}
		line := Line{ID: l.ID, Entry: Entry{Text: l.Body, Quantity: l.Quantity, Rate: l.Rate, Amount: amount.Fixed(s.places), Source: l.Source, Clause: l.Clause},
			ClauseTitle: l.ClauseTitle, ClauseVersion: l.ClauseVersion, Position: l.Position + 1, Reason: l.Reason, WrittenAt: l.WrittenAt}
		if l.Revision > 1 {
			line.Replaces = lines[i-1].ID
		}
		line.Struck = i+1 < len(lines) && lines[i+1].Position == l.Position
		if !line.Struck {
			w.amounts = append(w.amounts, amount)
		}
		out.Lines = append(out.Lines, line)
	}
	s.total(&w, "")
	out.Difference, out.Total = w.Difference, w.Total
	return out, s.faults.Err()
}

// shown are the calculations that w describes, by case.
func shown(ctx context.Context, q store.Querier, w store.Where) (map[string][]Calculation, error) {
	all, lines, err := find(ctx, q, w)
	if err != nil {
		return nil, err
	}
	out := map[string][]Calculation{}
	for _, c := range all {
		one, err := present(c, lines[c.ID])
		if err != nil {
			return nil, fmt.Errorf("calculation %s: %w", c.ID, err)
		}
		out[c.CaseID] = append(out[c.CaseID], one)
	}
	return out, nil
}

// Cites is the condition that column is the id of a case in which a line rests on one of these versions of a clause.
func Cites(versionIDs []string, column string) store.Where {
	w := store.In("l.clause_version", versionIDs)
	return store.Where{SQL: column + ` IN (SELECT c.case_id FROM calculation_line l JOIN calculation_calculation c ON c.id = l.calculation_id WHERE ` + w.SQL + `)`, Args: w.Args}
}

// insertLine keeps a line.
func insertLine(ctx context.Context, tx *store.Tx, l lineRow, writtenBy string) error {
	_, err := tx.Exec(ctx, `INSERT INTO calculation_line (id, calculation_id, position, revision, body, quantity, rate, amount, source, clause, clause_version, clause_title, reason, written_by, written_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, NULLIF($14, ''), $15)`,
		l.ID, l.CalculationID, l.Position, l.Revision, l.Body, l.Quantity, l.Rate, l.Amount, l.Source, l.Clause, l.ClauseVersion, l.ClauseTitle, l.Reason, writtenBy, l.WrittenAt)
	if err != nil {
		return fmt.Errorf("keep line: %w", err)
	}
	return nil
}

// Cited is a clause that a line rests on which counts.
type Cited struct{ CaseID, Clause, ClauseTitle, ClauseVersion string }

// CitedIn returns the clauses on which the calculations of cases rest that stand, each once, by the id of the case: for modules above, which have asked whether their
// actor may know them. Lines that were struck through do not count.
func CitedIn(ctx context.Context, q store.Querier, caseIDs []string) (map[string][]Cited, error) {
	all, err := store.Select[Cited](ctx, q, new(store.Q).Add(`SELECT DISTINCT c.case_id, l.clause, l.clause_title, l.clause_version FROM calculation_line l JOIN calculation_calculation c ON c.id = l.calculation_id
		WHERE l.clause <> '' AND c.erased_at IS NULL AND NOT EXISTS (SELECT 1 FROM calculation_calculation n WHERE n.instead_of = c.id)
		AND NOT EXISTS (SELECT 1 FROM calculation_line n WHERE n.calculation_id = l.calculation_id AND n.position = l.position AND n.revision > l.revision) AND `).
		Where(store.In("c.case_id", caseIDs)).Add(` ORDER BY c.case_id, l.clause, l.clause_version`))
	if err != nil {
		return nil, fmt.Errorf("read clauses of lines: %w", err)
	}
	out := map[string][]Cited{}
	for _, c := range all {
		out[c.CaseID] = append(out[c.CaseID], c)
	}
	return out, nil
}
