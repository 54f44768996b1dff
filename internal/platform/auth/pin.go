package auth

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

// wrongPINs in a row end a PIN: a new activation code is needed.
const wrongPINs = 10

const (
	minPIN = 8
	maxPIN = 16
)

// MakeCode asks for an activation code for a person.
type MakeCode struct {
	PersonID string `path:"id" json:"-"`
	Checked  string `json:"checked"` // how it was checked who it is: one of Checks; the record keeps it
}

// Checks are the ways to check who somebody is before a code is given out.
func Checks() []string { return []string{"badge", "document", "known"} }

// ActivationCode is a code on paper: it works once, for 14 days.
type ActivationCode struct {
	PersonID, Name, Number string
	Code                   string
	URL                    string // the page that takes it, filled in
	Expires                store.Time
}

// MakeCode makes an activation code for a person who has a personnel number, after an identity check. Earlier codes, the PIN and all sessions of the person
// end. HR and administrators may; nobody for themselves.
func (a *Auth) MakeCode(ctx context.Context, by authz.Actor, in MakeCode) (ActivationCode, error) {
	if by.PersonID == "" {
		return ActivationCode{}, signInFirst()
	}
	if !by.Has(authz.Agent, authz.HRHead, authz.Admin) {
		return ActivationCode{}, fault.New(fault.Forbidden, "Only HR gives out activation codes.")
	}
	p, err := a.people.Find(ctx, a.db, in.PersonID)
	if err != nil {
		return ActivationCode{}, err
	}
	var f fault.Fields
	f.Need(slices.Contains(Checks(), in.Checked), "checked", "Say how you checked who it is.")
	f.Need(p.Number != "", "checked", "%s has no personnel number, so a PIN would not be of use. Let them sign in by e-mail.", p.Name)
	f.Need(by.PersonID != p.ID, "checked", "Let a colleague make a code for you.")
	f.Need(p.Active, "checked", "%s does not work here any more.", p.Name)
	if err := f.Err(); err != nil {
		return ActivationCode{}, err
	}
	out := ActivationCode{PersonID: p.ID, Code: newCode(12), Name: p.Name, Number: p.Number}
	out.URL = a.codeURL(p.Number, out.Code)
	err = a.db.Tx(ctx, func(tx *store.Tx) error {
		out.Expires = tx.Now().Add(activationFor)
		for _, sql := range []string{`DELETE FROM auth_secret WHERE person_id = $1 AND kind = 'activation'`, `DELETE FROM auth_pin WHERE person_id = $1`} {
			if _, err := tx.Exec(ctx, sql, p.ID); err != nil {
				return fmt.Errorf("reset PIN: %w", err)
			}
		}
		if err := endAll(ctx, tx, p.ID); err != nil {
			return err
		}
		if err := keep(ctx, tx, a.mac("activation", p.ID, plainCode(out.Code)), kindActivation, p.ID, by.PersonID, activationFor); err != nil {
			return err
		}
		return a.audit.Record(ctx, tx, audit.Entry{By: by, Action: "auth.activation." + in.Checked, Kind: "person", Person: p.ID})
	})
	if err != nil {
		return ActivationCode{}, err
	}
	return out, a.hold(ctx, "activation:"+p.ID, out.Code)
}

// ShowCode returns the person for whom a code is to be made and, directly after MakeCode, the code: this once.
func (a *Auth) ShowCode(ctx context.Context, by authz.Actor, in Named) (ActivationCode, error) {
	if by.PersonID == "" {
		return ActivationCode{}, signInFirst()
	}
	if !by.Has(authz.Agent, authz.HRHead, authz.Admin) {
		return ActivationCode{}, fault.New(fault.Forbidden, "Only HR gives out activation codes.")
	}
	p, err := a.people.Find(ctx, a.db, in.ID)
	if err != nil {
		return ActivationCode{}, err
	}
	out := ActivationCode{PersonID: p.ID, Name: p.Name, Number: p.Number}
	if out.Code, err = a.take(ctx, "activation:"+p.ID); err != nil || out.Code == "" {
		return out, err
	}
	out.URL, out.Expires = a.codeURL(p.Number, out.Code), a.db.Now().Add(activationFor)
	return out, nil
}

