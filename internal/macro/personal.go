package macro

import (
	"context"
	"fmt"

	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// personal says what this module keeps about people: the macros that they keep for themselves, which go with them. Those of teams say whose they were at no time.
func personal() []privacy.Source {
	return []privacy.Source{
		{Table: "macro_macro", PersonColumns: []string{"owner_person"}, What: "Texts that you keep for yourself, to answer with.", Export: export, Erase: erase,
			Columns: []privacy.Fate{privacy.Deleted("owner_person"), privacy.Kept("A macro of a team belongs to the team; one's own is removed.", "name", "folded", "tag", "team_id", "wait_days", "outcome", "cause_id", "kept_at"), privacy.Unpersonal("id")}},
		{Table: "macro_text", Through: "macro_macro", What: "What they say.",
			Columns: []privacy.Fate{privacy.Kept("A macro of a team belongs to the team; one's own is removed.", "language", "body"), privacy.Unpersonal("macro_id")}},
	}
}

// exported is a macro as whose own it is takes it along.
type exported struct {
	Name     string     `json:"name"`
	Language string     `json:"language"`
	Body     string     `json:"body"`
	KeptAt   store.Time `json:"kept_at"`
}

func export(ctx context.Context, q store.Querier, personID string) (any, error) {
	all, err := store.All[exported](ctx, q, `SELECT m.name, t.language, t.body, m.kept_at FROM macro_macro m JOIN macro_text t ON t.macro_id = m.id WHERE m.owner_person = $1 ORDER BY m.kept_at, m.id, t.language`, personID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

func erase(ctx context.Context, tx *store.Tx, personID string) error {
	for _, sql := range []string{`DELETE FROM macro_text WHERE macro_id IN (SELECT m.id FROM macro_macro m WHERE m.owner_person = $1)`, `DELETE FROM macro_macro WHERE owner_person = $1`} {
		if _, err := tx.Exec(ctx, sql, personID); err != nil {
			return fmt.Errorf("erase macros: %w", err)
		}
	}
	return nil
}
