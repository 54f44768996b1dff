package people

import (
	"context"
	"fmt"
	"slices"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/keyboard"
	"hearth/internal/platform/store"
)

// Keys are the keys of the desk as one person has them.
type Keys struct {
	Single bool           `json:"single"` // keys do things by themselves; without it only those with Ctrl do
	Items  []keyboard.Set `json:"items"`
	Undo   int            `json:"undo_seconds"` // for how long a reply to a requester can be undone: 0, 10 or 30
}

// ReadKeys returns the keys of the person who asks: all that there are, each with what is pressed for it. Everyone signed in may.
func (s *Service) ReadKeys(ctx context.Context, by authz.Actor, _ Nothing) (Keys, error) {
	if err := s.may(by, ReadOwn); err != nil {
		return Keys{Items: []keyboard.Set{}}, err
	}
	p, err := ByID(ctx, s.db, by.PersonID)
	return keysOf(p.Keys, keyboard.Parse(p.KeyMap), p.UndoSeconds), err
}

func keysOf(single bool, m keyboard.Map, undo int) Keys {
	out := Keys{Single: single, Items: []keyboard.Set{}, Undo: undo}
	for _, k := range keyboard.All() {
		out.Items = append(out.Items, keyboard.Set{Key: k.ID, Press: m.Press(k.ID)})
	}
	return out
}

// SaveKeys is how somebody wants the keys, and how long their replies can be undone. Keys that are left out are as they come.
type SaveKeys struct {
	Single *bool          `json:"single,omitempty"` // left out: as it was
	Items  []keyboard.Set `json:"items,omitempty"`
	Undo   *int           `json:"undo_seconds,omitempty"` // 0, 10 or 30; left out: as it was
}

// SaveKeys keeps the keys of the person who asks, and returns them. The same twice is once. It refuses what keyboard.Check refuses: a key that there is not, and two that are pressed alike.
func (s *Service) SaveKeys(ctx context.Context, by authz.Actor, in SaveKeys) (Keys, error) {
	if err := s.may(by, ReadOwn); err != nil {
		return Keys{Items: []keyboard.Set{}}, err
	}
	m, err := keyboard.Check(in.Items)
	if in.Undo != nil && !slices.Contains([]int{0, 10, 30}, *in.Undo) {
		err = fault.ForField("undo_seconds", "Choose 0, 10 or 30 seconds.")
	}
	if err != nil {
		return Keys{Items: []keyboard.Set{}}, err
	}
	var out Keys
	err = s.db.Tx(ctx, func(tx *store.Tx) error {
		p, err := loadStored(ctx, tx, by.PersonID)
		if err != nil {
			return err
		}
		single := p.Keys
		if in.Single != nil {
			single = *in.Single
		}
		undo := p.UndoSeconds
		if in.Undo != nil {
			undo = *in.Undo
		}
		if _, err := tx.Exec(ctx, `UPDATE people_person SET keys = $2, key_map = $3, updated_at = $4, undo_seconds = $5 WHERE id = $1`, p.ID, single, m.String(), tx.Now(), undo); err != nil {
			return fmt.Errorf("keep keys: %w", err)
		}
		out = keysOf(single, m, undo)
		return nil
	})
	return out, err
}
