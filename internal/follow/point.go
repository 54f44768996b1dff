package follow

import (
	"context"
	"fmt"

	"hearth/internal/desk"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// Point draws the attention of one person to a case, as a mention does, in the transaction of the rule that does it, and reports whether they were told: whoever does not read its words as somebody of HR is
// not. key names what happened: the same is told once.
func (s *Service) Point(ctx context.Context, tx *store.Tx, c desk.Of, personID, key string) (told bool, err error) {
	p, may, err := s.able(ctx, tx, personID, c.Number)
	if err != nil || !may {
		return false, err
	}
	if _, err := tx.Exec(ctx, `INSERT INTO follow_mention (id, case_id, case_number, person_id, at, ruled) VALUES ($1, $2, $3, $4, $5, 1)`, ident.New(), c.ID, c.Number, personID, tx.Now()); err != nil {
		return false, fmt.Errorf("point to a case: %w", err)
	}
	return true, s.write(ctx, tx, p, news{caseID: c.ID, number: c.Number, what: pointed, key: key})
}

// Reads reports whether somebody would be told of a case now: they work in HR and read its words. It asks nobody's rights.
func (s *Service) Reads(ctx context.Context, q store.Querier, personID, number string) (bool, error) {
	_, may, err := s.able(ctx, q, personID, number)
	return may, err
}
