package intake

import (
	"context"
	"fmt"

	"hearth/internal/people"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// personal says what this module keeps about people. A mail is its sender's: it is found by the person and by their address, so that one that waits is found too.
func (s *Service) personal() []privacy.Source {
	const told = "The digest of a mail tells nothing of it; it keeps the same mail from being taken in again."
	all := []privacy.Source{{Table: "intake_mail", PersonColumns: []string{"sender_person", "settled_by"},
		Columns: []privacy.Fate{
			privacy.Blanked("content", "file_id", "sent_from", "sent_to", "from_address", "from_name", "message_id", "subject", "sender_person", "settled_by"),
			privacy.Kept(told, "digest"),
			privacy.Unpersonal("id", "mailbox_id", "came_at", "via", "size", "kind", "state", "reason", "verdict", "case_id", "entry_id", "sealed", "acknowledged", "attempts", "next_at", "settled_at", "side_id")},
		What: "The mails that you wrote to HR, as they came.", Export: s.export, Erase: s.erase}}
	all = append(all, privacy.Source{Table: "intake_import", PersonColumns: []string{"person_id"}, What: "Until when your requests are kept that came from an old mailbox.",
		Columns: []privacy.Fate{privacy.Blanked("person_id"), privacy.Unpersonal("case_id", "keep_until")}, Export: exportKept, Erase: eraseKept})
	return append(all, privacy.Impersonal("The mailboxes of HR, what our mails look like, and how many mails came.", "intake_mailbox", "intake_identity", "intake_check")...)
}

// exported is a mail as its sender takes it along.
type exported struct {
	ID, FromAddress, SentTo, Subject, State string
	CameAt                                  store.Time
	Size                                    int64
	Text                                    string
}

func (s *Service) export(ctx context.Context, q store.Querier, personID string) (any, error) {
	rows, err := s.of(ctx, q, personID)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	all := make([]exported, 0, len(rows))
	for _, r := range rows {
		raw, err := s.content(ctx, q, r)
		if err != nil {
			return nil, err
		}
		all = append(all, exported{r.ID, r.FromAddress, r.SentTo, r.Subject, string(r.State), r.CameAt, r.Size, parsed(raw).Text})
	}
	return all, nil
}

// of reads the mails of a person: those that were taken as theirs, those from their address, and all that were imported with a request of theirs: HR's answers quote them. What was erased is not among them.
func (s *Service) of(ctx context.Context, q store.Querier, personID string) ([]mailRow, error) {
	address := ""
	p, err := people.ByID(ctx, q, personID)
	if err == nil {
		address = p.Email
	} else if fault.KindOf(err) != fault.NotFound {
		return nil, err
	}
	rows, err := store.All[mailRow](ctx, q, `SELECT `+mailColumns+` FROM intake_mail m WHERE (m.sender_person = $1 OR m.from_address = $2 AND $2 <> ''
		OR m.case_id IN (SELECT i.case_id FROM intake_import i WHERE i.person_id = $1)) AND m.from_address <> '' ORDER BY m.id`, personID, address)
	if err != nil {
		return nil, fmt.Errorf("mails of a person: %w", err)
	}
	return rows, nil
}

func (s *Service) erase(ctx context.Context, tx *store.Tx, personID string) error {
	rows, err := s.of(ctx, tx, personID)
	if err != nil {
		return err
	}
	for _, r := range rows {
		if err := s.empty(ctx, tx, r); err != nil {
			return err
		}
	}
	if _, err := tx.Exec(ctx, `UPDATE intake_mail SET settled_by = '' WHERE settled_by = $1`, personID); err != nil {
		return fmt.Errorf("erase mail: %w", err)
	}
	_, err = tx.Exec(ctx, `UPDATE intake_mail SET sender_person = '' WHERE sender_person = $1 AND sender_person <> ''`, personID)
	return err
}

// empty takes everything out of a mail that tells of people. Its digest stays, so that it is not taken in again.
func (s *Service) empty(ctx context.Context, tx *store.Tx, r mailRow) error {
	if r.FileID != "" {
		if err := s.Files.Erase(ctx, tx, r.FileID); err != nil {
			return err
		}
	}
	_, err := tx.Exec(ctx, `UPDATE intake_mail SET content = NULL, file_id = '', sent_from = '', sent_to = '', from_address = '', from_name = '', message_id = '', subject = '', sender_person = '',
		state = CASE WHEN state IN ('stored', 'quarantine') THEN 'dropped' ELSE state END WHERE id = $1`, r.ID)
	if err != nil {
		return fmt.Errorf("erase mail: %w", err)
	}
	return nil
}

// keptUntil is a row of intake_import as its person takes it along.
type keptUntil struct {
	CaseID    string
	KeepUntil store.Time
}

func exportKept(ctx context.Context, q store.Querier, personID string) (any, error) {
	all, err := store.All[keptUntil](ctx, q, `SELECT case_id, keep_until FROM intake_import WHERE person_id = $1 ORDER BY case_id`, personID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

func eraseKept(ctx context.Context, tx *store.Tx, personID string) error {
	_, err := tx.Exec(ctx, `UPDATE intake_import SET person_id = $2 WHERE person_id = $1`, personID, privacy.Erased)
	return err
}
