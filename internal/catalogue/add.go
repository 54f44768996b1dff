package catalogue

import (
	"cmp"
	"context"
	"fmt"

	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

// toDo tells who keeps the catalogue that there is nothing in it yet but the service for everything.
func (c *Catalogue) toDo(ctx context.Context, by authz.Actor) ([]spec.ToDo, error) {
	if c.policy.May(by, EditCatalogue, 0) != nil {
		return nil, nil
	}
	all, err := Services(ctx, c.db)
	if err != nil || len(all) != 1 {
		return nil, err
	}
	return []spec.ToDo{{Text: locale.M("People can ask for one thing yet. Add what they need most, each with its team and its times."), Link: "/admin/services/new", Action: locale.M("Add a service")}}, nil
}

// step is how far apart the places of services and causes are, so that another one fits between.
const step = 10

// AddService makes a service whose ID follows from its name. The same twice is one. It refuses what SaveService refuses, and the name of
// another service.
func (c *Catalogue) AddService(ctx context.Context, by authz.Actor, in SaveService) (Service, error) {
	if err := c.policy.May(by, EditCatalogue, 0); err != nil {
		return Service{}, err
	}
	var s Service
	err := c.db.Tx(ctx, func(tx *store.Tx) error {
		all, err := Services(ctx, tx)
		if err != nil {
			return err
		}
		s = in.service()
		var taken []string
		for _, other := range all {
			if people.Fold(other.Name) == people.Fold(s.Name) {
				return again(&s, other)
			}
			taken = append(taken, other.ID)
		}
		s.ID = people.FreeSlug(s.Name, "service", taken)
		return c.save(ctx, tx, by, &s)
	})
	return s, err
}

// again is s where other is the same but for what was left to us, and a refusal where it is another one of its name.
func again(s *Service, other Service) error {
	same := *s
	same.ID, same.CauseID, same.Asks = other.ID, cmp.Or(s.CauseID, other.CauseID), other.Asks
	same.Position = cmp.Or(s.Position, other.Position)
	if same != other {
		return fault.ForField("name", "Another service has this name.")
	}
	*s = other
	return nil
}

// place is where something with an id stands that says nothing of it: where it stood, or after all others but the one that ends the list.
func place(ctx context.Context, tx *store.Tx, table, id, end string) (int, error) {
	n, err := store.One[int](ctx, tx, `SELECT COALESCE((SELECT position FROM `+table+` WHERE id = $1), (SELECT max(position) FROM `+table+` WHERE id <> $2) + $3, $3)`, id, end, step)
	if err != nil {
		return 0, fmt.Errorf("place of what is new: %w", err)
	}
	return n, nil
}
