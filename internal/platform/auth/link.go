package auth

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
)

// The kinds of secret that work once.
const (
	kindLink       = "link"       // signs in
	kindFirst      = "first"      // makes the first administrator
	kindActivation = "activation" // sets a PIN
)

const (
	linkFor       = 15 * time.Minute
	firstFor      = 24 * time.Hour
	activationFor = 14 * 24 * time.Hour

	linksAnHour    = 5  // mails to one address
	fromOneAddress = 60 // tries from one network address in a quarter of an hour
)

// secretRow is a secret as it is kept.
type secretRow struct {
	Hash, Kind, PersonID string
	ExpiresAt, UsedAt    store.Time
}

func keep(ctx context.Context, tx *store.Tx, hash, kind, personID, madeBy string, lasts time.Duration) error {
	_, err := tx.Exec(ctx, `INSERT INTO auth_secret (hash, kind, person_id, made_by, expires_at) VALUES ($1, $2, $3, $4, $5)`,
		hash, kind, null(personID), null(madeBy), tx.Now().Add(lasts))
	if err != nil {
		return fmt.Errorf("keep secret: %w", err)
	}
	return nil
}

func null(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// find returns a secret of a kind that still works.
func find(ctx context.Context, q store.Querier, hash, kind string) (secretRow, error) {
	r, err := store.One[secretRow](ctx, q, `SELECT hash, kind, COALESCE(person_id, '') AS person_id, expires_at, used_at FROM auth_secret WHERE hash = $1 AND kind = $2`, hash, kind)
	if err != nil && !errors.Is(err, store.ErrNone) {
		return r, fmt.Errorf("find secret: %w", err)
	}
	if err != nil || !r.UsedAt.IsZero() || !r.ExpiresAt.After(q.Now()) {
		return r, fault.New(fault.NotFound, "This link or code has been used or is too old. Ask for a new one.")
	}
	return r, nil
}

// use ends a secret, in the transaction of what it was for.
func use(ctx context.Context, tx *store.Tx, hash, kind string) (secretRow, error) {
	r, err := find(ctx, tx, hash, kind)
	if err != nil {
		return r, err
	}
	n, err := tx.Exec(ctx, `UPDATE auth_secret SET used_at = $2 WHERE hash = $1 AND used_at IS NULL`, hash, tx.Now())
	if err != nil {
		return r, fmt.Errorf("use secret: %w", err)
	}
	if n != 1 {
		return r, fault.New(fault.NotFound, "This link or code has been used or is too old. Ask for a new one.")
	}
	return r, nil
}

// AskLink is an address that wants a link.
type AskLink struct {
	Email string `json:"email"`
}

// AskLink mails a link that signs in, if the address is somebody's. The answer is the same in every case. It refuses what is no address, more than
// five mails an hour to one address, and too many tries from one place.
func (a *Auth) AskLink(ctx context.Context, _ authz.Actor, in AskLink) (Nothing, error) {
	email := strings.ToLower(strings.TrimSpace(in.Email))
	if !strings.Contains(email, "@") || len(email) > 254 {
		return Nothing{}, fault.ForField("email", "Write your e-mail address, for example name@company.example.")
	}
	if err := a.allow(ctx, "from:"+a.mac(clientOf(ctx).address), fromOneAddress, 15*time.Minute); err != nil {
		return Nothing{}, err
	}
	if err := a.allow(ctx, "link:"+a.mac(email), linksAnHour, time.Hour); err != nil {
		return Nothing{}, err
	}
	p, err := a.people.Find(ctx, a.db, email)
	if fault.KindOf(err) == fault.NotFound || err == nil && (!p.Active || p.Email == "") {
		return Nothing{}, nil
	}
	if err != nil {
		return Nothing{}, err
	}
	return Nothing{}, a.mailLink(ctx, p)
}

func (a *Auth) mailLink(ctx context.Context, p Person) error {
	secret := ident.Secret()
	return a.db.Tx(ctx, func(tx *store.Tx) error {
		if err := keep(ctx, tx, ident.Hash(secret), kindLink, p.ID, "", linkFor); err != nil {
			return err
		}
		ctx := locale.With(ctx, locale.New(p.Language, p.Zone).At(tx.Now().Time))
		text := strings.Join([]string{locale.T(ctx, "Hello %s,", p.Name), locale.T(ctx, "Open this address to sign in. It works once, for 15 minutes:") + "\n" +
			a.url + "/sign-in/link/" + secret, locale.T(ctx, "If you did not ask for it, somebody typed your address by mistake. You need not do anything."), a.org}, "\n\n")
		return mail.Enqueue(ctx, tx, mail.Message{To: p.Email, PersonID: p.ID, Kind: "auth.link", Subject: locale.T(ctx, "Your link to sign in"), Text: text,
			Lang: locale.Lang(ctx), Once: true, Expires: tx.Now().Add(linkFor)})
	})
}

// Link is the secret of a link.
type Link struct {
	Token string `path:"token" json:"-"`
}

// PeekLink reports whether a link still works without using it up: mail scanners open links.
func (a *Auth) PeekLink(ctx context.Context, _ authz.Actor, in Link) (Link, error) {
	_, err := find(ctx, a.db, ident.Hash(in.Token), kindLink)
	return in, err
}

// Entered says where to go after signing in, or half signing in.
type Entered struct{ Next string }

// UseLink signs in by a link and ends it.
func (a *Auth) UseLink(ctx context.Context, _ authz.Actor, in Link) (Entered, error) {
	var personID string
	err := a.db.Tx(ctx, func(tx *store.Tx) error {
		r, err := use(ctx, tx, ident.Hash(in.Token), kindLink)
		personID = r.PersonID
		return err
	})
	if err != nil {
		return Entered{}, err
	}
	p, err := a.people.Find(ctx, a.db, personID)
	if err != nil {
		return Entered{}, err
	}
	if !p.Active {
		return Entered{}, fault.New(fault.NotFound, "This link or code has been used or is too old. Ask for a new one.")
	}
	next, err := a.enter(ctx, p)
	a.sessions.Put(ctx, keyLinked, a.db.Now().Unix())
	return Entered{next}, err
}

// FirstLink makes the one-time address by which the first administrator signs in, or returns "" when there is one already. An earlier one ends.
func (a *Auth) FirstLink(ctx context.Context) (string, error) {
	secret, made := ident.Secret(), false
	err := a.db.Tx(ctx, func(tx *store.Tx) error {
		has, err := a.people.HasAdmin(ctx, tx)
		if made = !has; err != nil || has {
			return err
		}
		if _, err := tx.Exec(ctx, `DELETE FROM auth_secret WHERE kind = $1`, kindFirst); err != nil {
			return err
		}
		return keep(ctx, tx, ident.Hash(secret), kindFirst, "", "", firstFor)
	})
	if err != nil || !made {
		return "", err
	}
	return a.url + "/first/" + secret, nil
}

// PeekFirst reports whether the first administrator's link still works.
func (a *Auth) PeekFirst(ctx context.Context, _ authz.Actor, in Link) (First, error) {
	_, err := find(ctx, a.db, ident.Hash(in.Token), kindFirst)
	return First{Token: in.Token}, err
}

// First is the first administrator.
type First struct {
	Token      string `path:"token" json:"-"`
	GivenName  string `json:"given_name"`
	FamilyName string `json:"family_name"`
	Email      string `json:"email"`
	Password   string `json:"password"`
}

// MakeFirst makes the first administrator and begins their sign-in: the second factor is set up next. It refuses everything once there is an
// administrator.
func (a *Auth) MakeFirst(ctx context.Context, _ authz.Actor, in First) (Entered, error) {
	if _, err := find(ctx, a.db, ident.Hash(in.Token), kindFirst); err != nil {
		return Entered{}, err
	}
	in.Email = strings.ToLower(strings.TrimSpace(in.Email))
	var f fault.Fields
	f.Need(strings.TrimSpace(in.GivenName) != "", "given_name", "Write your given name.")
	f.Need(strings.Contains(in.Email, "@"), "email", "Write your e-mail address, for example name@company.example.")
	checkPassword(&f, in.Password, true, in.GivenName, in.FamilyName, in.Email, a.org)
	if err := f.Err(); err != nil {
		return Entered{}, err
	}
	hash, err := a.hash(ctx, in.Password)
	if err != nil {
		return Entered{}, err
	}
	var id string
	err = a.db.Tx(ctx, func(tx *store.Tx) error {
		if _, err := use(ctx, tx, ident.Hash(in.Token), kindFirst); err != nil {
			return err
		}
		has, err := a.people.HasAdmin(ctx, tx)
		if err != nil {
			return err
		}
		if has {
			return fault.New(fault.NotFound, "This link or code has been used or is too old. Ask for a new one.")
		}
		if id, err = a.people.MakeFirstAdmin(ctx, tx, in.GivenName, in.FamilyName, in.Email); err != nil {
			return err
		}
		return savePassword(ctx, tx, id, hash)
	})
	if err != nil {
		return Entered{}, err
	}
	p, err := a.people.Find(ctx, a.db, id)
	if err != nil {
		return Entered{}, err
	}
	next, err := a.enter(ctx, p)
	return Entered{next}, err
}
