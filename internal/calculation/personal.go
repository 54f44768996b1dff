package calculation

import (
	"context"
	"fmt"

	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// personal says what this module keeps about people: a calculation is about the person it is for, and its words and figures go with them.
func personal() []privacy.Source {
	const figures = "That something was worked out, and how often a line was corrected, is counted without whose it was and without its figures."
	return []privacy.Source{
		{Table: "calculation_calculation", PersonColumns: []string{"person_id", "written_by"},
			Columns: []privacy.Fate{privacy.Blanked("person_id", "title", "written_by"), privacy.Kept(figures, "case_id", "case_number", "unit", "rounding", "lines", "instead_of", "written_at"),
				privacy.Unpersonal("id", "places", "erased_at")},
			What: "What HR worked out for you, line by line.", Export: export, Erase: erase},
		{Table: "calculation_line", PersonColumns: []string{"written_by"}, Through: "calculation_calculation",
			Columns: []privacy.Fate{privacy.Blanked("body", "quantity", "rate", "amount", "source", "clause", "clause_version", "clause_title", "reason", "written_by"),
				privacy.Kept(figures, "calculation_id", "position", "revision", "written_at"), privacy.Unpersonal("id", "erased_at")},
			What: "The lines of what HR worked out for you."},
	}
}

func export(ctx context.Context, q store.Querier, personID string) (any, error) {
	all, lines, err := find(ctx, q, store.Cond(`c.person_id = ?`, personID))
	if err != nil || len(all) == 0 {
		return nil, err
	}
	out := make([]Calculation, len(all))
	for i, c := range all {
		if out[i], err = present(c, lines[c.ID]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// erase takes the words and figures out of what was worked out for a person, and whom of HR wrote it. The database lets nothing else change a calculation.
func erase(ctx context.Context, tx *store.Tx, personID string) error {
	for _, sql := range []string{
		`UPDATE calculation_line SET body = '', quantity = '0', rate = '0', amount = 0, source = '', clause = '', clause_version = '', clause_title = '', reason = '', written_by = NULL, erased_at = $2
			WHERE erased_at IS NULL AND calculation_id IN (SELECT id FROM calculation_calculation WHERE person_id = $1)`,
		`UPDATE calculation_calculation SET title = '', person_id = NULL, written_by = NULL, erased_at = $2 WHERE person_id = $1`,
	} {
		if _, err := tx.Exec(ctx, sql, personID, tx.Now()); err != nil {
			return fmt.Errorf("erase: %w", err)
		}
	}
	for _, sql := range []string{`UPDATE calculation_line SET written_by = NULL WHERE written_by = $1`, `UPDATE calculation_calculation SET written_by = NULL WHERE written_by = $1`} {
		if _, err := tx.Exec(ctx, sql, personID); err != nil {
			return fmt.Errorf("erase: %w", err)
		}
	}
	return nil
}
