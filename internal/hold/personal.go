package hold

import (
	"context"
	"fmt"

	"hearth/internal/hold/kept"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// personal says what this module keeps about people: replies for the seconds before they are sent. Until then they are their writer's alone.
func (s *Service) personal() []privacy.Source {
	return []privacy.Source{{Table: "hold_message", PersonColumns: []string{"person_id", "for_person", "asked_by"}, What: "Replies of HR in the seconds before they are sent.",
		Columns: []privacy.Fate{privacy.Deleted("case_id", "person_id", "for_person", "asked_by", "body", "seen", "outcome", "cause", "cause_text", "handed_to", "besides", "back", "held_at", "send_at"),
			privacy.Unpersonal("id", "case_number", "state", "closes", "instead_of_call")},
		Export: func(ctx context.Context, q store.Querier, personID string) (any, error) {
			type own struct {
				Body      string     `json:"body"`
				CauseText string     `json:"cause_text,omitempty"`
				HandedTo  string     `json:"handed_to,omitempty"`
				SendAt    store.Time `json:"send_at"`
			}
			all, err := store.All[own](ctx, q, `SELECT body, cause_text, handed_to, send_at FROM hold_message WHERE person_id = $1 AND state = 'held' ORDER BY held_at, id`, personID)
			if err != nil || len(all) == 0 {
				return nil, err
			}
			return all, nil
		},
		Erase: func(ctx context.Context, tx *store.Tx, personID string) error {
			if _, err := tx.Exec(ctx, `DELETE FROM hold_message WHERE person_id = $1 OR for_person = $1 OR asked_by = $1`, personID); err != nil {
				return fmt.Errorf("erase: %w", err)
			}
			return nil
		}},
		{Table: "hold_file", PersonColumns: []string{"person_id", "for_person", "asked_by"}, What: "The files of replies of HR before they are sent.",
			Columns: []privacy.Fate{privacy.Deleted("file_id", "place", "for_person", "asked_by", "kept_at"), privacy.Blanked("person_id")},
			Export: func(ctx context.Context, q store.Querier, personID string) (any, error) {
				names, err := kept.Of(ctx, q, personID)
				if err != nil || len(names) == 0 {
					return nil, err
				}
				return names, nil
			},
			Erase: func(ctx context.Context, tx *store.Tx, personID string) error {
				return kept.Erase(ctx, tx, s.Files, personID)
			}}}
}
