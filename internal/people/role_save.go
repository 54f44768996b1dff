package people

import (
	"context"
	"fmt"
	"slices"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// SaveRole gives a role to a person or takes it away.
type SaveRole struct {
	PersonID string     `path:"id" json:"-"`
	Role     authz.Role `json:"role"`
}

// GrantRole gives a role to a person; a second time changes nothing. Administrators may.
func (s *Service) GrantRole(ctx context.Context, by authz.Actor, in SaveRole) (Person, error) {
	return s.saveRole(ctx, by, in, grant)
}

// RevokeRole takes a role from a person; a second time changes nothing. The last administrator keeps the role. Administrators may.
func (s *Service) RevokeRole(ctx context.Context, by authz.Actor, in SaveRole) (Person, error) {
	return s.saveRole(ctx, by, in, revoke)
}

func (s *Service) saveRole(ctx context.Context, by authz.Actor, in SaveRole, change func(context.Context, *store.Tx, SaveRole) error) (p Person, err error) {
	if err := s.may(by, ChangeRoles); err != nil {
		return p, err
	}
	if !slices.Contains(AllRoles(), in.Role) {
		return p, fault.ForField("role", "There is no such role. Choose one of the list.")
	}
	err = s.db.Tx(ctx, func(tx *store.Tx) error {
		if p, err = ByID(ctx, tx, in.PersonID); err != nil {
			return err
		}
		if err := refuseOutsider(p); err != nil {
			return err
		}
		if err := change(ctx, tx, in); err != nil {
			return err
		}
		return s.record(ctx, tx, by, ChangeRoles, string(in.Role), in.PersonID)
	})
	return p, err
}

// apart refuses a concern handler a role in HR, and somebody of HR that of a concern handler: concerns may be about HR.
func apart(ctx context.Context, tx *store.Tx, in SaveRole) error {
	roles, _, err := Standing(ctx, tx, in.PersonID)
	if err != nil {
		return err
	}
	inHR := slices.Contains(roles, authz.Agent) || slices.Contains(roles, authz.HRHead)
	toHR := in.Role == authz.Agent || in.Role == authz.HRHead
	if in.Role == authz.ConcernHandler && inHR || toHR && slices.Contains(roles, authz.ConcernHandler) {
		return fault.ForField("role", "Concerns are taken by people outside of HR, because they may be about HR. Choose somebody else, or take the other role away first.")
	}
	return nil
}

func grant(ctx context.Context, tx *store.Tx, in SaveRole) error {
	if err := apart(ctx, tx, in); err != nil {
		return err
	}
	n, err := tx.Exec(ctx, `INSERT INTO people_role (person_id, role) VALUES ($1, $2) ON CONFLICT DO NOTHING`, in.PersonID, string(in.Role))
	if err != nil {
		return fmt.Errorf("give role: %w", err)
	}
	if n > 0 {
		tx.Publish(RoleChanged{PersonID: in.PersonID})
	}
	return nil
}

func revoke(ctx context.Context, tx *store.Tx, in SaveRole) error {
	n, err := tx.Exec(ctx, `DELETE FROM people_role WHERE person_id = $1 AND role = $2`, in.PersonID, string(in.Role))
	if err != nil {
		return fmt.Errorf("take role: %w", err)
	}
	if n == 0 {
		return nil
	}
	if in.Role == authz.Admin {
		left, err := HasAdmin(ctx, tx)
		if err != nil {
			return err
		}
		if !left {
			return fault.New(fault.Conflict, "This is the last administrator. Make somebody else an administrator first.")
		}
	}
	tx.Publish(RoleChanged{PersonID: in.PersonID})
	return nil
}

// RoleHolders is who has one role.
type RoleHolders struct {
	Role   authz.Role `json:"role"`
	People []Entry    `json:"people"`
}

// RoleList is who has which role.
type RoleList struct {
	Items []RoleHolders `json:"items"`
}

// ListRoles returns who has which role, and roles that nobody has. HR and administrators may.
func (s *Service) ListRoles(ctx context.Context, by authz.Actor, _ Nothing) (RoleList, error) {
	var list RoleList
	if err := s.may(by, ReadPeople); err != nil {
		return list, err
	}
	for _, role := range AllRoles() {
		found, err := withRoles(ctx, s.db, role)
		if err != nil {
			return list, err
		}
		h := RoleHolders{Role: role, People: make([]Entry, 0, len(found))}
		for _, p := range found {
			h.People = append(h.People, Entry{ID: p.ID, Name: p.DisplayName(), Email: p.Email, PersonnelNumber: p.PersonnelNumber, Active: p.Active})
		}
		list.Items = append(list.Items, h)
	}
	return list, nil
}

// MakeFirstAdmin adds a person who is an administrator and returns the ID; a person who has the address already becomes one. It refuses with
// Conflict when there is an administrator. It asks nobody: the one-time link of a new installation is the right.
func MakeFirstAdmin(ctx context.Context, tx *store.Tx, givenName, familyName, email string) (string, error) {
	has, err := HasAdmin(ctx, tx)
	if err != nil {
		return "", err
	}
	if has {
		return "", fault.New(fault.Conflict, "There is an administrator already. Ask them for access.")
	}
	in := SavePerson{GivenName: givenName, FamilyName: familyName, Email: email}
	in.tidy()
	if err := in.check(); err != nil {
		return "", err
	}
	id, err := holder(ctx, tx, `SELECT id FROM people_person WHERE email = $1 AND email <> '' AND NOT outside`, in.Email)
	if err == nil && id == "" {
		id, err = in.save(ctx, tx)
	}
	if err != nil {
		return "", err
	}
	return id, grant(ctx, tx, SaveRole{PersonID: id, Role: authz.Admin})
}
