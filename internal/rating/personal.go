package rating

import (
	"context"
	"fmt"

	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// personal says what the module keeps about a person, and what becomes of it.
func personal() []privacy.Source {
	const counted = "Ratings are counted by service, team, site and quarter, without whose they were, for as long as figures are kept."
	return append([]privacy.Source{
		{Table: "rating_rating", PersonColumns: []string{"person_id", "agent_person"},
			Columns: []privacy.Fate{privacy.Blanked("person_id", "agent_person", "comment", "show_agent"),
				privacy.Kept(counted, "case_id", "team_id", "service_id", "at", "given_at", "satisfaction", "effort", "solved", "again")},
			What: "How you rated the answers to your requests.", Export: exportRatings, Erase: eraseRatings},
		{Table: "rating_ask", PersonColumns: []string{"person_id"}, Columns: []privacy.Fate{privacy.Blanked("person_id"), privacy.Kept(counted, "case_id", "at")},
			What: "When you were asked how it went.", Export: exportTimes(`SELECT at FROM rating_ask WHERE person_id = $1 ORDER BY at`),
			Erase: eraseBy(`UPDATE rating_ask SET person_id = NULL WHERE person_id = $1`)},
		{Table: "rating_never", PersonColumns: []string{"person_id"}, Columns: []privacy.Fate{privacy.Deleted("person_id", "at")},
			What: "That you do not want to be asked how it went.", Export: exportTimes(`SELECT at FROM rating_never WHERE person_id = $1`),
			Erase: eraseBy(`DELETE FROM rating_never WHERE person_id = $1`)},
	}, privacy.Impersonal("How people said it went, counted: of no fewer than eight who answered, and nothing of whom.", "rating_quarter", "rating_figure")...)
}

func exportRatings(ctx context.Context, q store.Querier, personID string) (any, error) {
	all, err := store.All[Rating](ctx, q, selectRating+`WHERE person_id = $1 ORDER BY at`, personID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

func eraseRatings(ctx context.Context, tx *store.Tx, personID string) error {
	if _, err := tx.Exec(ctx, `UPDATE rating_rating SET person_id = NULL, comment = '', show_agent = $2 WHERE person_id = $1`, personID, false); err != nil {
		return fmt.Errorf("erase: %w", err)
	}
	_, err := tx.Exec(ctx, `UPDATE rating_rating SET agent_person = NULL WHERE agent_person = $1`, personID)
	return err
}

func exportTimes(query string) func(context.Context, store.Querier, string) (any, error) {
	return func(ctx context.Context, q store.Querier, personID string) (any, error) {
		all, err := store.All[store.Time](ctx, q, query, personID)
		if err != nil || len(all) == 0 {
			return nil, err
		}
		return all, nil
	}
}

func eraseBy(query string) func(context.Context, *store.Tx, string) error {
	return func(ctx context.Context, tx *store.Tx, personID string) error {
		_, err := tx.Exec(ctx, query, personID)
		return err
	}
}
