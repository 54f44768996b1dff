package hold_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"hearth/internal/platform/authz"
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
		w.Clock.Advance(10 * time.Second)
		_ = w.Jobs.Drain(w.T.Context()) // which fails, as it should
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
