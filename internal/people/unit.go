package people

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// Unit is a part of the organisation. ParentID is empty for a root.
type Unit struct {
	ID       string `json:"id"`
	ParentID string `json:"parent_id"`
	Name     string `json:"name"`
}

// UnitSeparator stands between the names of a unit's path, from the root down.
const UnitSeparator = ">"

// Units returns all units by name.
func Units(ctx context.Context, q store.Querier) ([]Unit, error) {
	all, err := store.All[Unit](ctx, q, `SELECT id, COALESCE(parent_id, '') AS parent_id, name FROM people_unit ORDER BY folded, id`)
	if err != nil {
		return nil, fmt.Errorf("list units: %w", err)
	}
	return all, nil
}

// UnitNames returns the paths of all units by ID, such as "Ferrow & Lund > Malmby plant > Hall 2".
func UnitNames(ctx context.Context, q store.Querier) (map[string]string, error) {
	all, err := Units(ctx, q)
	if err != nil {
		return nil, err
	}
	tree := newUnitTree(all)
	names := make(map[string]string, len(all))
	for _, u := range all {
		names[u.ID] = tree.path(u.ID)
	}
	return names, nil
}

// unitPath returns the names from the root down to a unit; none for "".
func unitPath(ctx context.Context, q store.Querier, id string) ([]string, error) {
	if id == "" {
		return nil, nil
	}
	names, err := store.All[string](ctx, q, `WITH RECURSIVE up AS (
		SELECT id, parent_id, name, 0 AS depth FROM people_unit WHERE id = $1
		UNION ALL SELECT u.id, u.parent_id, u.name, up.depth + 1 FROM people_unit u JOIN up ON u.id = up.parent_id WHERE up.depth < 50)
		SELECT name FROM up ORDER BY depth DESC`, id)
	if err != nil {
		return nil, fmt.Errorf("read unit path: %w", err)
	}
	return names, nil
}

// unitTree finds and names units in memory.
type unitTree struct {
	byID   map[string]Unit
	byKey  map[string]string   // parent's ID and folded name -> ID
	byName map[string][]string // folded name -> IDs
}

func newUnitTree(all []Unit) *unitTree {
	t := &unitTree{byID: map[string]Unit{}, byKey: map[string]string{}, byName: map[string][]string{}}
	for _, u := range all {
		t.add(u)
	}
	return t
}

func (t *unitTree) add(u Unit) {
	folded := Fold(u.Name)
	t.byID[u.ID] = u
	t.byKey[u.ParentID+"\n"+folded] = u.ID
	t.byName[folded] = append(t.byName[folded], u.ID)
}

// path returns the names from the root down to the unit with an ID.
func (t *unitTree) path(id string) string {
	var names []string
	for range 50 {
		u, ok := t.byID[id]
		if !ok {
			break
		}
		names = append(names, u.Name)
		id = u.ParentID
	}
	slices.Reverse(names)
	return strings.Join(names, " "+UnitSeparator+" ")
}

const maxLevels = 20 // of units in each other

// resolve returns the unit that text names, by its path or by its name alone, and the units that have to be made for it,
// parents first. It refuses a name that several units bear, because the path says which, and more than maxLevels.
func (t *unitTree) resolve(text string) (id string, made []Unit, err error) {
	var names []string
	for _, n := range strings.Split(text, UnitSeparator) {
		if n = strings.Join(strings.Fields(n), " "); n != "" {
			names = append(names, n)
		}
	}
	if len(names) == 0 {
		return "", nil, nil
	}
	if len(names) > maxLevels {
		return "", nil, fault.ForField("unit", "Write at most %d units, one in the other.", maxLevels)
	}
	if len(names) == 1 {
		switch ids := t.byName[Fold(names[0])]; {
		case len(ids) == 1:
			return ids[0], nil, nil
		case len(ids) > 1:
			if root, ok := t.byKey["\n"+Fold(names[0])]; ok {
				return root, nil, nil
			}
			return "", nil, fault.New(fault.Invalid, "%d units are called “%s”. Write the path, for example “%s”.", len(ids), names[0], t.path(ids[0]))
		}
	}
	for _, name := range names {
		next, ok := t.byKey[id+"\n"+Fold(name)]
		if !ok {
			u := Unit{ID: ident.New(), ParentID: id, Name: name}
			t.add(u)
			made = append(made, u)
			next = u.ID
		}
		id = next
	}
	return id, made, nil
}

func insertUnit(ctx context.Context, tx *store.Tx, u Unit) error {
	_, err := tx.Exec(ctx, `INSERT INTO people_unit (id, parent_id, name, folded) VALUES ($1, NULLIF($2, ''), $3, $4)`,
		u.ID, u.ParentID, u.Name, Fold(u.Name))
	return err
}
