package automation

import (
	"context"
	"fmt"

	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// personal says what the module keeps about people: whom of HR rules tell of cases, and nothing of whose these are.
func personal() []privacy.Source {
	return append(privacy.Impersonal("The rules by which teams of HR sort their work, and to which requests they did something: nothing of whose these are.", "automation_rule", "automation_run"),
		privacy.Source{Table: "automation_version", PersonColumns: []string{"tells_person"}, What: "Since when rules of HR tell you of cases.",
			Columns: []privacy.Fate{privacy.Blanked("tells_person"), privacy.Unpersonal("rule_id", "n", "body", "kept_at")}, Export: exportTells, Erase: eraseTells})
}

func exportTells(ctx context.Context, q store.Querier, personID string) (any, error) {
	all, err := store.All[store.Time](ctx, q, `SELECT kept_at FROM automation_version WHERE tells_person = $1 ORDER BY kept_at, rule_id`, personID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

func eraseTells(ctx context.Context, tx *store.Tx, personID string) error {
	if _, err := tx.Exec(ctx, `UPDATE automation_version SET tells_person = NULL WHERE tells_person = $1`, personID); err != nil {
		return fmt.Errorf("erase: %w", err)
	}
	return nil
}
