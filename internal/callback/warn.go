package callback

import (
	"context"
	"errors"
	"fmt"

	"hearth/internal/platform/store"
)

// The shares of a window, in percent, at which HR is told that somebody waits for a call: as it begins, when nearly all of it has passed, and when it is over.
const (
	Began  = 1
	Nearly = 80
	Over   = 100
)

// mostly is when so much of a stretch has passed that a call in it is at risk.
func mostly(from, to store.Time) store.Time {
	return from.Add(to.Sub(from.Time) / 100 * Nearly)
}

// nearly is when HR is told that a window is nearly over. At warn HR is told next: as it begins, then before it ends, and no more. Of a window that had begun as it was given, which counts as begun then, give
// tells at once, so that warn is before its end from the beginning.
func nearly(from, to, warn store.Time) store.Time {
	switch {
	case warn.IsZero():
		return from
	case warn.After(from):
		return warn
	}
	return mostly(from, to)
}

// warn tells of the windows in which nobody has called, once as each begins and once when it is nearly over. Where that comes late, it tells the last alone. It may run on two nodes.
func (s *Service) warn(ctx context.Context) error {
	type due struct {
		ID, CallID, CaseID   string
		FromAt, ToAt, WarnAt store.Time
		Called               bool
	}
	all, err := store.All[due](ctx, s.DB, `SELECT w.id, w.call_id, k.case_id, w.from_at, w.to_at, w.warn_at, `+calledIn+` AS called
		FROM callback_window w JOIN callback_call k ON k.id = w.call_id WHERE w.state = 'open' AND w.warn_at <= $1 ORDER BY w.warn_at, w.id LIMIT $2`, s.DB.Now(), inOnePass)
	if err != nil {
		return fmt.Errorf("read whom nobody has called: %w", err)
	}
	var failed []error
	for _, d := range all {
		if err := s.DB.Tx(ctx, func(tx *store.Tx) error {
			share, next := Began, nearly(d.FromAt, d.ToAt, d.WarnAt)
			if !next.After(tx.Now()) {
				share, next = Nearly, store.Time{}
			}
			n, err := tx.Exec(ctx, `UPDATE callback_window SET warn_at = $2 WHERE id = $1 AND state = 'open' AND warn_at = $3`, d.ID, next, d.WarnAt)
			if err == nil && n > 0 && !d.Called && d.ToAt.After(tx.Now()) {
				tx.Publish(Due{d.CaseID, d.CallID, d.ID, share})
			}
			return err
		}); err != nil {
			failed = append(failed, fmt.Errorf("tell of window %s: %w", d.ID, err))
		}
	}
	return errors.Join(failed...)
}

// Turn is a window as HR is told of it.
type Turn struct {
	CaseID   string
	From, To store.Time
	With     string // the id of who has taken the call for a time within it; "": nobody has
	Last     bool   // no other window is left
	state    string
	called   bool
}

// Waits reports whether there is something to tell at a share of the window: until it is over, that nobody has called in it; then, that nobody has.
func (t Turn) Waits(share int) bool {
	if share >= Over {
		return t.state == Missed
	}
	return t.state == Open && !t.called
}

// Turn returns a window, for modules that tell HR of it; false where there is none. It asks nobody's rights.
func (s *Service) Turn(ctx context.Context, q store.Querier, windowID string) (Turn, bool, error) {
	type found struct {
		CallID, CaseID string
		Called         bool
	}
	one, err := store.One[found](ctx, q, `SELECT w.call_id, k.case_id, `+calledIn+` AS called FROM callback_window w JOIN callback_call k ON k.id = w.call_id WHERE w.id = $1`, windowID)
	if errors.Is(err, store.ErrNone) {
		return Turn{}, false, nil
	}
	if err != nil {
		return Turn{}, false, fmt.Errorf("read window: %w", err)
	}
	windows, err := windowsOf(ctx, q, one.CallID)
	if err != nil {
		return Turn{}, false, err
	}
	slots, err := slotsOf(ctx, q, one.CallID)
	if err == nil {
		slots, err = s.standing(ctx, q, "", slots)
	}
	if err != nil {
		return Turn{}, false, err
	}
	t := Turn{CaseID: one.CaseID, Last: true, called: one.Called}
	for _, w := range windows {
		if w.ID == windowID {
			t.From, t.To, t.state = w.FromAt, w.ToAt, w.State
		} else if w.State == Open && w.ToAt.After(q.Now()) {
			t.Last = false
		}
	}
	for _, x := range slots {
		if x.in(t.From, t.To) {
			t.With = x.PersonID
		}
	}
	return t, true, nil
}