// codeURL is the page that takes a code, with the number and the code in its fields.
func (a *Auth) codeURL(number, code string) string {
	return a.url + "/activate?" + url.Values{"number": {number}, "code": {code}}.Encode()
}

// Activate sets a PIN with an activation code.
type Activate struct {
	Number string `json:"number" query:"number"`
	Code   string `json:"code" query:"code"`
	PIN    string `json:"pin"`
	Again  string `json:"again"`
	Device bool   `json:"device,omitempty"` // this is the person's own device: PINs work on it from now on
}

// Activate sets the PIN of whoever has the code and signs them in, in the portal face. At a shared terminal, or with Device set, which enrols the browser
// for this person; elsewhere it refuses. The answer to a wrong number and a wrong code is the same.
func (a *Auth) Activate(ctx context.Context, _ authz.Actor, in Activate) (Entered, error) {
	if err := a.allow(ctx, "from:"+a.mac(clientOf(ctx).address), fromOneAddress, wrongWithin); err != nil {
		return Entered{}, err
	}
	place, err := a.placeOf(ctx)
	if err != nil {
		return Entered{}, err
	}
	var f fault.Fields
	f.Need(strings.TrimSpace(in.Number) != "", "number", "Write your personnel number. It is on your badge and your payslip.")
	f.Need(plainCode(in.Code) != "", "code", "Write the activation code of the letter.")
	checkPIN(&f, in.PIN, in.Number)
	f.Need(in.PIN == in.Again, "again", "The two PINs are not the same. Write it once more.")
	f.Need(place.shared || in.Device, "device", "A PIN works at a terminal of the company, or on a device of your own. Tick that this one is yours.")
	if err := f.Err(); err != nil {
		return Entered{}, err
	}
	wrong := fault.ForField("code", "The number and the code do not go together, or the code was used or is too old. Ask HR for a new one.")
	p, err := a.people.Find(ctx, a.db, strings.TrimSpace(in.Number))
	if fault.KindOf(err) == fault.NotFound {
		return Entered{}, wrong
	}
	if err != nil {
		return Entered{}, err
	}
	if err := a.allow(ctx, "activate:"+p.ID, wrongPINs, time.Hour); err != nil {
		return Entered{}, err
	}
	hash, err := a.hash(ctx, in.PIN)
	if err != nil {
		return Entered{}, err
	}
	enrolled := ident.Secret()
	err = a.db.Tx(ctx, func(tx *store.Tx) error {
		if _, err := use(ctx, tx, a.mac("activation", p.ID, plainCode(in.Code)), kindActivation); err != nil {
			return err
		}
		if in.Device && !place.shared {
			if _, err := tx.Exec(ctx, `INSERT INTO auth_terminal (id, hash, name, person_id, made_by, created_at) VALUES ($1, $2, $3, $4, $4, $5)`,
				ident.New(), ident.Hash(enrolled), clientOf(ctx).device, p.ID, tx.Now()); err != nil {
				return err
			}
		}
		_, err := tx.Exec(ctx, `INSERT INTO auth_pin (person_id, hash, wrong, changed_at) VALUES ($1, $2, 0, $3)
			ON CONFLICT (person_id) DO UPDATE SET hash = $2, wrong = 0, changed_at = $3`, p.ID, hash, tx.Now())
		return err
	})
	if fault.KindOf(err) == fault.NotFound {
		return Entered{}, wrong
	}
	if err != nil {
		return Entered{}, err
	}
	if in.Device && !place.shared {
		a.setTerminal(ctx, enrolled)
	}
	return Entered{a.next(ctx, "/")}, a.beginByPIN(ctx, p.ID, place)
}

// PIN is a personnel number and its PIN.
type PIN struct {
	Number string `json:"number"`
	PIN    string `json:"pin"`
}

