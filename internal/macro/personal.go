package macro

import (
	"context"
	"fmt"
	"time"

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
		{Table: "macro_batch", PersonColumns: []string{"person_id"}, What: "What you prepared to do with many cases at once, until it was done; then that you did it, for thirty days.", Export: exportBatches, Erase: eraseBatches,
			Columns: []privacy.Fate{privacy.Deleted("person_id", "plan", "seen", "why", "made_at", "done_at", "due_at", "missed_at"), privacy.Unpersonal("id", "begun")}},
		{Table: "macro_batch_case", PersonColumns: []string{"person_id"}, What: "Which cases that changed, for thirty days.", Export: exportDone, Erase: eraseDone,
			Columns: []privacy.Fate{privacy.Deleted("person_id", "case_number", "done", "why", "at"), privacy.Unpersonal("batch_id")}},
	}
}

// kept is how long it is kept what was done to many cases at once.
const kept = 30 * 24 * time.Hour

// Pass forgets what was done to many cases after its time. It may run late and more than once.
func (s *Service) Pass(ctx context.Context) error {
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		for _, sql := range []string{`DELETE FROM macro_batch WHERE made_at < $1`, `DELETE FROM macro_batch_case WHERE at < $1`} {
			if _, err := tx.Exec(ctx, sql, tx.Now().Add(-kept)); err != nil {
				return fmt.Errorf("forget batches: %w", err)
			}
		}
		return nil
	})
}

// batch and batchCase are what was done to many cases, as who did it takes it along.
type (
	batch struct {
		Plan   string     `json:"plan"`
		MadeAt store.Time `json:"made_at"`
		DoneAt store.Time `json:"done_at"`

		MissedAt store.Time `json:"missed_at,omitzero"` // it could not be done then
	}
	batchCase struct {
		CaseNumber string     `json:"case"`
		Done       bool       `json:"done"`
		At         store.Time `json:"at"`
	}
)

func exportBatches(ctx context.Context, q store.Querier, personID string) (any, error) {
	all, err := store.All[batch](ctx, q, `SELECT b.plan, b.made_at, b.done_at, b.missed_at FROM macro_batch b WHERE b.person_id = $1 ORDER BY b.made_at, b.id`, personID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

func exportDone(ctx context.Context, q store.Querier, personID string) (any, error) {
	all, err := store.All[batchCase](ctx, q, `SELECT b.case_number, b.done, b.at FROM macro_batch_case b WHERE b.person_id = $1 ORDER BY b.at, b.case_number`, personID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

func eraseBatches(ctx context.Context, tx *store.Tx, personID string) error {
	if _, err := tx.Exec(ctx, `DELETE FROM macro_batch WHERE person_id = $1`, personID); err != nil {
		return fmt.Errorf("erase batches: %w", err)
	}
	return nil
}

func eraseDone(ctx context.Context, tx *store.Tx, personID string) error {
	if _, err := tx.Exec(ctx, `DELETE FROM macro_batch_case WHERE person_id = $1`, personID); err != nil {
		return fmt.Errorf("erase batches: %w", err)
	}
	return nil
}

// exported is a macro as whose own it is takes it along.
type exported struct {
	Name     string     `json:"name"`
	Language string     `json:"language"`
	Body     string     `json:"body"`
	Tag      string     `json:"tag,omitempty"`
	KeptAt   store.Time `json:"kept_at"`
}

func export(ctx context.Context, q store.Querier, personID string) (any, error) {
	all, err := store.All[exported](ctx, q, `SELECT m.name, t.language, t.body, m.tag, m.kept_at FROM macro_macro m JOIN macro_text t ON t.macro_id = m.id WHERE m.owner_person = $1 ORDER BY m.kept_at, m.id, t.language`, personID)
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
