package heard

import (
	"context"
	"fmt"

	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// personal says what this module keeps about people. Of who was erased nothing is left but that something was written, and how it ended.
func personal() []privacy.Source {
	const figures = "That HR wrote down what it heard, and how that ended, is counted without whose it was."
	return []privacy.Source{
		{Table: "heard_summary", PersonColumns: []string{"person_id", "written_by", "answered_by"},
			Columns: []privacy.Fate{privacy.Blanked("person_id", "happened", "asks", "by_when", "worry", "not_to_share", "correction", "written_by", "answered_by"),
				privacy.Kept(figures, "case_id", "case_number", "version", "written_at", "state", "answered_at", "reminded"), privacy.Unpersonal("id", "remind_at")},
			What: "What HR understood of your requests, and what you said to it.", Export: exportSummaries, Erase: eraseSummaries},
		{Table: "heard_asking", PersonColumns: []string{"person_id", "proposed_by"},
			Columns: []privacy.Fate{privacy.Blanked("person_id", "whom", "words", "approved", "proposed_by"), privacy.Kept(figures, "case_id", "case_number", "proposed_at", "state", "answered_at", "asked_at"),
				privacy.Unpersonal("id")},
			What: "What HR wanted to ask others about your requests, and what you said to it.", Export: exportAskings, Erase: eraseAskings},
	}
}

func exportSummaries(ctx context.Context, q store.Querier, personID string) (any, error) {
	all, err := store.All[Summary](ctx, q, selectSummary+` WHERE s.person_id = $1 ORDER BY s.written_at, s.id`, personID)
	if err != nil {
		return nil, err
	}
	others, err := store.All[Summary](ctx, q, `SELECT s.id, s.case_number AS number, s.version, s.written_at, s.state, s.correction, s.answered_at, s.reminded
		FROM heard_summary s WHERE s.answered_by = $1 AND s.person_id <> $1 ORDER BY s.written_at, s.id`, personID) // of what they asked for somebody else, their own words
	if all = append(all, others...); err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

func exportAskings(ctx context.Context, q store.Querier, personID string) (any, error) {
	all, err := store.All[Asking](ctx, q, selectAsking+` WHERE a.person_id = $1 ORDER BY a.proposed_at, a.id`, personID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

func eraseSummaries(ctx context.Context, tx *store.Tx, personID string) error {
	return each(ctx, tx, personID,
		`UPDATE heard_summary SET person_id = NULL, happened = '', asks = '', by_when = '', worry = '', not_to_share = '', correction = '', answered_by = NULL, remind_at = NULL WHERE person_id = $1`,
		`UPDATE heard_summary SET written_by = NULL WHERE written_by = $1`,
		`UPDATE heard_summary SET answered_by = NULL, correction = '' WHERE answered_by = $1`)
}

func eraseAskings(ctx context.Context, tx *store.Tx, personID string) error {
	return each(ctx, tx, personID,
		`UPDATE heard_asking SET person_id = NULL, whom = '', words = '', approved = '' WHERE person_id = $1`,
		`UPDATE heard_asking SET proposed_by = NULL WHERE proposed_by = $1`)
}

func each(ctx context.Context, tx *store.Tx, personID string, all ...string) error {
	for _, sql := range all {
		if _, err := tx.Exec(ctx, sql, personID); err != nil {
			return fmt.Errorf("erase: %w", err)
		}
	}
	return nil
}
