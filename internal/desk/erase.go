package desk

import (
	"context"
	"errors"
	"fmt"

	"hearth/internal/desk/attach"
	"hearth/internal/desk/index"
	"hearth/internal/desk/mailing"
	"hearth/internal/desk/record"
	"hearth/internal/desk/tally"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/search"
	"hearth/internal/platform/store"
)

// This file erases a person from cases. A case that nobody else asked, or is for, loses everything but its place in the figures. From a case of somebody else
// the person's own words and files go, and the person's names from the mails about it; what others wrote there stays, and a former employee stands where the person stood.

// erase removes a person from all cases.
func (s *Service) erase(ctx context.Context, tx *store.Tx, personID string) error {
	cases, err := store.All[row](ctx, tx, `SELECT `+record.Columns+` FROM desk_case c WHERE c.id IN (SELECT p.case_id FROM desk_party p WHERE p.person_id = $1
		AND p.relation IN ('by', 'for')) OR c.for_person = $1 ORDER BY c.id`, personID)
	if err != nil {
		return fmt.Errorf("erase: %w", err)
	}
	for _, r := range cases {
		own := func(id string) bool { return id == personID || id == privacy.Erased }
		if own(r.ByPerson) && own(r.ForPerson) {
			err = s.eraseCase(ctx, tx, r)
		} else if own(r.ByPerson) {
			err = s.eraseSubject(ctx, tx, r)
		}
		if err != nil {
			return err
		}
	}
	if err := s.eraseWords(ctx, tx, personID); err != nil {
		return err
	}
	if err := mailing.EraseNames(ctx, tx, personID); err != nil {
		return err
	}
	if err := tally.Unassigned(ctx, tx, personID); err != nil {
		return err
	}
	return record.Forget(ctx, tx, personID)
}

// eraseCase takes everything out of a case but what the figures count. An open one ends as withdrawn.
func (s *Service) eraseCase(ctx context.Context, tx *store.Tx, r row) error {
	if err := attach.Erase(ctx, tx, s.files, `SELECT file_id FROM desk_file WHERE case_id = $1`, r.ID); err != nil {
		return err
	}
	steps, err := store.All[string](ctx, tx, `SELECT id FROM desk_step WHERE case_id = $1`, r.ID)
	if err != nil {
		return fmt.Errorf("erase: %w", err)
	}
	for _, id := range steps {
		if err := s.promises.Erase(ctx, tx, StepKind, id); err != nil {
			return err
		}
	}
	if err := s.promises.Erase(ctx, tx, OwnerKind, r.ID); err != nil {
		return err
	}
	for _, kind := range index.Kinds(true) {
		if err := search.Delete(ctx, tx, kind, r.ID); err != nil {
			return err
		}
	}
	if err := mailing.EraseCase(ctx, tx, r.ID); err != nil {
		return err
	}
	if err := record.Empty(ctx, tx, r.ID); err != nil {
		return err
	}
	return s.endErased(ctx, tx, r)
}

// ErasePast takes everything out of a case of the past, and those whose it was, unless keep says that something about one of the people in it must stay. It reports whether it did.
func (s *Service) ErasePast(ctx context.Context, tx *store.Tx, id string, keep func(people []string) (bool, error)) (bool, error) {
	r, err := store.One[row](ctx, tx, `SELECT `+record.Columns+` FROM desk_case c WHERE c.id = $1`, id)
	if err != nil {
		return false, fmt.Errorf("erase: %w", err)
	}
	people, err := store.All[string](ctx, tx, `SELECT person_id FROM desk_party WHERE case_id = $1 UNION SELECT author_person FROM desk_entry WHERE case_id = $1 AND author_person IS NOT NULL`, id)
	if err != nil {
		return false, fmt.Errorf("erase: %w", err)
	}
	if kept, err := keep(people); kept || err != nil {
		return false, err
	}
	if err := s.eraseCase(ctx, tx, r); err != nil {
		return false, err
	}
	_, err = tx.Exec(ctx, `UPDATE desk_case SET by_person = $2, for_person = $2, opened_by = $2 WHERE id = $1`, id, privacy.Erased)
	return true, err
}

// endErased closes a case that nobody can answer any more.
func (s *Service) endErased(ctx context.Context, tx *store.Tx, r row) error {
	if err := record.WaitFor(ctx, tx, r.ID, ""); err != nil {
		return err
	}
	if r.State != Closed {
		if r.Outcome == "" {
			r.Outcome = OutcomeWithdrawn
		}
		if err := s.end(tx, &r); err != nil {
			return err
		}
	}
	r.WaitingReason, r.WaitingNeeded, r.WaitingUntil, r.CauseText, r.HandedTo = "", "", store.Time{}, "", ""
	return s.put(ctx, tx, &r)
}

// eraseSubject takes the words of who asked off a case for somebody else, and out of the index of its messages.
func (s *Service) eraseSubject(ctx context.Context, tx *store.Tx, r row) error {
	if _, err := tx.Exec(ctx, `UPDATE desk_case SET subject = '' WHERE id = $1`, r.ID); err != nil {
		return fmt.Errorf("erase: %w", err)
	}
	if err := index.Anew(ctx, tx, r.ID); err != nil {
		return err
	}
	return errors.Join(s.changed(ctx, tx, r), mailing.EraseWords(ctx, tx, r.ID, r.Subject))
}

// eraseWords empties what the person wrote on the customer's side of cases that stay, with the files: a trace stays, as of what was withdrawn.
func (s *Service) eraseWords(ctx context.Context, tx *store.Tx, personID string) error {
	entries, err := store.All[entry](ctx, tx, record.SelectEntry+` WHERE e.author_person = $1 AND e.side = 'customer' AND e.kind <> 'event' ORDER BY e.id`, personID)
	if err != nil {
		return fmt.Errorf("erase: %w", err)
	}
	for _, e := range entries {
		if err := attach.Erase(ctx, tx, s.files, `SELECT file_id FROM desk_file WHERE entry_id = $1`, e.ID); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `UPDATE desk_entry SET body = '', withdrawn_at = $2, withdrawn_by = $3 WHERE id = $1`, e.ID, tx.Now(), privacy.Erased); err != nil {
			return fmt.Errorf("erase: %w", err)
		}
		r, err := store.One[row](ctx, tx, `SELECT `+record.Columns+` FROM desk_case c WHERE c.id = $1`, e.CaseID)
		if err != nil {
			return fmt.Errorf("erase: %w", err)
		}
		if err := errors.Join(index.Remove(ctx, tx, r.Indexed(), index.Entry{ID: e.ID, Internal: e.Internal}), s.changed(ctx, tx, r)); err != nil {
			return err
		}
	}
	return nil
}
