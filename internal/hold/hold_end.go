package hold

import (
	"context"
	"errors"
	"fmt"

	"hearth/internal/desk"
	"hearth/internal/desk/draft"
	"hearth/internal/hold/kept"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// Undo names a reply that is on its way.
type Undo struct {
	Number string `path:"number" json:"-"`
	ID     string `json:"id"`
}

// Undo takes a reply of one's own back before it is sent: its text and its files are in the field again. A line in the audit record stays, and nothing in the conversation. Twice is once. It refuses one that was
// sent, and that of a colleague.
func (s *Service) Undo(ctx context.Context, by authz.Actor, in Undo) (Held, error) {
	var out Held
	err := s.Desk.Within(ctx, by, in.Number, ReplyHeld, func(tx *store.Tx, c *desk.Upon) error {
		m, err := store.One[message](ctx, tx, selectMessage+`WHERE id = $1 AND case_id = $2 AND person_id = $3`, in.ID, c.ID, by.PersonID)
		if errors.Is(err, store.ErrNone) {
			return fault.New(fault.Conflict, "No such reply of yours is on its way here.")
		}
		if err != nil {
			return fmt.Errorf("read held: %w", err)
		}
		out = m.shown(by, "", nil)
		if mine, err := end(ctx, tx, m.ID, undone); mine {
			return s.giveBack(ctx, tx, m)
		} else if err != nil {
			return err
		}
		return over(ctx, tx, m.ID)
	})
	return out, err
}

// over is what Undo says of a message that is held no more: one that was sent is refused. Of one that could not be, the text is back already, and its writer has seen that.
func over(ctx context.Context, tx *store.Tx, id string) error {
	n, err := tx.Exec(ctx, `UPDATE hold_message SET state = 'undone' WHERE id = $1 AND state <> 'sent'`, id)
	if err == nil && n == 0 {
		err = fault.New(fault.Conflict, "It was sent already. You can withdraw the message in the conversation.")
	}
	return err
}

// end sets what became of a message that is held still, and forgets its text. It reports whether it was: of several that end one message at the same moment one does, and whoever does not
// leaves what follows from it alone.
func end(ctx context.Context, tx *store.Tx, id, state string) (bool, error) {
	n, err := tx.Exec(ctx, `UPDATE hold_message SET state = $2, body = '', cause_text = '', handed_to = '', besides = '', back = '' WHERE id = $1 AND state = 'held'`, id, state)
	if err != nil {
		return false, fmt.Errorf("end hold: %w", err)
	}
	return n > 0, nil
}

// giveBack puts the text of a message into its writer's field, above what is there now, unless it belongs to a module above.
func (s *Service) giveBack(ctx context.Context, tx *store.Tx, m message) error {
	if theirs, err := s.Ended(ctx, tx, m.CaseID, m.PersonID, false); theirs || err != nil {
		return errors.Join(err, kept.Drop(ctx, tx, s.Files, kept.Message(m.ID))) // that module has them too
	}
	if err := kept.Move(ctx, tx, kept.Message(m.ID), kept.Box(m.CaseID, m.PersonID), nil); err != nil {
		return err
	}
	d, err := draft.At(ctx, tx, m.PersonID, draft.Case(m.CaseID))
	if err != nil {
		return err
	}
	return draft.Save(ctx, tx, m.PersonID, draft.Case(m.CaseID), d.Join(m.Body, false))
}
