package catalogue

import (
	"context"
	"fmt"
	"strings"

	"hearth/internal/people"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// Cause is why something was asked at all.
type Cause struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Position int    `json:"position"`
	Active   bool   `json:"active"`
}

// Causes returns the causes that a case can be closed with, in the order of the page.
func (c *Catalogue) Causes(ctx context.Context, by authz.Actor, _ Nothing) (List[Cause], error) {
	if err := c.policy.May(by, ReadCatalogue, 0); err != nil {
		return List[Cause]{}, err
	}
	all, err := Causes(ctx, c.db)
	return List[Cause]{Items: all}, err
}

// SaveCause is a cause as the head of HR writes it.
type SaveCause struct {
	ID       string `path:"id" json:"-"`
	Name     string `json:"name"`
	Position int    `json:"position,omitempty"`
	Active   bool   `json:"active"`
}

// SaveCause makes or changes a cause. It refuses an ID that is no slug, an empty name, and switching off Other. Without a position it stays where it is, and a new one stands after all but Other.
func (c *Catalogue) SaveCause(ctx context.Context, by authz.Actor, in SaveCause) (Cause, error) {
	if err := c.policy.May(by, EditCatalogue, 0); err != nil {
		return Cause{}, err
	}
	x := in.cause()
	err := c.db.Tx(ctx, func(tx *store.Tx) error { return c.saveCause(ctx, tx, by, &x) })
	return x, err
}

func (in SaveCause) cause() Cause {
	return Cause{ID: in.ID, Name: strings.TrimSpace(in.Name), Position: in.Position, Active: in.Active}
}

func (c *Catalogue) saveCause(ctx context.Context, tx *store.Tx, by authz.Actor, x *Cause) error {
	var f fault.Fields
	f.Need(slug.MatchString(x.ID) && x.ID != reserved, "id", "Use 2 to 40 small letters, digits and hyphens, with a letter first.")
	f.Need(x.Name != "" && len([]rune(x.Name)) <= 60, "name", "Give the cause a name of at most 60 characters.")
	f.Need(x.Active || x.ID != Other, "active", "This cause stays on: something always has no name yet.")
	if err := f.Err(); err != nil {
		return err
	}
	if x.Position == 0 {
		var err error
		if x.Position, err = place(ctx, tx, "catalogue_cause", x.ID, Other); err != nil {
			return err
		}
	}
	if _, err := tx.Exec(ctx, `INSERT INTO catalogue_cause (id, name, position, active) VALUES ($1, $2, $3, $4)
		ON CONFLICT (id) DO UPDATE SET name = $2, position = $3, active = $4`, x.ID, x.Name, x.Position, x.Active); err != nil {
		return fmt.Errorf("save cause: %w", err)
	}
	return c.audit.Record(ctx, tx, audit.Entry{By: by, Action: string(EditCatalogue), Kind: "cause", Object: x.ID})
}

// Causes returns the causes that are on, in the order of the page, for other modules.
func Causes(ctx context.Context, q store.Querier) ([]Cause, error) {
	all, err := store.All[Cause](ctx, q, `SELECT id, name, position, active FROM catalogue_cause WHERE active ORDER BY position, id`)
	if err != nil {
		return nil, fmt.Errorf("list causes: %w", err)
	}
	return all, nil
}

// AllCauses returns every cause, those that are off too, in the order of the page: for what came about earlier.
func AllCauses(ctx context.Context, q store.Querier) ([]Cause, error) {
	all, err := store.All[Cause](ctx, q, `SELECT id, name, position, active FROM catalogue_cause ORDER BY position, id`)
	if err != nil {
		return nil, fmt.Errorf("list causes: %w", err)
	}
	return all, nil
}

// AddCause makes a cause whose ID follows from its name. The same twice is one. It refuses what SaveCause refuses, and the name of another cause.
func (c *Catalogue) AddCause(ctx context.Context, by authz.Actor, in SaveCause) (Cause, error) {
	if err := c.policy.May(by, EditCatalogue, 0); err != nil {
		return Cause{}, err
	}
	var x Cause
	err := c.db.Tx(ctx, func(tx *store.Tx) error {
		x = in.cause()
		all, err := AllCauses(ctx, tx)
		if err != nil {
			return err
		}
		var taken []string
		for _, other := range all {
			if people.Fold(other.Name) == people.Fold(x.Name) {
				if other.Active != x.Active || x.Position != 0 && other.Position != x.Position {
					return fault.ForField("name", "Another cause has this name.")
				}
				x = other
				return nil
			}
			taken = append(taken, other.ID)
		}
		x.ID = people.FreeSlug(x.Name, "cause", taken)
		return c.saveCause(ctx, tx, by, &x)
	})
	return x, err
}

// AllCauses returns every cause, those that are off too, for the people who keep the catalogue.
func (c *Catalogue) AllCauses(ctx context.Context, by authz.Actor, _ Nothing) (List[Cause], error) {
	if err := c.policy.May(by, EditCatalogue, 0); err != nil {
		return List[Cause]{}, err
	}
	all, err := AllCauses(ctx, c.db)
	return List[Cause]{Items: all}, err
}

// ReadCause names a cause.
type ReadCause struct {
	ID string `path:"id" json:"-"`
}

// Cause returns one cause for the people who keep the catalogue; NotFound when there is none.
func (c *Catalogue) Cause(ctx context.Context, by authz.Actor, in ReadCause) (Cause, error) {
	all, err := c.AllCauses(ctx, by, Nothing{})
	if err != nil {
		return Cause{}, err
	}
	for _, x := range all.Items {
		if x.ID == in.ID {
			return x, nil
		}
	}
	return Cause{}, fault.New(fault.NotFound, "There is no such cause.")
}
