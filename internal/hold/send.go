package hold

import (
	"context"
	"errors"
	"fmt"
	"time"

	"hearth/internal/desk"
	"hearth/internal/desk/draft"
	"hearth/internal/hold/kept"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// sending is the argument of the job that sends a message.
type sending struct{ ID string }

var errGone = errors.New("no longer held")

// send writes a held message into the conversation as its writer, in one transaction with that it was sent. One that was undone, or sent, is left alone. What the writer may not write any
// more, or not now, goes back to them.
func (s *Service) send(ctx context.Context, args sending) error {
	m, err := store.One[message](ctx, s.DB, selectMessage+`WHERE id = $1 AND state = 'held'`, args.ID)
	if errors.Is(err, store.ErrNone) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read held: %w", err)
	}
	by, err := s.Fresh(ctx, authz.Actor{PersonID: m.PersonID, Face: authz.Desk})
	if err != nil {
		return err
	}
	if _, err := s.Desk.Look(ctx, s.DB, by, m.CaseNumber, ReplyHeld); refusal(err) {
		return s.fail(ctx, m)
	}
	files, err := kept.At(ctx, s.DB, kept.Message(m.ID))
	if err != nil {
		return err
	}
	err = s.write(store.WithCheck(ctx, func(ctx context.Context, tx *store.Tx) error {
		mine, err := end(ctx, tx, m.ID, sent)
		if err != nil {
			return err
		}
		if !mine {
			return errGone
		}
		if _, err := s.Ended(ctx, tx, m.CaseID, m.PersonID, true); err != nil {
			return err
		}
		if err := kept.Drop(ctx, tx, s.Files, kept.Message(m.ID)); err != nil {
			return err
		}
		return s.keepDraft(ctx, tx, m)
	}), by, m, kept.Uploads(s.DB, s.Files, files))
	switch {
	case errors.Is(err, errGone):
		return nil
	case refusal(err):
		return s.fail(ctx, m)
	}
	return err
}

// keepDraft keeps what the writer has begun since: sending a message drops the draft at its place.
func (s *Service) keepDraft(ctx context.Context, tx *store.Tx, m message) error {
	d, err := draft.At(ctx, s.DB, m.PersonID, draft.Case(m.CaseID))
	if err != nil || d.Body == "" {
		return err
	}
	return draft.Save(ctx, tx, m.PersonID, draft.Case(m.CaseID), d)
}

// refusal reports whether an error says that something may not be, and not that it could not be done. Whoever does not work here any more would have to sign in first.
func refusal(err error) bool {
	switch fault.KindOf(err) {
	case fault.SignIn, fault.NotFound, fault.Forbidden, fault.Conflict, fault.Invalid:
		return true
	}
	return false
}

// fail gives a message back that cannot be sent, and says so to its writer on the case. One that was sent or undone meanwhile, which is why it is refused, is left alone.
func (s *Service) fail(ctx context.Context, m message) error {
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		if mine, err := end(ctx, tx, m.ID, failed); err != nil || !mine {
			return err
		}
		tx.Publish(desk.CaseChanged{CaseID: m.CaseID})
		return s.giveBack(ctx, tx, m)
	})
}

// overdue is after how long a message that should be out is looked for: whoever was sending it may have died, and on several nodes a job of the dead is taken up only after many minutes.
const overdue = 15 * time.Second

// late sends what should be out.
func (s *Service) late(ctx context.Context) error {
	ids, err := store.All[string](ctx, s.DB, `SELECT id FROM hold_message WHERE state = 'held' AND send_at < $1 ORDER BY send_at, id LIMIT 200`, s.DB.Now().Add(-overdue))
	if err != nil {
		return fmt.Errorf("read what is late: %w", err)
	}
	var failed []error // one that fails holds up no other
	for _, id := range ids {
		failed = append(failed, s.send(ctx, sending{id}))
	}
	return errors.Join(failed...)
}

// boxed is for how long files stay in a field from which nothing is sent.
const boxed = 30 * 24 * time.Hour

// sweep forgets what is over.
func (s *Service) sweep(ctx context.Context) error {
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		if _, err := tx.Exec(ctx, `DELETE FROM hold_message WHERE state <> 'held' AND held_at < $1`, tx.Now().Add(-24*60*60*1e9)); err != nil {
			return fmt.Errorf("sweep: %w", err)
		}
		return kept.Sweep(ctx, tx, s.Files, tx.Now().Add(-boxed))
	})
}
