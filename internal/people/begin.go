package people

import (
	"context"
	"fmt"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

// toDo tells administrators how an installation begins: with people, and with somebody who leads HR.
func (s *Service) toDo(ctx context.Context, by authz.Actor) ([]spec.ToDo, error) {
	if s.may(by, ChangeRoles) != nil {
		return nil, nil
	}
	has, err := store.One[struct{ Others, Head bool }](ctx, s.db, `SELECT EXISTS (SELECT 1 FROM people_person WHERE id <> $1) AS others, EXISTS (SELECT 1 FROM people_role WHERE role = $2) AS head`,
		by.PersonID, string(authz.HRHead))
	if err != nil {
		return nil, fmt.Errorf("look for people: %w", err)
	}
	switch {
	case !has.Others:
		return []spec.ToDo{{Text: locale.M("You are the only person here. Bring in who works in your organisation."), Link: "/admin/import", Action: locale.M("Import people")}}, nil
	case !has.Head:
		return []spec.ToDo{{Text: locale.M("Nobody leads HR here yet. On somebody's page, give them the role Head of HR: they set up services, teams and promises."), Link: "/admin/roles", Action: locale.M("Look at the roles")}}, nil
	}
	return nil, nil
}
