package hold_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// A reply whose writer's rights cannot be read at its moment is neither sent nor given back: it waits until they can.
func TestAReplyWaitsWhileTheRightsOfItsWriterAreNotKnown(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open()
		w.reply("marta", number, "Yes, you may.")
		known := w.s.Fresh
		w.s.Fresh = func(context.Context, authz.Actor) (authz.Actor, error) {
			return authz.Actor{}, errors.New("the database is away")
		}
		w.Clock.Advance(11 * time.Second)
		if err := w.Jobs.Drain(w.T.Context()); err == nil {
			w.T.Error("nobody hears that it could not be sent")
		}
		if texts, _ := w.talk(number); len(texts) > 0 {
			w.T.Errorf("it was sent: %q", texts)
		}
		if held := w.held("marta", number); len(held) != 1 || held[0].Failed {
			w.T.Errorf("it does not wait: %+v", held)
		}
		w.s.Fresh = known
		w.after(60)
		if texts, mails := w.talk(number); len(texts) != 1 || mails != 1 {
			w.T.Errorf("once the database is back, %q is sent, with %d mails", texts, mails)
		}
	})
}

// A reply whose writer left meanwhile is not sent, and not tried for ever.
func TestAReplyOfWhoeverLeftIsNotSent(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open()
		w.reply("marta", number, "Yes, you may.")
		if err := w.DB.Tx(w.T.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec(w.T.Context(), `UPDATE people_employment SET ended = '2026-11-16' WHERE person_id = $1`, apptest.ID("marta"))
			return err
		}); err != nil {
			w.T.Fatal(err)
		}
		w.after(60) // which does not fail
		if texts, _ := w.talk(number); len(texts) > 0 {
			w.T.Errorf("it was sent: %q", texts)
		}
		state, err := store.One[string](w.T.Context(), w.DB, `SELECT state FROM hold_message`)
		if err != nil || state != "failed" {
			w.T.Errorf("it is %s, %v", state, err)
		}
	})
}
