package together

import (
	"context"
	"fmt"

	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// personal says what this module keeps about people: a text that HR has not sent yet. It goes with whose request it answers. Of who wrote in it last the name goes; the text is the case's, and not theirs
// to take along.
func personal() []privacy.Source {
	return []privacy.Source{{Table: "together_draft", PersonColumns: []string{"for_person", "asked_by", "changed_by", "sending_by"}, What: "When you last wrote in a text that HR writes together, until it is sent.",
		Columns: []privacy.Fate{privacy.Deleted("case_id", "for_person", "asked_by", "body", "changed_at"), privacy.Blanked("changed_by", "sending_by"), privacy.Unpersonal("case_number", "kind", "version", "began")},
		Export: func(ctx context.Context, q store.Querier, personID string) (any, error) {
			all, err := store.All[store.Time](ctx, q, `SELECT d.changed_at FROM together_draft d WHERE d.changed_by = $1 ORDER BY d.changed_at, d.case_id, d.kind`, personID)
			if err != nil || len(all) == 0 {
				return nil, err
			}
			return all, nil
		},
		Erase: func(ctx context.Context, tx *store.Tx, personID string) error {
			for _, sql := range []string{`DELETE FROM together_draft WHERE for_person = $1 OR asked_by = $1`, `UPDATE together_draft SET changed_by = '' WHERE changed_by = $1`,
				`UPDATE together_draft SET sending_by = '' WHERE sending_by = $1`} {
				if _, err := tx.Exec(ctx, sql, personID); err != nil {
					return fmt.Errorf("erase: %w", err)
				}
			}
			return nil
		}},
		{Table: "together_unseen", PersonColumns: []string{"person_id"}, What: "That colleagues do not see when you read a case.", Columns: []privacy.Fate{privacy.Deleted("person_id")},
			Export: func(ctx context.Context, q store.Querier, personID string) (any, error) {
				hidden, err := unseen(ctx, q, personID)
				if err != nil || !hidden {
					return nil, err
				}
				return []Presence{{Shown: false}}, nil
			},
			Erase: func(ctx context.Context, tx *store.Tx, personID string) error {
				if _, err := tx.Exec(ctx, `DELETE FROM together_unseen WHERE person_id = $1`, personID); err != nil {
					return fmt.Errorf("erase: %w", err)
				}
				return nil
			}}}
}
