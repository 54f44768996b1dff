package side

import (
	"context"
	"fmt"
	"io"
	"slices"

	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/files"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// personal says what this module keeps about people. A conversation goes with whose case it is. Who was asked takes their own words along, and takes them away.
func (s *Service) personal() []privacy.Source {
	const others = "What HR asked about the request of somebody else belongs to that request, and stays as long as it does."
	return []privacy.Source{
		{Table: "side_talk", PersonColumns: []string{"person_id", "asked_by", "opened_by"}, What: "When HR asked somebody else about a request of yours.",
			Columns: []privacy.Fate{privacy.Blanked("asked_by", "opened_by"), privacy.Deleted("case_id", "person_id", "subject", "wanted_on"),
				privacy.Unpersonal("id", "case_number", "state", "sensitivity", "health", "quiet", "outside", "news", "opened_at", "last_at", "last_side", "mark")},
			Export: s.exportTalks, Erase: s.erase, Beside: beside},
		{Table: "side_member", PersonColumns: []string{"person_id"}, What: "That HR asked you something.", Columns: []privacy.Fate{privacy.Deleted("person_id"), privacy.Unpersonal("talk_id", "way")},
			Export: exportAsked, Erase: eraseMember},
		{Table: "side_word", PersonColumns: []string{"author_person"}, What: "What you answered when HR asked you something, and what you asked others for HR.",
			Columns: []privacy.Fate{privacy.Blanked("author_person"), privacy.Kept(others, "body"), privacy.Deleted("once"), privacy.Unpersonal("id", "talk_id", "at", "side", "by_mail", "erased")},
			Export:  exportWords, Erase: s.eraseWords},
		{Table: "side_file", Through: "side_word", What: "The files that you sent with an answer.", Columns: []privacy.Fate{privacy.Deleted("file_id"), privacy.Unpersonal("word_id", "lent")},
			Attached: s.attached},
	}
}

// moment is something that happened, as an export says it.
type moment struct {
	At store.Time `json:"at"`
}

func moments(ctx context.Context, q store.Querier, b *store.Q) (any, error) {
	all, err := store.Select[moment](ctx, q, b)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

// exportTalks is when somebody was asked about requests of a person that they may see, and when they asked others for HR. The words are those of others.
func (s *Service) exportTalks(ctx context.Context, q store.Querier, personID string) (any, error) {
	sees := s.Desk.CountedFor(authz.Actor{PersonID: personID, Face: authz.Portal}, "x.case_id")
	return moments(ctx, q, new(store.Q).Add(`SELECT x.opened_at AS at FROM side_talk x WHERE x.opened_by = ? OR (x.person_id = ? OR x.asked_by = ?) AND `, personID, personID, personID).Where(sees).Add(` ORDER BY x.opened_at, x.id`))
}

func exportAsked(ctx context.Context, q store.Querier, personID string) (any, error) {
	return moments(ctx, q, new(store.Q).Add(`SELECT x.opened_at AS at FROM side_talk x JOIN side_member m ON m.talk_id = x.id WHERE m.person_id = ? ORDER BY x.opened_at, x.id`, personID))
}

// exportWords are the answers of a person.
func exportWords(ctx context.Context, q store.Querier, personID string) (any, error) {
	type own struct {
		At   store.Time `json:"at"`
		Body string     `json:"body"`
	}
	all, err := store.All[own](ctx, q, `SELECT w.at, w.body FROM side_word w WHERE w.author_person = $1 AND w.side = 'asked' ORDER BY w.at, w.id`, personID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

// attached are the files of a person's answers.
func (s *Service) attached(ctx context.Context, q store.Querier, personID string) ([]privacy.Attachment, error) {
	ids, err := store.All[string](ctx, q, `SELECT f.file_id FROM side_file f JOIN side_word w ON w.id = f.word_id WHERE w.author_person = $1 AND NOT f.lent ORDER BY f.file_id`, personID)
	if err != nil {
		return nil, fmt.Errorf("read files: %w", err)
	}
	found, err := files.ByIDs(ctx, q, ids)
	if err != nil {
		return nil, err
	}
	var out []privacy.Attachment
	for _, id := range ids {
		if f, there := found[id]; there && f.DeletedAt.IsZero() {
			out = append(out, privacy.Attachment{Path: "asked/" + f.ID + "/" + f.Name, Type: f.ContentType, Size: f.Size, Open: func(ctx context.Context) (io.ReadCloser, error) {
				content, _, err := s.Files.Open(ctx, q, id)
				return content, err
			}})
		}
	}
	return out, nil
}

// erase removes the conversations about requests of who is erased, with mails and files, and forgets who asked others: their names go from the mails.
func (s *Service) erase(ctx context.Context, tx *store.Tx, personID string) error {
	ids, err := store.All[string](ctx, tx, `SELECT x.id FROM side_talk x WHERE x.person_id = $1 OR x.asked_by = $1 AND x.person_id IN ('', $2) ORDER BY x.id`, personID, privacy.Erased)
	if err != nil {
		return fmt.Errorf("erase: %w", err)
	}
	for _, id := range ids {
		if err := s.eraseTalk(ctx, tx, id); err != nil {
			return err
		}
	}
	found, err := people.ByIDs(ctx, tx, []string{personID})
	if err != nil {
		return err
	}
	wrote := store.Cond(`about IN (SELECT CAST(? AS text) || x.id FROM side_talk x WHERE x.opened_by = ? UNION SELECT CAST(? AS text) || w.talk_id FROM side_word w WHERE w.author_person = ?)`, Prefix, personID, Prefix, personID)
	if err := mail.EraseNames(ctx, tx, wrote, found[personID].Names()...); err != nil {
		return err
	}
	return each(ctx, tx, personID, `UPDATE side_talk SET asked_by = '' WHERE asked_by = $1`, `UPDATE side_talk SET opened_by = '`+privacy.Erased+`' WHERE opened_by = $1`)
}

// beside is the condition that person_id wrote in a conversation that goes with a person, or that it is about the request of person_id and the person's words go.
func beside(personID string) store.Where {
	return store.Cond(`person_id IN (SELECT w.author_person FROM side_word w JOIN side_talk x ON x.id = w.talk_id WHERE x.person_id = ? OR x.asked_by = ? AND x.person_id IN ('', ?)
		UNION SELECT x.person_id FROM side_talk x JOIN side_word w ON w.talk_id = x.id WHERE w.author_person = ? AND w.side = 'asked')`, personID, personID, privacy.Erased, personID)
}

func (s *Service) eraseTalk(ctx context.Context, tx *store.Tx, id string) error {
	own, err := store.All[string](ctx, tx, `SELECT f.file_id FROM side_file f JOIN side_word w ON w.id = f.word_id WHERE w.talk_id = $1 AND NOT f.lent ORDER BY f.file_id`, id)
	if err != nil {
		return fmt.Errorf("erase: %w", err)
	}
	for _, file := range slices.Compact(own) {
		if err := s.Files.Erase(ctx, tx, file); err != nil {
			return err
		}
	}
	if err := mail.EraseAbout(ctx, tx, about(id), ""); err != nil {
		return err
	}
	if s.Forget != nil {
		if err := s.Forget(ctx, tx, id); err != nil {
			return err
		}
	}
	return each(ctx, tx, id, `DELETE FROM side_file WHERE word_id IN (SELECT w.id FROM side_word w WHERE w.talk_id = $1)`, `DELETE FROM side_word WHERE talk_id = $1`,
		`DELETE FROM side_member WHERE talk_id = $1`, `DELETE FROM side_talk WHERE id = $1`)
}

// eraseMember forgets that somebody was asked: with them goes the conversation that they could read.
func eraseMember(ctx context.Context, tx *store.Tx, personID string) error {
	return each(ctx, tx, personID, `DELETE FROM side_member WHERE person_id = $1`)
}

// eraseWords empties the answers of who is erased, with the files; what they asked others for HR stays with the case.
func (s *Service) eraseWords(ctx context.Context, tx *store.Tx, personID string) error {
	own, err := store.All[string](ctx, tx, `SELECT f.file_id FROM side_file f JOIN side_word w ON w.id = f.word_id WHERE w.author_person = $1 AND w.side = 'asked' AND NOT f.lent ORDER BY f.file_id`, personID)
	if err != nil {
		return fmt.Errorf("erase: %w", err)
	}
	for _, file := range own {
		if err := s.Files.Erase(ctx, tx, file); err != nil {
			return err
		}
	}
	if _, err := tx.Exec(ctx, `UPDATE side_word SET body = '', erased = $2, once = NULL WHERE author_person = $1 AND side = 'asked'`, personID, true); err != nil {
		return fmt.Errorf("erase: %w", err)
	}
	return each(ctx, tx, personID, `DELETE FROM side_file WHERE NOT lent AND word_id IN (SELECT w.id FROM side_word w WHERE w.author_person = $1 AND w.side = 'asked')`,
		`UPDATE side_word SET author_person = '`+privacy.Erased+`' WHERE author_person = $1`)
}

func each(ctx context.Context, tx *store.Tx, id string, statements ...string) error {
	for _, sql := range statements {
		if _, err := tx.Exec(ctx, sql, id); err != nil {
			return fmt.Errorf("erase: %w", err)
		}
	}
	return nil
}
