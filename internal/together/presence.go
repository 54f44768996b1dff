package together

import (
	"context"
	"fmt"

	"hearth/internal/desk/beside"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// ShowReading is the action of saying whether colleagues see that one reads a case.
const ShowReading authz.Action = "together.presence"

// Nothing is the input of use cases that need none.
type Nothing struct{}

// Presence says whether colleagues on a case see that one reads it. That one writes they see always: it keeps two answers from going out.
type Presence struct {
	Shown bool `json:"shown"`
}

// ReadPresence returns what the person who asks chose; shown is usual. It refuses whoever does not work for HR.
func (s *Service) ReadPresence(ctx context.Context, by authz.Actor, _ Nothing) (Presence, error) {
	if err := s.Policy.May(by, ShowReading, 0); err != nil {
		return Presence{}, err
	}
	unseen, err := unseen(ctx, s.DB, by.PersonID)
	return Presence{!unseen}, err
}

// SavePresence keeps the choice of the person who asks. The same twice is once. It refuses whoever does not work for HR.
func (s *Service) SavePresence(ctx context.Context, by authz.Actor, in Presence) (Presence, error) {
	if err := s.Policy.May(by, ShowReading, 0); err != nil {
		return Presence{}, err
	}
	query := `INSERT INTO together_unseen (person_id) VALUES ($1) ON CONFLICT (person_id) DO NOTHING`
	if in.Shown {
		query = `DELETE FROM together_unseen WHERE person_id = $1`
	}
	return in, s.DB.Tx(ctx, func(tx *store.Tx) error {
		if _, err := tx.Exec(ctx, query, by.PersonID); err != nil {
			return fmt.Errorf("keep presence: %w", err)
		}
		return nil
	})
}

func unseen(ctx context.Context, q store.Querier, personID string) (bool, error) {
	n, err := store.One[int](ctx, q, `SELECT count(*) FROM together_unseen WHERE person_id = $1`, personID)
	if err != nil {
		return false, fmt.Errorf("read presence: %w", err)
	}
	return n > 0, nil
}

// reads says that by reads the case, unless they do not want that.
func (s *Service) reads(ctx context.Context, by authz.Actor, caseID string) error {
	hidden, err := unseen(ctx, s.DB, by.PersonID)
	if err != nil || hidden {
		return err
	}
	return beside.Say(ctx, s.DB, s.Live, caseID, by.PersonID, beside.Reads)
}

// wrote says that by does not write any more.
func (s *Service) wrote(ctx context.Context, by authz.Actor, caseID string) error {
	beside.Gone(s.Live, caseID, by.PersonID)
	return s.reads(ctx, by, caseID)
}
