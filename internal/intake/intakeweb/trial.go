package intakeweb

import (
	"context"

	"hearth/internal/intake"
	"hearth/internal/platform/authz"
)

// tryIn signs in to a mailbox and returns how many mails lie there, without changing anything.
func (w *Web) tryIn(ctx context.Context, by authz.Actor, in intake.Named) (int, error) {
	found, err := w.Intake.TryMailbox(ctx, by, in)
	return found.Mails, err
}
