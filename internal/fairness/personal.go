package fairness

import (
	"context"
	"fmt"

	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// personal says what this module keeps about people. Attributes go with the person. What is left of an audit are totals, which are about nobody.
func personal() []privacy.Source {
	const totals = "An audit is totals of many people, and about none of them."
	return []privacy.Source{
		{Table: "fairness_attribute", PersonColumns: []string{"person_id"}, Columns: []privacy.Fate{privacy.Deleted("person_id", "attribute", "value")},
			What:   "What is protected about you, to find whether groups are decided about differently. Nobody can look it up.",
			Export: exported[attribute](`SELECT attribute, value FROM fairness_attribute WHERE person_id = $1 ORDER BY attribute`),
			Erase:  erasing(`DELETE FROM fairness_attribute WHERE person_id = $1`)},
		{Table: "fairness_run", PersonColumns: []string{"started_by"},
			Columns: []privacy.Fate{privacy.Blanked("started_by"), privacy.Kept(totals, "clause_ref", "clause_title", "report", "at"), privacy.Unpersonal("id")},
			What:    "Fairness audits that you ran.", Export: exported[ran](`SELECT clause_ref AS clause, at FROM fairness_run WHERE started_by = $1 ORDER BY at, id`),
			Erase: erasing(`UPDATE fairness_run SET started_by = NULL WHERE started_by = $1`)},
		{Table: "fairness_finding", PersonColumns: []string{"owner_person"},
			Columns: []privacy.Fate{privacy.Blanked("owner_person"), privacy.Kept(totals, "clause_ref", "attribute", "group_value", "figures", "state"), privacy.Unpersonal("id", "run_id", "continues")},
			What:    "Findings of fairness audits that are yours to look into.",
			Export: exported[owned](`SELECT f.clause_ref AS clause, f.state, r.at FROM fairness_finding f JOIN fairness_run r ON r.id = f.run_id
				WHERE f.owner_person = $1 ORDER BY r.at, f.id`),
			Erase: erasing(`UPDATE fairness_finding SET owner_person = NULL WHERE owner_person = $1`)},
		{Table: "fairness_answer", PersonColumns: []string{"by_person"},
			Columns: []privacy.Fate{privacy.Blanked("by_person"), privacy.Kept("What was found out about a clause stays beside the finding, without who found it out.", "cause", "words", "at"),
				privacy.Unpersonal("id", "finding_id")},
			What: "What you found out about findings of fairness audits.", Export: exported[said](`SELECT cause, words AS text, at FROM fairness_answer WHERE by_person = $1 ORDER BY at, id`),
			Erase: erasing(`UPDATE fairness_answer SET by_person = NULL WHERE by_person = $1`)},
	}
}

// What a person takes along of this module.
type (
	attribute struct {
		Attribute string `json:"attribute"`
		Value     string `json:"value"`
	}
	ran struct {
		Clause string     `json:"clause"`
		At     store.Time `json:"at"`
	}
	owned struct {
		Clause string     `json:"clause"`
		State  string     `json:"state"`
		At     store.Time `json:"at"`
	}
	said struct {
		Cause string     `json:"cause"`
		Text  string     `json:"text"`
		At    store.Time `json:"at"`
	}
)

// exported returns the export of a table by a query that takes the person's id.
func exported[T any](query string) func(context.Context, store.Querier, string) (any, error) {
	return func(ctx context.Context, q store.Querier, personID string) (any, error) {
		all, err := store.All[T](ctx, q, query, personID)
		if err != nil || len(all) == 0 {
			return nil, err
		}
		return all, nil
	}
}

// erasing returns what erases a table by a statement that takes the person's id.
func erasing(statement string) func(context.Context, *store.Tx, string) error {
	return func(ctx context.Context, tx *store.Tx, personID string) error {
		if _, err := tx.Exec(ctx, statement, personID); err != nil {
			return fmt.Errorf("erase: %w", err)
		}
		return nil
	}
}
