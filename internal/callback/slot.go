package callback

import (
	"context"
	"errors"
	"fmt"
	"time"

	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// The length of a slot: what it is where nobody says, and what it is at least.
const (
	usualSlot = 20 * time.Minute
	leastSlot = 5 * time.Minute
)

// slotRow is a slot as the database keeps it.
type slotRow struct {
	CallID, PersonID string
	FromAt, ToAt     store.Time
}

const selectSlot = `SELECT s.call_id, s.person_id, s.from_at, s.to_at FROM callback_slot s`

func slotsOf(ctx context.Context, q store.Querier, callIDs ...string) ([]slotRow, error) {
	all, err := store.Select[slotRow](ctx, q, new(store.Q).Add(selectSlot+` WHERE `).Where(store.In("s.call_id", callIDs)))
	if err != nil {
		return nil, fmt.Errorf("read slots: %w", err)
	}
	return all, nil
}

// Take is when somebody of HR calls: a stretch within one of the windows. Left out, it begins now, or with the next window, and is as long as calls usually are.
type Take struct {
	ID   string     `path:"callback" json:"-"`
	From store.Time `json:"from,omitzero"`
	To   store.Time `json:"to,omitzero"`
}

// Take gives a call to by, who calls in a slot within a window. It moves by's own slot of this call. It refuses a slot that is in no window, has passed or is too short,
// a call that a colleague has, and one at a time at which by has another.
func (s *Service) Take(ctx context.Context, by authz.Actor, in Take) (Call, error) {
	return s.onSlot(ctx, by, in.ID, func(tx *store.Tx, r row) error {
		if r.State != Open {
			return fault.New(fault.Conflict, "This call has no times any more.")
		}
		if err := in.place(ctx, tx); err != nil {
			return err
		}
		if err := free(ctx, tx, by, in); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `INSERT INTO callback_slot (call_id, person_id, from_at, to_at) VALUES ($1, $2, $3, $4) ON CONFLICT (call_id) DO UPDATE SET person_id = $2, from_at = $3, to_at = $4`,
			r.ID, by.PersonID, in.From, in.To); err != nil {
			return fmt.Errorf("take call: %w", err)
		}
		return nil
	})
}

// place fills in what in leaves out, and refuses a slot that is not within a window.
func (in *Take) place(ctx context.Context, tx *store.Tx) error {
	windows, err := windowsOf(ctx, tx, in.ID)
	if err != nil {
		return err
	}
	for _, w := range windows {
		if w.State != Open || !w.ToAt.After(tx.Now()) {
			continue
		}
		from, to := in.From, in.To
		if from.IsZero() {
			if from = w.FromAt; from.Before(tx.Now()) {
				from = tx.Now()
			}
		}
		if to.IsZero() {
			if to = from.Add(usualSlot); to.After(w.ToAt) {
				to = w.ToAt
			}
		}
		if from.Before(w.FromAt) || to.After(w.ToAt) || !to.After(tx.Now()) || to.Sub(from.Time) < leastSlot {
			continue
		}
		in.From, in.To = from, to
		return nil
	}
	return fault.ForField("from", "Choose at least %d minutes within one of the times they gave.", int(leastSlot/time.Minute))
}

// free refuses a call that a colleague has whose slot is not over, and a time at which by has another call.
func free(ctx context.Context, tx *store.Tx, by authz.Actor, in Take) error {
	taken, err := slotsOf(ctx, tx, in.ID)
	if err != nil {
		return err
	}
	for _, x := range taken {
		if x.PersonID == by.PersonID || !x.ToAt.After(tx.Now()) {
			continue
		}
		names, err := people.NamesByIDs(ctx, tx, []string{x.PersonID})
		if err != nil {
			return err
		}
		return fault.New(fault.Conflict, "%s has taken this call.", names[x.PersonID].FirstName())
	}
	_, err = store.One[slotRow](ctx, tx, selectSlot+` WHERE s.person_id = $1 AND s.call_id <> $2 AND s.from_at < $4 AND s.to_at > $3 LIMIT 1`, by.PersonID, in.ID, in.From, in.To)
	switch {
	case err == nil:
		return fault.New(fault.Conflict, "You have another call at that time. Choose another time, or give that one back.")
	case errors.Is(err, store.ErrNone):
		return nil
	}
	return fmt.Errorf("read slots: %w", err)
}

// GiveBack names a call.
type GiveBack struct {
	ID string `path:"callback" json:"-"`
}

// GiveBack frees a call that by has taken. Twice is once; that of a colleague stays.
func (s *Service) GiveBack(ctx context.Context, by authz.Actor, in GiveBack) (Call, error) {
	return s.onSlot(ctx, by, in.ID, func(tx *store.Tx, r row) error {
		if _, err := tx.Exec(ctx, `DELETE FROM callback_slot WHERE call_id = $1 AND person_id = $2`, r.ID, by.PersonID); err != nil {
			return fmt.Errorf("give back call: %w", err)
		}
		return nil
	})
}

// onSlot runs f on a call that by may make, and returns it as it is then.
func (s *Service) onSlot(ctx context.Context, by authz.Actor, id string, f func(tx *store.Tx, r row) error) (Call, error) {
	var out Call
	number, err := s.numberOf(ctx, id)
	if err != nil {
		return out, err
	}
	err = s.Desk.Within(ctx, by, number, MakeCall, func(tx *store.Tx, c *desk.Upon) error {
		r, err := find(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := f(tx, r); err != nil {
			return err
		}
		all, err := shown(ctx, tx, by, c.HR, []row{r})
		if err == nil {
			out = all[0]
		}
		return err
	})
	return out, err
}
