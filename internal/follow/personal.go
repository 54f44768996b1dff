package follow

import (
	"context"
	"fmt"

	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// personal says what this module keeps about people. Whose cases they are is not theirs to take along.
func personal() []privacy.Source {
	return []privacy.Source{
		{Table: "follow_watch", PersonColumns: []string{"person_id"}, What: "Since when you watch cases for HR.", Columns: []privacy.Fate{privacy.Deleted("case_id", "person_id", "since_at"), privacy.Unpersonal("case_number")},
			Export: moments(`SELECT since_at FROM follow_watch WHERE person_id = $1 ORDER BY since_at, case_id`), Erase: eraseBy(`DELETE FROM follow_watch WHERE person_id = $1`)},
		{Table: "follow_mention", PersonColumns: []string{"person_id"}, What: "When colleagues mentioned you in notes of HR, or a rule drew your attention to a case.", Columns: []privacy.Fate{privacy.Deleted("case_id", "person_id", "at", "seen_at"), privacy.Unpersonal("id", "case_number", "ruled")},
			Export: moments(`SELECT at FROM follow_mention WHERE person_id = $1 ORDER BY at, id`), Erase: eraseBy(`DELETE FROM follow_mention WHERE person_id = $1`)},
		{Table: "follow_later", PersonColumns: []string{"person_id"}, What: "When you are told next of cases that you watch.", Columns: []privacy.Fate{privacy.Deleted("case_id", "person_id", "due_at"), privacy.Unpersonal("case_number")},
			Export: moments(`SELECT due_at FROM follow_later WHERE person_id = $1 ORDER BY due_at, case_id`), Erase: eraseBy(`DELETE FROM follow_later WHERE person_id = $1`)},
		{Table: "follow_given", PersonColumns: []string{"person_id"}, What: "When cases of HR were given to you.", Columns: []privacy.Fate{privacy.Deleted("case_id", "person_id", "at", "due_at", "told_at"), privacy.Unpersonal("event", "case_number")},
			Export: moments(`SELECT at FROM follow_given WHERE person_id = $1 ORDER BY at, event`), Erase: eraseBy(`DELETE FROM follow_given WHERE person_id = $1`)},
	}
}

func moments(sql string) func(context.Context, store.Querier, string) (any, error) {
	return func(ctx context.Context, q store.Querier, personID string) (any, error) {
		all, err := store.All[store.Time](ctx, q, sql, personID)
		if err != nil || len(all) == 0 {
			return nil, err
		}
		return all, nil
	}
}

func eraseBy(sql string) func(context.Context, *store.Tx, string) error {
	return func(ctx context.Context, tx *store.Tx, personID string) error {
		if _, err := tx.Exec(ctx, sql, personID); err != nil {
			return fmt.Errorf("erase: %w", err)
		}
		return nil
	}
}