// SignInByPIN signs in at a registered terminal, or on a device that is enrolled for the person, in the portal face only. Ten wrong PINs in a row
// end the PIN. The answer to a wrong number and to a wrong PIN is the same.
func (a *Auth) SignInByPIN(ctx context.Context, _ authz.Actor, in PIN) (Entered, error) {
	place, err := a.placeOf(ctx)
	if err != nil {
		return Entered{}, err
	}
	if place.id == "" {
		return Entered{}, fault.New(fault.Forbidden, "A PIN works at a terminal of the company, or on a device that you enrolled with an activation code.")
	}
	if err := a.allow(ctx, "terminal:"+place.id, fromOneAddress, wrongWithin); err != nil {
		return Entered{}, err
	}
	wrong := fault.ForField("pin", "The number and the PIN do not go together. After ten wrong PINs you need a new code from HR.")
	p, err := a.people.Find(ctx, a.db, strings.TrimSpace(in.Number))
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return Entered{}, err
	}
	known := err == nil && p.Active && in.Number != "" && (place.shared || place.personID == p.ID)
	type row struct {
		Hash  string
		Wrong int
	}
	pin := row{Hash: nobodysHash}
	if known {
		kept, err := store.One[row](ctx, a.db, `SELECT hash, wrong FROM auth_pin WHERE person_id = $1`, p.ID)
		if err != nil && !errors.Is(err, store.ErrNone) {
			return Entered{}, err
		}
		if known = err == nil && kept.Wrong < wrongPINs; known {
			pin = kept
		}
	}
	same, err := a.matches(ctx, in.PIN, pin.Hash)
	if err != nil && known {
		return Entered{}, err
	}
	if !known {
		return Entered{}, wrong
	}
	counted := `UPDATE auth_pin SET wrong = 0 WHERE person_id = $1`
	if !same {
		counted = `UPDATE auth_pin SET wrong = wrong + 1 WHERE person_id = $1`
	}
	if err := a.db.Tx(ctx, func(tx *store.Tx) error { _, err := tx.Exec(ctx, counted, p.ID); return err }); err != nil {
		return Entered{}, err
	}
	if !same {
		return Entered{}, wrong
	}
	return Entered{a.next(ctx, "/")}, a.beginByPIN(ctx, p.ID, place)
}

// checkPIN refuses a PIN that is short or guessed first.
func checkPIN(f *fault.Fields, pin, number string) {
	digits := !slices.ContainsFunc([]rune(pin), func(r rune) bool { return r < '0' || r > '9' })
	n := utf8.RuneCountInString(pin)
	f.Need(digits && n >= minPIN && n <= maxPIN, "pin", "Use %d to %d digits.", minPIN, maxPIN)
	number = strings.TrimSpace(number)
	f.Need(!easyPIN(pin) && (number == "" || !strings.Contains(pin, number)), "pin", "This PIN is guessed first. Use no row such as 12345678, no date and not your number.")
}

// easyPIN reports whether a PIN is a row, few different digits, or a date of birth.
func easyPIN(pin string) bool {
	if inRow(pin) {
		return true
	}
	different := map[rune]bool{}
	for _, r := range pin {
		different[r] = true
	}
	if len(different) < 4 {
		return true
	}
	for _, layout := range []string{"20060102", "02012006", "01022006"} {
		if at, err := time.Parse(layout, pin); err == nil && at.Year() > 1920 && at.Year() < 2100 {
			return true
		}
	}
	half := len(pin) / 2
	return len(pin)%2 == 0 && pin[:half] == pin[half:]
}

// beginByPIN signs in by PIN: in the portal face, and at a shared terminal until it rests.
func (a *Auth) beginByPIN(ctx context.Context, personID string, at place) error {
	if err := a.begin(ctx, personID, authz.Portal, true); err != nil {
		return err
	}
	a.sessions.Put(ctx, keyShared, at.shared)
	return nil
}
