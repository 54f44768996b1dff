package auth

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// The device cookies: a shared terminal, or a device that an activation code enrolled for one person.
const (
	terminalCookie = "hearth-terminal"
	deviceFor      = 400 * 24 * time.Hour
)

// place is the terminal or enrolled device that a request comes from; the zero value is neither.
type place struct {
	id, personID string
	shared       bool
}

func (a *Auth) placeOf(ctx context.Context) (place, error) {
	secret := clientOf(ctx).terminal
	if secret == "" {
		return place{}, nil
	}
	type row struct{ ID, PersonID string }
	t, err := store.One[row](ctx, a.db, `SELECT id, COALESCE(person_id, '') AS person_id FROM auth_terminal WHERE hash = $1 AND revoked_at IS NULL`, ident.Hash(secret))
	if errors.Is(err, store.ErrNone) {
		return place{}, nil
	}
	return place{t.ID, t.PersonID, t.PersonID == ""}, err
}

func (a *Auth) setTerminal(ctx context.Context, secret string) {
	http.SetCookie(clientOf(ctx).answer, &http.Cookie{Name: a.cookieName(terminalCookie), Value: secret, Path: "/", HttpOnly: true, Secure: a.secure, SameSite: http.SameSiteLaxMode,
		MaxAge: int(deviceFor.Seconds())})
}

// Terminal is a registered shared terminal.
type Terminal struct {
	ID        string     `json:"id"`
	Name      string     `json:"name"`
	CreatedAt store.Time `json:"created_at"`
}

// Terminals is all of them.
type Terminals struct {
	Items []Terminal `json:"items"`
}

// ListTerminals returns the registered shared terminals. Administrators may.
func (a *Auth) ListTerminals(ctx context.Context, by authz.Actor, _ Nothing) (Terminals, error) {
	out := Terminals{Items: []Terminal{}}
	if err := adminOnly(by); err != nil {
		return out, err
	}
	var err error
	out.Items, err = store.All[Terminal](ctx, a.db, `SELECT id, name, created_at FROM auth_terminal WHERE person_id IS NULL AND revoked_at IS NULL ORDER BY name, id`)
	if err != nil {
		return out, fmt.Errorf("list terminals: %w", err)
	}
	return out, nil
}

// RegisterTerminal is a new shared terminal.
type RegisterTerminal struct {
	Name string `json:"name"`
}

// RegisterTerminal makes the browser that asks a shared terminal, and signs the administrator out of it.
func (a *Auth) RegisterTerminal(ctx context.Context, by authz.Actor, in RegisterTerminal) (Nothing, error) {
	if err := adminOnly(by); err != nil {
		return Nothing{}, err
	}
	in.Name = strings.TrimSpace(in.Name)
	if in.Name == "" || utf8.RuneCountInString(in.Name) > 60 {
		return Nothing{}, fault.ForField("name", "Say where the terminal stands, in at most 60 characters.")
	}
	secret := ident.Secret()
	if err := a.db.Tx(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO auth_terminal (id, hash, name, made_by, created_at) VALUES ($1, $2, $3, $4, $5)`, ident.New(), ident.Hash(secret), in.Name, by.PersonID, tx.Now())
		return err
	}); err != nil {
		return Nothing{}, fmt.Errorf("register terminal: %w", err)
	}
	a.setTerminal(ctx, secret)
	return Nothing{}, a.sessions.Destroy(ctx)
}

// RevokeTerminal ends a terminal at once: PINs do not work there any more.
func (a *Auth) RevokeTerminal(ctx context.Context, by authz.Actor, in Named) (Nothing, error) {
	if err := adminOnly(by); err != nil {
		return Nothing{}, err
	}
	return Nothing{}, a.db.Tx(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE auth_terminal SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL`, in.ID, tx.Now())
		return err
	})
}

func adminOnly(by authz.Actor) error {
	if by.PersonID == "" {
		return signInFirst()
	}
	if !by.Has(authz.Admin) {
		return fault.New(fault.Forbidden, "Only administrators do this.")
	}
	return nil
}
