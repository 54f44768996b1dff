package auth

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// The scopes of an API token.
const (
	ScopeAll  = "all"
	ScopeRead = "read"
)

// Token is an API token as its owner sees it later: never the token itself.
type Token struct {
	ID        string     `json:"id"`
	Name      string     `json:"name"`
	Scope     string     `json:"scope"`
	CreatedAt store.Time `json:"created_at"`
	UsedAt    store.Time `json:"used_at"`
}

// Tokens is all tokens of a person.
type Tokens struct {
	Items []Token `json:"items"`
	Fresh string  `json:"fresh,omitempty"` // the token that was made just now: this once
}

// IssueToken makes an API token for a person and returns it: it is shown once. It refuses somebody who may not sign in, and an unknown scope.
func (a *Auth) IssueToken(ctx context.Context, personID, name, scope string) (string, error) {
	p, err := a.people.Find(ctx, a.db, personID)
	if err != nil {
		return "", err
	}
	if !p.Active {
		return "", fault.New(fault.Conflict, "%s does not work here any more, so there is no token.", p.Name)
	}
	if scope != ScopeAll && scope != ScopeRead {
		return "", fault.ForField("scope", "Choose all or read.")
	}
	token := "hearth_" + ident.Secret()
	return token, a.db.Tx(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO auth_token (id, hash, person_id, name, scope, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
			ident.New(), ident.Hash(token), p.ID, name, scope, tx.Now())
		return err
	})
}

// MakeToken is a new API token.
type MakeToken struct {
	Name  string `json:"name"`
	Scope string `json:"scope"`
}

// Made is a new token; it is shown this once.
type Made struct {
	Token string `json:"token"`
}

// MakeToken makes an API token for by. A token cannot make tokens, and nobody makes one at a shared terminal.
func (a *Auth) MakeToken(ctx context.Context, by authz.Actor, in MakeToken) (Made, error) {
	if by.PersonID == "" {
		return Made{}, signInFirst()
	}
	if by.Scopes != nil || by.Terminal {
		return Made{}, fault.New(fault.Forbidden, "Make tokens in a browser of your own.")
	}
	in.Name = strings.TrimSpace(in.Name)
	if in.Name == "" || len(in.Name) > 60 {
		return Made{}, fault.ForField("name", "Give the token a name of at most 60 characters, so that you know it later.")
	}
	token, err := a.IssueToken(ctx, by.PersonID, in.Name, in.Scope)
	if err != nil {
		return Made{}, err
	}
	return Made{token}, a.hold(ctx, "token", token)
}

// ListTokens returns the tokens of by that were not revoked.
func (a *Auth) ListTokens(ctx context.Context, by authz.Actor, _ Nothing) (Tokens, error) {
	out := Tokens{Items: []Token{}}
	if by.PersonID == "" {
		return out, signInFirst()
	}
	var err error
	out.Items, err = store.All[Token](ctx, a.db, `SELECT id, name, scope, created_at, used_at FROM auth_token WHERE person_id = $1 AND revoked_at IS NULL ORDER BY id DESC`, by.PersonID)
	if err != nil {
		return out, fmt.Errorf("list tokens: %w", err)
	}
	out.Fresh, err = a.take(ctx, "token")
	return out, err
}

// RevokeToken ends a token of by at once.
func (a *Auth) RevokeToken(ctx context.Context, by authz.Actor, in Named) (Nothing, error) {
	if by.PersonID == "" {
		return Nothing{}, signInFirst()
	}
	return Nothing{}, a.db.Tx(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE auth_token SET revoked_at = $3 WHERE id = $1 AND person_id = $2 AND revoked_at IS NULL`, in.ID, by.PersonID, tx.Now())
		return err
	})
}

// byToken returns the actor of an API token: in the desk face, which says nothing for somebody without a role.
func (a *Auth) byToken(ctx context.Context, token string) (authz.Actor, Person, error) {
	type row struct {
		ID, PersonID, Scope string
		UsedAt              store.Time
	}
	r, err := store.One[row](ctx, a.db, `SELECT id, person_id, scope, used_at FROM auth_token WHERE hash = $1 AND revoked_at IS NULL`, ident.Hash(token))
	if errors.Is(err, store.ErrNone) {
		return authz.Actor{}, Person{}, nil
	}
	if err != nil {
		return authz.Actor{}, Person{}, err
	}
	p, err := a.people.Find(ctx, a.db, r.PersonID)
	if fault.KindOf(err) == fault.NotFound || err == nil && !p.Active {
		return authz.Actor{}, Person{}, nil
	}
	if err != nil {
		return authz.Actor{}, Person{}, err
	}
	if now := a.db.Now(); now.Sub(r.UsedAt.Time) >= usedEvery {
		if err := a.db.Tx(ctx, func(tx *store.Tx) error {
			_, err := tx.Exec(ctx, `UPDATE auth_token SET used_at = $2 WHERE id = $1`, r.ID, now)
			return err
		}); err != nil && !store.IsFull(err) { // reading goes on without room for a note of it
			return authz.Actor{}, Person{}, err
		}
	}
	return a.withRoles(authz.Actor{PersonID: r.PersonID, Face: authz.Desk, Scopes: []string{r.Scope}, Session: r.ID}, p), p, nil
}
