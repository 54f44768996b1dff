package exception

import (
	"context"
	"fmt"

	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// personal says what this module keeps about people. Of who was erased the clause, the outcome and the facts that figures need stay, without whose they were.
func personal() []privacy.Source {
	const figures = "An exception stays as a number in the figures of its clause, without whose it was and without words, for as long as figures are kept."
	all := []privacy.Source{
		{Table: "exception_request", PersonColumns: []string{"person_id", "asked_by", "decided_by"},
			Columns: []privacy.Fate{privacy.Blanked("person_id", "asked_by", "decided_by", "why", "reason", "differs", "disagree", "site", "weekly_hours", "tenure_months", "amount_cents"),
				privacy.Kept(figures, "case_id", "clause_id", "clause_ref", "clause_title", "clause_text", "service_id", "team_id", "asked_at", "outcome", "expires", "decided_at"),
				privacy.Unpersonal("id", "compared")},
			What: "Exceptions that were asked for in your requests, and what was decided.", Export: exportExceptions, Erase: eraseExceptions},
		{Table: "exception_mile", PersonColumns: []string{"person_id"},
			Columns: []privacy.Fate{privacy.Blanked("person_id", "what", "thanks", "lesson"), privacy.Kept("What a team's budget was spent on stays as an amount.", "case_id", "team_id", "year", "cents", "at", "thanked_at"),
				privacy.Unpersonal("id")},
			What: "What was done once, for you.", Export: exportMiles, Erase: eraseMiles},
		{Table: "exception_budget", PersonColumns: []string{"set_by"},
			Columns: []privacy.Fate{privacy.Blanked("set_by"), privacy.Kept("The budget of a team is no fact about a person.", "team_id", "year", "cents", "currency", "set_at")},
			What:    "Budgets that you set.", Export: exportBudgets, Erase: eraseBudgets},
	}
	return append(all, privacy.Impersonal("Which exceptions were compared.", "exception_precedent")...)
}

func exportExceptions(ctx context.Context, q store.Querier, personID string) (any, error) {
	rows, err := store.All[row](ctx, q, selectRow+` WHERE e.person_id = $1 ORDER BY e.asked_at, e.id`, personID)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	all := make([]Exception, 0, len(rows))
	for _, r := range rows {
		one := r.shown("", q.Now())
		one.Differs = "" // that is about others
		all = append(all, one)
	}
	return all, nil
}

func exportMiles(ctx context.Context, q store.Querier, personID string) (any, error) {
	all, err := store.All[Mile](ctx, q, selectMile+` WHERE m.person_id = $1 ORDER BY m.at, m.id`, personID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	for i := range all {
		all[i].Cents, all[i].Lesson = 0, ""
	}
	return all, nil
}

// setBudget is a budget as whoever set it takes it along.
type setBudget struct {
	Team     string     `json:"team"`
	Year     int        `json:"year"`
	Cents    int64      `json:"cents"`
	Currency string     `json:"currency"`
	SetAt    store.Time `json:"set_at"`
}

func exportBudgets(ctx context.Context, q store.Querier, personID string) (any, error) {
	all, err := store.All[setBudget](ctx, q, `SELECT team_id AS team, year, cents, currency, set_at FROM exception_budget WHERE set_by = $1 ORDER BY year, team_id`, personID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

func eraseExceptions(ctx context.Context, tx *store.Tx, personID string) error {
	return each(ctx, tx, personID,
		`UPDATE exception_request SET person_id = NULL, why = '', reason = '', differs = '', disagree = '', site = '', weekly_hours = NULL, tenure_months = NULL, amount_cents = NULL WHERE person_id = $1`,
		`UPDATE exception_request SET asked_by = NULL WHERE asked_by = $1`,
		`UPDATE exception_request SET decided_by = NULL WHERE decided_by = $1`)
}

func eraseMiles(ctx context.Context, tx *store.Tx, personID string) error {
	return each(ctx, tx, personID, `UPDATE exception_mile SET person_id = NULL, what = '', thanks = '', lesson = '' WHERE person_id = $1`)
}

func eraseBudgets(ctx context.Context, tx *store.Tx, personID string) error {
	return each(ctx, tx, personID, `UPDATE exception_budget SET set_by = NULL WHERE set_by = $1`)
}

func each(ctx context.Context, tx *store.Tx, personID string, all ...string) error {
	for _, sql := range all {
		if _, err := tx.Exec(ctx, sql, personID); err != nil {
			return fmt.Errorf("erase: %w", err)
		}
	}
	return nil
}
