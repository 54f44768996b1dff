package auth

import (
	"context"
	"fmt"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// Fresh returns an actor with the rights of this moment: for what outlives the request that began it. Somebody who may not sign in any more, whose session was ended or whose token was revoked, is
// nobody. An error says that this is not known: whoever did something in their name does it later.
func (a *Auth) Fresh(ctx context.Context, by authz.Actor) (authz.Actor, error) {
	p, err := a.people.Find(ctx, a.db, by.PersonID)
	if fault.KindOf(err) == fault.NotFound || err == nil && !p.Active {
		return authz.Actor{}, nil
	}
	if err != nil {
		return authz.Actor{}, fmt.Errorf("rights of this moment: %w", err)
	}
	if lasts, err := a.lasts(ctx, by); err != nil || !lasts {
		return authz.Actor{}, err
	}
	if by.Scopes != nil {
		by.Face = authz.Desk
	}
	return a.withRoles(by, p), nil
}

// Watching is Fresh for streams, which ask often: while the rights of somebody are not known they are nobody.
func (a *Auth) Watching(ctx context.Context, by authz.Actor) authz.Actor {
	now, err := a.Fresh(ctx, by)
	if err != nil {
		return authz.Actor{}
	}
	return now
}

// lasts reports whether the session or the token of an actor is still good.
func (a *Auth) lasts(ctx context.Context, by authz.Actor) (bool, error) {
	if by.Session == "" {
		return true, nil // a task's, or a test's
	}
	if by.Scopes != nil {
		n, err := store.One[int](ctx, a.db, `SELECT count(*) FROM auth_token WHERE id = $1 AND revoked_at IS NULL`, by.Session)
		return n > 0, err
	}
	n, err := store.One[int](ctx, a.db, `SELECT count(*) FROM auth_session WHERE sid = $1 AND expires_at > $2`, by.Session, a.db.Now())
	return n > 0, err
}
