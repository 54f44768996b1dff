package field

import (
	"context"
	"fmt"

	"hearth/internal/desk/index"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// personal says what this module keeps about people: what their requests hold in the fields of services. It goes with the person.
func (s *Service) personal() []privacy.Source {
	return append(privacy.Impersonal("What services ask for, in the words of HR.", "field_field"),
		privacy.Source{Table: "field_value", PersonColumns: []string{"person_id", "asked_by"}, What: "What you or HR filled in on your requests.",
			Columns: []privacy.Fate{privacy.Deleted("case_id", "person_id", "asked_by", "word", "folded", "prose", "number", "day", "set_at"), privacy.Unpersonal("field_id")}, Export: s.export, Erase: erase})
}

// exported is what a request holds in a field, as whose it is takes it along.
type exported struct {
	Field string     `json:"field"`
	Value string     `json:"value"`
	SetAt store.Time `json:"set_at"`
}

// export leaves out what HR alone reads, as it does notes.
func (s *Service) export(ctx context.Context, q store.Querier, personID string) (any, error) {
	type line struct {
		Label, Word, Prose string
		Number             *int64
		SetAt              store.Time
	}
	sees := s.Desk.CountedFor(authz.Actor{PersonID: personID, Face: authz.Portal}, "v.case_id")
	rows, err := store.Select[line](ctx, q, new(store.Q).Add(`SELECT f.label, COALESCE(v.word, v.day, '') AS word, COALESCE(v.prose, '') AS prose, v.number, v.set_at FROM field_value v
		JOIN field_field f ON f.id = v.field_id WHERE f.side <> 'hr_only' AND (v.person_id = ? OR v.asked_by = ?) AND `, personID, personID).Where(sees).Add(` ORDER BY v.case_id, f.place, f.id`))
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	all := make([]exported, len(rows))
	for i, r := range rows {
		all[i] = exported{r.Label, Value{word: r.Word, prose: r.Prose, number: r.Number}.Plain(), r.SetAt}
	}
	return all, nil
}

// erase empties the fields of requests that were for who is erased, and those that they filled in on requests for others; it forgets who asked.
func erase(ctx context.Context, tx *store.Tx, personID string) error {
	cases, err := store.All[string](ctx, tx, `SELECT DISTINCT case_id FROM field_value WHERE person_id = $1 OR asked_by = $1 ORDER BY case_id`, personID)
	if err != nil {
		return fmt.Errorf("erase: %w", err)
	}
	for _, sql := range []string{`DELETE FROM field_value WHERE person_id = $1`,
		`DELETE FROM field_value WHERE asked_by = $1 AND (person_id IS NULL OR field_id IN (SELECT f.id FROM field_field f WHERE f.side = 'requester'))`,
		`UPDATE field_value SET asked_by = NULL WHERE asked_by = $1`} {
		if _, err := tx.Exec(ctx, sql, personID); err != nil {
			return fmt.Errorf("erase: %w", err)
		}
	}
	for _, id := range cases {
		if err := forget(ctx, tx, id); err != nil {
			return err
		}
	}
	return nil
}

// forget makes a case found by what is left in its fields.
func forget(ctx context.Context, tx *store.Tx, caseID string) error {
	left, err := store.One[int](ctx, tx, `SELECT count(*) FROM field_value WHERE case_id = $1`, caseID)
	if err != nil {
		return fmt.Errorf("erase: %w", err)
	}
	if left == 0 {
		return index.Ungive(ctx, tx, caseID)
	}
	return indexed(ctx, tx, caseID)
}
