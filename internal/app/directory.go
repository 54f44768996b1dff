package app

import (
	"context"

	"hearth/internal/people"
	"hearth/internal/platform/audit/auditweb"
	"hearth/internal/platform/auth"
	"hearth/internal/platform/privacy/erasure"
	"hearth/internal/platform/store"
)

// directory is module people as sign-in knows it.
type directory struct{}

// Find implements auth.Directory. An outsider is nobody: they never sign in.
func (directory) Find(ctx context.Context, q store.Querier, ref string) (auth.Person, error) {
	p, err := people.Find(ctx, q, ref)
	if err != nil {
		return auth.Person{}, err
	}
	roles, teams, err := people.Standing(ctx, q, p.ID)
	return auth.Person{ID: p.ID, Name: p.DisplayName(), Email: p.Email, Number: p.PersonnelNumber, Language: p.Language, Zone: p.TimeZone,
		Active: p.Active, Roles: roles, Teams: teams, Theme: p.Theme, Keys: p.Keys, KeyMap: p.KeyMap}, err
}

// HasAdmin implements auth.Directory.
func (directory) HasAdmin(ctx context.Context, q store.Querier) (bool, error) {
	return people.HasAdmin(ctx, q)
}

// MakeFirstAdmin implements auth.Directory.
func (directory) MakeFirstAdmin(ctx context.Context, tx *store.Tx, givenName, familyName, email string) (string, error) {
	return people.MakeFirstAdmin(ctx, tx, givenName, familyName, email)
}

// names is module people as the data-protection officer's page knows it.
type names struct{}

// Find implements auditweb.Directory.
func (names) Find(ctx context.Context, q store.Querier, ref string) (auditweb.Person, error) {
	p, err := people.FindAnyone(ctx, q, ref)
	return auditweb.Person{ID: p.ID, Name: p.DisplayName()}, err
}

// Names implements auditweb.Directory.
func (names) Names(ctx context.Context, q store.Querier, ids []string) (map[string]string, error) {
	found, err := people.ByIDs(ctx, q, ids)
	all := make(map[string]string, len(found))
	for id, p := range found {
		all[id] = p.DisplayName()
	}
	return all, err
}

// Teams implements auditweb.Directory.
func (names) Teams(ctx context.Context, q store.Querier) (map[string]string, error) {
	teams, err := people.Teams(ctx, q)
	all := make(map[string]string, len(teams))
	for _, t := range teams {
		all[t.ID] = t.Name
	}
	return all, err
}

// members is module people as the erasure knows it.
type members struct{ names }

// Find implements erasure.Directory.
func (members) Find(ctx context.Context, q store.Querier, ref string) (erasure.Person, error) {
	p, err := people.FindAnyone(ctx, q, ref)
	return erasure.Person{ID: p.ID, Name: p.DisplayName(), Email: p.Email, Phone: p.Phone, Number: p.PersonnelNumber}, err
}

// OnlyAdmin implements erasure.Directory.
func (members) OnlyAdmin(ctx context.Context, q store.Querier, id string) (bool, error) {
	return people.OnlyAdmin(ctx, q, id)
}
