package statement

import (
	"context"
	"fmt"

	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// personal says what this module keeps about people. Of who was erased the minutes and amounts stay, without words and without whose they were.
func personal() []privacy.Source {
	const figures = "What work takes is counted by service and team, without whose request it was, for as long as figures are kept."
	return append([]privacy.Source{
		{Table: "statement_estimate", PersonColumns: []string{"person_id"},
			Columns: []privacy.Fate{privacy.Blanked("person_id", "cause", "choice_text"), privacy.Kept(figures, "case_id", "case_number", "version", "currency", "asks", "until_at", "made_at", "choice", "chosen_at"),
				privacy.Unpersonal("id")},
			What: "What HR estimated for your requests, and what you chose.", Export: exportEstimates, Erase: erase},
		{Table: "statement_step", Through: "statement_estimate", What: "The steps of what HR estimated for your requests.",
			Columns: []privacy.Fate{privacy.Blanked("name"), privacy.Kept(figures, "case_id", "minutes_low", "minutes_high", "cost_cents", "cost_to"), privacy.Unpersonal("id", "estimate_id", "position")}},
		{Table: "statement_effort", PersonColumns: []string{"person_id"},
			Columns: []privacy.Fate{privacy.Blanked("person_id", "step", "note", "why"), privacy.Kept(figures, "case_id", "case_number", "team_id", "minutes", "started_at", "logged_at"), privacy.Unpersonal("id", "reverses")},
			What:    "What your requests took, by step and team.", Export: exportEffort, Erase: eraseEffort},
		{Table: "statement_effort_person", PersonColumns: []string{"logged_by"}, Columns: []privacy.Fate{privacy.Deleted("effort_id", "case_id", "logged_by")},
			What: "Which work you wrote down in HR on requests that are not closed yet.", Export: exportLogged, Erase: eraseLogged},
		{Table: "statement_question", PersonColumns: []string{"person_id"},
			Columns: []privacy.Fate{privacy.Blanked("person_id", "line", "question", "answer"), privacy.Kept(figures, "case_id", "case_number", "asked_at", "answered_at", "corrected"), privacy.Unpersonal("id")},
			What:    "What you asked about statements, and what HR answered.", Export: exportQuestions, Erase: eraseQuestions},
	}, privacy.Impersonal("Which requests have work written down.", "statement_case")...)
}

func exportEstimates(ctx context.Context, q store.Querier, personID string) (any, error) {
	cases, err := store.All[string](ctx, q, `SELECT DISTINCT case_id FROM statement_estimate WHERE person_id = $1 ORDER BY case_id`, personID)
	if err != nil {
		return nil, fmt.Errorf("read estimates: %w", err)
	}
	var out []Estimate
	for _, id := range cases {
		all, err := estimates(ctx, q, id)
		if err != nil {
			return nil, err
		}
		out = append(out, all...)
	}
	return some(out), nil
}

func exportEffort(ctx context.Context, q store.Querier, personID string) (any, error) {
	all, err := store.All[Effort](ctx, q, selectEffort+` FROM statement_effort e WHERE e.person_id = $1 ORDER BY e.logged_at, e.id`, personID)
	return some(all), err
}

func exportQuestions(ctx context.Context, q store.Querier, personID string) (any, error) {
	all, err := store.All[Question](ctx, q, selectQuestion+` WHERE person_id = $1 ORDER BY asked_at, id`, personID)
	return some(all), err
}

func exportLogged(ctx context.Context, q store.Querier, personID string) (any, error) {
	all, err := store.All[string](ctx, q, `SELECT effort_id FROM statement_effort_person WHERE logged_by = $1 ORDER BY effort_id`, personID)
	return some(all), err
}

// some is nil for nothing, as exports want it.
func some[T any](all []T) any {
	if len(all) == 0 {
		return nil
	}
	return all
}

// erase leaves of an estimate its minutes and amounts: without their names the steps are told apart by their place alone.
func erase(ctx context.Context, tx *store.Tx, personID string) error {
	if _, err := tx.Exec(ctx, `UPDATE statement_step SET name = '' WHERE estimate_id IN (SELECT id FROM statement_estimate WHERE person_id = $1)`, personID); err != nil {
		return fmt.Errorf("erase steps: %w", err)
	}
	return eraseRows(ctx, tx, `UPDATE statement_estimate SET person_id = NULL, cause = '', choice_text = '' WHERE person_id = $1`, personID)
}

func eraseEffort(ctx context.Context, tx *store.Tx, personID string) error {
	return eraseRows(ctx, tx, `UPDATE statement_effort SET person_id = NULL, step = '', note = '', why = '' WHERE person_id = $1`, personID)
}

func eraseQuestions(ctx context.Context, tx *store.Tx, personID string) error {
	return eraseRows(ctx, tx, `UPDATE statement_question SET person_id = NULL, line = '', question = '', answer = '' WHERE person_id = $1`, personID)
}

func eraseLogged(ctx context.Context, tx *store.Tx, personID string) error {
	return eraseRows(ctx, tx, `DELETE FROM statement_effort_person WHERE logged_by = $1`, personID)
}

func eraseRows(ctx context.Context, tx *store.Tx, sql, personID string) error {
	if _, err := tx.Exec(ctx, sql, personID); err != nil {
		return fmt.Errorf("erase: %w", err)
	}
	return nil
}
