package views

import (
	"context"
	"fmt"

	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// personal says what this module keeps about people. What somebody shared stays with the team, without whose it was.
func personal() []privacy.Source {
	return []privacy.Source{{Table: "views_view", PersonColumns: []string{"owner_person"},
		Columns: []privacy.Fate{privacy.Blanked("owner_person"), privacy.Kept("A view that is shared belongs to the team; one's own is removed.", "name", "query", "team_id", "place", "kept_at"), privacy.Unpersonal("id")},
		What:    "Views of the queue that you keep.", Export: export, Erase: erase}}
}

func export(ctx context.Context, q store.Querier, personID string) (any, error) {
	type kept struct {
		Name   string     `json:"name"`
		Query  string     `json:"query"`
		Team   string     `json:"team"`
		KeptAt store.Time `json:"kept_at"`
	}
	all, err := store.All[kept](ctx, q, `SELECT v.name, v.query, v.team_id AS team, v.kept_at FROM views_view v WHERE v.owner_person = $1 ORDER BY v.kept_at, v.id`, personID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

func erase(ctx context.Context, tx *store.Tx, personID string) error {
	for _, sql := range []string{`DELETE FROM views_view WHERE team_id = '' AND owner_person = $1`, `UPDATE views_view SET owner_person = NULL WHERE owner_person = $1`} {
		if _, err := tx.Exec(ctx, sql, personID); err != nil {
			return fmt.Errorf("erase views: %w", err)
		}
	}
	return nil
}
