package auth

import (
	"context"

	"hearth/internal/platform/authz"
)

// AskCode is for somebody who is half signed in; it refuses everybody else.
func (a *Auth) AskCode(ctx context.Context, _ authz.Actor, _ Nothing) (Nothing, error) {
	_, err := a.pending(ctx)
	return Nothing{}, err
}

// AtTerminal is what a browser is to PINs.
type AtTerminal struct {
	Shared, Enrolled bool // a registered terminal, or a device of one person; neither: PINs do not work here
}

// AtTerminal returns what the asking browser is to PINs, and ends a session that began with a PIN: whoever comes to the terminal's page begins anew.
func (a *Auth) AtTerminal(ctx context.Context, by authz.Actor, _ Nothing) (AtTerminal, error) {
	p, err := a.placeOf(ctx)
	if err != nil {
		return AtTerminal{}, err
	}
	if by.Terminal {
		if err := a.sessions.Destroy(ctx); err != nil {
			return AtTerminal{}, err
		}
	}
	return AtTerminal{Shared: p.shared, Enrolled: p.id != "" && !p.shared}, nil
}
