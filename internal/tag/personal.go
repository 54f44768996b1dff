package tag

import (
	"context"
	"fmt"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// personal says what this module keeps about people: the words on their requests. They go with the person.
func (s *Service) personal() []privacy.Source {
	return []privacy.Source{{Table: "tag_case", PersonColumns: []string{"person_id", "asked_by"}, What: "Words by which HR finds your requests again together with others.",
		Columns: []privacy.Fate{privacy.Deleted("case_id", "person_id", "asked_by", "put_at"), privacy.Unpersonal("tag_id")}, Export: s.export, Erase: erase},
		{Table: "tag_word", Through: "tag_case", What: "The words by which teams of HR sort cases; one that is on no request any more is deleted.",
			Columns: []privacy.Fate{privacy.Deleted("word", "folded"), privacy.Unpersonal("id", "team_id", "used_at")}}}
}

// exported is a word on a request as whose it is takes it along.
type exported struct {
	Word  string     `json:"word"`
	PutAt store.Time `json:"put_at"`
}

func (s *Service) export(ctx context.Context, q store.Querier, personID string) (any, error) {
	sees := s.Desk.CountedFor(authz.Actor{PersonID: personID, Face: authz.Portal}, "x.case_id")
	all, err := store.Select[exported](ctx, q, new(store.Q).Add(`SELECT w.word, x.put_at FROM tag_case x JOIN tag_word w ON w.id = x.tag_id WHERE (x.person_id = ? OR x.asked_by = ?) AND `, personID, personID).
		Where(sees).Add(` ORDER BY x.put_at, x.case_id, w.folded`))
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

// erase takes the words off the requests that were for who is erased, and forgets who asked others.
func erase(ctx context.Context, tx *store.Tx, personID string) error {
	words, err := store.All[string](ctx, tx, `SELECT DISTINCT tag_id FROM tag_case WHERE person_id = $1 OR asked_by = $1 ORDER BY tag_id`, personID)
	if err != nil {
		return fmt.Errorf("erase: %w", err)
	}
	for _, sql := range []string{`DELETE FROM tag_case WHERE person_id = $1`, `DELETE FROM tag_case WHERE person_id IS NULL AND asked_by = $1`, `UPDATE tag_case SET asked_by = NULL WHERE asked_by = $1`} {
		if _, err := tx.Exec(ctx, sql, personID); err != nil {
			return fmt.Errorf("erase: %w", err)
		}
	}
	for _, id := range words {
		if err := forget(ctx, tx, id); err != nil {
			return err
		}
	}
	return nil
}
