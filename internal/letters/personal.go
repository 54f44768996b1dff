package letters

import (
	"context"
	"fmt"
	"io"

	"hearth/internal/platform/files"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// personal says what this module keeps about people: a person's letters and file go with them; who wrote, filed or changed is taken off.
func (s *Service) personal() []privacy.Source {
	return []privacy.Source{
		{Table: "letters_file", PersonColumns: []string{"person_id", "filed_by"}, Through: "letters_letter",
			Columns: []privacy.Fate{privacy.Deleted("id", "person_id", "case_id", "letter_id", "file_id", "kind", "filed_at", "keep_until", "reason"), privacy.Blanked("filed_by")},
			What:    "Your personnel file: letters and signed copies, and until when they are kept.", Export: exportFile, Attached: s.attached},
		{Table: "letters_letter", PersonColumns: []string{"person_id", "made_by"},
			Columns: []privacy.Fate{privacy.Deleted("id", "case_id", "person_id", "template_id", "version", "kind", "name", "language", "title", "body", "made_at", "decision_id", "calculation_version"), privacy.Blanked("made_by")},
			What:    "Letters that HR wrote about you.", Export: exportLetters, Erase: s.erase, Beside: beside},
		{Table: "letters_template", PersonColumns: []string{"changed_by"},
			Columns: []privacy.Fate{privacy.Blanked("changed_by"), privacy.Unpersonal("id", "name", "kind", "retention_months", "retention_reason", "signer", "changed_at")},
			What:    "Which templates of letters you changed last.", Export: exportTemplates, Erase: func(ctx context.Context, tx *store.Tx, personID string) error {
				_, err := tx.Exec(ctx, `UPDATE letters_template SET changed_by = NULL WHERE changed_by = $1`, personID)
				return err
			}},
		{Table: "letters_opening", PersonColumns: []string{"person_id", "opened_by"}, Through: "letters_letter",
			Columns: []privacy.Fate{privacy.Deleted("id", "person_id", "reason", "opened_at"), privacy.Blanked("opened_by")},
			What:    "When HR opened your personnel file, and why.", Export: exportOpenings},
		{Table: "letters_text", Nobody: "The words of templates, in which places stand instead of people."},
	}
}

// beside is the condition that person_id wrote a letter about a person, filed one, or opened their file: it goes with the person.
func beside(personID string) store.Where {
	return store.Cond(`person_id IN (SELECT l.made_by FROM letters_letter l WHERE l.person_id = ? UNION SELECT f.filed_by FROM letters_file f WHERE f.person_id = ?
		UNION SELECT o.opened_by FROM letters_opening o WHERE o.person_id = ?)`, personID, personID, personID)
}

func exportLetters(ctx context.Context, q store.Querier, personID string) (any, error) {
	type letter struct {
		At       store.Time `json:"at"`
		Name     string     `json:"name"`
		Language string     `json:"language"`
		Title    string     `json:"title"`
		Text     string     `json:"text"`
	}
	all, err := store.All[letter](ctx, q, `SELECT made_at AS at, name, language, title, body AS text FROM letters_letter WHERE person_id = $1 ORDER BY made_at`, personID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

func exportFile(ctx context.Context, q store.Querier, personID string) (any, error) {
	type filed struct {
		Kind   string     `json:"kind"`
		At     store.Time `json:"filed_at"`
		Until  string     `json:"keep_until"`
		Reason string     `json:"reason"`
	}
	all, err := store.All[filed](ctx, q, `SELECT kind, filed_at AS at, keep_until AS until, reason FROM letters_file WHERE person_id = $1 ORDER BY filed_at`, personID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

func exportOpenings(ctx context.Context, q store.Querier, personID string) (any, error) {
	all, err := store.All[Opened](ctx, q, `SELECT opened_at AS at, reason FROM letters_opening WHERE person_id = $1 ORDER BY opened_at`, personID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

func (s *Service) attached(ctx context.Context, q store.Querier, personID string) ([]privacy.Attachment, error) {
	ids, err := store.All[string](ctx, q, `SELECT file_id FROM letters_file WHERE person_id = $1 AND file_id <> '' ORDER BY filed_at, id`, personID)
	if err != nil {
		return nil, fmt.Errorf("signed copies: %w", err)
	}
	found, err := files.ByIDs(ctx, q, ids)
	if err != nil {
		return nil, err
	}
	var all []privacy.Attachment
	for _, id := range ids {
		f := found[id]
		all = append(all, privacy.Attachment{Path: "personnel-file/" + id + "-" + f.Name, Type: f.ContentType, Size: f.Size, Open: func(ctx context.Context) (io.ReadCloser, error) {
			content, _, err := s.Files.Open(ctx, q, id)
			return content, err
		}})
	}
	return all, nil
}

func exportTemplates(ctx context.Context, q store.Querier, personID string) (any, error) {
	all, err := store.All[string](ctx, q, `SELECT name FROM letters_template WHERE changed_by = $1 ORDER BY name`, personID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

// erase takes a person's letters and file away, and the person off those of others.
func (s *Service) erase(ctx context.Context, tx *store.Tx, personID string) error {
	if err := s.dropFiled(ctx, tx, `person_id = $1`, personID); err != nil {
		return err
	}
	for _, sql := range []string{`DELETE FROM letters_letter WHERE person_id = $1`, `UPDATE letters_letter SET made_by = NULL WHERE made_by = $1`,
		`UPDATE letters_file SET filed_by = NULL WHERE filed_by = $1`, `DELETE FROM letters_opening WHERE person_id = $1`,
		`UPDATE letters_opening SET opened_by = NULL WHERE opened_by = $1`} {
		if _, err := tx.Exec(ctx, sql, personID); err != nil {
			return fmt.Errorf("erase letters: %w", err)
		}
	}
	return nil
}
