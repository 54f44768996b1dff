package app

import (
	"context"

	"hearth/internal/people"
	"hearth/internal/platform/auth"
	"hearth/internal/platform/store"
)

// directory is module people as sign-in knows it.
type directory struct{}

// Find implements auth.Directory.
func (directory) Find(ctx context.Context, q store.Querier, ref string) (auth.Person, error) {
	p, err := people.Find(ctx, q, ref)
	if err != nil {
		return auth.Person{}, err
	}
	roles, err := people.Roles(ctx, q, p.ID)
	if err != nil {
		return auth.Person{}, err
	}
	teams, err := people.TeamsOf(ctx, q, p.ID)
	return auth.Person{ID: p.ID, Name: p.DisplayName(), Email: p.Email, Number: p.PersonnelNumber, Language: p.Language, Zone: p.TimeZone,
		Active: p.Active, Roles: roles, Teams: teams}, err
}

// HasAdmin implements auth.Directory.
func (directory) HasAdmin(ctx context.Context, q store.Querier) (bool, error) {
	return people.HasAdmin(ctx, q)
}

// MakeFirstAdmin implements auth.Directory.
func (directory) MakeFirstAdmin(ctx context.Context, tx *store.Tx, givenName, familyName, email string) (string, error) {
	return people.MakeFirstAdmin(ctx, tx, givenName, familyName, email)
}
