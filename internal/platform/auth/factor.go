package auth

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// recoveryCodes is how many codes stand in for a lost device.
const recoveryCodes = 10

type factorRow struct {
	Secret      string
	ConfirmedAt store.Time
	LastStep    int64
}

func (a *Auth) factor(ctx context.Context, q store.Querier, personID string) (factorRow, error) {
	r, err := store.One[factorRow](ctx, q, `SELECT secret, confirmed_at, last_step FROM auth_factor WHERE person_id = $1`, personID)
	if err != nil && !errors.Is(err, store.ErrNone) {
		return r, fmt.Errorf("read factor: %w", err)
	}
	return r, nil
}

func (a *Auth) hasFactor(ctx context.Context, personID string) (bool, error) {
	r, err := a.factor(ctx, a.db, personID)
	return !r.ConfirmedAt.IsZero(), err
}

// pending is the person whose second factor is missing in this session.
func (a *Auth) pending(ctx context.Context) (Person, error) {
	id := a.sessions.GetString(ctx, keyPending)
	if id == "" {
		return Person{}, fault.New(fault.SignIn, "Please sign in first.")
	}
	return a.people.Find(ctx, a.db, id)
}

// Setup is what an authenticator app needs: the secret to type, and the address that its QR code says.
type Setup struct {
	Secret string
	URL    string
}

// SetUpFactor returns the secret of a second factor that is not confirmed yet, making one at first. It is for somebody who is half signed in and has none.
func (a *Auth) SetUpFactor(ctx context.Context, _ authz.Actor, _ Nothing) (Setup, error) {
	p, err := a.pending(ctx)
	if err != nil {
		return Setup{}, err
	}
	var secret []byte
	err = a.db.Tx(ctx, func(tx *store.Tx) error {
		r, err := a.factor(ctx, tx, p.ID)
		switch {
		case err != nil:
			return err
		case !r.ConfirmedAt.IsZero():
			return fault.New(fault.Conflict, "Your second factor is set up. Sign in with its code.")
		case r.Secret != "":
			secret, err = a.unseal(r.Secret)
			return err
		}
		secret = newTOTPSecret()
		sealed, err := a.seal(secret)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `INSERT INTO auth_factor (person_id, secret, last_step) VALUES ($1, $2, 0)`, p.ID, sealed)
		return err
	})
	if err != nil {
		return Setup{}, err
	}
	return Setup{Secret: plainBase32.EncodeToString(secret), URL: totpURL(a.org, p.Email, secret)}, nil
}

// Code is a code of a second factor, or a recovery code.
type Code struct {
	Code string `json:"code"`
}

// Confirmed is the recovery codes of a new second factor; they are shown this once.
type Confirmed struct {
	Recovery []string
	Next     string
}

// ConfirmFactor ends the set-up with the first code and signs in.
func (a *Auth) ConfirmFactor(ctx context.Context, _ authz.Actor, in Code) (Confirmed, error) {
	p, err := a.pending(ctx)
	if err != nil {
		return Confirmed{}, err
	}
	if err := a.allow(ctx, "code:"+p.ID, wrongPasswords, wrongWithin); err != nil {
		return Confirmed{}, err
	}
	var codes []string
	err = a.db.Tx(ctx, func(tx *store.Tx) error {
		codes = nil
		r, err := a.factor(ctx, tx, p.ID)
		if err != nil {
			return err
		}
		if r.Secret == "" || !r.ConfirmedAt.IsZero() {
			return fault.New(fault.Conflict, "Your second factor is set up. Sign in with its code.")
		}
		if err := a.spend(ctx, tx, p.ID, r, in.Code); err != nil {
			return err
		}
		for range recoveryCodes {
			code := newCode(10)
			codes = append(codes, code)
			if _, err := tx.Exec(ctx, `INSERT INTO auth_recovery (hash, person_id) VALUES ($1, $2)`, a.mac("recovery", p.ID, plainCode(code)), p.ID); err != nil {
				return err
			}
		}
		_, err = tx.Exec(ctx, `UPDATE auth_factor SET confirmed_at = $2 WHERE person_id = $1`, p.ID, tx.Now())
		return err
	})
	if err != nil {
		return Confirmed{}, err
	}
	if err := a.beginFull(ctx, p); err != nil {
		return Confirmed{}, err
	}
	return Confirmed{Recovery: codes, Next: "/sign-in/recovery"}, a.hold(ctx, "recovery", strings.Join(codes, " "))
}

// spend checks a code and notes its step, so that it works once.
func (a *Auth) spend(ctx context.Context, tx *store.Tx, personID string, r factorRow, code string) error {
	secret, err := a.unseal(r.Secret)
	if err != nil {
		return err
	}
	step := totpMatches(secret, strings.ReplaceAll(code, " ", ""), tx.Now().Time, r.LastStep)
	if step == 0 {
		return fault.ForField("code", "This code is not right. Wait for the next one and write its six digits.")
	}
	_, err = tx.Exec(ctx, `UPDATE auth_factor SET last_step = $2 WHERE person_id = $1`, personID, step)
	return err
}

func (a *Auth) beginFull(ctx context.Context, p Person) error {
	face := authz.Portal
	if len(p.Roles) > 0 {
		face = authz.Desk
	}
	if err := a.forget(ctx, "code:"+p.ID); err != nil {
		return err
	}
	return a.begin(ctx, p.ID, face, false)
}

// GiveCode ends a sign-in with the code of the second factor, or with a recovery code, which works once.
func (a *Auth) GiveCode(ctx context.Context, _ authz.Actor, in Code) (Entered, error) {
	p, err := a.pending(ctx)
	if err != nil {
		return Entered{}, err
	}
	if err := a.allow(ctx, "code:"+p.ID, wrongPasswords, wrongWithin); err != nil {
		return Entered{}, err
	}
	err = a.db.Tx(ctx, func(tx *store.Tx) error {
		n, err := tx.Exec(ctx, `DELETE FROM auth_recovery WHERE hash = $1 AND person_id = $2`, a.mac("recovery", p.ID, plainCode(in.Code)), p.ID)
		if err != nil || n == 1 {
			return err
		}
		r, err := a.factor(ctx, tx, p.ID)
		if err != nil {
			return err
		}
		if r.ConfirmedAt.IsZero() {
			return fault.New(fault.SignIn, "Please sign in first.")
		}
		return a.spend(ctx, tx, p.ID, r, in.Code)
	})
	if err != nil {
		return Entered{}, err
	}
	return Entered{a.next(ctx, DeskStart(p.Roles))}, a.beginFull(ctx, p)
}

// codeLetters are those of codes that people read from paper: none that look alike.
const codeLetters = "23456789ABCDEFGHJKMNPQRSTVWXYZ"

// newCode returns a random code of n letters in groups of four.
func newCode(n int) string {
	var b strings.Builder
	raw := make([]byte, 1)
	for i := 0; i < n; {
		if _, err := rand.Read(raw); err != nil {
			panic("auth: no randomness: " + err.Error())
		}
		if int(raw[0]) >= 256/len(codeLetters)*len(codeLetters) {
			continue // so that every letter is as likely
		}
		if i > 0 && i%4 == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(codeLetters[int(raw[0])%len(codeLetters)])
		i++
	}
	return b.String()
}

// plainCode is a code as it is compared: without what people put between its letters.
func plainCode(code string) string {
	return strings.ToUpper(strings.NewReplacer("-", "", " ", "", "\t", "").Replace(code))
}
