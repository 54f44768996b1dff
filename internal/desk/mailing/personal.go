package mailing

import (
	"context"
	"fmt"

	"hearth/internal/desk/record"
	"hearth/internal/people"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// Personal says what the package keeps about people.
func Personal() []privacy.Source {
	return []privacy.Source{
		{Table: "desk_notice", PersonColumns: []string{"person_id"}, What: "How you want to be written to about your requests.",
			Columns: []privacy.Fate{privacy.Deleted("person_id", "event", "channel", "daily")},
			Export:  exported[choice](`SELECT event, channel, daily FROM desk_notice WHERE person_id = $1 ORDER BY event`),
			Erase:   erased(`DELETE FROM desk_notice WHERE person_id = $1`)},
		{Table: "desk_digest", PersonColumns: []string{"person_id"}, What: "What you were told, or will be told, in a summary once a day.",
			Columns: []privacy.Fate{privacy.Deleted("event_key", "person_id", "case_id", "event", "at", "due_at", "digest_id")},
			Export:  exported[summarised](`SELECT event, at, due_at FROM desk_digest WHERE person_id = $1 ORDER BY at, event_key`),
			Erase:   erased(`DELETE FROM desk_digest WHERE person_id = $1`)},
		{Table: "desk_told", PersonColumns: []string{"person_id", "told_by"}, What: "What did not reach you by mail, and how you were told instead.",
			Columns: []privacy.Fate{privacy.Deleted("event_key", "person_id", "case_id", "how", "at"), privacy.Blanked("told_by")},
			Export:  exported[toldOnce](`SELECT how, at FROM desk_told WHERE person_id = $1 ORDER BY at, event_key`),
			Erase:   erased(`DELETE FROM desk_told WHERE person_id = $1`, `UPDATE desk_told SET told_by = '`+privacy.Erased+`' WHERE told_by = $1`)},
	}
}

// summarised is what an export says of an event in a summary.
type summarised struct {
	Event     Event
	At, DueAt store.Time
}

// toldOnce is what an export says of what did not arrive.
type toldOnce struct {
	How string
	At  store.Time
}

func exported[T any](query string) func(context.Context, store.Querier, string) (any, error) {
	return func(ctx context.Context, q store.Querier, id string) (any, error) {
		all, err := store.All[T](ctx, q, query, id)
		if err != nil || len(all) == 0 {
			return nil, err
		}
		return all, nil
	}
}

func erased(all ...string) func(context.Context, *store.Tx, string) error {
	return func(ctx context.Context, tx *store.Tx, id string) error {
		for _, query := range all {
			if _, err := tx.Exec(ctx, query, id); err != nil {
				return fmt.Errorf("erase: %w", err)
			}
		}
		return nil
	}
}

// EraseCase removes from the outbox and from what waits whatever was written about a case, whoever got it.
func EraseCase(ctx context.Context, tx *store.Tx, caseID string) error {
	if err := mail.EraseAbout(ctx, tx, caseID, ""); err != nil {
		return err
	}
	if err := eraseSummaries(ctx, tx, caseID, ""); err != nil {
		return err
	}
	for _, table := range []string{`DELETE FROM desk_digest WHERE case_id = $1`, `DELETE FROM desk_told WHERE case_id = $1`} {
		if _, err := tx.Exec(ctx, table, caseID); err != nil {
			return fmt.Errorf("erase: %w", err)
		}
	}
	return nil
}

// EraseWords removes what repeats words and was written about a case, whoever got it.
func EraseWords(ctx context.Context, tx *store.Tx, caseID, words string) error {
	if err := mail.EraseAbout(ctx, tx, caseID, words); err != nil {
		return err
	}
	return eraseSummaries(ctx, tx, caseID, words)
}

// EraseNames takes a person's names out of what was written about cases in which the person has a part, works or worked, whoever got it. It has to be done while the cases
// and the directory still know the person.
func EraseNames(ctx context.Context, tx *store.Tx, personID string) error {
	found, err := people.ByIDs(ctx, tx, []string{personID})
	if err != nil {
		return err
	}
	return mail.EraseNames(ctx, tx, record.Took("about", personID), found[personID].Names()...)
}

func eraseSummaries(ctx context.Context, tx *store.Tx, caseID, words string) error {
	ids, err := store.All[string](ctx, tx, `SELECT DISTINCT digest_id FROM desk_digest WHERE case_id = $1 AND digest_id <> '' ORDER BY digest_id`, caseID)
	if err != nil {
		return fmt.Errorf("erase: %w", err)
	}
	for _, id := range ids {
		if err := mail.EraseAbout(ctx, tx, id, words); err != nil {
			return err
		}
	}
	return nil
}
