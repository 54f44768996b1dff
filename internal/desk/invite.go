package desk

import (
	"context"
	"fmt"

	"hearth/internal/desk/history"
	"hearth/internal/desk/party"
	"hearth/internal/desk/record"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// Invite names somebody who may stand by the requester, such as a colleague of the works council.
type Invite struct {
	Number string `path:"number" json:"-"`
	Person string `json:"person"` // an e-mail address, a personnel number or an id
}

// mostInvited is how many representatives one case may have.
const mostInvited = 5

// Invite lets a person of the requester's choice read the case and write in it on the requester's side. Only who asked, or whom it is for, invites. It refuses unknown
// persons and, in the same words, those who cannot stand on this side: who is part of the case in another way.
func (s *Service) Invite(ctx context.Context, by authz.Actor, in Invite) (Case, error) {
	return s.change(ctx, by, in.Number, InviteTo, func(tx *store.Tx, r *row, _ authz.Relation) error {
		p, err := people.Find(ctx, tx, in.Person)
		if fault.KindOf(err) == fault.NotFound {
			return fault.ForField("person", "We do not know %s. Give an e-mail address or a personnel number.", in.Person)
		}
		if err != nil {
			return err
		}
		relations, err := store.All[string](ctx, tx, `SELECT relation FROM desk_party WHERE case_id = $1 AND person_id = $2`, r.ID, p.ID)
		if err != nil {
			return fmt.Errorf("read parties: %w", err)
		}
		if len(relations) == 1 && relations[0] == party.Representative {
			return nil
		}
		if len(relations) > 0 || p.ID == r.AssigneePerson {
			return fault.ForField("person", "%s cannot stand by you in this request. Choose somebody else.", p.DisplayName())
		}
		n, err := store.One[int](ctx, tx, `SELECT count(*) FROM desk_party WHERE case_id = $1 AND relation = 'representative'`, r.ID)
		if err != nil {
			return fmt.Errorf("count representatives: %w", err)
		}
		if n >= mostInvited {
			return fault.ForField("person", "At most %d people can stand by you in one request.", mostInvited)
		}
		if _, err := tx.Exec(ctx, `INSERT INTO desk_party (case_id, person_id, relation) VALUES ($1, $2, 'representative')`, r.ID, p.ID); err != nil {
			return fmt.Errorf("insert representative: %w", err)
		}
		if err := s.notices.Invite(ctx, tx, letters(*r), by.PersonID, p); err != nil {
			return err
		}
		return record.Tell(ctx, tx, *r, by, false, history.Happened("%s invited %s to this request.", history.Whom(by.PersonID), history.Whom(p.ID)))
	})
}

// Uninvite ends what Invite began; somebody who was not invited changes nothing.
func (s *Service) Uninvite(ctx context.Context, by authz.Actor, in Invite) (Case, error) {
	return s.change(ctx, by, in.Number, InviteTo, func(tx *store.Tx, r *row, _ authz.Relation) error {
		p, err := people.Find(ctx, tx, in.Person)
		if fault.KindOf(err) == fault.NotFound {
			return nil
		}
		if err != nil {
			return err
		}
		n, err := tx.Exec(ctx, `DELETE FROM desk_party WHERE case_id = $1 AND person_id = $2 AND relation = 'representative'`, r.ID, p.ID)
		if err != nil || n == 0 {
			return err
		}
		return record.Tell(ctx, tx, *r, by, false, history.Happened("%s ended the invitation of %s.", history.Whom(by.PersonID), history.Whom(p.ID)))
	})
}
