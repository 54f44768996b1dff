package policy

import (
	"context"
	"fmt"

	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// personal says what the module keeps about people: who acknowledged what, and who published a version.
func personal() []privacy.Source {
	return append([]privacy.Source{
		{Table: "policy_acknowledgement", PersonColumns: []string{"person_id"}, What: "The rules that you said you have read and understood, and when.",
			Columns: []privacy.Fate{privacy.Deleted("version_id", "person_id", "at")}, Export: exportAcknowledged, Erase: erased(`DELETE FROM policy_acknowledgement WHERE person_id = $1`)},
		{Table: "policy_version", PersonColumns: []string{"published_by"}, What: "The versions of rules that you published.",
			Columns: []privacy.Fate{privacy.Blanked("published_by"), privacy.Unpersonal("id", "clause_id", "n", "title", "body", "why", "from_day", "until_day", "sites", "employment",
				"acknowledge", "withdrawn", "published_at")},
			Export: exportPublished, Erase: erased(`UPDATE policy_version SET published_by = NULL WHERE published_by = $1`)},
	}, privacy.Impersonal("The rules of the organisation.", "policy_policy", "policy_clause")...)
}

// named is a version in an export.
type named struct {
	Policy  string     `json:"policy"`
	Number  string     `json:"number"`
	Version int        `json:"version"`
	Title   string     `json:"title"`
	At      store.Time `json:"at"`
}

const selectNamed = `SELECT c.policy_id AS policy, c.number, v.n AS version, v.title, `

func exportAcknowledged(ctx context.Context, q store.Querier, personID string) (any, error) {
	return exported(ctx, q, selectNamed+`a.at FROM policy_acknowledgement a JOIN policy_version v ON v.id = a.version_id JOIN policy_clause c ON c.id = v.clause_id
		WHERE a.person_id = $1 ORDER BY a.at, v.id`, personID)
}

func exportPublished(ctx context.Context, q store.Querier, personID string) (any, error) {
	return exported(ctx, q, selectNamed+`v.published_at AS at FROM policy_version v JOIN policy_clause c ON c.id = v.clause_id
		WHERE v.published_by = $1 ORDER BY v.published_at, v.id`, personID)
}

func exported(ctx context.Context, q store.Querier, query, personID string) (any, error) {
	all, err := store.All[named](ctx, q, query, personID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

func erased(query string) func(context.Context, *store.Tx, string) error {
	return func(ctx context.Context, tx *store.Tx, personID string) error {
		if _, err := tx.Exec(ctx, query, personID); err != nil {
			return fmt.Errorf("erase: %w", err)
		}
		return nil
	}
}
