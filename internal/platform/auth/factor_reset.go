package auth

import (
	"context"
	"fmt"
	"slices"

	"hearth/internal/platform/audit"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/store"
)

// ResetFactor ends somebody's second factor.
type ResetFactor struct {
	PersonID string `path:"id" json:"-"`
	Checked  string `json:"checked"` // how it was checked who it is: one of Checks; the record keeps it
}

// Lost is the person whose second factor is to be ended, and whether there is one.
type Lost struct {
	PersonID, Name string
	Has            bool
}

// ShowFactor returns whether a person has a second factor. Administrators may.
func (a *Auth) ShowFactor(ctx context.Context, by authz.Actor, in Named) (Lost, error) {
	if err := adminOnly(by); err != nil {
		return Lost{}, err
	}
	p, err := a.people.Find(ctx, a.db, in.ID)
	if err != nil {
		return Lost{}, err
	}
	has, err := a.hasFactor(ctx, p.ID)
	return Lost{PersonID: p.ID, Name: p.Name, Has: has}, err
}

// ResetFactor ends the second factor of somebody who lost it together with the recovery codes, after an identity check: they are signed out
// everywhere, and set up a new one when they sign in next. Administrators may, for others; doing it twice changes nothing.
func (a *Auth) ResetFactor(ctx context.Context, by authz.Actor, in ResetFactor) (Lost, error) {
	if err := adminOnly(by); err != nil {
		return Lost{}, err
	}
	p, err := a.people.Find(ctx, a.db, in.PersonID)
	if err != nil {
		return Lost{}, err
	}
	var f fault.Fields
	f.Need(slices.Contains(Checks(), in.Checked), "checked", "Say how you checked who it is.")
	f.Need(by.PersonID != p.ID, "checked", "Let another administrator do this for you.")
	if err := f.Err(); err != nil {
		return Lost{}, err
	}
	return Lost{PersonID: p.ID, Name: p.Name}, a.db.Tx(ctx, func(tx *store.Tx) error {
		for _, sql := range []string{`DELETE FROM auth_factor WHERE person_id = $1`, `DELETE FROM auth_recovery WHERE person_id = $1`} {
			if _, err := tx.Exec(ctx, sql, p.ID); err != nil {
				return fmt.Errorf("reset second factor: %w", err)
			}
		}
		if err := endAll(ctx, tx, p.ID); err != nil {
			return err
		}
		return a.audit.Record(ctx, tx, audit.Entry{By: by, Action: "auth.factor_reset." + in.Checked, Kind: "person", Person: p.ID})
	})
}
