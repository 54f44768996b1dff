package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"

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

// Invite lets a person of the requester's choice read the case, and those that are part of it, and write in it on the requester's side. Only who asked, or whom it is for, invites. It refuses unknown
// persons and, in the same words, those who cannot stand on this side: who is part of the case in another way, or works on it or a part of it. It refuses a part of another case.
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
		parts, err := s.partsToInvite(ctx, tx, r.ID)
		if err != nil {
			return err
		}
		works := func(c row) bool { return c.AssigneePerson == p.ID }
		if len(relations) > 0 || works(*r) || slices.ContainsFunc(parts, works) {
			return fault.ForField("person", "%s cannot stand by you in this request. Choose somebody else.", p.DisplayName())
		}
		n, err := store.One[int](ctx, tx, `SELECT count(*) FROM desk_party WHERE case_id = $1 AND relation = 'representative'`, r.ID)
		if err != nil {
			return fmt.Errorf("count representatives: %w", err)
		}
		if n >= mostInvited {
			return fault.ForField("person", "At most %d people can stand by you in one request.", mostInvited)
		}
		if err := s.notices.Invite(ctx, tx, letters(*r), by.PersonID, p); err != nil {
			return err
		}
		return s.represent(ctx, tx, by, p.ID, append(parts, *r))
	})
}

// partsToInvite returns the parts of a case, to which is invited who is invited to it. It refuses such a part.
func (s *Service) partsToInvite(ctx context.Context, tx *store.Tx, caseID string) (all []row, err error) {
	whole, parts, err := s.joins.Stands(ctx, tx, caseID)
	if err == nil && whole != "" {
		err = fault.New(fault.Conflict, "This goes on in another request, which its page names. Invite them there.")
	}
	for _, id := range parts {
		p, errPart := record.ByID(ctx, tx, id)
		all, err = append(all, p), errors.Join(err, errPart)
	}
	return all, err
}

// represent lets somebody stand by the requester in a case, the last of all, and in its parts.
func (s *Service) represent(ctx context.Context, tx *store.Tx, by authz.Actor, person string, all []row) error {
	for i, r := range all {
		n, err := tx.Exec(ctx, `INSERT INTO desk_party (case_id, person_id, relation) SELECT CAST($1 AS text), CAST($2 AS text), 'representative'
			WHERE NOT EXISTS (SELECT 1 FROM desk_party o WHERE o.case_id = $1 AND o.person_id = $2)`, r.ID, person)
		if err != nil {
			return fmt.Errorf("insert representative: %w", err)
		}
		if n == 0 { // of a part they are part in another way
			continue
		}
		if err := record.Tell(ctx, tx, r, by, false, history.Happened("%s invited %s to this request.", history.Whom(by.PersonID), history.Whom(person))); err != nil {
			return err
		}
		if i < len(all)-1 {
			if err := s.partChanged(ctx, tx, did{by, InviteTo}, r); err != nil {
				return err
			}
		}
	}
	return nil
}

// Uninvite ends what Invite began, for its parts too; somebody who was not invited changes nothing.
func (s *Service) Uninvite(ctx context.Context, by authz.Actor, in Invite) (Case, error) {
	return s.change(ctx, by, in.Number, InviteTo, func(tx *store.Tx, r *row, _ authz.Relation) error {
		p, err := people.Find(ctx, tx, in.Person)
		if fault.KindOf(err) == fault.NotFound {
			return nil
		}
		if err != nil {
			return err
		}
		all, err := s.Together(ctx, tx, r.ID)
		if err != nil {
			return err
		}
		for _, id := range all {
			if err := s.dismiss(ctx, tx, by, *r, id, p.ID); err != nil {
				return err
			}
		}
		return nil
	})
}

// dismiss ends an invitation to a case r, or to one with the id of a part of it.
func (s *Service) dismiss(ctx context.Context, tx *store.Tx, by authz.Actor, r row, id, person string) error {
	n, err := tx.Exec(ctx, `DELETE FROM desk_party WHERE case_id = $1 AND person_id = $2 AND relation = 'representative'`, id, person)
	if err != nil || n == 0 {
		return err
	}
	if id != r.ID {
		if r, err = record.ByID(ctx, tx, id); err != nil {
			return err
		}
		if err := s.partChanged(ctx, tx, did{by, InviteTo}, r); err != nil {
			return err
		}
	}
	return record.Tell(ctx, tx, r, by, false, history.Happened("%s ended the invitation of %s.", history.Whom(by.PersonID), history.Whom(person)))
}
