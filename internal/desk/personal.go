package desk

import (
	"context"
	"fmt"

	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// personal says what this module keeps about people, how they take it along and how it is erased. Erasing takes a person out of the parties, blanks what they
// wrote as a customer, and leaves the row of the case without their id, so that figures stay.
func (s *Service) personal() []privacy.Source {
	return []privacy.Source{
		{Table: "desk_case", PersonColumns: []string{"by_person", "for_person", "opened_by", "assignee_person", "answered_by"},
			What:   "Your requests: what they were about, when they were made, and how they ended.",
			Export: exportCases, Erase: eraseCases},
		{Table: "desk_party", PersonColumns: []string{"person_id"}, What: "Which requests you asked or that were made for you.",
			Export: exportParties, Erase: statement(`DELETE FROM desk_party WHERE person_id = $1`)},
		{Table: "desk_entry", PersonColumns: []string{"author_person", "withdrawn_by"}, What: "The messages that you wrote and that were written to you.",
			Export: exportEntries, Erase: eraseEntries},
		{Table: "desk_draft", PersonColumns: []string{"person_id"}, What: "Texts that you began and have not sent.",
			Export: exportDrafts, Erase: statement(`DELETE FROM desk_draft WHERE person_id = $1`)},
		{Table: "desk_step", PersonColumns: []string{"owner_person", "done_by"}, What: "Parts of the work on requests that were yours to do.",
			Export: exportSteps, Erase: statement(`UPDATE desk_step SET owner_person = NULL WHERE owner_person = $1`, `UPDATE desk_step SET done_by = NULL WHERE done_by = $1`)},
	}
}

func statement(all ...string) func(context.Context, *store.Tx, string) error {
	return func(ctx context.Context, tx *store.Tx, personID string) error {
		for _, sql := range all {
			if _, err := tx.Exec(ctx, sql, personID); err != nil {
				return fmt.Errorf("erase: %w", err)
			}
		}
		return nil
	}
}

// list turns rows into an export: nil when there are none.
func list[T any](ctx context.Context, q store.Querier, sql string, args ...any) (any, error) {
	all, err := store.All[T](ctx, q, sql, args...)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

func exportCases(ctx context.Context, q store.Querier, personID string) (any, error) {
	type kept struct {
		Number             int64
		Subject, ServiceID string
		State, Outcome     string
		OpenedAt, ClosedAt store.Time
	}
	return list[kept](ctx, q, `SELECT number, subject, service_id, state, outcome, opened_at, closed_at FROM desk_case
		WHERE by_person = $1 OR for_person = $1 ORDER BY opened_at, id`, personID)
}

func exportParties(ctx context.Context, q store.Querier, personID string) (any, error) {
	type kept struct {
		Number   int64
		Relation string
	}
	// Only what the person may see of it: complaints against them, and exclusions, are not told here.
	return list[kept](ctx, q, `SELECT c.number, p.relation FROM desk_party p JOIN desk_case c ON c.id = p.case_id
		WHERE p.person_id = $1 AND p.relation IN ('by', 'for') ORDER BY c.opened_at, c.id, p.relation`, personID)
}

func exportEntries(ctx context.Context, q store.Querier, personID string) (any, error) {
	type kept struct {
		Number int64
		At     store.Time
		Side   string
		Body   string
	}
	return list[kept](ctx, q, `SELECT c.number, e.at, e.side, e.body FROM desk_entry e JOIN desk_case c ON c.id = e.case_id
		WHERE e.kind = 'message' AND NOT e.internal AND c.id IN (SELECT p.case_id FROM desk_party p WHERE p.person_id = $1 AND p.relation IN ('by', 'for'))
		ORDER BY c.opened_at, c.id, e.id`, personID)
}

func exportDrafts(ctx context.Context, q store.Querier, personID string) (any, error) {
	return list[Draft](ctx, q, `SELECT subject, body, saved_at FROM desk_draft WHERE person_id = $1 ORDER BY saved_at`, personID)
}

func exportSteps(ctx context.Context, q store.Querier, personID string) (any, error) {
	type kept struct {
		State  string
		DoneAt store.Time
	}
	// What a step is called tells of its case, which its owner may not see, or not any more.
	return list[kept](ctx, q, `SELECT state, done_at FROM desk_step WHERE owner_person = $1 OR done_by = $1 ORDER BY id`, personID)
}

// erased stands where the id of an erased person stood and the column needs one.
const erased = "erased"

func eraseCases(ctx context.Context, tx *store.Tx, personID string) error {
	if err := tallyUnassigned(ctx, tx, personID); err != nil {
		return err
	}
	return statement(
		`UPDATE desk_case SET subject = '', by_person = '`+erased+`' WHERE by_person = $1`,
		`UPDATE desk_case SET subject = '', for_person = '`+erased+`' WHERE for_person = $1`,
		`UPDATE desk_case SET opened_by = '`+erased+`' WHERE opened_by = $1`,
		`UPDATE desk_case SET assignee_person = NULL WHERE assignee_person = $1`,
		`UPDATE desk_case SET answered_by = NULL WHERE answered_by = $1`)(ctx, tx, personID)
}

func eraseEntries(ctx context.Context, tx *store.Tx, personID string) error {
	return statement(
		`UPDATE desk_entry SET body = '', author_person = NULL WHERE author_person = $1 AND kind <> 'event' AND side = 'customer'`,
		`UPDATE desk_entry SET author_person = NULL WHERE author_person = $1`,
		`UPDATE desk_entry SET withdrawn_by = NULL WHERE withdrawn_by = $1`)(ctx, tx, personID)
}
