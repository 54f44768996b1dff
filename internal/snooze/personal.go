package snooze

import (
	"context"
	"fmt"

	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// personal says what this module keeps about people: until when somebody of HR put a case away. Whose cases they are is not theirs to take along.
func personal() []privacy.Source {
	return []privacy.Source{{Table: "snooze_case", PersonColumns: []string{"person_id", "by_person"}, What: "Until when cases are put away that you work on for HR, or that you put away for a colleague.",
		Columns: []privacy.Fate{privacy.Deleted("case_id", "person_id", "by_person", "until_at", "set_at"), privacy.Unpersonal("case_number")},
		Export: func(ctx context.Context, q store.Querier, personID string) (any, error) {
			all, err := store.All[store.Time](ctx, q, `SELECT z.until_at FROM snooze_case z WHERE z.person_id = $1 OR z.by_person = $1 ORDER BY z.until_at, z.case_id`, personID)
			if err != nil || len(all) == 0 {
				return nil, err
			}
			return all, nil
		},
		Erase: func(ctx context.Context, tx *store.Tx, personID string) error {
			if _, err := tx.Exec(ctx, `DELETE FROM snooze_case WHERE person_id = $1 OR by_person = $1`, personID); err != nil {
				return fmt.Errorf("erase: %w", err)
			}
			return nil
		}}}
}
