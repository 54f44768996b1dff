package letters

import (
	"context"
	"errors"
	"fmt"
	"time"

	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/privacy/erasure"
	"hearth/internal/platform/store"
)

// atATime is how many letters are looked at in one query.
const atATime = 100

// Expire deletes the letters of which every entry in the personnel file is past its date, with their signed copies, and records for each person that it did. What is under a legal hold stays
// until a later day.
func (s *Service) Expire(ctx context.Context) error {
	today := s.DB.Now().Format(time.DateOnly)
	var failed error // one that fails holds up no other
	for after := ""; ctx.Err() == nil; {
		ids, err := store.All[string](ctx, s.DB, `SELECT l.id FROM letters_letter l WHERE l.id > $1 AND EXISTS (SELECT 1 FROM letters_file f WHERE f.letter_id = l.id AND f.keep_until < $2)
			AND NOT EXISTS (SELECT 1 FROM letters_file f WHERE f.letter_id = l.id AND f.keep_until >= $2) ORDER BY l.id LIMIT $3`, after, today, atATime)
		if err != nil {
			return errors.Join(failed, fmt.Errorf("letters past their date: %w", err))
		}
		if len(ids) == 0 {
			return failed
		}
		for _, id := range ids {
			failed = errors.Join(failed, s.DB.Tx(ctx, func(tx *store.Tx) error { return s.expire(ctx, tx, id) }))
			after = id
		}
	}
	return errors.Join(failed, ctx.Err())
}

func (s *Service) expire(ctx context.Context, tx *store.Tx, id string) error {
	person, err := store.One[string](ctx, tx, `SELECT person_id FROM letters_letter WHERE id = $1`, id)
	if err != nil {
		return fmt.Errorf("letter past its date: %w", err)
	}
	held, err := erasure.Holding(ctx, tx, []string{person})
	if err != nil || held {
		return err
	}
	if err := s.dropFiled(ctx, tx, `letter_id = $1`, id); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `DELETE FROM letters_letter WHERE id = $1`, id); err != nil {
		return fmt.Errorf("letter past its date: %w", err)
	}
	return s.Audit.Record(ctx, tx, audit.Entry{By: authz.System(Retention), Action: Retention, Kind: "letter", Person: person})
}
