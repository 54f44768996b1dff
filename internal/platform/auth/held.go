package auth

import (
	"context"
	"strings"

	"hearth/internal/platform/authz"
)

// hold keeps a text in the session, sealed, for the next page that takes it: for what is shown once.
func (a *Auth) hold(ctx context.Context, key, text string) error {
	sealed, err := a.seal([]byte(text))
	if err != nil {
		return err
	}
	a.sessions.Put(ctx, "held:"+key, sealed)
	return nil
}

// take returns what was held and forgets it; "" when nothing was.
func (a *Auth) take(ctx context.Context, key string) (string, error) {
	sealed := a.sessions.PopString(ctx, "held:"+key)
	if sealed == "" {
		return "", nil
	}
	text, err := a.unseal(sealed)
	return string(text), err
}

// Recovery is the recovery codes of a new second factor; none when they were shown before.
type Recovery struct {
	Codes []string
	Next  string
}

// ShowRecovery returns the recovery codes directly after ConfirmFactor: this once.
func (a *Auth) ShowRecovery(ctx context.Context, by authz.Actor, _ Nothing) (Recovery, error) {
	if by.PersonID == "" {
		return Recovery{}, signInFirst()
	}
	text, err := a.take(ctx, "recovery")
	return Recovery{Codes: strings.Fields(text), Next: startOf(by)}, err
}

func startOf(by authz.Actor) string {
	if by.Face == authz.Desk {
		return DeskStart(by.Roles)
	}
	return "/"
}
