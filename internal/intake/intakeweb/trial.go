package intakeweb

import (
	"context"

	"hearth/internal/intake"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
)

// tryIn signs in to a mailbox and returns how many mails lie there, without changing anything.
func (w *Web) tryIn(ctx context.Context, by authz.Actor, in intake.Named) (int, error) {
	b, err := w.Intake.Mailbox(ctx, by, in.ID)
	if err != nil {
		return 0, err
	}
	if b.Kind == intake.Direct {
		return 0, fault.New(fault.Conflict, "Mails to this address are delivered here: nothing is fetched. Send one to it and see whether it arrives.")
	}
	return w.signIn(ctx, by, in)
}

// signIn asks the server of a mailbox that is fetched.
func (w *Web) signIn(context.Context, authz.Actor, intake.Named) (int, error) {
	return 0, fault.New(fault.Unavailable, "Fetching by IMAP is not part of this version.")
}
