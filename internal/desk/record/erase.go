package record

import (
	"context"
	"fmt"

	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// Forget takes a person's id out of all cases: a former employee stands in their place, or nobody.
func Forget(ctx context.Context, tx *store.Tx, personID string) error {
	return each(ctx, tx, personID,
		`UPDATE desk_entry SET author_person = '`+privacy.Erased+`' WHERE author_person = $1`,
		`UPDATE desk_entry SET withdrawn_by = '`+privacy.Erased+`' WHERE withdrawn_by = $1`,
		`UPDATE desk_entry SET body = replace(body, $1, '`+privacy.Erased+`') WHERE kind = 'event' AND body LIKE '%' || CAST($1 AS text) || '%'`,
		`UPDATE desk_case SET by_person = '`+privacy.Erased+`' WHERE by_person = $1`,
		`UPDATE desk_case SET for_person = '`+privacy.Erased+`' WHERE for_person = $1`,
		`UPDATE desk_case SET opened_by = '`+privacy.Erased+`' WHERE opened_by = $1`,
		`UPDATE desk_case SET assignee_person = NULL WHERE assignee_person = $1`,
		`UPDATE desk_case SET answered_by = NULL WHERE answered_by = $1`,
		`UPDATE desk_step SET owner_person = NULL WHERE owner_person = $1`,
		`UPDATE desk_step SET done_by = NULL WHERE done_by = $1`,
		`DELETE FROM desk_party WHERE person_id = $1`,
		`DELETE FROM desk_draft WHERE person_id = $1`)
}

// Empty takes the words and the people out of a case; its row stays, for the figures.
func Empty(ctx context.Context, tx *store.Tx, caseID string) error {
	return each(ctx, tx, caseID,
		`DELETE FROM desk_step WHERE case_id = $1`,
		`DELETE FROM desk_entry WHERE case_id = $1`,
		`DELETE FROM desk_party WHERE case_id = $1`,
		`DELETE FROM desk_draft WHERE place = 'case/' || CAST($1 AS text)`,
		`UPDATE desk_case SET subject = '', language = '', unit_id = '', site = '', waiting_reason = '', waiting_needed = '', cause_text = '', handed_to = '' WHERE id = $1`)
}

func each(ctx context.Context, tx *store.Tx, id string, statements ...string) error {
	for _, sql := range statements {
		if _, err := tx.Exec(ctx, sql, id); err != nil {
			return fmt.Errorf("erase: %w", err)
		}
	}
	return nil
}

// Took is the condition that column is the id of a case in which a person has a part, works or worked, or wrote, or in which something happened that names the person.
func Took(column, personID string) store.Where {
	return store.Cond(column+` IN (SELECT p.case_id FROM desk_party p WHERE p.person_id = ?
		UNION SELECT c.id FROM desk_case c WHERE c.assignee_person = ? OR c.answered_by = ? OR c.opened_by = ?
		UNION SELECT s.case_id FROM desk_step s WHERE s.owner_person = ? OR s.done_by = ?
		UNION SELECT e.case_id FROM desk_entry e WHERE e.author_person = ? OR e.kind = 'event' AND e.body LIKE '%' || CAST(? AS text) || '%')`,
		personID, personID, personID, personID, personID, personID, personID, personID)
}
